/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-parked-section.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TRASH_ROW (galley_trash_row_get_type ())

/**
 * GalleyTrashRow:
 *
 * A section in the trash: its heading, when it went there, and how much is in it.
 */
G_DECLARE_FINAL_TYPE (GalleyTrashRow, galley_trash_row, GALLEY, TRASH_ROW, GtkWidget)

GtkWidget *galley_trash_row_new (void);
void       galley_trash_row_set_section (GalleyTrashRow *self, GalleyParkedSection *section);

G_END_DECLS
