/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_FINDING (galley_finding_get_type ())

/**
 * GalleyFinding:
 *
 * What a check of one post's outline found.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyFinding, galley_finding, GALLEY, FINDING, GalleyValue)

int         galley_finding_get_post_id (GalleyFinding *self);
const char *galley_finding_get_finding (GalleyFinding *self);
const char *galley_finding_get_detail (GalleyFinding *self);
gboolean    galley_finding_is_ok (GalleyFinding *self);

G_END_DECLS
