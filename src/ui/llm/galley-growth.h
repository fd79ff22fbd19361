/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void galley_growth_watch (GtkScrolledWindow *scroller);
void galley_growth_begin_again (GtkScrolledWindow *scroller);

G_END_DECLS
