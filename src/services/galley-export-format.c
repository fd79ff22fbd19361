/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-export-format"

#include "galley-export-format.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyExportFormat, galley_export_format, G_DEFINE_ENUM_VALUE (GALLEY_EXPORT_FORMAT_MARKDOWN, "markdown"), G_DEFINE_ENUM_VALUE (GALLEY_EXPORT_FORMAT_HTML, "html"), G_DEFINE_ENUM_VALUE (GALLEY_EXPORT_FORMAT_JSON, "json"))

/**
 * galley_export_format_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means; left alone when there is none
 *
 * Reads a word.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_export_format_from_string (const char *word, GalleyExportFormat *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_EXPORT_FORMAT, word, &found))
    return FALSE;
  *value = found;
  return TRUE;
}
