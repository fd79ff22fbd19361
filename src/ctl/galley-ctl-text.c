/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-text"

#include "galley-ctl-text.h"

/* Text on a terminal: what it does there besides being shown, and how much room it takes. */

static guint
get_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

/**
 * galley_ctl_text_measure:
 * @text: valid UTF-8 without control characters
 *
 * Measures how many columns a text takes on a terminal: none for combining marks, two for wide characters.
 *
 * Returns: the width in columns
 */
guint
galley_ctl_text_measure (const char *text)
{
  guint width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += get_width (g_utf8_get_char (text));
  return width;
}

/* Control characters move the cursor and command the terminal; the others here turn the direction of what follows. */
static gboolean
is_dangerous (gunichar character)
{
  return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x061C ||
         (character >= 0x200E && character <= 0x200F) || (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

/**
 * galley_ctl_text_defuse:
 * @text: a text from the database or a file
 * @keep_lines: whether to keep line breaks and tabs
 *
 * Makes a text harmless for a terminal: characters that command it become “�”.
 *
 * Returns: (transfer full): a text that only shows
 */
char *
galley_ctl_text_defuse (const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString         *safe = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (is_dangerous (character) && !(keep_lines && (character == '\n' || character == '\t')))
        character = 0xFFFD;
      g_string_append_unichar (safe, character);
    }
  return g_string_free (safe, FALSE);
}

/**
 * galley_ctl_text_one_line:
 * @text: (nullable): a text from the database or a file
 * @most: how many columns it may take at most; 0 for any number
 *
 * Makes one line of a text for a table: white space becomes blanks, and what is too long ends with “…”.
 *
 * Returns: (transfer full): a line that only shows, "" for %NULL
 */
char *
galley_ctl_text_one_line (const char *text, guint most)
{
  g_autoptr (GString) flat = g_string_new (NULL);
  g_autofree char *line = NULL;
  guint            width = 0;

  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++)
    g_string_append_c (flat, g_ascii_isspace (*at) ? ' ' : *at);
  line = galley_ctl_text_defuse (flat->str, FALSE);
  if (most == 0 || galley_ctl_text_measure (line) <= most)
    return g_steal_pointer (&line);
  for (char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      width += get_width (g_utf8_get_char (at));
      if (width <= most - 1)
        continue;
      *at = '\0';
      break;
    }
  return g_strconcat (line, "…", NULL);
}
