/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-outline-change.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_ROW (galley_outline_row_get_type ())

/**
 * GalleyOutlineRow:
 *
 * What an outline would do with one section.
 */
G_DECLARE_FINAL_TYPE (GalleyOutlineRow, galley_outline_row, GALLEY, OUTLINE_ROW, GtkWidget)

GtkWidget *galley_outline_row_new (void);
void       galley_outline_row_set_change (GalleyOutlineRow *self, GalleyOutlineChange *change);

G_END_DECLS
