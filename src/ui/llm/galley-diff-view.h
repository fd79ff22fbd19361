/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_DIFF_VIEW (galley_diff_view_get_type ())

/**
 * GalleyDiffView:
 *
 * Shows word by word what a text would become, and lets a person choose which of the changes to take: a click on a change, or Space
 * with the cursor in it, leaves it out or takes it again.
 */
G_DECLARE_FINAL_TYPE (GalleyDiffView, galley_diff_view, GALLEY, DIFF_VIEW, AdwBin)

GtkWidget *galley_diff_view_new (void);
void       galley_diff_view_set_texts (GalleyDiffView *self, const char *old_text, const char *new_text);
char      *galley_diff_view_get_result (GalleyDiffView *self);
guint      galley_diff_view_get_n_changes (GalleyDiffView *self);
guint      galley_diff_view_get_n_accepted (GalleyDiffView *self);
gboolean   galley_diff_view_is_of (GalleyDiffView *self, const char *old_text);

G_END_DECLS
