/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void galley_drag_cancel_on_escape (GtkDragSource *source);

G_END_DECLS
