/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-text"

#include "galley-config.h"

#include "galley-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* How fast adults read English prose silently, the mean over many studies. */
#define WORDS_PER_MINUTE 238

/* What a character means for the boundaries of words: the classes of Unicode's standard annex 29 that matter for counting. */
typedef enum
{
  KIND_OTHER,
  KIND_LETTER,
  KIND_DIGIT,
  KIND_IDEOGRAPH, /* a word by itself */
  KIND_EXTEND,    /* belongs to what is before it */
  KIND_MID_LETTER,
  KIND_MID_NUMBER,
  KIND_MID_BOTH,
} Kind;

static Kind
classify_joiner (gunichar character)
{
  switch (character)
    {
    case '\'':
    case '.':
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x2024: /* ․ */
    case 0xff07: /* ＇ */
    case 0xff0e: /* ． */
      return KIND_MID_BOTH;
    case ':':
    case 0x00b7: /* · */
    case 0x0387:
    case 0x055f:
    case 0x05f4:
    case 0x2027: /* ‧ */
    case 0xfe13:
    case 0xfe55:
    case 0xff1a: /* ： */
      return KIND_MID_LETTER;
    case ',':
    case ';':
    case 0x037e:
    case 0x0589:
    case 0x060c:
    case 0x060d:
    case 0x066c:
    case 0x07f8:
    case 0x2044: /* ⁄ */
    case 0xfe10:
    case 0xfe14:
    case 0xff0c: /* ， */
    case 0xff1b: /* ； */
      return KIND_MID_NUMBER;
    default:
      return KIND_OTHER;
    }
}

static gboolean
is_ideograph (gunichar character)
{
  switch ((int)g_unichar_get_script (character))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
      return g_unichar_isalpha (character);
    default:
      return FALSE;
    }
}

static Kind
classify (gunichar character)
{
  if (character < 0x80)
    {
      if (g_ascii_isalpha (character))
        return KIND_LETTER;
      if (g_ascii_isdigit (character))
        return KIND_DIGIT;
      return character == '_' ? KIND_EXTEND : classify_joiner (character);
    }

  if (g_unichar_ismark (character) || character == 0x200d || g_unichar_type (character) == G_UNICODE_FORMAT)
    return KIND_EXTEND;
  if (is_ideograph (character))
    return KIND_IDEOGRAPH;
  if (g_unichar_isalpha (character))
    return KIND_LETTER;
  if (g_unichar_isdigit (character))
    return KIND_DIGIT;

  return classify_joiner (character);
}

/* Whether @joiner keeps @before and @after in one word, as in "don't" and "3,14". */
static gboolean
joins (Kind joiner,
       Kind before,
       Kind after)
{
  switch (joiner)
    {
    case KIND_MID_BOTH:
      return before == after && (before == KIND_LETTER || before == KIND_DIGIT);
    case KIND_MID_LETTER:
      return before == KIND_LETTER && after == KIND_LETTER;
    case KIND_MID_NUMBER:
      return before == KIND_DIGIT && after == KIND_DIGIT;
    case KIND_OTHER:
    case KIND_LETTER:
    case KIND_DIGIT:
    case KIND_IDEOGRAPH:
    case KIND_EXTEND:
    default:
      return FALSE;
    }
}

/**
 * galley_text_is_blank:
 * @text: (nullable): valid UTF-8
 *
 * Tells whether there is nothing to be read.
 *
 * Returns: whether @text is %NULL, empty or only white space
 */
gboolean
galley_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/**
 * galley_text_count_words:
 * @text: (nullable): valid UTF-8
 *
 * Counts words by Unicode's word boundaries: letters and digits make words, “don’t” and “3.14” are one, “well-known” is two, and
 * every Chinese character and Hiragana is one.
 *
 * Returns: how many words
 */
guint
galley_text_count_words (const char *text)
{
  guint n_words = 0;
  Kind  last = KIND_OTHER;   /* of the word that is being read; other when there is none */
  Kind  joiner = KIND_OTHER; /* read after @last and waiting for what follows it */

  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      Kind kind = classify (g_utf8_get_char (at));

      if (kind == KIND_EXTEND)
        continue;

      if (kind == KIND_LETTER || kind == KIND_DIGIT)
        {
          gboolean goes_on = joiner == KIND_OTHER ? last == KIND_LETTER || last == KIND_DIGIT : joins (joiner, last, kind);

          if (!goes_on)
            n_words++;
          last = kind;
          joiner = KIND_OTHER;
          continue;
        }

      if (kind == KIND_IDEOGRAPH)
        n_words++;

      /* Two joiners in a row join nothing. */
      if (joiner != KIND_OTHER || kind == KIND_OTHER || kind == KIND_IDEOGRAPH)
        last = KIND_OTHER;
      joiner = last == KIND_OTHER ? KIND_OTHER : kind;
    }

  return n_words;
}

/**
 * galley_text_reading_time:
 * @n_words: how many words
 *
 * Estimates how long reading takes.
 *
 * Returns: minutes, rounded up; 0 for nothing to read
 */
guint
galley_text_reading_time (guint n_words)
{
  return n_words / WORDS_PER_MINUTE + (n_words % WORDS_PER_MINUTE != 0);
}

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

static gboolean
ends_line (const char *text)
{
  return *text == '\0' || *text == '\r' || *text == '\n';
}

/**
 * galley_text_first_line:
 * @text: (nullable): valid UTF-8
 * @most: the greatest length, in characters, at least 1
 *
 * Gives the first line that is not blank, without white space around it, to stand for a text in a list.  What is longer ends with
 * “…”.
 *
 * Returns: (transfer full): the line, empty when there is none
 */
char *
galley_text_first_line (const char *text,
                        guint       most)
{
  g_autofree char *line = NULL;
  const char      *start;
  const char      *end;
  const char      *rest;

  g_return_val_if_fail (most >= 1, NULL);

  if (text == NULL)
    return g_strdup ("");

  /* A paragraph is one line, and may be very long. */
  start = end = skip_space (text);
  for (guint i = 0; i < most && !ends_line (end); i++)
    end = g_utf8_next_char (end);
  rest = end;
  while (!ends_line (rest) && g_ascii_isspace (*rest))
    rest++;
  if (ends_line (rest))
    return g_strchomp (g_strndup (start, (gsize)(end - start)));

  line = g_strndup (start, (gsize)(g_utf8_prev_char (end) - start));
  return g_strconcat (g_strchomp (line), "…", NULL);
}

/* Copies what a text may consist of: no NUL, no control characters but tabulators and line ends, which become line feeds. */
static char *
drop_controls (const char *data,
               gsize       length)
{
  GString *clean = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = data[i];

      if (byte == '\r')
        {
          if (i + 1 == length || data[i + 1] != '\n')
            g_string_append_c (clean, '\n');
        }
      else if ((byte >= 0x20 && byte != 0x7f) || byte == '\t' || byte == '\n')
        g_string_append_c (clean, byte);
    }

  return g_string_free (clean, FALSE);
}

/**
 * galley_text_sanitize:
 * @data: (array length=length) (element-type guint8): bytes from anywhere
 * @length: how many, or -1 when @data ends with a NUL
 *
 * Makes a text out of bytes that may be anything: takes out NUL and other control characters and a byte order mark, ends lines
 * with a line feed, and puts U+FFFD in the place of what is not UTF-8.  For data whose meaning survives that, such as a language
 * model's answer; see [func@text_validate] for data that is rather to be refused.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
galley_text_sanitize (const char *data,
                      gssize      length)
{
  g_autofree char *clean = NULL;
  char            *text;

  g_return_val_if_fail (data != NULL, NULL);

  clean = drop_controls (data, length < 0 ? strlen (data) : (gsize)length);
  text = g_utf8_make_valid (clean, -1);
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, strlen (text + 3) + 1);

  return text;
}

static guint
count_lines (const char *start,
             const char *end)
{
  guint n_lines = 1;

  for (const char *at = start; at < end; at++)
    n_lines += *at == '\n';

  return n_lines;
}

/**
 * galley_text_validate:
 * @data: (array length=length) (element-type guint8): bytes from anywhere
 * @length: how many, or -1 when @data ends with a NUL
 * @error: where to put a %GALLEY_ERROR_INVALID that says what is wrong, at which byte (from 0) and in which line
 *
 * Tells whether @data can be stored as it is: valid UTF-8 without NUL.
 *
 * Returns: whether it can
 */
gboolean
galley_text_validate (const char *data,
                      gssize      length,
                      GError    **error)
{
  gsize       size;
  const char *end;

  g_return_val_if_fail (data != NULL, FALSE);

  size = length < 0 ? strlen (data) : (gsize)length;
  if (g_utf8_validate_len (data, size, &end))
    return TRUE;

  if (*end == '\0')
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("There is a NUL character at byte %zu, in line %u: this is not a text"), (gsize)(end - data), count_lines (data, end));
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                 _("The text is not UTF-8: 0x%02x at byte %zu, in line %u. Convert it to UTF-8 first"), (guchar)*end,
                    (gsize)(end - data), count_lines (data, end));

  return FALSE;
}
