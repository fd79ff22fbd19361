/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-outline-status.h"
#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_ENTRY (galley_outline_entry_get_type ())

/**
 * GalleyOutlineEntry:
 *
 * One entry of the log of a post's outline, which can be rolled back by its id.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyOutlineEntry, galley_outline_entry, GALLEY, OUTLINE_ENTRY, GalleyValue)

gint64      galley_outline_entry_get_id (GalleyOutlineEntry *self);
int         galley_outline_entry_get_post_id (GalleyOutlineEntry *self);
GDateTime  *galley_outline_entry_get_time (GalleyOutlineEntry *self);
const char *galley_outline_entry_get_verb (GalleyOutlineEntry *self);
const char *galley_outline_entry_get_outcome (GalleyOutlineEntry *self);
const char *galley_outline_entry_get_reason (GalleyOutlineEntry *self);
const char *galley_outline_entry_get_before (GalleyOutlineEntry *self);
const char *galley_outline_entry_get_after (GalleyOutlineEntry *self);

G_END_DECLS
