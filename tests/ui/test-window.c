/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-window"

#include <errno.h>
#include <glib/gstdio.h>

#include "galley-window.h"
#include "galley-test-ui.h"
#include "galley-test-workspace.h"
#include "galley-writing-page.h"

/* The whole window, on a database of its own with two posts. */
typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyPost          *bread;     /* (owned) */
  GalleyPost          *soup;      /* (owned) */
  GalleySession       *session;   /* (owned) */
  GalleyOpening       *opening;   /* (owned) */
  char                *database;  /* (owned) */
  char                *path;      /* (owned) of the session */
  GtkWindow           *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->workspace = galley_test_workspace_new ();
  fixture->bread = galley_test_workspace_add_post (fixture->workspace, "Bread", 2);
  fixture->soup = galley_test_workspace_add_post (fixture->workspace, "Soup", 2);
  fixture->path = g_build_filename (g_get_user_state_dir (), "test-window", "session", NULL);
  fixture->session = galley_session_new (fixture->path);
  fixture->opening = galley_opening_new (galley_test_workspace_get_conninfo (fixture->workspace));
  g_object_get (galley_opening_get_context (fixture->opening), "uri", &fixture->database, NULL);
}

static void
show (Fixture *fixture)
{
  fixture->window = galley_window_new (NULL, fixture->opening, fixture->session);
  galley_opening_start (fixture->opening);
  gtk_window_present (fixture->window);
}

static void
was_at (Fixture    *fixture,
        GalleyPost *post)
{
  const GalleySessionPlace place = { .post_id = galley_record_get_id (GALLEY_RECORD (post)) };

  galley_session_set_place (fixture->session, fixture->database, &place);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_opening_close_finish (GALLEY_OPENING (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gboolean closed = FALSE;

  galley_test_ui_close (fixture->window);
  galley_opening_close_async (fixture->opening, NULL, closed_cb, &closed);
  galley_test_ui_until (closed);
  galley_session_flush (fixture->session);
  if (g_remove (fixture->path) != 0)
    g_assert_cmpint (errno, ==, ENOENT);
  g_clear_object (&fixture->opening);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->bread);
  g_clear_object (&fixture->soup);
  g_free (fixture->path);
  g_free (fixture->database);
  galley_test_workspace_free (fixture->workspace);
}

static GalleyPost *
get_shown (Fixture *fixture)
{
  GtkWidget *page = galley_test_ui_find (GTK_WIDGET (fixture->window), GALLEY_TYPE_WRITING_PAGE, NULL);

  return page != NULL ? galley_writing_page_get_post (GALLEY_WRITING_PAGE (page)) : NULL;
}

static gboolean
is_shown (Fixture    *fixture,
          GalleyPost *post)
{
  GalleyPost *shown = get_shown (fixture);

  return shown != NULL && galley_record_get_id (GALLEY_RECORD (shown)) == galley_record_get_id (GALLEY_RECORD (post));
}

/* The library is there first; the rest is made when it has been drawn. */
static void
test_library_first (Fixture      *fixture,
                    gconstpointer data)
{
  gboolean filled;

  show (fixture);
  g_object_get (fixture->window, "filled", &filled, NULL);
  g_assert_false (filled);
  g_assert_null (galley_test_ui_find (GTK_WIDGET (fixture->window), GALLEY_TYPE_WRITING_PAGE, NULL));

  galley_test_ui_until (galley_test_ui_find (GTK_WIDGET (fixture->window), GALLEY_TYPE_WRITING_PAGE, NULL) != NULL);
  g_object_get (fixture->window, "filled", &filled, NULL);
  g_assert_true (filled);
  g_assert_null (get_shown (fixture));
  /* Nobody is welcomed who has posts already. */
  galley_test_ui_get (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "No Post Is Open");
}

static void
test_where_one_was (Fixture      *fixture,
                    gconstpointer data)
{
  was_at (fixture, fixture->soup);
  show (fixture);
  galley_test_ui_until (is_shown (fixture, fixture->soup));
}

/* A post that is asked for before the library is drawn is not left for the one of the last time. */
static void
test_asked_for (Fixture      *fixture,
                gconstpointer data)
{
  was_at (fixture, fixture->soup);
  show (fixture);
  galley_test_ui_until (galley_opening_get_state (fixture->opening) == GALLEY_OPENING_READY);
  galley_window_open_post (GALLEY_WINDOW (fixture->window), galley_record_get_id (GALLEY_RECORD (fixture->bread)), 0, NULL, 0);
  galley_test_ui_until (is_shown (fixture, fixture->bread));
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_true (is_shown (fixture, fixture->bread));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  galley_test_ui_init (&argc, &argv);
  g_test_add ("/window/library-first", Fixture, NULL, set_up, test_library_first, tear_down);
  g_test_add ("/window/where-one-was", Fixture, NULL, set_up, test_where_one_was, tear_down);
  g_test_add ("/window/asked-for", Fixture, NULL, set_up, test_asked_for, tear_down);
  status = g_test_run ();
  galley_test_workspace_stop_server ();
  return status;
}
