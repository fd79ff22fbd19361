/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-library"

#include <glib/gstdio.h>
#include <string.h>

#include "galley-file-export.h"
#include "galley-library.h"
#include "galley-post-row.h"
#include "galley-search-row.h"
#include "galley-test-ui.h"
#include "galley-test-util.h"
#include "galley-test-workspace.h"

typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyHistory       *history;   /* (owned) */
  GtkWidget           *overlay;
  GtkWidget           *library;
  GtkWindow           *window;
  GalleyPost          *activated; /* (owned) (nullable) */
  GalleySearchHit     *hit;       /* (owned) (nullable) */
} Fixture;

static void
post_activated_cb (Fixture    *fixture,
                   GalleyPost *post)
{
  g_set_object (&fixture->activated, post);
}

static void
hit_activated_cb (Fixture         *fixture,
                  GalleySearchHit *hit)
{
  g_set_object (&fixture->hit, hit);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->workspace = galley_test_workspace_new ();
  fixture->history = galley_history_new ();
  fixture->library = g_object_new (GALLEY_TYPE_LIBRARY, "history", fixture->history, NULL);
  fixture->overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->overlay), fixture->library);
  g_signal_connect_swapped (fixture->library, "post-activated", G_CALLBACK (post_activated_cb), fixture);
  g_signal_connect_swapped (fixture->library, "hit-activated", G_CALLBACK (hit_activated_cb), fixture);
  fixture->window = galley_test_ui_show (fixture->overlay, 360, 640);
}

static void
open_workspace (Fixture *fixture)
{
  galley_library_set_workspace (GALLEY_LIBRARY (fixture->library), galley_test_workspace_get_workspace (fixture->workspace));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  galley_library_set_workspace (GALLEY_LIBRARY (fixture->library), NULL);
  galley_test_ui_close (fixture->window);
  g_clear_object (&fixture->activated);
  g_clear_object (&fixture->hit);
  g_clear_object (&fixture->history);
  galley_test_workspace_free (fixture->workspace);
}

static GtkWidget *
find_title (Fixture    *fixture,
            const char *title)
{
  return galley_test_ui_find (fixture->library, GTK_TYPE_LABEL, title);
}

static gboolean
is_shown (Fixture    *fixture,
          const char *text)
{
  GtkWidget *label = galley_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

/* In a row of the list, rather than in a menu. */
static gboolean
is_in_list (Fixture    *fixture,
            const char *text)
{
  GtkWidget *list = galley_test_ui_find (fixture->library, GTK_TYPE_LIST_VIEW, "Posts");
  GtkWidget *label = galley_test_ui_find (list, GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static int
add_post (Fixture    *fixture,
          const char *title)
{
  g_autofree char *id = galley_test_workspace_sql (fixture->workspace, "SELECT galley.post_new('%s')", title);

  return atoi (id);
}

static char *
get_stored (Fixture    *fixture,
            const char *column,
            int         id)
{
  return galley_test_workspace_sql (fixture->workspace, "SELECT %s FROM post WHERE id = %d", column, id);
}

static gboolean
is_stored (Fixture    *fixture,
           const char *column,
           int         id,
           const char *value)
{
  g_autofree char *stored = get_stored (fixture, column, id);

  return g_str_equal (stored, value);
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_test_ui_until (galley_history_get_can_undo (fixture->history));
  galley_history_undo_async (fixture->history, NULL, galley_test_result_cb, &result);
  galley_history_undo_finish (fixture->history, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_history_redo_async (fixture->history, NULL, galley_test_result_cb, &result);
  galley_history_redo_finish (fixture->history, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

static void
select_post (Fixture *fixture,
             int      id)
{
  galley_library_select_post (GALLEY_LIBRARY (fixture->library), id);
  galley_test_ui_wait_for_frames (fixture->library, 2);
}

static void
test_welcome (Fixture      *fixture,
              gconstpointer data)
{
  open_workspace (fixture);
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "Write Your First Post");
  galley_test_ui_activate (fixture->library, "library.open-sample", NULL);
  galley_test_ui_until (fixture->activated != NULL);
  g_assert_cmpstr (galley_post_get_title (fixture->activated), ==, "Your first sourdough loaf");
  galley_test_ui_until (is_shown (fixture, "Your first sourdough loaf"));
}

static void
test_new (Fixture      *fixture,
          gconstpointer data)
{
  GtkWidget *entry;
  int        id;

  open_workspace (fixture);
  galley_library_new_post (GALLEY_LIBRARY (fixture->library));
  galley_test_ui_until (fixture->activated != NULL);
  id = galley_record_get_id (GALLEY_RECORD (fixture->activated));
  entry = galley_test_ui_get (fixture->library, GTK_TYPE_ENTRY, "Title");
  galley_test_ui_until (gtk_widget_has_focus (gtk_widget_get_first_child (entry)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  A better title ");
  g_signal_emit_by_name (entry, "activate");
  galley_test_ui_until (is_stored (fixture, "title", id, "A better title"));
  galley_test_ui_until (is_shown (fixture, "A better title"));
  undo (fixture);
  g_assert_true (is_stored (fixture, "title", id, "Untitled"));
  redo (fixture);
  g_assert_true (is_stored (fixture, "title", id, "A better title"));
}

/* A blank title is no title. */
static void
test_blank_title (Fixture      *fixture,
                  gconstpointer data)
{
  int        id = add_post (fixture, "Stays");
  GtkWidget *entry;

  open_workspace (fixture);
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "Stays");
  select_post (fixture, id);
  galley_test_ui_activate (fixture->library, "library.rename", NULL);
  entry = galley_test_ui_get (fixture->library, GTK_TYPE_ENTRY, "Title");
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_signal_emit_by_name (entry, "activate");
  galley_test_ui_until (is_shown (fixture, "Stays"));
  g_assert_true (is_stored (fixture, "title", id, "Stays"));
  g_assert_false (galley_history_get_can_undo (fixture->history));
}

static void
test_archive (Fixture      *fixture,
              gconstpointer data)
{
  int id = add_post (fixture, "Old");

  open_workspace (fixture);
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "Old");
  select_post (fixture, id);
  galley_test_ui_activate (fixture->library, "library.archive", NULL);
  galley_test_ui_until (is_in_list (fixture, "Archived"));
  undo (fixture);
  g_assert_true (is_stored (fixture, "status", id, "draft"));
  redo (fixture);
  g_assert_true (is_stored (fixture, "status", id, "archived"));
  g_object_set (fixture->library, "filter", 3, NULL);
  galley_test_ui_until (is_shown (fixture, "Old"));
}

static void
test_delete (Fixture      *fixture,
             gconstpointer data)
{
  int other = add_post (fixture, "Other");
  int id = add_post (fixture, "Unwanted");

  open_workspace (fixture);
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "Unwanted");
  select_post (fixture, id);
  galley_test_ui_activate (fixture->library, "library.delete", NULL);
  galley_test_ui_until (find_title (fixture, "Unwanted") == NULL);
  g_assert_true (is_stored (fixture, "status", id, "deleted"));
  galley_test_ui_click (galley_test_ui_get (fixture->overlay, GTK_TYPE_BUTTON, "_Undo"));
  galley_test_ui_until (is_shown (fixture, "Unwanted"));

  select_post (fixture, other);
  galley_test_ui_activate (fixture->library, "library.delete", NULL);
  galley_test_ui_until (find_title (fixture, "Other") == NULL);
  undo (fixture);
  galley_test_ui_until (is_shown (fixture, "Other"));
  redo (fixture);
  galley_test_ui_until (find_title (fixture, "Other") == NULL);

  g_object_set (fixture->library, "filter", 4, NULL);
  galley_test_ui_until (is_shown (fixture, "Other"));
  select_post (fixture, other);
  galley_test_ui_activate (fixture->library, "library.restore", NULL);
  galley_test_ui_until (is_stored (fixture, "status", other, "draft"));
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "The Trash Is Empty");
}

static void
test_duplicate (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GalleyPost) sample = galley_test_workspace_add_sample (fixture->workspace);

  open_workspace (fixture);
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "Your first sourdough loaf");
  select_post (fixture, galley_record_get_id (GALLEY_RECORD (sample)));
  galley_test_ui_activate (fixture->library, "library.duplicate", NULL);
  galley_test_ui_until (galley_test_ui_count (fixture->library, GALLEY_TYPE_POST_ROW, NULL) == 2);
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "Your first sourdough loaf (copy)");
  undo (fixture);
  galley_test_ui_until (galley_test_ui_count (fixture->library, GALLEY_TYPE_POST_ROW, NULL) == 1);
}

static void
search (Fixture    *fixture,
        const char *words)
{
  galley_library_start_search (GALLEY_LIBRARY (fixture->library));
  gtk_editable_set_text (GTK_EDITABLE (galley_test_ui_get (fixture->library, GTK_TYPE_SEARCH_ENTRY, "Search")), words);
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GalleyPost) sample = galley_test_workspace_add_sample (fixture->workspace);
  GtkWidget *entry;
  GtkWidget *row;

  add_post (fixture, "<b>Flour</b> & other things");
  open_workspace (fixture);
  search (fixture, "flour");
  row = galley_test_ui_get (fixture->library, GALLEY_TYPE_SEARCH_ROW, NULL);
  galley_test_ui_get (galley_test_ui_get (fixture->library, GTK_TYPE_LIST_BOX, "Search Results"), GTK_TYPE_LABEL, "<b>Flour</b> & other things");
  g_assert_cmpuint (galley_test_ui_count (fixture->library, GALLEY_TYPE_SEARCH_ROW, NULL), >, 3);
  entry = galley_test_ui_get (fixture->library, GTK_TYPE_SEARCH_ENTRY, "Search");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (fixture->hit == galley_search_row_get_hit (GALLEY_SEARCH_ROW (row)));

  search (fixture, "zzzzz");
  galley_test_ui_get (fixture->library, GTK_TYPE_LABEL, "No Results Found");
  g_signal_emit_by_name (entry, "stop-search");
  galley_test_ui_until (is_in_list (fixture, "Your first sourdough loaf"));
}

static char *
write_file (const char *name,
            const char *text)
{
  char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
drop_files (Fixture    *fixture,
            const char *first,
            const char *second)
{
  g_autoptr (GFile) one = g_file_new_for_path (first);
  g_autoptr (GFile) two = g_file_new_for_path (second);
  GSList second_link = { two, NULL };
  GSList first_link = { one, &second_link };
  GValue value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &first_link);
  g_assert_true (galley_test_ui_drop (fixture->library, &value, 10, 10));
  g_value_unset (&value);
}

static void
test_drop (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *good = write_file ("galley-test-good.md", "# Dropped\n\n## One\n\nText.\n");
  g_autofree char *bad = write_file ("galley-test-bad.json", "{\"format\": ");

  open_workspace (fixture);
  drop_files (fixture, good, bad);
  galley_test_ui_until (is_shown (fixture, "Dropped"));
  galley_test_ui_until (is_shown (fixture, "1 post imported") || is_shown (fixture, "“galley-test-bad.json” could not be imported"));
  g_assert_cmpint (g_unlink (good), ==, 0);
  g_assert_cmpint (g_unlink (bad), ==, 0);
}

static void
test_export (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GalleyPost) sample = galley_test_workspace_add_sample (fixture->workspace);
  GalleyPostStore *store = galley_context_get_post_store (galley_test_workspace_get_context (fixture->workspace));
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "galley-test-export.md", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  galley_file_export_async (store, galley_record_get_id (GALLEY_RECORD (sample)), GALLEY_EXPORT_FORMAT_MARKDOWN, file, NULL,
                            galley_test_result_cb, &result);
  galley_file_export_finish (store, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "Your first sourdough loaf"));
  g_assert_cmpint (g_unlink (path), ==, 0);
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
  add ("/library/welcome", test_welcome);
  add ("/library/new", test_new);
  add ("/library/blank-title", test_blank_title);
  add ("/library/archive", test_archive);
  add ("/library/delete", test_delete);
  add ("/library/duplicate", test_duplicate);
  add ("/library/search", test_search);
  add ("/library/drop", test_drop);
  add ("/library/export", test_export);
  status = g_test_run ();
  galley_test_workspace_stop_server ();
  return status;
}
