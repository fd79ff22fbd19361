/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-list-text"

#include "galley-list-text.h"

#include <string.h>

static const char *
skip_blanks (const char *line)
{
  while (g_unichar_isspace (g_utf8_get_char (line)))
    line = g_utf8_next_char (line);

  return line;
}

static gboolean
ends_mark (const char *after)
{
  return *after == '\0' || g_unichar_isspace (g_utf8_get_char (after));
}

/* “- ”, “* ”, “• ” and their like.  What follows has to be a blank: “-5 °C” is no item. */
static const char *
skip_bullet (const char *line)
{
  static const char *const bullets[] = { "-", "*", "+", "•", "‣", "◦", "–", "—" };

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      const char *after = line + strlen (bullets[i]);

      if (g_str_has_prefix (line, bullets[i]) && ends_mark (after))
        return skip_blanks (after);
    }

  return line;
}

/* “1. ”, “12) ”; “1984 was a year” and “3.5 litres” are no items. */
static const char *
skip_number (const char *line)
{
  const char *after = line;

  while (g_ascii_isdigit (*after))
    after++;
  if (after == line || after - line > 4 || (*after != '.' && *after != ')') || !g_unichar_isspace (g_utf8_get_char (after + 1)))
    return line;

  return skip_blanks (after + 1);
}

/* “[ ] ” and “[x] ” */
static const char *
skip_box (const char *line)
{
  if (line[0] == '[' && line[1] != '\0' && strchr (" xX", line[1]) != NULL && line[2] == ']' &&
      g_unichar_isspace (g_utf8_get_char (line + 3)))
    return skip_blanks (line + 3);

  return line;
}

/**
 * galley_list_text_split:
 * @text: lines, with or without bullets, numbers and boxes to be ticked
 *
 * Takes a list apart that was written as a text.
 *
 * Returns: (transfer full) (array zero-terminated=1): the items, none of them blank
 */
char **
galley_list_text_split (const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *valid = NULL;
  GPtrArray       *items = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  lines = g_strsplit_set (valid, "\n\r", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = skip_blanks (lines[i]);
      const char *item = skip_bullet (line);

      if (item == line)
        item = skip_number (line);
      item = skip_box (item);
      if (*item != '\0')
        g_ptr_array_add (items, g_strchomp (g_strdup (item)));
    }
  g_ptr_array_add (items, NULL);

  return (char **)g_ptr_array_free (items, FALSE);
}
