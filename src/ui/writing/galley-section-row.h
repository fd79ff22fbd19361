/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-section.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_ROW (galley_section_row_get_type ())

/**
 * GalleySectionRow:
 *
 * A section in the list: its heading, status, words, elements and the first line of its text.  Rows are used again for other sections.
 */
G_DECLARE_FINAL_TYPE (GalleySectionRow, galley_section_row, GALLEY, SECTION_ROW, GtkWidget)

GtkWidget     *galley_section_row_new (void);
void           galley_section_row_set_section (GalleySectionRow *self, GalleySection *section);
GalleySection *galley_section_row_get_section (GalleySectionRow *self);
void           galley_section_row_set_selected (GalleySectionRow *self, gboolean selected);
void           galley_section_row_start_rename (GalleySectionRow *self);
gboolean       galley_section_row_get_renaming (GalleySectionRow *self);
char          *galley_section_row_dup_status_label (const char *status);

G_END_DECLS
