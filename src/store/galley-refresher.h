/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-store.h"

G_BEGIN_DECLS

/**
 * GalleyRefresher:
 *
 * Fetches live records of a store again that somebody else has changed: all that are known to be out of date with one statement,
 * and one statement at a time, so that a burst of notices costs a query or two.
 */
typedef struct _GalleyRefresher GalleyRefresher;

GalleyRefresher *galley_refresher_new (GalleyStore *store);
void             galley_refresher_free (GalleyRefresher *self);
void             galley_refresher_add (GalleyRefresher *self, int id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRefresher, galley_refresher_free)

G_END_DECLS
