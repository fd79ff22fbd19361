/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-import-format"

#include "galley-import-format.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyImportFormat, galley_import_format, G_DEFINE_ENUM_VALUE (GALLEY_IMPORT_FORMAT_AUTO, "auto"), G_DEFINE_ENUM_VALUE (GALLEY_IMPORT_FORMAT_MARKDOWN, "markdown"), G_DEFINE_ENUM_VALUE (GALLEY_IMPORT_FORMAT_JSON, "json"))

/**
 * galley_import_format_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means; left alone when there is none
 *
 * Reads a word.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_import_format_from_string (const char *word, GalleyImportFormat *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_IMPORT_FORMAT, word, &found))
    return FALSE;
  *value = found;
  return TRUE;
}

static gboolean
has_ending (const char *name, const char *const *endings)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (; *endings != NULL; endings++)
    if (g_str_has_suffix (lower, *endings))
      return TRUE;
  return FALSE;
}

/**
 * galley_import_format_detect:
 * @name: (nullable): the name of the file
 * @text: (array length=length): what is in it
 * @length: its length in bytes
 *
 * Tells what a file is: by the ending of its name, else JSON if the text begins with “{”, else Markdown.
 *
 * Returns: the format, never %GALLEY_IMPORT_FORMAT_AUTO
 */
GalleyImportFormat
galley_import_format_detect (const char *name, const char *text, gsize length)
{
  static const char *const json[] = { ".json", NULL };
  static const char *const markdown[] = { ".md", ".markdown", ".mkd", ".mdown", ".txt", NULL };
  gsize                    at = 0;

  g_return_val_if_fail (text != NULL, GALLEY_IMPORT_FORMAT_MARKDOWN);

  if (name != NULL && has_ending (name, json))
    return GALLEY_IMPORT_FORMAT_JSON;
  if (name != NULL && has_ending (name, markdown))
    return GALLEY_IMPORT_FORMAT_MARKDOWN;
  while (at < length && g_ascii_isspace (text[at]))
    at++;
  return at < length && text[at] == '{' ? GALLEY_IMPORT_FORMAT_JSON : GALLEY_IMPORT_FORMAT_MARKDOWN;
}
