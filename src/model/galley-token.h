/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyToken:
 * @start: where it begins, in bytes
 * @length: how many bytes it has
 * @n_characters: how many characters it has
 * @blank: whether it is white space; the end of a line is none
 *
 * What a comparison of texts takes for one thing: a word, white space, a mark of punctuation, a Chinese character, the end of a line.
 */
typedef struct
{
  gsize    start;
  guint    length;
  guint    n_characters;
  gboolean blank;
} GalleyToken;

GArray *galley_token_split_words (const char *text, gsize start, gsize end);
GArray *galley_token_split_lines (const char *text, gsize start, gsize end);

G_END_DECLS
