/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-context"

#include "galley-config.h"

#include "galley-context.h"

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

static void
forget_database (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.galleyeditor.Galley");

  g_unsetenv ("GALLEY_DATABASE");
  g_settings_reset (settings, "database-uri");
}

static char *
dup_uri (const char *given)
{
  g_autoptr (GalleyContext) context = galley_context_new (given);
  char *uri;

  g_object_get (context, "uri", &uri, NULL);
  g_assert_cmpint (uri == NULL, ==, galley_context_get_cluster (context) != NULL);
  return uri;
}

static void
assert_uri (const char *given,
            const char *expected)
{
  g_autofree char *uri = dup_uri (given);

  g_assert_cmpstr (uri, ==, expected);
}

static void
test_which (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.galleyeditor.Galley");

  forget_database ();
  assert_uri (NULL, NULL);
  assert_uri ("", NULL);
  assert_uri ("dbname=given", "dbname=given");

  g_settings_set_string (settings, "database-uri", "dbname=setting");
  assert_uri (NULL, "dbname=setting");
  assert_uri ("dbname=given", "dbname=given");

  g_setenv ("GALLEY_DATABASE", "dbname=environment", TRUE);
  assert_uri (NULL, "dbname=environment");
  assert_uri ("dbname=given", "dbname=given");
  g_setenv ("GALLEY_DATABASE", "", TRUE);
  assert_uri (NULL, "dbname=setting");

  forget_database ();
}

static void
test_open (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  GalleyContext   *context = fixture_open_context (conninfo);
  g_autoptr (GalleyStatus) status = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_context_get_cluster (context));
  g_assert_nonnull (galley_context_get_search_store (context));
  status = CALL (galley_status_store_get, galley_context_get_status_store (context), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_status_get_database (status), ==, database);
  g_assert_cmpstr (galley_status_get_user (status), ==, "galley");
  g_assert_cmpstr (galley_status_get_program_version (status), ==, GALLEY_VERSION);
  g_assert_cmpint (galley_status_get_n_posts (status), ==, 0);
  g_assert_cmpint (galley_status_get_size (status), >, 1000000);
  g_assert_true (g_ascii_isdigit (galley_status_get_server_version (status)[0]));
  g_assert_true (g_str_has_prefix (galley_status_get_schema_version (status), "0"));
  g_assert_cmpstr (galley_status_get_schema_version (status), >=, "0002-galley");

  fixture_close_context (context);
}

static void
test_closed (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  GalleyContext   *context = fixture_open_context (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_context_close_async (context, NULL, galley_test_result_cb, &result);
  g_assert_true (galley_context_close_finish (context, galley_test_await (&result), &error));
  g_assert_no_error (error);
  g_assert_null (galley_context_get_database (context));
  g_assert_null (galley_context_get_post_store (context));

  /* And opened again. */
  g_clear_object (&result);
  galley_context_open_async (context, NULL, galley_test_result_cb, &result);
  g_assert_true (galley_context_open_finish (context, galley_test_await (&result), &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  fixture_close_context (context);
}

static void
assert_refused (const char *conninfo,
                GalleyError code,
                const char *part)
{
  GalleyContext *context = galley_context_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_context_open_async (context, NULL, galley_test_result_cb, &result);
  g_assert_false (galley_context_open_finish (context, galley_test_await (&result), &error));
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
  g_assert_null (galley_context_get_database (context));
  g_assert_null (galley_context_get_post_store (context));

  g_clear_object (&result);
  g_assert_finalize_object (context);
}

/* A database of somebody else's is not changed before that was asked for. */
static void
test_not_migrated (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autoptr (GalleyContext) context = galley_context_new (conninfo);
  g_autofree char *n_tables = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) planned = NULL;
  g_auto (GStrv) done = NULL;

  assert_refused (conninfo, GALLEY_ERROR_SCHEMA, "galleyctl migrate");
  planned = CALL (galley_context_migrate, context, &error, TRUE);
  g_assert_no_error (error);
  n_tables = fixture_sql (database, "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'galley')");
  g_assert_cmpstr (n_tables, ==, "0");

  done = CALL (galley_context_migrate, context, &error, FALSE);
  g_assert_no_error (error);
  g_assert_cmpstrv (planned, done);
  fixture_close_context (fixture_open_context (conninfo));
}

static void
test_newer (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *nothing = fixture_sql (database, "INSERT INTO galley.migration VALUES ('9999-future', 'x', now(), '77.1.2')");

  assert_refused (conninfo, GALLEY_ERROR_SCHEMA, "Update Galley");
}

static void
test_unreachable (void)
{
  assert_refused ("host=/nowhere dbname=galley", GALLEY_ERROR_CONNECTION, "/nowhere");
}

/* The message says what to grant, and that is enough. */
static void
test_guest (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *role = g_strconcat ("guest_", database, NULL);
  g_autofree char *nothing = fixture_sql (database, "CREATE ROLE %s LOGIN", role);
  g_autofree char *conninfo = fixture_dup_conninfo (database, role);
  g_autofree char *granted = NULL;
  g_autoptr (GalleyContext) refused = galley_context_new (conninfo);
  GalleyContext *context;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GalleyPostStore *posts;
  int              post_id, section_id;

  galley_context_open_async (refused, NULL, galley_test_result_cb, &result);
  g_assert_false (galley_context_open_finish (refused, galley_test_await (&result), &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION);
  granted = fixture_sql (database, "%s", strstr (error->message, "GRANT "));
  g_clear_error (&error);

  context = fixture_open_context (conninfo);
  posts = galley_context_get_post_store (context);
  post_id = CALL (galley_post_store_add, posts, &error, "A guest's");
  g_assert_no_error (error);
  section_id = CALL (galley_section_store_add, galley_context_get_section_store (context), &error, post_id, "A section", 0);
  g_assert_no_error (error);
  g_assert_true (CALL (galley_section_store_park, galley_context_get_section_store (context), &error, section_id));
  g_assert_no_error (error);
  g_object_unref (CALL (galley_post_store_list, posts, &error));
  g_assert_no_error (error);
  g_object_unref (CALL (galley_search_store_search, galley_context_get_search_store (context), &error, "guest", 10));
  g_assert_no_error (error);
  fixture_close_context (context);
}

/* The private server makes everything by itself, and keeps it. */
static void
test_private (void)
{
  GalleyContext *first;
  GalleyContext *second;
  g_autoptr (GListModel) posts = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) done = NULL;

  forget_database ();
  first = fixture_open_context (NULL);
  g_assert_cmpint (galley_cluster_get_stage (galley_context_get_cluster (first)), ==, GALLEY_CLUSTER_READY);
  g_assert_cmpint (CALL (galley_post_store_add, galley_context_get_post_store (first), &error, "Kept"), >, 0);
  g_assert_no_error (error);

  /* Another program joins. */
  second = fixture_open_context (NULL);
  fixture_close_context (first);
  posts = CALL (galley_post_store_list, galley_context_get_post_store (second), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (posts), ==, 1);
  g_clear_object (&posts);
  done = CALL (galley_context_migrate, second, &error, FALSE);
  g_assert_no_error (error);
  g_assert_cmpstr (done[0], ==, NULL);
  fixture_close_context (second);

  /* The server stopped with the last one, and starts again. */
  first = fixture_open_context (NULL);
  posts = CALL (galley_post_store_list, galley_context_get_post_store (first), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (posts), ==, 1);
  g_clear_object (&posts);
  fixture_close_context (first);
}

static gboolean
has_marks (const char *database)
{
  g_autofree char *n = fixture_sql (database, "SELECT count(*) FROM galley.search_mark");

  return g_strcmp0 (n, "0") != 0;
}

static void
await_no_marks (const char *database)
{
  while (has_marks (database))
    for (guint i = 0; i < 10; i++)
      g_main_context_iteration (NULL, FALSE);
}

/* What is left for the search to do is done without anybody searching: what was there before, and what comes. */
static void
test_search_catches_up (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *made = fixture_sql (database, "SELECT count(galley.post_new('Post ' || n)) FROM generate_series(1, 170) AS n");
  GalleyContext   *context = fixture_open_context (conninfo);
  g_autofree char *found = NULL;
  g_autofree char *imported = NULL;

  g_assert_true (has_marks (database));
  await_no_marks (database);
  found = fixture_sql (database, "SELECT count(*) FROM galley.search_document WHERE kind = 'p'");
  g_assert_cmpstr (found, ==, "170");

  imported = fixture_sql (database, "SELECT count(galley.post_import(jsonb_build_object('format', 'galley-post', 'version', 1, 'post', "
                                    "jsonb_build_object('title', 'Imported ' || n)))) FROM generate_series(1, 70) AS n");
  g_assert_true (has_marks (database));
  await_no_marks (database);
  fixture_close_context (context);
}

/* It ends with the context, whatever it is at. */
static void
test_search_left (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *made = fixture_sql (database, "SELECT count(galley.post_new('Post ' || n)) FROM generate_series(1, 170) AS n");
  GalleyContext   *context = fixture_open_context (conninfo);
  g_autofree char *n_before = fixture_sql (database, "SELECT count(*) FROM galley.search_mark");
  g_autofree char *n_after = g_strdup (n_before);

  while (g_str_equal (n_after, n_before))
    {
      g_main_context_iteration (NULL, FALSE);
      g_free (n_after);
      n_after = fixture_sql (database, "SELECT count(*) FROM galley.search_mark");
    }
  fixture_close_context (context);
}

static pid_t
get_parent (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int)pid);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (pid_t)atoi (strrchr (text, ')') + 4);
}

/* Of whatever version it is. */
static pid_t
get_postmaster (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_DATA_HOME"), "galley", "pg", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, "postmaster.pid", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        return (pid_t)atoi (text);
    }
  g_assert_not_reached ();
}

/* The server, looked after by nobody any more, starts again; its sockets have to be elsewhere, for a file is in their place. */
static void
move_server (void)
{
  g_autofree char *sockets = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "galley", NULL);
  g_autofree char *elsewhere = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "old", NULL);

  g_assert_no_errno (rename (sockets, elsewhere));
  g_assert_true (g_file_set_contents (sockets, "", 0, NULL));
  g_assert_no_errno (kill (get_parent (get_postmaster ()), SIGKILL));
}

/* A private server that comes back in another place is found there. */
static void
test_private_moves (void)
{
  GalleyContext   *context;
  g_autofree char *before = NULL;
  g_autoptr (GListModel) posts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sockets = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "galley", NULL);

  forget_database ();
  context = fixture_open_context (NULL);
  before = g_strdup (galley_cluster_get_conninfo (galley_context_get_cluster (context)));
  move_server ();
  galley_test_until (g_strcmp0 (galley_cluster_get_conninfo (galley_context_get_cluster (context)), before) != 0);
  posts = CALL (galley_post_store_list, galley_context_get_post_store (context), &error);
  g_assert_no_error (error);
  fixture_close_context (context);
  g_assert_no_errno (unlink (sockets));
}

/* What was never opened can be closed, and does not start a server for it. */
static void
test_never_opened (void)
{
  GalleyContext *context;

  forget_database ();
  context = galley_context_new (NULL);
  fixture_close_context (context);
}

static void
test_cancelled (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autoptr (GalleyContext) context = galley_context_new (conninfo);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_context_open_async (context, cancellable, galley_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_context_open_finish (context, galley_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                type,
           struct FTW        *walk)
{
  return remove (path);
}

int
main (int   argc,
      char *argv[])
{
  /* The private server of this program only; open to everybody who passes through, since root has another user run it. */
  char             folder[] = "/tmp/galley-context-XXXXXX";
  g_autofree char *data = NULL;
  g_autofree char *runtime = NULL;
  int              status;

  g_assert_nonnull (g_mkdtemp_full (folder, 0711));
  data = g_build_filename (folder, "data", NULL);
  runtime = g_build_filename (folder, "run", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GSETTINGS_SCHEMA_DIR", GALLEY_BUILDDIR "/data", TRUE);

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  g_test_add_func ("/context/which", test_which);
  g_test_add_func ("/context/open", test_open);
  g_test_add_func ("/context/closed", test_closed);
  g_test_add_func ("/context/not-migrated", test_not_migrated);
  g_test_add_func ("/context/newer", test_newer);
  g_test_add_func ("/context/unreachable", test_unreachable);
  g_test_add_func ("/context/guest", test_guest);
  g_test_add_func ("/context/private", test_private);
  g_test_add_func ("/context/private-moves", test_private_moves);
  g_test_add_func ("/context/search/catches-up", test_search_catches_up);
  g_test_add_func ("/context/search/left", test_search_left);
  g_test_add_func ("/context/never-opened", test_never_opened);
  g_test_add_func ("/context/cancelled", test_cancelled);

  status = g_test_run ();
  fixture_stop ();
  nftw (folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS);

  return status;
}
