/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkStringList *galley_field_choice_new_model (void);
guint          galley_field_choice_find (const char *column);
const char    *galley_field_choice_get_column (guint position);
const char    *galley_field_choice_get_label (const char *column);

G_END_DECLS
