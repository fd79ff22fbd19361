/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-draft.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CONFLICT_VIEW (galley_conflict_view_get_type ())

/**
 * GalleyConflictView:
 *
 * Two versions of a text that two people wrote at the same time, side by side, and the choice between them: mine, theirs, or one made of
 * both by hand.
 */
G_DECLARE_FINAL_TYPE (GalleyConflictView, galley_conflict_view, GALLEY, CONFLICT_VIEW, GtkWidget)

GalleyDraft *galley_conflict_view_get_draft (GalleyConflictView *self);
void         galley_conflict_view_set_draft (GalleyConflictView *self, GalleyDraft *draft);
void         galley_conflict_view_set_column_width (GalleyConflictView *self, int width);

G_END_DECLS
