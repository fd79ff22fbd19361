/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-token"

#include "galley-token.h"

#include <string.h>

typedef enum
{
  KIND_WORD,
  KIND_BLANK,
  KIND_LINE_END,
  KIND_SINGLE, /* one by itself: punctuation, a symbol, a character of a script without blanks */
} Kind;

/* Scripts that put no blanks between words: every character is one. */
static gboolean
is_unspaced (gunichar character)
{
  switch ((int)g_unichar_get_script (character))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_YI:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

static Kind
classify (gunichar character)
{
  if (character < 0x80)
    {
      if (g_ascii_isalnum (character) || character == '_')
        return KIND_WORD;
      if (character == '\n' || character == '\r')
        return KIND_LINE_END;
      return g_ascii_isspace (character) ? KIND_BLANK : KIND_SINGLE;
    }

  if (character == 0x2028 || character == 0x2029)
    return KIND_LINE_END;
  if (g_unichar_isspace (character))
    return KIND_BLANK;
  if (!g_unichar_isalnum (character) || is_unspaced (character))
    return KIND_SINGLE;

  return KIND_WORD;
}

/* Accents, joiners, variation selectors, skin tones: what must not be parted from the character before it. */
static gboolean
extends (gunichar character)
{
  if (character < 0x300)
    return FALSE;

  return g_unichar_ismark (character) || character == 0x200c || character == 0x200d ||
         (character >= 0x1f3fb && character <= 0x1f3ff) || (character >= 0xe0020 && character <= 0xe007f);
}

static gboolean
is_flag_letter (gunichar character)
{
  return character >= 0x1f1e6 && character <= 0x1f1ff;
}

/* Whether a mark between two parts keeps them one word, as in "don't" and "3.14". */
static gboolean
joins (gunichar joiner,
       gunichar after)
{
  switch (joiner)
    {
    case '\'':
    case 0x2019: /* ’ */
      return classify (after) == KIND_WORD;
    case '.':
    case ',':
    case ':':
      return g_unichar_isdigit (after);
    default:
      return FALSE;
    }
}

typedef struct
{
  const char *at;
  const char *end;
  guint       n_characters; /* of the token */
} Reader;

static gunichar
peek (Reader *reader)
{
  return reader->at < reader->end ? g_utf8_get_char (reader->at) : 0;
}

static void
step (Reader *reader)
{
  reader->at = g_utf8_next_char (reader->at);
  reader->n_characters++;
}

static void
read_extensions (Reader *reader)
{
  while (extends (peek (reader)))
    {
      gboolean joiner = peek (reader) == 0x200d;

      step (reader);
      /* A picture made out of several is one; what a joiner stands before by mistake, such as a blank, is not drawn in. */
      if (joiner && peek (reader) >= 0x80 && classify (peek (reader)) == KIND_SINGLE)
        step (reader);
    }
}

static void
read_word (Reader *reader)
{
  for (;;)
    {
      gunichar    character = peek (reader);
      const char *next = reader->at < reader->end ? g_utf8_next_char (reader->at) : reader->end;

      if (extends (character))
        read_extensions (reader);
      else if (character != 0 && classify (character) == KIND_WORD)
        step (reader);
      else if (next < reader->end && joins (character, g_utf8_get_char (next)))
        step (reader);
      else
        return;
    }
}

static void
read_token (Reader *reader)
{
  gunichar first = peek (reader);

  reader->n_characters = 0;
  step (reader);
  switch (classify (first))
    {
    case KIND_WORD:
      read_word (reader);
      break;
    case KIND_BLANK:
      while (reader->at < reader->end && classify (peek (reader)) == KIND_BLANK)
        step (reader);
      break;
    case KIND_LINE_END:
      if (first == '\r' && peek (reader) == '\n')
        step (reader);
      break;
    case KIND_SINGLE:
      if (is_flag_letter (first) && is_flag_letter (peek (reader)))
        step (reader);
      read_extensions (reader);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * galley_token_split_words:
 * @text: valid UTF-8
 * @start: where to begin, in bytes
 * @end: where to end, in bytes
 *
 * Splits a part of a text into words, runs of white space, line ends, and single characters of anything else; characters of scripts
 * that have no blanks between words are single, too.  What a reader sees as one character is never split.
 *
 * Returns: (transfer full) (element-type GalleyToken): the tokens, without gaps between them
 */
GArray *
galley_token_split_words (const char *text,
                          gsize       start,
                          gsize       end)
{
  GArray *tokens = g_array_sized_new (FALSE, FALSE, sizeof (GalleyToken), (end - start) / 4 + 1);
  Reader  reader = { text + start, text + end, 0 };

  while (reader.at < reader.end)
    {
      const char *first = reader.at;
      GalleyToken token = { .start = first - text, .blank = classify (g_utf8_get_char (first)) == KIND_BLANK };

      read_token (&reader);
      token.length = reader.at - first;
      token.n_characters = reader.n_characters;
      g_array_append_val (tokens, token);
    }

  return tokens;
}

/**
 * galley_token_split_lines:
 * @text: valid UTF-8
 * @start: where to begin, in bytes
 * @end: where to end, in bytes
 *
 * Splits a part of a text into lines, each with its end: for what is too long to be compared by words.
 *
 * Returns: (transfer full) (element-type GalleyToken): the tokens, without gaps between them
 */
GArray *
galley_token_split_lines (const char *text,
                          gsize       start,
                          gsize       end)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (GalleyToken));

  for (const char *at = text + start; at < text + end;)
    {
      const char *line_end = memchr (at, '\n', text + end - at);
      GalleyToken token = { .start = at - text };

      token.length = (line_end ? line_end + 1 : text + end) - at;
      token.n_characters = g_utf8_strlen (at, token.length);
      g_array_append_val (tokens, token);
      at += token.length;
    }

  return tokens;
}
