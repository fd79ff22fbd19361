/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_EXPORT_FORMAT (galley_export_format_get_type ())

/**
 * GalleyExportFormat:
 * @GALLEY_EXPORT_FORMAT_MARKDOWN: Markdown with front matter
 * @GALLEY_EXPORT_FORMAT_HTML: a complete HTML document
 * @GALLEY_EXPORT_FORMAT_JSON: the document of a post, which holds everything
 *
 * What a post is exported as.  The words are `markdown`, `html` and `json`.
 */
typedef enum
{
  GALLEY_EXPORT_FORMAT_MARKDOWN,
  GALLEY_EXPORT_FORMAT_HTML,
  GALLEY_EXPORT_FORMAT_JSON,
} GalleyExportFormat;

GType    galley_export_format_get_type (void);
gboolean galley_export_format_from_string (const char *word, GalleyExportFormat *value);

G_END_DECLS
