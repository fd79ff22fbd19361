/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-text-buffer.h"
#include "galley-text-view.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TEXT_EDITOR (galley_text_editor_get_type ())

/**
 * GalleyTextEditor:
 *
 * One long text to write in: a column of comfortable width, with what it takes to find things in it, and the choice between two versions
 * when there are two.
 */
G_DECLARE_FINAL_TYPE (GalleyTextEditor, galley_text_editor, GALLEY, TEXT_EDITOR, GtkWidget)

GalleyTextBuffer *galley_text_editor_get_buffer (GalleyTextEditor *self);
void              galley_text_editor_set_buffer (GalleyTextEditor *self, GalleyTextBuffer *buffer);
GalleyTextView   *galley_text_editor_get_view (GalleyTextEditor *self);
void              galley_text_editor_set_line_width (GalleyTextEditor *self, int n_characters);
void              galley_text_editor_find (GalleyTextEditor *self, gboolean replace);
void              galley_text_editor_find_next (GalleyTextEditor *self, gboolean forward);
gboolean          galley_text_editor_close_find (GalleyTextEditor *self);

G_END_DECLS
