/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_IMPORT_FORMAT (galley_import_format_get_type ())

/**
 * GalleyImportFormat:
 * @GALLEY_IMPORT_FORMAT_AUTO: whatever the name or the beginning of the text tells
 * @GALLEY_IMPORT_FORMAT_MARKDOWN: Markdown, with front matter or without
 * @GALLEY_IMPORT_FORMAT_JSON: the document of a post
 *
 * What a file to be imported is.  The words are `auto`, `markdown` and `json`.
 */
typedef enum
{
  GALLEY_IMPORT_FORMAT_AUTO,
  GALLEY_IMPORT_FORMAT_MARKDOWN,
  GALLEY_IMPORT_FORMAT_JSON,
} GalleyImportFormat;

GType              galley_import_format_get_type (void);
gboolean           galley_import_format_from_string (const char *word, GalleyImportFormat *value);
GalleyImportFormat galley_import_format_detect (const char *name, const char *text, gsize length);

G_END_DECLS
