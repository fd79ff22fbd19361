/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-json-text"

#include "galley-json-text.h"

#include <math.h>
#include <string.h>

static void
append_name (GString    *json,
             const char *name)
{
  if (json->len > 0 && json->str[json->len - 1] != '{')
    g_string_append (json, ", ");
  galley_json_append_string (json, name);
  g_string_append (json, ": ");
}

/**
 * galley_json_append_string:
 * @json: what was written so far
 * @text: a text in UTF-8
 *
 * Writes a string.
 */
void
galley_json_append_string (GString    *json,
                           const char *text)
{
  g_return_if_fail (json != NULL);
  g_return_if_fail (text != NULL);

  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (json, "\\%c", *at);
    else if ((guchar)*at < 0x20 || *at == 0x7F)
      g_string_append_printf (json, "\\u%04x", (guint)*at);
    else
      g_string_append_c (json, *at);
  g_string_append_c (json, '"');
}

/**
 * galley_json_append_text:
 * @json: what was written so far, an object whose brace is open
 * @name: the name of a member
 * @text: (nullable): its text; a member that is %NULL is left out
 *
 * Adds a member to an object.
 */
void
galley_json_append_text (GString    *json,
                         const char *name,
                         const char *text)
{
  g_return_if_fail (json != NULL);
  g_return_if_fail (name != NULL);

  if (text == NULL)
    return;

  append_name (json, name);
  galley_json_append_string (json, text);
}

/**
 * galley_json_append_number:
 * @json: what was written so far, an object whose brace is open
 * @name: the name of a member
 * @number: its number; one that JSON cannot say is left out
 *
 * Adds a member to an object.
 */
void
galley_json_append_number (GString    *json,
                           const char *name,
                           double      number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (json != NULL);
  g_return_if_fail (name != NULL);

  if (!isfinite (number))
    return;

  append_name (json, name);
  g_string_append (json, g_ascii_dtostr (digits, sizeof digits, number));
}
