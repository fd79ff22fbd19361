/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-draft.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TEXT_BUFFER (galley_text_buffer_get_type ())

/**
 * GalleyTextBuffer:
 *
 * A text that is being written: what is typed goes to its [class@Draft], what others change comes from there.  It knows how many
 * words it has without counting them all again at every key.
 */
G_DECLARE_FINAL_TYPE (GalleyTextBuffer, galley_text_buffer, GALLEY, TEXT_BUFFER, GtkSourceBuffer)

GalleyTextBuffer *galley_text_buffer_new (gboolean markdown);
GalleyDraft      *galley_text_buffer_get_draft (GalleyTextBuffer *self);
void              galley_text_buffer_set_draft (GalleyTextBuffer *self, GalleyDraft *draft);
gboolean          galley_text_buffer_get_markdown (GalleyTextBuffer *self);
guint             galley_text_buffer_get_n_words (GalleyTextBuffer *self);
char             *galley_text_buffer_dup_text (GalleyTextBuffer *self);
void              galley_text_buffer_replace_text (GalleyTextBuffer *self, const char *text);

G_END_DECLS
