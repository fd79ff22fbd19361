/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-json"

#include "fuzz.h"

#include <string.h>

#include "galley-document.h"
#include "galley-json-check.h"

/* What passes the check is read by json-glib without a complaint, and a document that was read is written and read again the same. */
static void
read_again (GalleyDocument *document)
{
  g_autofree char *json = galley_document_to_json (document, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDocument) again = galley_document_new_from_json (json, strlen (json), &error);
  g_autofree char *same = NULL;

  g_assert_no_error (error);
  same = galley_document_to_json (again, FALSE);
  g_assert_cmpstr (same, ==, json);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *text = (const char *)data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDocument) document = NULL;
  gboolean valid = galley_json_check (text, size, &error);

  g_assert_true (valid == (error == NULL));
  if (valid)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();

      json_parser_load_from_data (parser, text, (gssize)size, &error);
      g_assert_no_error (error);
      document = galley_document_new_from_json (text, size, NULL);
    }
  if (document != NULL)
    read_again (document);
  return 0;
}
