/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void          galley_drag_cancel_on_escape (GtkDragSource *source);
void          galley_drag_end_scrolling (GtkWidget *widget);
GdkPaintable *galley_drag_paint_cards (GtkWidget *row, const char *color_name, guint n_cards);

G_END_DECLS
