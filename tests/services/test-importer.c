/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-importer"

#include "galley-importer.h"

#include <string.h>

#include "galley-error.h"
#include "galley-exporter.h"
#include "galley-input.h"
#include "galley-test-util.h"

static GalleyDocument *
parse (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return galley_importer_parse (bytes, name, GALLEY_IMPORT_FORMAT_AUTO, NULL, NULL, error);
}

static void
assert_title (const char *text, const char *name, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDocument) document = parse (text, strlen (text), name, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (galley_document_get_title (document), ==, title);
}

#define JSON "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"From JSON\"}}"

static void
test_formats (void)
{
  assert_title ("# A", "a.md", "A");
  assert_title ("text", "folder/Old stones.md", "Old stones");
  assert_title ("text", "old.stones.markdown", "old.stones");
  assert_title ("text", ".md", ".md");
  assert_title ("text", NULL, "Untitled");
  assert_title ("", NULL, "Untitled");
  assert_title ("\xef\xbb\xbf# A", NULL, "A");
  assert_title ("\xef\xbb\xbf---\ntitle: B\n---\n", NULL, "B");
  assert_title (JSON, "a.json", "From JSON");
  assert_title ("\xef\xbb\xbf \n" JSON, NULL, "From JSON");
  assert_title (JSON, "a", "From JSON");
  assert_title (JSON, "a.MD", "a");
}

static void
assert_refused (const char *data, gsize length, const char *name, const char *problem)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (data, length, name, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, problem);
}

static void
test_refused (void)
{
  g_autofree char *heading = g_strnfill (1024 * 1024, 'x');
  g_autofree char *section = g_strconcat ("text\n\n## ", heading, "\n", NULL);
  g_autofree char *title = g_strconcat ("# ", heading, "\n", NULL);
  g_autofree char *json = g_strconcat ("{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\"},\"sections\":[{\"heading\":\"", heading, "\"}]}", NULL);
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *tag = g_strdup_printf ("---\ntags: [a, %.51s]\n---\n", heading);

  assert_refused ("# A\n\nb\xff", 8, NULL, "at byte 6, in line 3");
  assert_refused ("# A\0b", 5, NULL, "NUL character at byte 3");
  assert_refused ("\x89PNG\r\n\x1a\n\0\0", 10, "a.md", "0x89 at byte 0");
  assert_refused ("{\"format\":", 10, NULL, "not valid JSON");
  assert_refused ("text", 4, "a.json", "not valid JSON: line 1, column 1");
  assert_refused (deep, strlen (deep), "a.json", "nested too deep");
  assert_refused (section, strlen (section), NULL, "Line 3: a heading has more than 1000 characters");
  assert_refused (title, strlen (title), NULL, "post.title: it has more than 200 characters");
  assert_refused (json, strlen (json), NULL, "sections[0].heading: it has more than 1000 characters");
  assert_refused (tag, strlen (tag), NULL, "tags[1]: it has more than 50 characters");
}

static void
test_notes (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("---\nlayout: x\n---\n# A\n", -1, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDocument) document = NULL;

  galley_importer_read_async (stream, "a.md", GALLEY_IMPORT_FORMAT_AUTO, NULL, galley_test_result_cb, &result);
  document = galley_importer_read_finish (galley_test_await (&result), &notes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_document_get_title (document), ==, "A");
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), "“layout”"));
}

/* An endless stream is refused as soon as it is too long. */
static void
test_endless (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_importer_read_async (stream, NULL, GALLEY_IMPORT_FORMAT_AUTO, NULL, galley_test_result_cb, &result);
  g_assert_null (galley_importer_read_finish (galley_test_await (&result), NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, "longer than 64 MB");
}

static void
test_cancelled (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("# A\n", -1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_importer_read_async (stream, NULL, GALLEY_IMPORT_FORMAT_AUTO, cancellable, galley_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (galley_importer_read_finish (galley_test_await (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static char *
write_document (const char *json, GalleyExportFormat format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_exporter_write_async (json, format, cancellable, galley_test_result_cb, &result);
  return galley_exporter_write_finish (galley_test_await (&result), error);
}

static void
test_export (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *markdown = write_document (JSON, GALLEY_EXPORT_FORMAT_MARKDOWN, NULL, &error);
  g_autofree char *html = write_document (JSON, GALLEY_EXPORT_FORMAT_HTML, NULL, &error);
  g_autofree char *json = write_document (JSON, GALLEY_EXPORT_FORMAT_JSON, NULL, &error);
  g_autofree char *again = write_document (json, GALLEY_EXPORT_FORMAT_JSON, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (markdown, ==, "---\ntitle: From JSON\n---\n");
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>\n"));
  g_assert_true (g_str_has_prefix (json, "{\n  \"format\" : \"galley-post\",\n"));
  g_assert_cmpstr (again, ==, json);
}

static void
test_export_refused (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (write_document ("{}", GALLEY_EXPORT_FORMAT_HTML, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (write_document (JSON, GALLEY_EXPORT_FORMAT_HTML, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_words (void)
{
  GalleyImportFormat import = GALLEY_IMPORT_FORMAT_AUTO;
  GalleyExportFormat export = GALLEY_EXPORT_FORMAT_MARKDOWN;

  g_assert_true (galley_import_format_from_string ("json", &import));
  g_assert_cmpint (import, ==, GALLEY_IMPORT_FORMAT_JSON);
  g_assert_false (galley_import_format_from_string ("html", &import));
  g_assert_false (galley_import_format_from_string (NULL, &import));
  g_assert_cmpint (import, ==, GALLEY_IMPORT_FORMAT_JSON);
  g_assert_true (galley_export_format_from_string ("html", &export));
  g_assert_cmpint (export, ==, GALLEY_EXPORT_FORMAT_HTML);
  g_assert_false (galley_export_format_from_string ("auto", &export));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/importer/formats", test_formats);
  g_test_add_func ("/importer/refused", test_refused);
  g_test_add_func ("/importer/notes", test_notes);
  g_test_add_func ("/importer/endless", test_endless);
  g_test_add_func ("/importer/cancelled", test_cancelled);
  g_test_add_func ("/exporter/formats", test_export);
  g_test_add_func ("/exporter/refused", test_export_refused);
  g_test_add_func ("/format/words", test_words);
  return g_test_run ();
}
