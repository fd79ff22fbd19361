/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-ctl-post"

#include <string.h>

#include "ctl-fixture.h"

static JsonObject *
get_item (JsonNode *list,
          guint     place)
{
  return json_array_get_object_element (json_node_get_array (list), place);
}

/* The id alone, so that a script can go on with it. */
static void
test_new (CtlFixture   *fixture,
          gconstpointer data)
{
  gint64 first = ctl_get_id (fixture, "post new 'Standing stones'");
  gint64 second = ctl_get_id (fixture, "post new 'Standing stones'");
  g_autoptr (JsonNode) third = ctl_get_json (fixture, "post new Third");

  g_assert_cmpint (second, >, first);
  g_assert_cmpint (json_object_get_size (json_node_get_object (third)), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (third), "id"), >, second);
}

static void
test_new_refused (CtlFixture   *fixture,
                  gconstpointer data)
{
  g_autofree char *title = g_strnfill (201, 'x');
  g_autofree char *words = g_strconcat ("post new ", title, NULL);

  ctl_fail (fixture, 1, NULL, 0, "post new ''", "title");
  ctl_fail (fixture, 1, NULL, 0, "post new '  '", "title");
  ctl_fail (fixture, 1, NULL, 0, words, "200");
}

static void
test_list (CtlFixture   *fixture,
           gconstpointer data)
{
  static const char *const keys[] = { "id", "title", "slug", "summary", "status", "n_sections", "n_words", "outline_version",
                                      "version", "created_at", "updated_at" };
  g_autoptr (JsonNode) none = ctl_get_json (fixture, "post list");
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *table = NULL;
  JsonObject      *post;

  g_assert_cmpuint (json_array_get_length (json_node_get_array (none)), ==, 0);
  ctl_assert_output (fixture, "post list", "");
  ctl_get_id (fixture, "post new One");
  ctl_get_id (fixture, "post new Two");
  list = ctl_get_json (fixture, "post list");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 2);
  post = get_item (list, 0);
  g_assert_cmpstr (json_object_get_string_member (post, "title"), ==, "Two");
  g_assert_cmpstr (json_object_get_string_member (post, "slug"), ==, "two");
  g_assert_cmpstr (json_object_get_string_member (post, "status"), ==, "draft");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (post, keys[i]));
  g_assert_cmpint (json_object_get_size (post), ==, G_N_ELEMENTS (keys));
  g_assert_true (g_str_has_suffix (json_object_get_string_member (post, "created_at"), "Z"));
  time = g_date_time_new_from_iso8601 (json_object_get_string_member (post, "created_at"), NULL);
  g_assert_nonnull (time);
  table = ctl_get (fixture, "post list");
  g_assert_true (g_str_has_prefix (table, "ID  Title  Status  Sections  Words  Changed\n"));
}

static void
test_show (CtlFixture   *fixture,
           gconstpointer data)
{
  gint64           id = ctl_get_id (fixture, "post new Stones");
  g_autofree char *words = g_strdup_printf ("post show %" G_GINT64_FORMAT, id);
  g_autofree char *set = g_strdup_printf ("outline set %" G_GINT64_FORMAT, id);
  g_autofree char *done = ctl_get_with (fixture, "One\nTwo\n", set);
  g_autofree char *shown = ctl_get (fixture, words);
  g_autoptr (JsonNode) node = ctl_get_json (fixture, words);
  JsonObject *post = json_node_get_object (node);
  JsonArray  *sections = json_object_get_array_member (post, "sections");

  g_assert_cmpstr (done, ==, "changed: added 2\n");
  g_assert_true (g_str_has_prefix (shown, "Stones\nstatus: draft\nslug: stones\n"));
  g_assert_nonnull (strstr (shown, "2  Two"));
  g_assert_cmpint (json_object_get_int_member (post, "id"), ==, id);
  g_assert_cmpint (json_object_get_int_member (post, "n_sections"), ==, 2);
  g_assert_true (json_object_get_null_member (post, "basic_idea"));
  g_assert_cmpuint (json_array_get_length (sections), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (sections, 1), "heading"), ==, "Two");
  ctl_fail (fixture, 1, NULL, 0, "post show 4711", "There is no post 4711");
}

static void
test_trash (CtlFixture   *fixture,
            gconstpointer data)
{
  gint64 id = ctl_get_id (fixture, "post new Stones");
  g_autofree char *delete = g_strdup_printf ("post delete %" G_GINT64_FORMAT, id);
  g_autofree char *restore = g_strdup_printf ("post restore %" G_GINT64_FORMAT, id);
  g_autofree char *said = ctl_get (fixture, delete);
  g_autoptr (JsonNode) trash = ctl_get_json (fixture, "post list --trash");
  g_autoptr (JsonNode) list = ctl_get_json (fixture, "post list");
  g_autoptr (JsonNode) restored = NULL;
  g_autoptr (JsonNode) again = NULL;

  g_assert_nonnull (strstr (said, restore));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 0);
  g_assert_cmpint (json_object_get_int_member (get_item (trash, 0), "id"), ==, id);
  restored = ctl_get_json (fixture, restore);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (restored), "id"), ==, id);
  again = ctl_get_json (fixture, "post list");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (again)), ==, 1);
  ctl_fail (fixture, 1, NULL, 0, "post delete 4711", "There is no post 4711");
  ctl_fail (fixture, 1, NULL, 0, "post restore 4711", "There is no post 4711");
}

static void
test_status (CtlFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *shown = NULL;
  JsonObject      *status;

  ctl_get_id (fixture, "post new One");
  node = ctl_get_json (fixture, "status");
  status = json_node_get_object (node);
  shown = ctl_get (fixture, "status");
  g_assert_cmpstr (json_object_get_string_member (status, "database"), ==, fixture->database);
  g_assert_cmpstr (json_object_get_string_member (status, "user"), ==, "galley");
  g_assert_false (json_object_get_boolean_member (status, "private"));
  g_assert_true (g_ascii_isdigit (*json_object_get_string_member (status, "server_version")));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (status, "schema_version"), "0"));
  g_assert_cmpint (json_object_get_int_member (status, "posts"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (status, "sections"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (status, "size"), >, 1000000);
  g_assert_true (json_object_get_null_member (status, "last_backup"));
  g_assert_nonnull (strstr (shown, "\nPosts           1\n"));
  g_assert_nonnull (strstr (shown, "\nLast backup     never\n"));
}

/* From nothing, and again. */
static void
test_migrate (CtlFixture   *fixture,
              gconstpointer data)
{
  g_autofree char *name = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (name, NULL);
  g_autofree char *dry = g_strdup_printf ("migrate --dry-run --database='%s'", conninfo);
  g_autofree char *wet = g_strdup_printf ("migrate --database='%s'", conninfo);
  g_autofree char *status = g_strdup_printf ("status --database='%s'", conninfo);
  g_autoptr (JsonNode) pending = ctl_get_json (fixture, dry);
  g_autoptr (JsonNode) applied = NULL;
  g_autoptr (JsonNode) nothing = NULL;
  g_autofree char *said = NULL;
  JsonArray       *names = json_object_get_array_member (json_node_get_object (pending), "pending");

  g_assert_cmpuint (json_array_get_length (names), >, 0);
  g_assert_true (g_str_has_prefix (json_array_get_string_element (names, 0), "0001-"));
  ctl_fail (fixture, 1, NULL, 0, status, "galleyctl migrate");
  applied = ctl_get_json (fixture, wet);
  g_assert_true (json_array_equal (names, json_object_get_array_member (json_node_get_object (applied), "applied")));
  nothing = ctl_get_json (fixture, wet);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (nothing), "applied")), ==, 0);
  said = ctl_get (fixture, wet);
  g_assert_cmpstr (said, ==, "The database is up to date.\n");
}

static void
add (void)
{
  ctl_add ("/ctl/post/new", test_new);
  ctl_add ("/ctl/post/new/refused", test_new_refused);
  ctl_add ("/ctl/post/list", test_list);
  ctl_add ("/ctl/post/show", test_show);
  ctl_add ("/ctl/post/trash", test_trash);
  ctl_add ("/ctl/status", test_status);
  ctl_add ("/ctl/migrate", test_migrate);
}

int
main (int   argc,
      char *argv[])
{
  return ctl_main (argc, argv, add);
}
