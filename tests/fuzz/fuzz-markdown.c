/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-markdown"

#include "fuzz.h"

#include <string.h>

#include "galley-html-exporter.h"
#include "galley-importer.h"
#include "galley-markdown-exporter.h"

static GalleyDocument *
import_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GalleyDocument *document = galley_importer_parse (bytes, NULL, GALLEY_IMPORT_FORMAT_MARKDOWN, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* A post that came out of Markdown goes into Markdown and comes back the same, but for the end of a block that had none. */
static void
export_again (GalleyDocument *document)
{
  g_autofree char *first = galley_markdown_export (document, NULL, NULL);
  g_autoptr (GalleyDocument) again = NULL;
  g_autoptr (GalleyDocument) third = NULL;
  g_autofree char *second = NULL;
  g_autofree char *json = NULL;
  g_autofree char *same = NULL;

  if (first == NULL)
    return;
  again = import_text (first);
  g_assert_cmpuint (json_array_get_length (galley_document_get_sections (document)), ==,
                    json_array_get_length (galley_document_get_sections (again)));
  second = galley_markdown_export (again, NULL, NULL);
  g_assert_nonnull (second);
  third = import_text (second);
  json = galley_document_to_json (again, FALSE);
  same = galley_document_to_json (third, FALSE);
  g_assert_cmpstr (json, ==, same);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDocument) document = galley_importer_parse (bytes, NULL, GALLEY_IMPORT_FORMAT_MARKDOWN, NULL, NULL, &error);
  g_autofree char *html = NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    return 0;
  html = galley_html_export (document, NULL, NULL);
  if (html != NULL)
    {
      g_assert_true (g_utf8_validate (html, -1, NULL));
      g_assert_null (strstr (html, "<script"));
    }
  export_again (document);
  return 0;
}
