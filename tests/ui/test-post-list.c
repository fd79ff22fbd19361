/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-post-list"

#include "galley-post-feed.h"
#include "galley-test-ui.h"
#include "galley-test-workspace.h"

typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyPostList      *list;      /* (owned) */
  GalleyPostFeed      *feed;      /* (owned) (nullable) */
  guint                n_changes;
} Fixture;

static void
count_change_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->workspace = galley_test_workspace_new ();
  fixture->list = galley_post_list_new ();
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (count_change_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->feed != NULL)
    galley_post_feed_stop (fixture->feed);
  g_clear_object (&fixture->feed);
  /* What was under way ends, and holds nothing any more. */
  g_object_add_weak_pointer (G_OBJECT (fixture->list), (gpointer *)&fixture->list);
  g_object_unref (fixture->list);
  galley_test_ui_until (fixture->list == NULL);
  galley_test_workspace_free (fixture->workspace);
}

static gboolean
is_ready (Fixture *fixture)
{
  return !galley_post_feed_get_loading (fixture->feed) && !galley_post_list_get_building (fixture->list);
}

static void
start (Fixture *fixture)
{
  fixture->feed = galley_post_feed_new (galley_context_get_post_store (galley_test_workspace_get_context (fixture->workspace)), fixture->list);
  galley_test_ui_until (is_ready (fixture));
}

static char *
join_titles (Fixture *fixture)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      g_autoptr (GalleyPost) post = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", galley_post_get_title (post));
    }

  return g_string_free (titles, FALSE);
}

static gboolean
is_listed (Fixture    *fixture,
           const char *titles)
{
  g_autofree char *there = join_titles (fixture);

  return g_str_equal (there, titles);
}

static void
run_sql (Fixture    *fixture,
         const char *commands)
{
  g_autofree char *nothing = galley_test_workspace_sql (fixture->workspace, "%s", commands);
}

#define THREE_POSTS                                                            \
  "INSERT INTO post (id, title, slug, status, updated_at, created_at) VALUES " \
  "(1, 'Post 10', 'a', 'draft', '2026-01-01', '2026-01-03'),"                  \
  "(2, 'Post 9', 'b', 'published', '2026-01-03', '2026-01-01'),"               \
  "(3, 'äpfel', 'c', 'archived', '2026-01-02', '2026-01-02'),"                \
  "(4, 'Gone', 'd', 'deleted', '2026-01-04', '2026-01-04')"

static void
test_orders (Fixture      *fixture,
             gconstpointer data)
{
  run_sql (fixture, "SET session_replication_role = replica;" THREE_POSTS);
  start (fixture);
  g_assert_true (is_listed (fixture, "Post 9|äpfel|Post 10"));
  g_assert_cmpuint (galley_post_list_get_n_posts (fixture->list), ==, 3);

  galley_post_list_set_sort (fixture->list, GALLEY_POST_SORT_CREATED);
  galley_test_ui_until (is_listed (fixture, "Post 10|äpfel|Post 9"));
  galley_post_list_set_sort (fixture->list, GALLEY_POST_SORT_TITLE);
  /* As people count: 9 before 10. */
  galley_test_ui_until (is_listed (fixture, "Post 9|Post 10|äpfel") || is_listed (fixture, "äpfel|Post 9|Post 10"));
}

static void
test_filters (Fixture      *fixture,
              gconstpointer data)
{
  run_sql (fixture, "SET session_replication_role = replica;" THREE_POSTS);
  start (fixture);
  galley_post_list_set_filter (fixture->list, GALLEY_POST_FILTER_TRASH);
  galley_test_ui_until (is_listed (fixture, "Gone"));
  galley_post_list_set_filter (fixture->list, GALLEY_POST_FILTER_IN_PROGRESS);
  /* Another one while the first is being made ready. */
  galley_post_list_set_filter (fixture->list, GALLEY_POST_FILTER_PUBLISHED);
  galley_test_ui_until (is_listed (fixture, "Post 9"));
  galley_test_ui_until (is_ready (fixture));
  g_assert_true (is_listed (fixture, "Post 9"));
}

static void
test_others (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GtkSingleSelection) selection = NULL;
  GalleyPost *selected;

  run_sql (fixture, "SET session_replication_role = replica;" THREE_POSTS);
  start (fixture);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (fixture->list)));
  gtk_single_selection_set_selected (selection, 2);
  selected = gtk_single_selection_get_selected_item (selection);
  fixture->n_changes = 0;

  run_sql (fixture, "UPDATE post SET title = 'Post ten' WHERE id = 1");
  galley_test_ui_until (is_listed (fixture, "Post ten|Post 9|äpfel"));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (gtk_single_selection_get_selected_item (selection) == selected);

  run_sql (fixture, "INSERT INTO post (id, title, slug) VALUES (5, 'New', 'new')");
  galley_test_ui_until (is_listed (fixture, "New|Post ten|Post 9|äpfel"));
  run_sql (fixture, "SELECT galley.post_delete(2)");
  galley_test_ui_until (is_listed (fixture, "New|Post ten|äpfel"));
  g_assert_cmpuint (galley_post_list_get_n_posts (fixture->list), ==, 3);
  run_sql (fixture, "SELECT galley.post_restore(4)");
  galley_test_ui_until (is_listed (fixture, "Gone|New|Post ten|äpfel"));
  run_sql (fixture, "DELETE FROM post WHERE id = 5");
  galley_test_ui_until (is_listed (fixture, "Gone|Post ten|äpfel"));
  g_assert_false (galley_post_list_contains (fixture->list, 5));
}

/* Many come as one change, not one by one. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  guint position = 0;

  run_sql (fixture, "INSERT INTO post (title, slug) SELECT 'Post ' || n, 'post-' || n FROM generate_series(1, 2000) AS n");
  start (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2000);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (galley_post_list_find (fixture->list, 2000, &position));
  g_assert_cmpuint (position, ==, 0);

  run_sql (fixture, "INSERT INTO post (title, slug) SELECT 'More ' || n, 'more-' || n FROM generate_series(1, 500) AS n");
  galley_test_ui_until (galley_post_list_get_n_posts (fixture->list) == 2500 && is_ready (fixture));
  run_sql (fixture, "UPDATE post SET status = 'deleted' WHERE title LIKE 'More%'");
  galley_test_ui_until (galley_post_list_get_n_posts (fixture->list) == 2000 && is_ready (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2000);
}

/* What was made and destroyed while the server could not be reached. */
static void
test_reconnected (Fixture      *fixture,
                  gconstpointer data)
{
  run_sql (fixture, "SET session_replication_role = replica;" THREE_POSTS);
  start (fixture);
  run_sql (fixture, "BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM post WHERE id = 3;"
                    "INSERT INTO post (id, title, slug, updated_at) VALUES (6, 'Quiet', 'quiet', '2026-02-01'); COMMIT;"
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
  galley_test_ui_until (is_listed (fixture, "Quiet|Post 9|Post 10"));
}

static void
test_cleared (Fixture      *fixture,
              gconstpointer data)
{
  run_sql (fixture, "SET session_replication_role = replica;" THREE_POSTS);
  start (fixture);
  galley_post_list_set_sort (fixture->list, GALLEY_POST_SORT_TITLE);
  g_assert_true (galley_post_list_get_building (fixture->list));
  galley_post_feed_stop (fixture->feed);
  galley_post_list_clear (fixture->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_false (galley_post_list_get_building (fixture->list));
}

static void
add (const char *path,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  galley_test_ui_init (&argc, &argv);
  add ("/post-list/orders", test_orders);
  add ("/post-list/filters", test_filters);
  add ("/post-list/others", test_others);
  add ("/post-list/many", test_many);
  add ("/post-list/reconnected", test_reconnected);
  add ("/post-list/cleared", test_cleared);
  status = g_test_run ();
  galley_test_workspace_stop_server ();
  return status;
}
