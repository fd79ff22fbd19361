/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-document"

#include "galley-document.h"

#include <string.h>

#include "galley-error.h"
#include "galley-json-check.h"
#include "galley-test-util.h"

static const char *const valid_json[] = {
  "null",
  " true ",
  "false",
  "0",
  "-0.5e+10",
  "1E5",
  "12345678901234567890",
  "\"\"",
  "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 é 😀\"",
  "[]",
  "{ }",
  "[[],{},[{}]]",
  "\n{\"a\" : [1, 2, {\"b\": null}],\t\"c\":\"d\"}\r\n",
};

static const struct
{
  const char *text;
  const char *problem;
} invalid_json[] = {
  { "", "line 1, column 1: the text ends" },
  { "  \n ", "line 2, column 2: the text ends" },
  { "nul", "a value is expected" },
  { "nullx", "nothing may follow" },
  { "1 2", "line 1, column 3: nothing may follow" },
  { "[1,]", "line 1, column 4: a value is expected" },
  { "[1 2]", "a comma or “]”" },
  { "[1", "inside an array" },
  { "{\"a\":1", "inside an object" },
  { "{\"a\":1,}", "a name in quotes" },
  { "{a:1}", "line 1, column 2: a name in quotes" },
  { "{\"a\" 1}", "a colon" },
  { "{\"a\":}", "a value is expected" },
  { "{\"a\":1]", "a comma or “}”" },
  { "{1:2}", "a name in quotes" },
  { "]", "a value is expected" },
  { "01", "nothing may follow" },
  { "-", "a digit" },
  { "1.", "a digit" },
  { ".5", "a value is expected" },
  { "1e", "a digit" },
  { "+1", "a value is expected" },
  { "0x10", "nothing may follow" },
  { "NaN", "a value is expected" },
  { "// x\n1", "a value is expected" },
  { "'a'", "a value is expected" },
  { "\"a", "inside a string" },
  { "\"a\\", "inside a string" },
  { "\"\\", "inside a string" },
  { "\"a\nb\"", "line 1, column 3: a line break" },
  { "\"\t\"", "control character" },
  { "\"\\x\"", "no such escape" },
  { "\"\\u12g4\"", "four hexadecimal digits" },
  { "\"\\u12", "four hexadecimal digits" },
  { "\"\\u0000\"", "NUL" },
  { "\"\\ud800\"", "half of a surrogate" },
  { "\"\\ud800\\u0041\"", "half of a surrogate" },
  { "\"\\udc00\"", "half of a surrogate" },
  { "\"é\" é", "line 1, column 5: nothing may follow" },
  { "\"\xff\"", "UTF-8" },
};

static void
test_json_valid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid_json); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (galley_json_check (valid_json[i], strlen (valid_json[i]), &error));
      g_assert_no_error (error);
    }
}

static void
test_json_invalid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid_json); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", invalid_json[i].problem);
      g_assert_false (galley_json_check (invalid_json[i].text, strlen (invalid_json[i].text), &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      galley_test_assert_message (error, invalid_json[i].problem);
    }
}

/* Only the first @length bytes count: every beginning of a valid text that ends inside it is refused. */
static void
test_json_truncated (void)
{
  const char *text = "{\"a\":[true,{\"b\":\"\\u00e9\"},-1.5e3]}";

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *part = g_strndup (text, length);

      g_assert_false (galley_json_check (part, length, NULL));
      g_assert_false (galley_json_check (text, length, NULL));
    }
}

static void
test_json_depth (void)
{
  g_autofree char *opened = g_strnfill (GALLEY_JSON_MAX_DEPTH, '[');
  g_autofree char *closed = g_strnfill (GALLEY_JSON_MAX_DEPTH, ']');
  g_autofree char *deepest = g_strconcat (opened, closed, NULL);
  g_autofree char *deeper = g_strconcat ("[", opened, closed, "]", NULL);
  g_autofree char *abyss = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_json_check (deepest, strlen (deepest), NULL));
  g_assert_false (galley_json_check (deeper, strlen (deeper), &error));
  galley_test_assert_message (error, "line 1, column 65: arrays and objects are nested too deep");
  g_assert_false (galley_json_check (abyss, strlen (abyss), NULL));
}

static GalleyDocument *
read_document (const char *json)
{
  g_autoptr (GError) error = NULL;
  GalleyDocument *document = galley_document_new_from_json (json, strlen (json), &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  return document;
}

static void
test_document_new (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("Stones");
  g_autoptr (GalleyDocument) copy = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;

  galley_document_add_section (document, "One", "text “1”\n");
  galley_document_add_section (document, "Two", NULL);
  json = galley_document_to_json (document, FALSE);
  g_assert_cmpstr (json, ==,
                   "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"Stones\"},\"development\":{},\"categories\":[],\"tags\":[],"
                   "\"sections\":[{\"heading\":\"One\",\"draft\":\"text “1”\\n\"},{\"heading\":\"Two\"}]}");
  copy = read_document (json);
  again = galley_document_to_json (copy, FALSE);
  g_assert_cmpstr (again, ==, json);
  g_assert_cmpstr (galley_document_get_title (copy), ==, "Stones");
}

static void
test_document_aliases (void)
{
  g_autoptr (GalleyDocument) document = read_document (
    "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\"},\"sections\":["
    "{\"section_heading\":\"H\",\"section_description\":\"D\",\"first_draft\":\"F\",\"uk_british\":\"P\",\"id\":7}]}");
  JsonObject *section = json_array_get_object_element (galley_document_get_sections (document), 0);

  g_assert_cmpstr (galley_document_get_text (section, "heading"), ==, "H");
  g_assert_cmpstr (galley_document_get_text (section, "description"), ==, "D");
  g_assert_cmpstr (galley_document_get_text (section, "draft"), ==, "F");
  g_assert_cmpstr (galley_document_get_text (section, "polished"), ==, "P");
  g_assert_null (galley_document_get_text (section, "id"));
  g_assert_null (galley_document_get_text (section, "first_draft"));
}

#define HEAD "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\"}"

static const struct
{
  const char *json;
  const char *problem;
} invalid_documents[] = {
  { "[]", "format" },
  { "\"text\"", "format" },
  { "{}", "format: “galley-post” is expected" },
  { "{\"format\":1}", "format" },
  { "{\"format\":\"galley-post\"}", "version: a number" },
  { "{\"format\":\"galley-post\",\"version\":\"1\"}", "version" },
  { "{\"format\":\"galley-post\",\"version\":0}", "version" },
  { "{\"format\":\"galley-post\",\"version\":1}", "post: it is missing" },
  { "{\"format\":\"galley-post\",\"version\":1,\"post\":[]}", "post: an object" },
  { "{\"format\":\"galley-post\",\"version\":1,\"post\":{}}", "post.title: a text" },
  { "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":null}}", "post.title: a text" },
  { "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"\"}}", "post.title: it is empty" },
  { "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\",\"slug\":[]}}", "post.slug: a single value" },
  { HEAD ",\"extra\":1}", "extra: there is no such part" },
  { HEAD ",\"development\":1}", "development: an object" },
  { HEAD ",\"development\":{\"a\":[true]}}", "development.a" },
  { HEAD ",\"tags\":\"a\"}", "tags: an array" },
  { HEAD ",\"tags\":[1]}", "tags[0]: a text" },
  { HEAD ",\"categories\":[\"a\",null]}", "categories[1]: a text" },
  { HEAD ",\"sections\":{}}", "sections: an array" },
  { HEAD ",\"sections\":[1]}", "sections[0]: an object" },
  { HEAD ",\"parked\":[{}]}", "parked[0].heading: a text" },
  { HEAD ",\"sections\":[{\"heading\":\"a\",\"parked_elements\":[1]}]}", "sections[0].parked_elements[0]: an object" },
  { HEAD ",\"sections\":[{}]}", "sections[0].heading: a text" },
  { HEAD ",\"sections\":[{\"heading\":\"a\"},{\"heading\":1}]}", "sections[1].heading" },
  { HEAD ",\"sections\":[{\"heading\":\"a\",\"draft\":{}}]}", "sections[0].draft" },
  { HEAD ",\"sections\":[{\"heading\":\"a\",\"elements\":{}}]}", "sections[0].elements: an array" },
  { HEAD ",\"sections\":[{\"heading\":\"a\",\"elements\":[1]}]}", "sections[0].elements[0]: an object" },
  { HEAD ",\"sections\":[{\"heading\":\"a\",\"elements\":[{\"type\":\"fact\"}]}]}", "sections[0].elements[0].text" },
  { HEAD ",\"sections\":[{\"heading\":\"a\",\"elements\":[{\"type\":\"joke\",\"text\":\"a\"}]}]}", "“fact”, “idea” or “theme”" },
};

static void
test_document_invalid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid_documents); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *json = invalid_documents[i].json;

      g_test_message ("%s", json);
      g_assert_null (galley_document_new_from_json (json, strlen (json), &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      galley_test_assert_message (error, invalid_documents[i].problem);
    }
}

static void
test_document_newer (void)
{
  const char *json = "{\"format\":\"galley-post\",\"version\":2}";
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_document_new_from_json (json, strlen (json), &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/valid", test_json_valid);
  g_test_add_func ("/json/invalid", test_json_invalid);
  g_test_add_func ("/json/truncated", test_json_truncated);
  g_test_add_func ("/json/depth", test_json_depth);
  g_test_add_func ("/document/new", test_document_new);
  g_test_add_func ("/document/aliases", test_document_aliases);
  g_test_add_func ("/document/invalid", test_document_invalid);
  g_test_add_func ("/document/newer", test_document_newer);
  return g_test_run ();
}
