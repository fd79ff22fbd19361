/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     galley_markdown_editing_toggle (GtkTextBuffer *buffer, const char *marker);
void     galley_markdown_editing_make_link (GtkTextBuffer *buffer);
gboolean galley_markdown_editing_continue_list (GtkTextBuffer *buffer);
gboolean galley_markdown_editing_indent_item (GtkTextBuffer *buffer, gboolean deeper);

G_END_DECLS
