/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_SELECTION (galley_section_selection_get_type ())

/**
 * GalleySectionSelection:
 *
 * Which sections are selected.  Unlike GTK's own it selects the objects and not their places: a section that is moved stays selected.
 */
G_DECLARE_FINAL_TYPE (GalleySectionSelection, galley_section_selection, GALLEY, SECTION_SELECTION, GObject)

GalleySectionSelection *galley_section_selection_new (GListModel *model);
guint                   galley_section_selection_get_n_selected (GalleySectionSelection *self);
GPtrArray              *galley_section_selection_dup_selected (GalleySectionSelection *self);
void                    galley_section_selection_forget_absent (GalleySectionSelection *self);

G_END_DECLS
