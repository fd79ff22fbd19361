/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-markdown-import"

#include "galley-markdown-importer.h"

#include <string.h>

#include "galley-error.h"
#include "galley-markdown-exporter.h"
#include "galley-test-util.h"

static GalleyDocument *
import_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  GalleyDocument *document = galley_markdown_import (text, strlen (text), "File", NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* “title ‖ introduction ‖ heading=text ‖ …” */
static char *
outline_of (GalleyDocument *document)
{
  JsonObject *development = galley_document_get_development (document);
  JsonArray  *sections = galley_document_get_sections (document);
  const char *intro = galley_document_get_text (development, "intro_blurb");
  const char *main_title = galley_document_get_text (development, "main_title");
  GString    *outline = g_string_new (galley_document_get_title (document));

  if (main_title != NULL)
    g_string_append_printf (outline, "/%s", main_title);
  g_string_append_printf (outline, " ‖ %s", intro != NULL ? intro : "");
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      const char *draft = galley_document_get_text (section, "draft");

      g_string_append_printf (outline, " ‖ %s=%s", galley_document_get_text (section, "heading"), draft != NULL ? draft : "");
    }
  return g_string_free (outline, FALSE);
}

static const struct
{
  const char *text;
  const char *outline;
} cases[] = {
  /* The title */
  { "", "File ‖ " },
  { "only text\n", "File ‖ only text" },
  { "# A\n\ntext\n", "A ‖ text" },
  { "# A\n## B\nb\n## C\n\nc\n", "A ‖  ‖ B=b ‖ C=c" },
  { "\n\n# A\nintro\n\n## B\n", "A ‖ intro ‖ B=" },
  { "# A\n# B\n", "File ‖  ‖ A= ‖ B=" },
  { "intro\n\n# A\na\n\n## B\nb", "File ‖ intro ‖ A=a\n\n## B\nb" },
  { "## A\n# B\n## C", "File ‖ ## A ‖ B=## C" },
  { "#\n## B", "File ‖  ‖ Untitled=## B" },
  { "---\ntitle: T\n---\n# A\n", "T ‖  ‖ A=" },
  { "---\ntitle: A\n---\n# A\ntext\n", "A ‖ text" },
  { "---\ntitle: T\n---\n# A\n## B\nb", "T/A ‖  ‖ B=b" },
  { "---\ntitle: T\n---\n## A\na\n## B\nb", "T ‖  ‖ A=a ‖ B=b" },
  { "---\ntitle: T\n---\n# A\na\n# B\nb", "T ‖  ‖ A=a ‖ B=b" },
  { "---\ndevelopment: {main_title: M}\ntitle: T\n---\n# A\n## B", "T/M ‖  ‖ A=## B" },
  { "---\nslug: s\n---\n# A\n## B", "A ‖  ‖ B=" },
  /* The level of sections */
  { "### A\na\n#### B\nb\n### C\nc", "File ‖  ‖ A=a\n#### B\nb ‖ C=c" },
  { "# A\n### B\nb\n## C\nc", "A ‖ ### B\nb ‖ C=c" },
  { "A\n=\n\nB\n-\nb\n\nC\n---\nc", "A ‖  ‖ B=b ‖ C=c" },
  { "> # A\n\n```\n# B\n```\n", "File ‖ > # A\n\n```\n# B\n```" },
  /* Bytes */
  { "## A\r\n\r\na\r\nb\r\n\r\n## B\r\n", "File ‖  ‖ A=a\r\nb ‖ B=" },
  { "## A\n\n    code  \n\n* x\n", "File ‖  ‖ A=    code  \n\n* x" },
  { "## A\n[x]: /y\nB\n---\nb", "File ‖  ‖ A=[x]: /y ‖ B=b" },
  { "## A *b* [c](d) ##\n", "File ‖  ‖ A *b* [c](d)=" },
  { "## A\na\n## A\nb", "File ‖  ‖ A=a ‖ A=b" },
  { "## A\n<!-- section -->\n## B", "File ‖  ‖ A=<!-- section --> ‖ B=" },
  /* What only looks like front matter */
  { "---\n\ntext\n\n---\n", "File ‖ ---\n\ntext\n\n---" },
  { "---\ntext\n---\n", "File ‖ --- ‖ text=" },
  { "---\n---\n# A", "A ‖ " },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyDocument) document = NULL;
      g_autofree char *outline = NULL;

      g_test_message ("%s", cases[i].text);
      document = import_text (cases[i].text);
      outline = outline_of (document);
      g_assert_cmpstr (outline, ==, cases[i].outline);
    }
}

static void
assert_refused (const char *text, const char *problem)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_markdown_import (text, strlen (text), "File", NULL, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, problem);
}

static void
test_refused (void)
{
  g_autofree char *deep = g_strnfill (5000, '>');
  g_autofree char *with_matter = g_strconcat ("---\na: b\n---\n\n", deep, NULL);

  assert_refused ("---\na: [\n---\n", "front matter");
  assert_refused (with_matter, "Line 5:");
}

static GalleyDocument *
make_document (GRand *random)
{
  static const char *const words[] = { "Stone", "a # b", "#", "C #", "# x", "*x*", "12", "é", "[a](b)", "\\", "`", "- a", "true", "x: y", "> q", "##" };
  static const char *const lines[] = { "text", "  indented", "    code", "# one", "## two", "### three", "two\n---", "one\n===", "- item", "> quote\n> # h",
                                       "```\n# code\n```", "~~~", "````", "<!-- x -->", "<!--", "<pre>", "<div>", "[a]: /u", "[^1]: n", "| a |\n|--|", "***",
                                       "1. x\n\n   # y", "---", "<!-- section -->", "<!-- conclusion -->", "\ttab", "\\# esc", "a\\", "&amp;", "===", "--" };
  GalleyDocument          *document = galley_document_new (words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  int                      n_sections = g_rand_int_range (random, 0, 5);

  for (int i = -2; i < n_sections; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *heading = NULL;

      for (int n = g_rand_int_range (random, 0, 6); n > 0; n--)
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : g_rand_boolean (random) ? "\n"
                                                                                            : "\n\n",
                                lines[g_rand_int_range (random, 0, G_N_ELEMENTS (lines))]);
      if (text->len == 0)
        g_string_append (text, "x");
      if (i < 0 && g_rand_boolean (random))
        json_object_set_string_member (galley_document_get_development (document), i == -1 ? "intro_blurb" : "conclusion", text->str);
      heading = g_strconcat (words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))], " ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))], NULL);
      if (i >= 0)
        galley_document_add_section (document, heading, text->str);
    }
  return document;
}

static char *
export_markdown (GalleyDocument *document)
{
  g_autoptr (GError) error = NULL;
  char *text = galley_markdown_export (document, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
add_text (JsonObject *part, const char *name, GString *output)
{
  const char *text = galley_document_get_text (part, name);

  if (text != NULL)
    g_string_append_printf (output, "%s=%s\n", name, text);
}

/* What the second export must have in common with the first import: a text that is open at its end was closed once, and only once. */
static void
assert_same (GalleyDocument *first, GalleyDocument *second)
{
  JsonArray *sections = galley_document_get_sections (first);
  JsonArray *others = galley_document_get_sections (second);

  g_assert_cmpstr (galley_document_get_title (first), ==, galley_document_get_title (second));
  g_assert_cmpuint (json_array_get_length (sections), ==, json_array_get_length (others));
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      JsonObject *other = json_array_get_object_element (others, i);

      g_assert_cmpstr (galley_document_get_text (section, "heading"), ==, galley_document_get_text (other, "heading"));
      g_assert_true (g_str_has_prefix (galley_document_get_text (other, "draft"), galley_document_get_text (section, "draft")));
    }
  for (guint i = 0; i < 2; i++)
    {
      const char *name = i == 0 ? "intro_blurb" : "conclusion";
      const char *text = galley_document_get_text (galley_document_get_development (first), name);
      const char *other = galley_document_get_text (galley_document_get_development (second), name);

      g_assert_cmpint (text == NULL, ==, other == NULL);
      g_assert_true (text == NULL || g_str_has_prefix (other, text));
    }
}

/* Random posts, from a fixed seed, out of everything that could make a text reach into its neighbour. */
static void
test_round_trip_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (GalleyDocument) document = make_document (random);
      g_autofree char *text = export_markdown (document);
      g_autoptr (GalleyDocument) again = NULL;
      g_autoptr (GalleyDocument) third = NULL;
      g_autofree char *second = NULL;
      g_autofree char *json = NULL;
      g_autofree char *same = NULL;

      g_test_message ("%s", text);
      again = import_text (text);
      assert_same (document, again);
      second = export_markdown (again);
      third = import_text (second);
      json = galley_document_to_json (again, FALSE);
      same = galley_document_to_json (third, FALSE);
      g_assert_cmpstr (json, ==, same);
    }
}

static void
test_round_trip_fields (void)
{
  const char *json = "{\"format\":\"galley-post\",\"version\":1,"
                     "\"post\":{\"title\":\"Stones: a history\",\"slug\":\"stones\",\"created_at\":\"2025-05-01T10:00:00Z\",\"status\":\"in_process\",\"summary\":\"S\"},"
                     "\"development\":{\"subtitle\":\"Sub\",\"basic_metadata\":\"{\\\"lang\\\":\\\"gd\\\"}\",\"basic_idea\":\"Idea\\n\\nmore\","
                     "\"conclusion\":\"## The end\\n\\nEnd.\",\"intro_blurb\":\"Intro\\n\\n# With a heading\"},"
                     "\"categories\":[\"History\"],\"tags\":[\"stone\",\"iron, age\"],"
                     "\"sections\":[{\"heading\":\"One\",\"draft\":\"Text with\\n\\n## a heading\\n\\nand more\"},{\"heading\":\"Two\"},"
                     "{\"heading\":\"Three\",\"draft\":\"    code\"}]}";
  g_autoptr (GalleyDocument) document = galley_document_new_from_json (json, strlen (json), NULL);
  g_autofree char *text = export_markdown (document);
  g_autoptr (GalleyDocument) again = import_text (text);
  g_autoptr (GString) all = g_string_new (NULL);
  JsonObject      *part = galley_document_get_development (again);
  g_autofree char *post = json_to_string (json_object_get_member (galley_document_get_root (again), "post"), FALSE);
  g_autofree char *tags = json_to_string (json_object_get_member (galley_document_get_root (again), "tags"), FALSE);
  g_autofree char *sections = json_to_string (json_object_get_member (galley_document_get_root (again), "sections"), FALSE);

  g_assert_nonnull (strstr (json, post));
  g_assert_nonnull (strstr (json, tags));
  g_assert_nonnull (strstr (json, sections));
  add_text (part, "subtitle", all);
  add_text (part, "basic_metadata", all);
  add_text (part, "basic_idea", all);
  add_text (part, "conclusion", all);
  add_text (part, "intro_blurb", all);
  g_assert_cmpstr (all->str, ==,
                   "subtitle=Sub\nbasic_metadata={\"lang\":\"gd\"}\nbasic_idea=Idea\n\nmore\nconclusion=## The end\n\nEnd.\n"
                   "intro_blurb=Intro\n\n# With a heading\n");
}

static void
test_export (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("Stones");
  JsonObject      *section = galley_document_add_section (document, "One", "draft");
  g_autofree char *text = NULL;

  json_object_set_string_member (section, "polished", "polished");
  galley_document_add_section (document, "Two", "only a draft\n\n");
  section = galley_document_add_section (document, "Three\nlines ", "draft");
  json_object_set_string_member (section, "polished", "");
  json_object_set_string_member (galley_document_get_development (document), "intro_blurb", "Intro.");
  text = export_markdown (document);
  g_assert_cmpstr (text, ==, "---\ntitle: Stones\n---\n\nIntro.\n\n## One\n\npolished\n\n## Two\n\nonly a draft\n\n## Three lines\n\ndraft\n");
}

static void
test_export_marks (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("S");
  g_autofree char *text = NULL;

  galley_document_add_section (document, "One", "### deeper");
  text = export_markdown (document);
  g_assert_cmpstr (text, ==, "---\ntitle: S\n---\n\n## One\n\n### deeper\n");
  galley_document_add_section (document, "Two", "# A section of its own?");
  g_free (text);
  text = export_markdown (document);
  g_assert_cmpstr (text, ==,
                   "---\ntitle: S\nsection_mark: section-2\n---\n\n<!-- section-2 -->\n## One\n\n### deeper\n\n"
                   "<!-- section-2 -->\n## Two\n\n# A section of its own?\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown-import/cases", test_cases);
  g_test_add_func ("/markdown-import/refused", test_refused);
  g_test_add_func ("/markdown-export/texts", test_export);
  g_test_add_func ("/markdown-export/marks", test_export_marks);
  g_test_add_func ("/markdown-export/round-trip/fields", test_round_trip_fields);
  g_test_add_func ("/markdown-export/round-trip/random", test_round_trip_random);
  return g_test_run ();
}
