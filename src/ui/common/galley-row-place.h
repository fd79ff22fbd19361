/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_ROW_PLACE (galley_row_place_get_type ())

G_DECLARE_FINAL_TYPE (GalleyRowPlace, galley_row_place, GALLEY, ROW_PLACE, GtkWidget)

GtkWidget   *galley_row_place_new (GtkListItem *item, int height);
GtkListItem *galley_row_place_get_item (GalleyRowPlace *self);

G_END_DECLS
