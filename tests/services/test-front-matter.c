/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-front-matter"

#include "galley-front-matter.h"

#include <string.h>

#include "galley-error.h"
#include "galley-test-util.h"
#include "galley-yaml-reader.h"
#include "galley-yaml-writer.h"

static const struct
{
  const char *yaml;
  const char *json;
} yaml_cases[] = {
  { "", "null" },
  { "# only a comment", "null" },
  { "a: b", "{\"a\":\"b\"}" },
  { "a: 1\nb: -20\nc: 007\nd: 1.10\ne: 0x1F\nf: 1e3\ng: 99999999999999999999",
    "{\"a\":1,\"b\":-20,\"c\":\"007\",\"d\":\"1.10\",\"e\":\"0x1F\",\"f\":\"1e3\",\"g\":\"99999999999999999999\"}" },
  { "a: true\nb: False\nc: yes\nd: null\ne: ~\nf:\ng: 'true'\nh: \"1\"\ni: !!str 5",
    "{\"a\":true,\"b\":false,\"c\":\"yes\",\"d\":null,\"e\":null,\"f\":null,\"g\":\"true\",\"h\":\"1\",\"i\":\"5\"}" },
  { "a: [1, b, [c]]\nd:\n  - e\n  - {f: g}\n", "{\"a\":[1,\"b\",[\"c\"]],\"d\":[\"e\",{\"f\":\"g\"}]}" },
  { "a: |\n  b\n  c\nd: >-\n  e\n  f\n", "{\"a\":\"b\\nc\\n\",\"d\":\"e f\"}" },
  { "a: 'it''s'\nb: \"q\\\"\\u00e9\\n\"", "{\"a\":\"it's\",\"b\":\"q\\\"é\\n\"}" },
  { "date: 2025-05-01", "{\"date\":\"2025-05-01\"}" },
  { "- a\n- b", "[\"a\",\"b\"]" },
  { "just words", "\"just words\"" },
  { "é: 日本", "{\"é\":\"日本\"}" },
};

static const struct
{
  const char *yaml;
  const char *problem;
} invalid_yaml[] = {
  { "a: [1", "line 3" },
  { "a: b: c", "line 2, column 5" },
  { "a: b\n\tc: d", "line 3" },
  { "a: \"b", "The front matter cannot be read" },
  { "a: &x b\nc: *x", "line 3, column 4: aliases" },
  { "a: 1\na: 2", "line 3, column 1: this key is there twice" },
  { "? [a]\n: b", "a key must be a text" },
  { "? {a: b}\n: b", "a key must be a text" },
  { "a: \"\\0b\"", "NUL" },
  { "a: 1\n--- \nb: 2", "more than one document" },
  { "a: \x01", "control" },
};

static JsonNode *
read_yaml (const char *yaml)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = galley_yaml_read (yaml, strlen (yaml), 2, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_yaml (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (yaml_cases); i++)
    {
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *json = NULL;

      g_test_message ("%s", yaml_cases[i].yaml);
      node = read_yaml (yaml_cases[i].yaml);
      json = json_to_string (node, FALSE);
      g_assert_cmpstr (json, ==, yaml_cases[i].json);
    }
}

static void
test_yaml_invalid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid_yaml); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", invalid_yaml[i].yaml);
      g_assert_null (galley_yaml_read (invalid_yaml[i].yaml, strlen (invalid_yaml[i].yaml), 2, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      galley_test_assert_message (error, invalid_yaml[i].problem);
    }
}

static void
test_yaml_bombs (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *braces = g_strnfill (100000, '{');
  g_autofree char *dashes = g_strnfill (100000, '-');
  g_autofree char *opened = g_strnfill (GALLEY_YAML_MAX_DEPTH, '[');
  g_autofree char *closed = g_strnfill (GALLEY_YAML_MAX_DEPTH, ']');
  g_autofree char *deepest = g_strconcat (opened, closed, NULL);
  g_autoptr (JsonNode) deep = read_yaml (deepest);
  g_autoptr (JsonNode) word = read_yaml (dashes);
  const char *const bombs[] = { brackets, braces,
                                "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]" };

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    g_assert_null (galley_yaml_read (bombs[i], strlen (bombs[i]), 1, NULL));
  g_assert_true (JSON_NODE_HOLDS_ARRAY (deep));
  g_assert_cmpstr (json_node_get_string (word), ==, dashes);
}

/* Every text comes back as it was, whatever it looks like. */
static void
assert_round_trip (const char *text)
{
  g_autoptr (GString) yaml = g_string_new (NULL);
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);
  g_autoptr (JsonNode) root = NULL;

  galley_yaml_write_member (yaml, "before", value);
  galley_yaml_write_member (yaml, "behind", value);
  g_test_message ("%s", yaml->str);
  root = read_yaml (yaml->str);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "before"), ==, text);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "behind"), ==, text);
}

static const char *const yaml_texts[] = {
  "",
  " ",
  "a",
  "a b",
  " a",
  "a ",
  "true",
  "No",
  "y",
  "~",
  "null",
  "12",
  "1.5",
  "2025-05-01",
  "-",
  "- a",
  "a: b",
  "a:",
  ":a",
  "a #b",
  "#a",
  "'",
  "\"",
  "\\",
  "[a]",
  "{a}",
  "*a",
  "&a",
  "!a",
  "|",
  ">",
  "%a",
  "@a",
  "`a",
  "? a",
  "---",
  "...",
  "a\nb",
  "a\n",
  "\na",
  "a\n\nb",
  "a\n  b",
  "  a\nb",
  "a\nb ",
  "a\n b\n",
  "a\n#b\n- c",
  "a\n---\nb",
  "a\tb",
  "\ta",
  "a\n\tb",
  "a\r\nb",
  "a\rb",
  "\x01",
  "\x7f",
  "\xc2\x85",
  "\xe2\x80\xa8",
  "\xef\xbb\xbf",
  "😀",
  "é 日本",
  "\"a\" 'b' \\n",
  "a,b",
  "it's",
  "http://a.b/c?d#e",
  "\xc2\xa0nbsp",
  "a\n\xc2\x85",
  "x'y",
  "a: |\n  b",
  "=",
  "<<",
  "é: b",
};

static void
test_yaml_texts (void)
{

  for (guint i = 0; i < G_N_ELEMENTS (yaml_texts); i++)
    assert_round_trip (yaml_texts[i]);
}

/* Texts out of what YAML reacts to, from a fixed seed. */
static void
test_yaml_random (void)
{
  static const char *const parts[] = { " ", "\n", "\t", "a", "é", "-", ":", "#", "'", "\"", "\\", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%",
                                       "@", "`", "?", "~", "=", "\r", "😀", "\x0b", "\xc2\x85", "\xe2\x80\xa9", "0", "null" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      assert_round_trip (text->str);
    }
}

static void
test_yaml_values (void)
{
  const char *json = "{\"a\":1,\"b\":[true,null,[],{},[\"x\",[\"y\"]],{\"c\":\"d\\ne\"}],\"f g\":{\"h:\":{\"1\":\"2\"}},\"true\":false,\"\":\"empty\"}";
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GString) yaml = g_string_new (NULL);
  g_autofree char *again = NULL;

  galley_yaml_write_member (yaml, "all", node);
  root = read_yaml (yaml->str);
  again = json_to_string (json_object_get_member (json_node_get_object (root), "all"), FALSE);
  g_assert_cmpstr (again, ==, json);
}

static const struct
{
  const char *text;
  const char *yaml; /* NULL: no front matter */
  const char *body;
} find_cases[] = {
  { "---\na: b\n---\nbody", "a: b\n", "body" },
  { "---\r\na: b\r\n---\r\nbody", "a: b\r\n", "body" },
  { "---  \na: b\n...\t\nbody", "a: b\n", "body" },
  { "---\n---\nbody", "", "body" },
  { "---\na: b\n---", "a: b\n", "" },
  { "---\na: b\n----\n---\n", "a: b\n----\n", "" },
  { "---\na: |\n  ---\n---\nb", "a: |\n  ---\n", "b" },
  { "---\n\na: b\n---\n", NULL, NULL },
  { "---\na: b\n", NULL, NULL },
  { "---", NULL, NULL },
  { "", NULL, NULL },
  { " ---\na: b\n---\n", NULL, NULL },
  { "----\na: b\n---\n", NULL, NULL },
  { "# A\n---\na: b\n---\n", NULL, NULL },
};

static void
test_find (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (find_cases); i++)
    {
      const char *text = find_cases[i].text;
      gsize       yaml;
      gsize       length;
      gsize       body;
      gboolean    found = galley_front_matter_find (text, strlen (text), &yaml, &length, &body);

      g_test_message ("%s", text);
      g_assert_cmpint (found, ==, find_cases[i].yaml != NULL);
      if (!found)
        continue;
      g_assert_cmpmem (text + yaml, length, find_cases[i].yaml, strlen (find_cases[i].yaml));
      g_assert_cmpstr (text + body, ==, find_cases[i].body);
    }
}

static GalleyDocument *
read_matter (const char *yaml, GPtrArray *notes)
{
  g_autoptr (JsonNode) root = read_yaml (yaml);
  GalleyDocument *document = galley_document_new ("");

  galley_front_matter_read (document, json_node_get_object (root), notes);
  return document;
}

static void
assert_read (const char *yaml, const char *part, const char *json, guint n_notes)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GalleyDocument) document = read_matter (yaml, notes);
  g_autofree char *got = json_to_string (json_object_get_member (galley_document_get_root (document), part), FALSE);

  g_test_message ("%s", yaml);
  g_assert_cmpstr (got, ==, json);
  g_assert_cmpuint (notes->len, ==, n_notes);
}

static void
test_read_post (void)
{
  assert_read ("title: A\nslug: b\nsummary: c\nstatus: published", "post",
               "{\"title\":\"A\",\"slug\":\"b\",\"summary\":\"c\",\"status\":\"published\"}", 0);
  assert_read ("Title: 2001\nDescription: d", "post", "{\"title\":\"2001\",\"summary\":\"d\"}", 0);
  assert_read ("draft: true", "post", "{\"title\":\"\",\"status\":\"draft\"}", 0);
  assert_read ("draft: false", "post", "{\"title\":\"\",\"status\":\"published\"}", 0);
  assert_read ("published: false\nstatus: archived", "post", "{\"title\":\"\",\"status\":\"archived\"}", 0);
  assert_read ("status: archived\ndraft: true", "post", "{\"title\":\"\",\"status\":\"archived\"}", 0);
  assert_read ("title: ''", "post", "{\"title\":\"\"}", 1);
  assert_read ("title: [a]", "post", "{\"title\":\"\"}", 1);
}

static void
test_read_dates (void)
{
  static const char *const dates[][2] = {
    { "2025-05-01", "2025-05-01T00:00:00Z" },
    { "2025-05-01 10:20", "2025-05-01T10:20:00Z" },
    { "2025-05-01 10:20:30", "2025-05-01T10:20:30Z" },
    { "2025-05-01T10:20:30Z", "2025-05-01T10:20:30Z" },
    { "2025-05-01T10:20:30.123457Z", "2025-05-01T10:20:30.123457Z" },
    { "2025-05-01T10:20:30+02:00", "2025-05-01T08:20:30Z" },
    { "2025-05-01 10:20:30 +0200", "2025-05-01T08:20:30Z" },
    { "2025-05-01 10:20:30 -05:30", "2025-05-01T15:50:30Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *yaml = g_strdup_printf ("date: %s", dates[i][0]);
      g_autofree char *json = g_strdup_printf ("{\"title\":\"\",\"created_at\":\"%s\"}", dates[i][1]);

      assert_read (yaml, "post", json, 0);
    }
  assert_read ("date: tomorrow", "development", "{\"basic_metadata\":\"{\\\"date\\\":\\\"tomorrow\\\"}\"}", 1);
}

static void
test_read_labels (void)
{
  assert_read ("tags: [a, 'b, c', 3]", "tags", "[\"a\",\"b, c\",\"3\"]", 0);
  assert_read ("tags: a, b,, two words ", "tags", "[\"a\",\"b\",\"two words\"]", 0);
  assert_read ("tags:\ntag: a", "tags", "[]", 1);
  assert_read ("tags: {a: b}", "tags", "[]", 1);
  assert_read ("category: Stones", "categories", "[\"Stones\"]", 0);
}

static void
test_read_rest (void)
{
  assert_read ("layout: post\nauthor: {name: Ann}\nweight: 3", "development",
               "{\"basic_metadata\":\"{\\\"layout\\\":\\\"post\\\",\\\"author\\\":{\\\"name\\\":\\\"Ann\\\"},\\\"weight\\\":3}\"}", 3);
  assert_read ("subtitle: s\ndevelopment: {basic_idea: i}", "development", "{\"subtitle\":\"s\",\"basic_idea\":\"i\"}", 0);
  assert_read ("development: {basic_idea: i, nonsense: n}", "development",
               "{\"basic_metadata\":\"{\\\"development\\\":{\\\"basic_idea\\\":\\\"i\\\",\\\"nonsense\\\":\\\"n\\\"}}\"}", 1);
  assert_read ("development: {basic_metadata: m}\nlang: de", "development",
               "{\"basic_metadata\":\"{\\\"lang\\\":\\\"de\\\",\\\"basic_metadata\\\":\\\"m\\\"}\"}", 1);
  assert_read ("description: a\nsummary: b", "development", "{\"basic_metadata\":\"{\\\"summary\\\":\\\"b\\\"}\"}", 1);
}

/* Writes front matter and reads it again. */
static void
assert_matter_round_trip (const char *document_json)
{
  g_autoptr (GalleyDocument) document = galley_document_new_from_json (document_json, strlen (document_json), NULL);
  g_autoptr (GalleyDocument) again = NULL;
  g_autofree char *matter = galley_front_matter_write (document, NULL, NULL);
  g_autofree char *json = NULL;
  gsize            yaml;
  gsize            length;
  gsize            body;

  g_test_message ("%s", matter);
  g_assert_true (galley_front_matter_find (matter, strlen (matter), &yaml, &length, &body));
  g_assert_cmpstr (matter + body, ==, "");
  matter[yaml + length] = '\0';
  again = read_matter (matter + yaml, NULL);
  json = galley_document_to_json (again, FALSE);
  g_assert_cmpstr (json, ==, document_json);
}

#define DOCUMENT(post, development, categories, tags)                                        \
  "{\"format\":\"galley-post\",\"version\":1,\"post\":" post ",\"development\":" development \
  ",\"categories\":" categories ",\"tags\":" tags ",\"sections\":[]}"

static void
test_write (void)
{
  assert_matter_round_trip (DOCUMENT ("{\"title\":\"A\"}", "{}", "[]", "[]"));
  assert_matter_round_trip (DOCUMENT ("{\"title\":\"A: b # c\",\"slug\":\"a\",\"created_at\":\"2025-05-01T10:20:30.123457Z\",\"status\":\"in_process\","
                                      "\"summary\":\"two\\nlines\"}",
                                      "{\"subtitle\":\"s\",\"basic_idea\":\"long\\n\\ntext\",\"tags\":\"notes\",\"summary\":\"\"}",
                                      "[\"C, D\",\"true\"]", "[\"12\",\"e\"]"));
  assert_matter_round_trip (DOCUMENT ("{\"title\":\"---\"}", "{\"basic_metadata\":\"{\\\"layout\\\":\\\"post\\\",\\\"n\\\":[1,{\\\"a\\\":null}]}\"}", "[]", "[]"));
  assert_matter_round_trip (DOCUMENT ("{\"title\":\"A\"}", "{\"basic_metadata\":\"{ \\\"layout\\\": 1.5 }\"}", "[]", "[]"));
  assert_matter_round_trip (DOCUMENT ("{\"title\":\"A\"}", "{\"basic_metadata\":\"{\\\"title\\\":\\\"B\\\"}\"}", "[]", "[]"));
  assert_matter_round_trip (DOCUMENT ("{\"title\":\"A\"}", "{\"basic_metadata\":\"plain\"}", "[]", "[]"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/yaml/values", test_yaml);
  g_test_add_func ("/yaml/invalid", test_yaml_invalid);
  g_test_add_func ("/yaml/bombs", test_yaml_bombs);
  g_test_add_func ("/yaml/texts", test_yaml_texts);
  g_test_add_func ("/yaml/random", test_yaml_random);
  g_test_add_func ("/yaml/nested", test_yaml_values);
  g_test_add_func ("/front-matter/find", test_find);
  g_test_add_func ("/front-matter/post", test_read_post);
  g_test_add_func ("/front-matter/dates", test_read_dates);
  g_test_add_func ("/front-matter/labels", test_read_labels);
  g_test_add_func ("/front-matter/rest", test_read_rest);
  g_test_add_func ("/front-matter/write", test_write);
  return g_test_run ();
}
