/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-ctl-section"

#include <string.h>

#include "ctl-fixture.h"

/* Post 1 with the sections 1, 2, 3. */
static void
make_post (CtlFixture *fixture)
{
  g_autofree char *said = NULL;

  g_assert_cmpint (ctl_get_id (fixture, "post new Stones"), ==, 1);
  said = ctl_get_with (fixture, "One\nTwo\nThree", "outline set 1");
  g_assert_cmpstr (said, ==, "changed: added 3\n");
}

static void
assert_sections (CtlFixture *fixture,
                 const char *sections)
{
  g_autoptr (JsonNode) list = ctl_get_json (fixture, "section list 1");
  g_autoptr (GString) joined = g_string_new (NULL);
  JsonArray *items = json_node_get_array (list);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_assert_cmpint (json_object_get_int_member (item, "order"), ==, i + 1);
      g_string_append_printf (joined, "%s%" G_GINT64_FORMAT ":%s", i > 0 ? "|" : "", json_object_get_int_member (item, "id"),
                              json_object_get_string_member (item, "heading"));
    }
  g_assert_cmpstr (joined->str, ==, sections);
}

static void
set_text (CtlFixture *fixture,
          const char *text,
          const char *words)
{
  g_autofree char *said = ctl_get_with (fixture, text, words);

  g_assert_true (g_str_has_prefix (said, "saved: section "));
}

static void
test_list (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (JsonNode) list = NULL;
  JsonObject *section;

  make_post (fixture);
  assert_sections (fixture, "1:One|2:Two|3:Three");
  list = ctl_get_json (fixture, "section list 1");
  section = json_array_get_object_element (json_node_get_array (list), 0);
  g_assert_cmpint (json_object_get_int_member (section, "post_id"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (section, "version"), ==, 1);
  g_assert_true (json_object_get_null_member (section, "polished"));
  ctl_fail (fixture, 1, NULL, 0, "section list 4711", "There is no post 4711");
}

/* What goes in comes out, to the byte; the line break at the end of a file is the file's. */
static void
test_texts (CtlFixture   *fixture,
            gconstpointer data)
{
  static const char *const texts[] = { "text", "two\nlines", "ends\n\n", "  spaces  ",
                                       "tab\there", "日本 🙂", "\n", "quote \" ' \\ $1" };

  make_post (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *file = g_strconcat (texts[i], "\n", NULL);

      ctl_write (fixture, "draft.md", file, -1);
      set_text (fixture, file, "section set 1 draft");
      ctl_assert_output (fixture, "section show 1 draft", file);
      set_text (fixture, NULL, "section set 2 polished draft.md");
      ctl_assert_output (fixture, "section show 2 polished", file);
    }
}

static void
test_fields (CtlFixture   *fixture,
             gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *section;

  make_post (fixture);
  set_text (fixture, "Origins\n", "section set 1 heading");
  set_text (fixture, "What it is about", "section set 1 description");
  set_text (fixture, "in_progress\n", "section set 1 status");
  set_text (fixture, "a draft", "section set 1 first_draft");
  set_text (fixture, "ideas", "section set 1 ideas_to_include");
  assert_sections (fixture, "1:Origins|2:Two|3:Three");
  node = ctl_get_json (fixture, "section show 1");
  section = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (section, "description"), ==, "What it is about");
  g_assert_cmpstr (json_object_get_string_member (section, "status"), ==, "in_progress");
  g_assert_cmpstr (json_object_get_string_member (section, "draft"), ==, "a draft");
  g_assert_cmpstr (json_object_get_string_member (section, "ideas_to_include"), ==, "ideas");
  g_assert_cmpint (json_object_get_int_member (section, "n_words"), ==, 2);
  said = ctl_get (fixture, "section show 1");
  g_assert_nonnull (strstr (said, "heading: Origins\ndescription: What it is about\nstatus: in_progress\n"));
  ctl_fail (fixture, 1, "A", -1, "section set 4711 heading", "There is no section 4711");
  ctl_fail (fixture, 1, NULL, 0, "section show 4711", "There is no section 4711");
  ctl_fail (fixture, 1, "a\xff", 2, "section set 1 draft", "Standard input: The text is not UTF-8: 0xff at byte 1");
  ctl_fail (fixture, 1, "a\0b", 3, "section set 1 draft", "NUL");
  ctl_fail (fixture, 1, NULL, 0, "section set 1 draft missing.md", "missing.md: ");
}

static void
test_versions (CtlFixture   *fixture,
               gconstpointer data)
{
  g_autofree char *said = NULL;

  make_post (fixture);
  set_text (fixture, "first", "section set 1 draft --base=1");
  said = ctl_get_with (fixture, "second", "section set 1 draft --base=2 --json");
  g_assert_nonnull (strstr (said, "\"outcome\" : \"saved\""));
  g_assert_nonnull (strstr (said, "\"version\" : 3"));
  ctl_fail (fixture, 1, "third", -1, "section set 1 draft --base=2",
            "it has version 3, not 2. Read it again, put both texts together, and set it with --base=3");
  ctl_fail (fixture, 1, "", 0, "section set 1 heading", "A section needs a heading.");
  ctl_fail (fixture, 1, " \n", -1, "section set 1 heading", "A section needs a heading.");
  ctl_assert_output (fixture, "section show 1 draft", "second\n");
}

static void
test_add_delete (CtlFixture   *fixture,
                 gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (JsonNode) trash = NULL;
  g_autoptr (JsonNode) restored = NULL;
  JsonObject *parked;

  make_post (fixture);
  g_assert_cmpint (ctl_get_id (fixture, "section add 1 Four"), ==, 4);
  g_assert_cmpint (ctl_get_id (fixture, "section add 1 Zero --position=1"), ==, 5);
  assert_sections (fixture, "5:Zero|1:One|2:Two|3:Three|4:Four");
  set_text (fixture, "kept text", "section set 2 draft");
  ctl_get_id (fixture, "element add 2 fact 'kept fact'");
  said = ctl_get (fixture, "section delete 2");
  g_assert_nonnull (strstr (said, "galleyctl section restore 2"));
  assert_sections (fixture, "5:Zero|1:One|3:Three|4:Four");
  trash = ctl_get_json (fixture, "section trash 1");
  parked = json_array_get_object_element (json_node_get_array (trash), 0);
  g_assert_cmpint (json_object_get_int_member (parked, "id"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (parked, "text"), ==, "kept text");
  g_assert_cmpint (json_object_get_int_member (parked, "n_elements"), ==, 1);
  restored = ctl_get_json (fixture, "section restore 2");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (restored), "id"), ==, 2);
  ctl_assert_output (fixture, "section show 2 draft", "kept text\n");
  ctl_assert_output (fixture, "section trash 1", "");
  ctl_fail (fixture, 1, NULL, 0, "section delete 4711", "4711");
  ctl_fail (fixture, 1, NULL, 0, "section restore 4711", "4711");
  ctl_fail (fixture, 1, NULL, 0, "section add 4711 A", "There is no post 4711");
  ctl_fail (fixture, 1, NULL, 0, "section add 1 ' '", "A section needs a heading");
}

static void
test_move (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (JsonNode) moved = NULL;

  make_post (fixture);
  ctl_assert_output (fixture, "section move 3 1", "Section 3 is at place 1 now.\n");
  assert_sections (fixture, "3:Three|1:One|2:Two");
  moved = ctl_get_json (fixture, "section move 3 99");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (moved), "order"), ==, 3);
  assert_sections (fixture, "1:One|2:Two|3:Three");
  ctl_fail (fixture, 1, NULL, 0, "section move 4711 1", "There is no section 4711");
}

static void
test_split_merge (CtlFixture   *fixture,
                  gconstpointer data)
{
  make_post (fixture);
  set_text (fixture, "日本 first\nsecond", "section set 1 draft");
  g_assert_cmpint (ctl_get_id (fixture, "section split 1 8 --heading='Second half'"), ==, 4);
  assert_sections (fixture, "1:One|4:Second half|2:Two|3:Three");
  ctl_assert_output (fixture, "section show 1 draft", "日本 first\n");
  ctl_assert_output (fixture, "section show 4 draft", "second\n");
  ctl_fail (fixture, 1, NULL, 0, "section split 1 99", "between 0 and 8");
  ctl_fail (fixture, 1, NULL, 0, "section split 4711 0", "4711");
  g_assert_cmpint (ctl_get_id (fixture, "section merge 1"), ==, 1);
  assert_sections (fixture, "1:One|2:Two|3:Three");
  ctl_assert_output (fixture, "section show 1 draft", "日本 first\nsecond\n");
  ctl_fail (fixture, 1, NULL, 0, "section merge 3", "galleyctl: ");
}

static void
assert_elements (CtlFixture *fixture,
                 const char *section,
                 const char *elements)
{
  g_autofree char *words = g_strconcat ("element list ", section, NULL);
  g_autoptr (JsonNode) list = ctl_get_json (fixture, words);
  g_autoptr (GString) joined = g_string_new (NULL);
  JsonArray *items = json_node_get_array (list);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_assert_cmpint (json_object_get_int_member (item, "order"), ==, i + 1);
      g_string_append_printf (joined, "%s%" G_GINT64_FORMAT ":%s:%s", i > 0 ? "|" : "", json_object_get_int_member (item, "id"),
                              json_object_get_string_member (item, "type"), json_object_get_string_member (item, "text"));
    }
  g_assert_cmpstr (joined->str, ==, elements);
}

static void
test_elements (CtlFixture   *fixture,
               gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (JsonNode) set = NULL;
  g_autoptr (JsonNode) moved = NULL;

  make_post (fixture);
  g_assert_cmpint (ctl_get_id (fixture, "element add 1 fact 'It is old'"), ==, 1);
  g_assert_cmpint (ctl_get_id (fixture, "element add 1 idea 'Say so'"), ==, 2);
  g_assert_cmpint (ctl_get_id (fixture, "element add 1 theme Time --position=1"), ==, 3);
  assert_elements (fixture, "1", "3:theme:Time|1:fact:It is old|2:idea:Say so");
  set = ctl_get_json (fixture, "element set 1 'It is very old' --base=1");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (set), "version"), ==, 2);
  ctl_fail (fixture, 1, NULL, 0, "element set 1 'No' --base=1", "galleyctl: ");
  ctl_fail (fixture, 1, NULL, 0, "element set 1 ' '", "An element needs a text. To remove an element, delete it.");
  ctl_fail (fixture, 1, NULL, 0, "element add 1 fact ''", "An element needs a text. Give the text");
  ctl_assert_output (fixture, "element set 1 'It is very, very old'", "Element 1 has version 3 now.\n");
  moved = ctl_get_json (fixture, "element move 1 2");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (moved), "order"), ==, 1);
  ctl_assert_output (fixture, "element move 2 1 1", "Element 2 is at place 1 of section 1 now.\n");
  assert_elements (fixture, "1", "2:idea:Say so|3:theme:Time");
  assert_elements (fixture, "2", "1:fact:It is very, very old");
  said = ctl_get (fixture, "element delete 2");
  g_assert_nonnull (strstr (said, "galleyctl element restore 2"));
  assert_elements (fixture, "1", "3:theme:Time");
  g_assert_cmpint (ctl_get_id (fixture, "element restore 2"), ==, 2);
  assert_elements (fixture, "1", "2:idea:Say so|3:theme:Time");
  ctl_assert_output (fixture, "element list 2", "ID  Place  Type  Text\n 1      1  fact  It is very, very old\n");
  ctl_fail (fixture, 1, NULL, 0, "element list 4711", "There is no section 4711");
  ctl_fail (fixture, 1, NULL, 0, "element add 4711 fact A", "4711");
  ctl_fail (fixture, 1, NULL, 0, "element set 4711 A", "There is no element 4711");
  ctl_fail (fixture, 1, NULL, 0, "element delete 4711", "There is no element 4711");
  ctl_fail (fixture, 1, NULL, 0, "element move 1 4711", "4711");
}

static void
test_search (CtlFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonNode) hits = NULL;
  g_autoptr (JsonNode) none = NULL;
  g_autofree char *shown = NULL;
  JsonObject      *hit;

  make_post (fixture);
  set_text (fixture, "The midsummer sun shines through the stones.", "section set 2 draft");
  ctl_get_id (fixture, "element add 2 fact 'Midsummer is in June'");
  hits = ctl_get_json (fixture, "search midsummer sun");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (hits)), ==, 1);
  hit = json_array_get_object_element (json_node_get_array (hits), 0);
  g_assert_cmpstr (json_object_get_string_member (hit, "kind"), ==, "section");
  g_assert_cmpint (json_object_get_int_member (hit, "post_id"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (hit, "section_id"), ==, 2);
  g_assert_true (json_object_get_null_member (hit, "element_id"));
  g_assert_cmpstr (json_object_get_string_member (hit, "field"), ==, "draft");
  g_assert_cmpint (json_object_get_int_member (hit, "place"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (hit, "heading"), ==, "Two");
  g_assert_nonnull (strstr (json_object_get_string_member (hit, "excerpt"), "\x02midsummer\x03"));
  shown = ctl_get (fixture, "search midsumm");
  g_assert_nonnull (strstr (shown, "section 2: Stones › Two (draft, 4)\n  The [midsummer] sun"));
  g_assert_nonnull (strstr (shown, "element 1 of section 2: Stones › Two"));
  none = ctl_get_json (fixture, "search --limit=1 nowhere");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (none)), ==, 0);
  ctl_assert_output (fixture, "search nowhere", "Nothing was found. Try fewer words; of the last one the beginning is enough.\n");
}

static void
add (void)
{
  ctl_add ("/ctl/section/list", test_list);
  ctl_add ("/ctl/section/texts", test_texts);
  ctl_add ("/ctl/section/fields", test_fields);
  ctl_add ("/ctl/section/versions", test_versions);
  ctl_add ("/ctl/section/add-delete", test_add_delete);
  ctl_add ("/ctl/section/move", test_move);
  ctl_add ("/ctl/section/split-merge", test_split_merge);
  ctl_add ("/ctl/element", test_elements);
  ctl_add ("/ctl/search", test_search);
}

int
main (int   argc,
      char *argv[])
{
  return ctl_main (argc, argv, add);
}
