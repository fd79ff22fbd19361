/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_TEXT_VIEW (galley_text_view_get_type ())

/**
 * GalleyTextView:
 *
 * Where a text is written: the view of a [class@TextBuffer].  It undoes what was typed, and hands on to `win.undo` when there is
 * nothing more to undo; in Markdown it knows the usual keys; it can have all but the current paragraph step back.
 *
 * # Actions
 *
 * `text-view.bold`, `text-view.italic` and `text-view.link` mark what is selected, or the word at the cursor.
 */
G_DECLARE_FINAL_TYPE (GalleyTextView, galley_text_view, GALLEY, TEXT_VIEW, GtkSourceView)

gboolean galley_text_view_get_single_line (GalleyTextView *self);
void     galley_text_view_set_single_line (GalleyTextView *self, gboolean single_line);
gboolean galley_text_view_get_dim (GalleyTextView *self);
void     galley_text_view_set_dim (GalleyTextView *self, gboolean dim);
int      galley_text_view_get_column_width (GalleyTextView *self, int n_characters);
void     galley_text_view_show_range (GalleyTextView *self, int start, int end);
void     galley_text_view_show_hit (GalleyTextView *self, int offset);
void     galley_text_view_keep_cursor_visible (GalleyTextView *self);

G_END_DECLS
