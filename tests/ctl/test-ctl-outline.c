/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-ctl-outline"

#include <string.h>

#include "ctl-fixture.h"

/* The first post of a database has this id, and its sections those from 1. */
#define POST "1"

static void
make_post (CtlFixture *fixture,
           const char *outline)
{
  g_autofree char *said = NULL;

  g_assert_cmpint (ctl_get_id (fixture, "post new Stones"), ==, 1);
  said = ctl_get_with (fixture, outline, "outline set " POST);
  g_assert_true (g_str_has_prefix (said, "changed: added "));
}

static JsonObject *
set_outline (CtlFixture *fixture,
             const char *input,
             const char *words)
{
  g_autofree char *output = ctl_get_with (fixture, input, words);
  g_autoptr (JsonNode) node = json_from_string (output, NULL);

  return json_node_dup_object (node);
}

static void
assert_headings (CtlFixture *fixture,
                 const char *headings)
{
  g_autoptr (JsonNode) list = ctl_get_json (fixture, "outline show " POST);
  g_autoptr (GString) joined = g_string_new (NULL);
  JsonArray *items = json_node_get_array (list);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_assert_cmpint (json_object_get_int_member (item, "order"), ==, i + 1);
      g_string_append_printf (joined, "%s%" G_GINT64_FORMAT ":%s", i > 0 ? "|" : "", json_object_get_int_member (item, "id"),
                              json_object_get_string_member (item, "heading"));
    }
  g_assert_cmpstr (joined->str, ==, headings);
}

static void
test_show (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autofree char *again = NULL;
  g_autofree char *list = NULL;

  g_assert_cmpint (ctl_get_id (fixture, "post new Stones"), ==, 1);
  ctl_assert_output (fixture, "outline show " POST, "[]\n");
  again = ctl_get_with (fixture, "One\nTwo", "outline set " POST);
  assert_headings (fixture, "1:One|2:Two");
  list = ctl_get (fixture, "outline show " POST);
  g_free (again);
  again = ctl_get_with (fixture, list, "outline set " POST);
  g_assert_cmpstr (again, ==, "unchanged: kept 2\n");
  ctl_fail (fixture, 1, NULL, 0, "outline show 4711", "There is no post 4711");
}

static void
test_set (CtlFixture   *fixture,
          gconstpointer data)
{
  JsonObject *outcome;

  make_post (fixture, "One\nTwo\nThree\nFour");
  outcome = set_outline (fixture, "[{\"id\": 3, \"heading\": \"Three\"}, \"One\", {\"id\": 2, \"heading\": \"Second\"}, \"New\"]",
                         "outline set " POST " --json");
  g_assert_cmpstr (json_object_get_string_member (outcome, "outcome"), ==, "changed");
  g_assert_cmpint (json_object_get_int_member (outcome, "renamed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (outcome, "added"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (outcome, "parked"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (outcome, "restored"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (outcome, "moved"), >, 0);
  g_assert_cmpint (json_object_get_int_member (outcome, "outline_version"), >, 1);
  g_assert_cmpint (json_object_get_int_member (outcome, "log_id"), >, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (outcome, "conflicts")), ==, 0);
  json_object_unref (outcome);
  assert_headings (fixture, "3:Three|1:One|2:Second|5:New");
}

static void
test_set_from_file (CtlFixture   *fixture,
                    gconstpointer data)
{
  g_autofree char *said = NULL;

  ctl_write (fixture, "outline.md", "# One\n\n# Two\n", -1);
  g_assert_cmpint (ctl_get_id (fixture, "post new Stones"), ==, 1);
  said = ctl_get (fixture, "outline set " POST " outline.md");
  g_assert_cmpstr (said, ==, "changed: added 2\n");
  ctl_assert_output (fixture, "outline set " POST " outline.md", "unchanged: kept 2\n");
  ctl_fail (fixture, 1, NULL, 0, "outline set " POST " missing.md", "missing.md: ");
  ctl_fail (fixture, 1, NULL, 0, "outline set " POST " .", ".: ");
}

static void
test_plan (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *table = NULL;
  JsonObject      *first;

  make_post (fixture, "One\nTwo\nThree");
  before = ctl_digest (fixture);
  table = ctl_get_with (fixture, "Two\nOne\nNew", "outline set --plan " POST);
  output = ctl_get_with (fixture, "Two\nOne\nNew", "outline set --json --plan " POST);
  after = ctl_digest (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (g_str_has_prefix (table, "Action  Place  ID  Heading  Before\n"));
  node = json_from_string (output, NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 4);
  first = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_true (json_object_has_member (first, "action"));
  g_assert_true (json_object_has_member (first, "old_heading"));
  g_assert_true (json_object_has_member (first, "old_order"));
  g_assert_nonnull (strstr (output, "\"parked\""));
  g_assert_nonnull (strstr (output, "\"added\""));
  ctl_fail (fixture, 1, "[1, 2", -1, "outline set --plan " POST, "The outline was refused");
}

static const struct
{
  const char *list;
  gssize      length;
  const char *part;
} refused[] = {
  { "[\"a\", ", -1, "line 1" },
  { "[1, 2]", -1, "item 1" },
  { "{\"a\": 1}", -1, "nothing was changed. Correct the list and try again" },
  { "[true]", -1, "The outline was refused" },
  { "[[\"a\"]]", -1, "The outline was refused" },
  { "a\xff", 2, "Standard input: The text is not UTF-8: 0xff at byte 1" },
  { "a\0b", 3, "NUL character at byte 1" },
  { "\x7f"
    "ELF\2\1\1\0\0\0",
    10, "NUL" },
};

static void
test_refused (CtlFixture   *fixture,
              gconstpointer data)
{
  make_post (fixture, "One\nTwo");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    ctl_fail (fixture, 1, refused[i].list, refused[i].length, "outline set " POST, refused[i].part);
  ctl_fail (fixture, 1, "A", -1, "outline set 4711", "There is no post 4711");
  assert_headings (fixture, "1:One|2:Two");
}

/* A heading of a megabyte, a hundred thousand levels, a hundred megabytes. */
static void
test_refused_large (CtlFixture   *fixture,
                    gconstpointer data)
{
  g_autofree char *heading = g_strnfill (1024 * 1024, 'x');
  g_autofree char *item = g_strdup_printf ("[\"%s\"]", heading);
  g_autofree char *deep = g_strnfill (100000, '[');

  ctl_write_huge (fixture);
  make_post (fixture, "One\nTwo");
  ctl_fail (fixture, 1, item, -1, "outline set " POST, "The outline was refused");
  ctl_fail (fixture, 1, heading, -1, "outline set " POST, "The outline was refused");
  ctl_fail (fixture, 1, deep, -1, "outline set " POST, "The outline was refused");
  ctl_fail (fixture, 1, NULL, 0, "outline set " POST " huge", "huge: The text is longer than 64 MB");
  ctl_fail (fixture, 1, NULL, 0, "outline set " POST " /dev/zero", "longer than 64 MB");
  assert_headings (fixture, "1:One|2:Two");
}

static void
test_parking (CtlFixture   *fixture,
              gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autofree char *back = NULL;

  make_post (fixture, "One\nTwo");
  said = ctl_get_with (fixture, "", "outline set " POST);
  g_assert_cmpstr (said, ==, "changed: parked 2\nWhat was parked is kept; “galleyctl section trash 1” shows it.\n");
  ctl_assert_output (fixture, "outline show " POST, "[]\n");
  back = ctl_get_with (fixture, "Two", "outline set " POST);
  g_assert_cmpstr (back, ==, "changed: restored 1\n");
  assert_headings (fixture, "2:Two");
}

static void
test_log (CtlFixture   *fixture,
          gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (JsonNode) log = NULL;
  g_autofree char *rollback = NULL;
  g_autoptr (JsonNode) outcome = NULL;
  JsonObject *newest;

  make_post (fixture, "One\nTwo");
  said = ctl_get_with (fixture, "Other", "outline set " POST);
  log = ctl_get_json (fixture, "outline log " POST " --limit=1");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (log)), ==, 1);
  newest = json_array_get_object_element (json_node_get_array (log), 0);
  g_assert_cmpstr (json_object_get_string_member (newest, "outcome"), ==, "changed");
  rollback = g_strdup_printf ("outline rollback %" G_GINT64_FORMAT, json_object_get_int_member (newest, "id"));
  outcome = ctl_get_json (fixture, rollback);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (outcome), "restored"), ==, 2);
  assert_headings (fixture, "1:One|2:Two");
  ctl_fail (fixture, 1, NULL, 0, "outline rollback 4711", "4711");
}

static void
test_base (CtlFixture   *fixture,
           gconstpointer data)
{
  JsonObject *outcome;

  make_post (fixture, "One\nTwo");
  outcome = set_outline (fixture, "One\nTwo\nTheirs", "outline set --json " POST);
  json_object_unref (outcome);
  outcome = set_outline (fixture, "One\nTwo\nMine", "outline set --json --base=2 " POST);
  g_assert_cmpstr (json_object_get_string_member (outcome, "outcome"), ==, "merged");
  json_object_unref (outcome);
  assert_headings (fixture, "1:One|2:Two|3:Theirs|4:Mine");
}

/* Two people rename the same section: one stays, and the other is told. */
static void
test_conflict (CtlFixture   *fixture,
               gconstpointer data)
{
  g_autofree char *said = NULL;
  JsonObject      *outcome;

  make_post (fixture, "One\nTwo");
  outcome = set_outline (fixture, "[{\"id\": 1, \"heading\": \"Theirs\"}, {\"id\": 2, \"heading\": \"Two\"}]",
                         "outline set --json " POST);
  json_object_unref (outcome);
  outcome = set_outline (fixture, "[{\"id\": 1, \"heading\": \"Mine\"}, {\"id\": 2, \"heading\": \"Two\"}]",
                         "outline set --json --base=2 " POST);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (outcome, "conflicts")), ==, 1);
  json_object_unref (outcome);
  said = ctl_get_with (fixture, "[{\"id\": 1, \"heading\": \"Again\"}, {\"id\": 2, \"heading\": \"Two\"}]",
                       "outline set --base=2 " POST);
  g_assert_nonnull (strstr (said, "Changed by somebody else too"));
  g_assert_nonnull (strstr (said, "Theirs"));
}

static void
test_sync (CtlFixture   *fixture,
           gconstpointer data)
{
  static const char *const directions[] = { "both", "to_sections", "to_development", "to_headings" };
  g_autoptr (JsonNode) node = NULL;

  make_post (fixture, "One\nTwo");
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      g_autofree char *words = g_strconcat ("sync " POST " --direction=", directions[i], NULL);

      ctl_assert_output (fixture, words, "unchanged: kept 2\n");
    }
  node = ctl_get_json (fixture, "sync " POST);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "outcome"), ==, "unchanged");
  ctl_fail (fixture, 1, NULL, 0, "sync 4711", "There is no post 4711");
}

/* Somebody wrote into the tables with the triggers off. */
static void
break_post (CtlFixture *fixture)
{
  g_autofree char *nothing =
    fixture_sql (fixture->database, "DO $$BEGIN SET LOCAL session_replication_role = replica; "
                                    "UPDATE public.post_development SET section_headings = '[\"One\"]' WHERE post_id = 1; END$$");
}

static void
test_check (CtlFixture   *fixture,
            gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CtlRun) run = NULL;
  g_autofree char *fine = NULL;

  make_post (fixture, "One\nTwo");
  ctl_assert_output (fixture, "check " POST, "Post  Finding  Where\n   1  OK\n");
  node = ctl_get_json (fixture, "check");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_node_get_array (node), 0), "finding"), ==,
                   "OK");
  break_post (fixture);
  run = ctl_run (fixture, NULL, 0, "check");
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->output, "Count mismatch"));
  g_assert_cmpstr (run->error, ==,
                   "galleyctl: 1 post is not in order; “galleyctl check --repair” mends it without losing text\n");
  fine = ctl_get (fixture, "check --repair --json");
  g_assert_nonnull (strstr (fine, "Count mismatch"));
  ctl_assert_output (fixture, "check", "Post  Finding  Where\n   1  OK\n");
  assert_headings (fixture, "1:One|2:Two");
  ctl_fail (fixture, 1, NULL, 0, "check 4711", "There is no post 4711");
}

static void
add (void)
{
  ctl_add ("/ctl/outline/show", test_show);
  ctl_add ("/ctl/outline/set", test_set);
  ctl_add ("/ctl/outline/set/file", test_set_from_file);
  ctl_add ("/ctl/outline/set/plan", test_plan);
  ctl_add ("/ctl/outline/set/refused", test_refused);
  ctl_add ("/ctl/outline/set/refused/large", test_refused_large);
  ctl_add ("/ctl/outline/set/parking", test_parking);
  ctl_add ("/ctl/outline/set/base", test_base);
  ctl_add ("/ctl/outline/set/conflict", test_conflict);
  ctl_add ("/ctl/outline/log", test_log);
  ctl_add ("/ctl/sync", test_sync);
  ctl_add ("/ctl/check", test_check);
}

int
main (int   argc,
      char *argv[])
{
  return ctl_main (argc, argv, add);
}
