/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-ctl-transfer"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl-fixture.h"

#define STONES                                                                                          \
  "---\ntitle: Standing stones\nsummary: Old ones\ntags: [stone, 'iron, age']\ncategories: [History]\n" \
  "status: published\n"                                                                                 \
  "date: 2025-05-01 10:00:00 +0200\nlayout: post\n---\n\nSome *intro*.\n\n## Origins\n\n"               \
  "Text with a [link][l].\n\n### Deeper\n\nmore\n\n"                                                    \
  "## Rituals\n\n```\n## no section\n```\n\n[l]: http://example.org\n"

static gint64
import (CtlFixture *fixture,
        const char *name,
        const char *text)
{
  g_autofree char *words = g_strconcat ("import ", name, NULL);
  g_autoptr (JsonNode) node = NULL;

  ctl_write (fixture, name, text, -1);
  node = ctl_get_json (fixture, words);
  return json_object_get_int_member (json_array_get_object_element (json_node_get_array (node), 0), "id");
}

static char *
export_as (CtlFixture *fixture,
           gint64      id,
           const char *options)
{
  g_autofree char *words = g_strdup_printf ("export %" G_GINT64_FORMAT " %s", id, options);

  return ctl_get (fixture, words);
}

static void
test_markdown (CtlFixture   *fixture,
               gconstpointer data)
{
  gint64           id = import (fixture, "stones.md", STONES);
  g_autofree char *show = g_strdup_printf ("post show %" G_GINT64_FORMAT, id);
  g_autoptr (JsonNode) node = ctl_get_json (fixture, show);
  JsonObject *post = json_node_get_object (node);
  JsonArray  *sections = json_object_get_array_member (post, "sections");

  g_assert_cmpstr (json_object_get_string_member (post, "title"), ==, "Standing stones");
  g_assert_cmpstr (json_object_get_string_member (post, "slug"), ==, "standing-stones");
  g_assert_cmpstr (json_object_get_string_member (post, "summary"), ==, "Old ones");
  g_assert_cmpstr (json_object_get_string_member (post, "status"), ==, "published");
  g_assert_cmpstr (json_object_get_string_member (post, "intro_blurb"), ==, "Some *intro*.");
  g_assert_cmpstr (json_object_get_string_member (post, "basic_metadata"), ==, "{\"layout\":\"post\"}");
  g_assert_cmpstr (json_object_get_string_member (post, "created_at"), ==, "2025-05-01T08:00:00Z");
  g_assert_cmpuint (json_array_get_length (sections), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (sections, 0), "draft"), ==,
                   "Text with a [link][l].\n\n### Deeper\n\nmore");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (sections, 1), "heading"), ==, "Rituals");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (sections, 1), "draft"), ==,
                   "```\n## no section\n```\n\n[l]: http://example.org");
}

static void
test_said (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autofree char *piped = NULL;

  ctl_write (fixture, "stones.md", STONES, -1);
  said = ctl_get (fixture, "import stones.md");
  piped = ctl_get_with (fixture, "# Piped\n## One\n", "import -");
  g_assert_cmpstr (said, ==, "1\tStanding stones (2 sections)\n"
                             "\tFront matter: “layout” is not a field of a post; it was kept in the basic metadata\n");
  g_assert_cmpstr (piped, ==, "2\tPiped (1 section)\n");
}

/* Out and in again: the same document but for the ids, the address and the time. */
static void
test_json_round_trip (CtlFixture   *fixture,
                      gconstpointer data)
{
  gint64           id = import (fixture, "stones.md", STONES);
  g_autofree char *element = ctl_get (fixture, "element add 1 fact 'Old'");
  g_autofree char *polished = ctl_get_with (fixture, "Polished", "section set 1 polished");
  g_autofree char *first = export_as (fixture, id, "--format=json");
  gint64           again = import (fixture, "copy.json", first);
  g_autofree char *second = export_as (fixture, again, "--json");
  g_autoptr (GRegex) regex = g_regex_new ("\"(id|slug|updated_at)\" : [^\n]*", 0, 0, NULL);
  g_autofree char *before = g_regex_replace_literal (regex, first, -1, 0, "", 0, NULL);
  g_autofree char *after = g_regex_replace_literal (regex, second, -1, 0, "", 0, NULL);

  g_assert_cmpint (again, !=, id);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (first, "\"text\" : \"Old\""));
  g_assert_nonnull (strstr (first, "\"polished\" : \"Polished\""));
}

static void
test_markdown_round_trip (CtlFixture   *fixture,
                          gconstpointer data)
{
  gint64           id = import (fixture, "stones.md", STONES);
  g_autofree char *first = export_as (fixture, id, "");
  gint64           again = import (fixture, "again.md", first);
  g_autofree char *second = export_as (fixture, again, "--format=markdown");
  g_autoptr (GRegex) regex = g_regex_new ("slug: .*", 0, 0, NULL);
  g_autofree char *before = g_regex_replace_literal (regex, first, -1, 0, "", 0, NULL);
  g_autofree char *after = g_regex_replace_literal (regex, second, -1, 0, "", 0, NULL);

  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (first, "\nlayout: post\n"));
  g_assert_nonnull (strstr (first, "\n## Origins\n\nText with a [link][l].\n\n### Deeper\n\nmore\n\n## Rituals\n"));
}

static void
test_html (CtlFixture   *fixture,
           gconstpointer data)
{
  gint64           id = import (fixture, "stones.md", STONES "\n<script>alert (1)</script>\n");
  g_autofree char *html = export_as (fixture, id, "--format=html");

  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>\n<html lang=\"en\">\n"));
  g_assert_nonnull (
    strstr (html, "<h1>Standing stones</h1>\n<p>Some <em>intro</em>.</p>\n<section id=\"section-1\">\n<h2>Origins</h2>\n"
                  "<p>Text with a <a href=\"http://example.org\">link</a>.</p>\n<h3>Deeper</h3>"));
  g_assert_null (strstr (html, "<script"));
  g_assert_true (g_str_has_suffix (html, "</html>\n"));
}

static void
test_output (CtlFixture   *fixture,
             gconstpointer data)
{
  gint64           id = import (fixture, "stones.md", STONES);
  g_autofree char *markdown = export_as (fixture, id, "");
  g_autofree char *nothing = export_as (fixture, id, "--output=out.md");
  g_autofree char *said = export_as (fixture, id, "--output=out.html --json");
  g_autofree char *json = export_as (fixture, id, "--output=out.JSON");
  g_autofree char *dash = export_as (fixture, id, "--output=-");
  g_autofree char *path = ctl_path (fixture, "out.md");
  g_autofree char *page = ctl_path (fixture, "out.html");
  g_autofree char *document = ctl_path (fixture, "out.JSON");
  g_autofree char *file = ctl_read (path);
  g_autofree char *html = ctl_read (page);
  g_autofree char *object = ctl_read (document);
  struct stat      status;

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (json, ==, "");
  g_assert_cmpstr (file, ==, markdown);
  g_assert_cmpstr (dash, ==, markdown);
  g_assert_nonnull (strstr (said, "\"output\" : \"out.html\""));
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  g_assert_true (g_str_has_prefix (object, "{\n  \"format\" : \"galley-post\""));
  g_assert_no_errno (stat (path, &status));
  g_assert_cmpint (status.st_mode & 0600, ==, 0600);
}

/* A link stays a link, and the file that it leads to is replaced. */
static void
test_output_link (CtlFixture   *fixture,
                  gconstpointer data)
{
  gint64           id = import (fixture, "stones.md", STONES);
  g_autofree char *target = ctl_path (fixture, "target.md");
  g_autofree char *link = ctl_path (fixture, "link.md");
  g_autofree char *nothing = NULL;
  g_autofree char *file = NULL;

  ctl_write (fixture, "target.md", "old", -1);
  g_assert_no_errno (symlink (target, link));
  nothing = export_as (fixture, id, "--output=link.md");
  file = ctl_read (target);
  g_assert_true (g_str_has_prefix (file, "---\ntitle: Standing stones\n"));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

/* What cannot be written leaves what was there. */
static void
test_output_refused (CtlFixture   *fixture,
                     gconstpointer data)
{
  g_autofree char *path = ctl_path (fixture, "kept.md");
  g_autofree char *file = NULL;

  ctl_write (fixture, "kept.md", "kept", -1);
  import (fixture, "stones.md", STONES);
  ctl_fail (fixture, 1, NULL, 0, "export 4711 --output=kept.md", "There is no post 4711");
  ctl_fail (fixture, 1, NULL, 0, "export 1 --output=missing/out.md",
            "The file “missing/out.md” cannot be written: No such file or directory\n");
  ctl_fail (fixture, 1, NULL, 0, "export 1 --output=.", "The file “.” cannot be written: ");
  ctl_fail (fixture, 1, NULL, 0, "export 1 --output=/proc/nothing",
            "The file “/proc/nothing” cannot be written: No such file or directory\n");
  file = ctl_read (path);
  g_assert_cmpstr (file, ==, "kept");
}

static const struct
{
  const char *name;
  const char *text;
  gssize      length;
  const char *part;
} refused[] = {
  { "a.md", "# A\n\xff", 5, "a.md: The text is not UTF-8: 0xff at byte 4, in line 2" },
  { "a.md", "# A\0b", 5, "a.md: There is a NUL character at byte 3" },
  { "a.md", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "a.md: The text is not UTF-8" },
  { "a.md", "---\ntitle: [\n---\n", -1, "a.md: The front matter cannot be read: line " },
  { "a.md", "---\na: &x 1\nb: *x\n---\n", -1, "aliases" },
  { "a.json", "", -1, "a.json: This is not valid JSON: line 1, column 1" },
  { "a.json", "{\"format\":\"galley-post\",\"version\":1,\"po", -1, "inside a string" },
  { "a.json", "{}", -1, "“galley-post” is expected" },
  { "a.json", "[\"One\", \"Two\"]", -1, "“galley-post” is expected" },
  { "a.json", "{\"format\":\"galley-post\",\"version\":9,\"post\":{\"title\":\"A\"}}", -1, "newer Galley" },
  { "a.json", "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\\u0000\"}}", -1, "NUL" },
  { "a.json", "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\",\"colour\":\"red\"}}", -1, "a.json: " },
  { "a.json", "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\"},\"development\":{\"colour\":\"red\"}}", -1,
    "a.json: " },
  { "a.json",
    "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\"},\"sections\":[{\"heading\":\"B\",\"colour\":\"red\"}]}",
    -1, "a.json: " },
  { "a.json", "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"A\",\"status\":\"lost\"}}", -1, "a.json: " },
};

static void
test_refused (CtlFixture   *fixture,
              gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *words = g_strconcat ("import ", refused[i].name, NULL);

      ctl_write (fixture, refused[i].name, refused[i].text, refused[i].length);
      ctl_fail (fixture, 1, NULL, 0, words, refused[i].part);
    }
  ctl_fail (fixture, 1, NULL, 0, "import missing.md", "missing.md: There is no such file");
  ctl_fail (fixture, 1, NULL, 0, "import .", ".: This is a folder");
}

static void
test_refused_large (CtlFixture   *fixture,
                    gconstpointer data)
{
  g_autofree char *heading = g_strnfill (1024 * 1024, 'x');
  g_autofree char *markdown = g_strconcat ("# A\n\n## ", heading, "\n", NULL);
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *quotes = g_strnfill (100000, '>');

  ctl_write (fixture, "heading.md", markdown, -1);
  ctl_write (fixture, "deep.json", deep, -1);
  ctl_write (fixture, "deep.md", quotes, -1);
  ctl_write_huge (fixture);
  ctl_fail (fixture, 1, NULL, 0, "import heading.md", "heading.md: Line 3: a heading has more than 1000 characters");
  ctl_fail (fixture, 1, NULL, 0, "import deep.json",
            "deep.json: This is not valid JSON: line 1, column 65: arrays and objects are nested too deep");
  ctl_fail (fixture, 1, NULL, 0, "import deep.md", "deep.md: Line 1: quotations or lists are nested more than 256 deep");
  ctl_fail (fixture, 1, NULL, 0, "import huge", "huge: The text is longer than 64 MB");
  ctl_fail (fixture, 1, NULL, 0, "import /dev/zero", "longer than 64 MB");
}

/* One file that cannot be read, and none becomes a post. */
static void
test_several (CtlFixture   *fixture,
              gconstpointer data)
{
  g_autofree char *said = NULL;

  ctl_write (fixture, "a.md", "# A\n", -1);
  ctl_write (fixture, "b.md", "## B\n", -1);
  ctl_write (fixture, "bad.md", "\xff", 1);
  ctl_fail (fixture, 1, NULL, 0, "import a.md bad.md b.md", "bad.md: ");
  ctl_assert_output (fixture, "post list", "");
  said = ctl_get (fixture, "import a.md b.md");
  g_assert_cmpstr (said, ==, "1\tA (0 sections)\n2\tb (1 section)\n");
}

static void
test_formats (CtlFixture   *fixture,
              gconstpointer data)
{
  g_autofree char *said = NULL;

  ctl_write (fixture, "page.txt", "{\"format\": 1}", -1);
  said = ctl_get_with (fixture, "{\"format\":\"galley-post\",\"version\":1,\"post\":{\"title\":\"Piped\"}}", "import -");
  g_assert_cmpstr (said, ==, "1\tPiped (0 sections)\n");
  ctl_assert_output (fixture, "import page.txt", "2\tpage (0 sections)\n");
  ctl_fail (fixture, 1, NULL, 0, "import page.txt --format=json", "“galley-post” is expected");
  ctl_fail (fixture, 1, NULL, 0, "export 4711", "There is no post 4711");
}

static void
add (void)
{
  ctl_add ("/ctl/import/markdown", test_markdown);
  ctl_add ("/ctl/import/said", test_said);
  ctl_add ("/ctl/import/several", test_several);
  ctl_add ("/ctl/import/formats", test_formats);
  ctl_add ("/ctl/import/refused", test_refused);
  ctl_add ("/ctl/import/refused/large", test_refused_large);
  ctl_add ("/ctl/export/json", test_json_round_trip);
  ctl_add ("/ctl/export/markdown", test_markdown_round_trip);
  ctl_add ("/ctl/export/html", test_html);
  ctl_add ("/ctl/export/output", test_output);
  ctl_add ("/ctl/export/output/link", test_output_link);
  ctl_add ("/ctl/export/output/refused", test_output_refused);
}

int
main (int   argc,
      char *argv[])
{
  return ctl_main (argc, argv, add);
}
