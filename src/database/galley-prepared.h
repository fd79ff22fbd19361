/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyPrepared:
 *
 * The statements that one connection's server has prepared.
 */
typedef struct _GalleyPrepared GalleyPrepared;

GalleyPrepared *galley_prepared_new (void);
void            galley_prepared_free (GalleyPrepared *self);
char           *galley_prepared_dup_server_name (GalleyPrepared *self, const char *name);
gboolean        galley_prepared_contains (GalleyPrepared *self, const char *name);
void            galley_prepared_add (GalleyPrepared *self, const char *name);
void            galley_prepared_forget_all (GalleyPrepared *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPrepared, galley_prepared_free)

G_END_DECLS
