/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void galley_toast_show (GtkWidget *from, const char *text);
void galley_toast_show_error (GtkWidget *from, const char *what, const GError *error);
void galley_toast_show_undo (GtkWidget *from, const char *text);
void galley_toast_dismiss_undo (GtkWidget *from);

G_END_DECLS
