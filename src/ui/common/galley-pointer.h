/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void galley_pointer_forget_press (GtkGesture *gesture);

G_END_DECLS
