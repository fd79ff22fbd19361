/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>
#include <string.h>

#include "database-fixture.h"
#include "galley-test-util.h"

/* Notices */

static void
changed_cb (GalleyDatabase *database,
            GalleyChange   *change,
            gpointer        user_data)
{
  g_string_append_printf (user_data, "%s %d %s;", galley_change_get_table (change), galley_change_get_id (change),
                          galley_change_is_own (change) ? "own" : "other");
}

static void
count_cb (GalleyDatabase *database,
          gpointer        user_data)
{
  (*(guint *)user_data)++;
}

#define NOTIFY "SELECT pg_notify('galley', 'post 5 5 2 ' || current_setting('galley.session') || ' U')"

static void
test_two_clients (void)
{
  g_autoptr (GalleyDatabase) one = fixture_open_cluster ();
  g_autoptr (GalleyDatabase) other = fixture_open_cluster ();
  g_autoptr (GString) heard_by_one = g_string_new (NULL);
  g_autoptr (GString) heard_by_other = g_string_new (NULL);
  g_autoptr (GalleyResult) rows = NULL;

  g_assert_cmpstr (galley_database_get_session (one), !=, galley_database_get_session (other));
  g_signal_connect (one, "changed", G_CALLBACK (changed_cb), heard_by_one);
  g_signal_connect (other, "changed", G_CALLBACK (changed_cb), heard_by_other);
  rows = fixture_execute (one, NOTIFY, GALLEY_STATEMENT_IDEMPOTENT, NULL);
  galley_test_until (heard_by_one->len > 0 && heard_by_other->len > 0);
  g_assert_cmpstr (heard_by_one->str, ==, "post 5 own;");
  g_assert_cmpstr (heard_by_other->str, ==, "post 5 other;");
}

static void
test_nonsense_notice (void)
{
  g_autoptr (GalleyDatabase) database = fixture_open_cluster ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autofree char *output = NULL;

  g_signal_connect (database, "changed", G_CALLBACK (changed_cb), heard);
  g_test_expect_message ("galley-database-link", G_LOG_LEVEL_MESSAGE, "*nonsense*");
  output = fixture_psql ("NOTIFY galley, 'nonsense'; SELECT pg_notify('galley', 'post 1 1 1 - I')");
  galley_test_until (heard->len > 0);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (heard->str, ==, "post 1 other;");
}

/* Coming back */

static void
test_restored (void)
{
  g_autoptr (GalleyDatabase) database = fixture_open_cluster ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autofree char *session = g_strdup (galley_database_get_session (database));
  guint            resumed = 0;

  g_signal_connect (database, "changed", G_CALLBACK (changed_cb), heard);
  g_signal_connect (database, "resumed", G_CALLBACK (count_cb), &resumed);
  fixture_terminate (fixture_get_number (database, "SELECT pg_backend_pid()"));
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  g_assert_cmpuint (resumed, ==, 0);
  galley_test_until (resumed > 0);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTED);
  g_assert_cmpint (fixture_get_number (database, "SELECT count(*) FROM pg_listening_channels() AS c WHERE c = 'galley'"), ==, 1);
  g_assert_cmpint (fixture_get_number (database, "SELECT (current_setting('lock_timeout') = '20s')::int"), ==, 1);
  fixture_get_number (database, NOTIFY);
  galley_test_until (heard->len > 0);
  g_assert_cmpstr (heard->str, ==, "post 5 own;");
  g_assert_cmpstr (galley_database_get_session (database), ==, session);
  g_assert_cmpuint (resumed, ==, 1);
}

/* What was asked for while there was no server is done when there is one, in its order. */
static void
test_restart (void)
{
  enum
  {
    N = 10
  };
  g_autoptr (GalleyDatabase) database = fixture_open_cluster ();
  GAsyncResult *results[N] = { NULL };

  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO thing (name) VALUES ('restart %u') RETURNING id", i);

      fixture_start (database, sql, GALLEY_STATEMENT_ONCE, &results[i]);
    }
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  galley_test_cluster_resume (fixture_get_cluster ());
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpint (fixture_await_number (database, &results[i]), >, 0);
      g_object_unref (results[i]);
    }
  fixture_assert_psql (
    "SELECT count(*), (array_agg(name ORDER BY id) = array_agg(name ORDER BY name)) FROM public.thing WHERE name LIKE "
    "'restart %'",
    "10|t");
}

static void
thaw_cb (GalleyDatabase *database,
         GParamSpec     *pspec,
         gpointer        user_data)
{
  if (galley_database_get_state (database) == GALLEY_DATABASE_WAITING)
    g_assert_no_errno (kill ((pid_t)galley_test_cluster_get_pid (fixture_get_cluster ()), SIGCONT));
}

/* The server hangs as a whole until the database has noticed. */
static void
test_hanging (void)
{
  g_autoptr (GalleyDatabase) database = fixture_new (fixture_get_conninfo (), 1000);
  gint64 pid;

  fixture_open (database);
  pid = fixture_get_number (database, "SELECT pg_backend_pid()");
  g_signal_connect (database, "notify::state", G_CALLBACK (thaw_cb), NULL);
  g_assert_no_errno (kill ((pid_t)galley_test_cluster_get_pid (fixture_get_cluster ()), SIGSTOP));
  g_assert_no_errno (kill ((pid_t)pid, SIGSTOP));
  g_assert_cmpint (fixture_get_number (database, "SELECT pg_backend_pid()"), !=, pid);
  g_assert_no_errno (kill ((pid_t)pid, SIGCONT));
}

/* Several statements */

static void
test_all_but_once (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GalleyDatabase) database = galley_database_new ("");
      g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);

      g_ptr_array_add (statements, galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_ONCE));
      galley_database_execute_all_async (database, statements, NULL, galley_test_result_cb, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*check_kinds*");
}

/* Giving up */

static void
test_cancel_waiting (void)
{
  g_autoptr (GalleyDatabase) database = fixture_open_cluster ();
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_ONCE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  galley_database_execute_async (database, statement, cancellable, galley_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  galley_database_execute_finish (database, galley_test_await (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  galley_test_cluster_resume (fixture_get_cluster ());
}

static void
test_cancel_under_way (void)
{
  static const GalleyStatementKind kinds[] = { GALLEY_STATEMENT_READ, GALLEY_STATEMENT_IDEMPOTENT, GALLEY_STATEMENT_ONCE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (FixtureLocked) locked = { 0 };
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1 FROM " FIXTURE_WAIT " AS w", kinds[i]);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      fixture_lock (&locked, fixture_get_conninfo (), 30000);
      galley_database_execute_async (locked.database, statement, cancellable, galley_test_result_cb, &result);
      fixture_wait_for_lock (locked.pid);
      g_cancellable_cancel (cancellable);
      galley_database_execute_finish (locked.database, galley_test_await (&result), &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_open_fails (void)
{
  g_autoptr (GalleyDatabase) database = galley_database_new ("host=/nowhere");
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;

  galley_database_open_async (database, NULL, galley_test_result_cb, &opened);
  fixture_start (database, "SELECT 1", GALLEY_STATEMENT_READ, &asked);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTING);
  g_assert_false (galley_database_open_finish (database, galley_test_await (&opened), &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CLOSED);
  fixture_assert_fails (database, &asked, GALLEY_ERROR_CONNECTION, "/nowhere");
  fixture_start (database, "SELECT 1", GALLEY_STATEMENT_READ, &late);
  fixture_assert_fails (database, &late, GALLEY_ERROR_CONNECTION, "not open");
}

/* At whatever moment it is closed, everything ends, and it can be opened again. */
static void
test_close (void)
{
  g_autoptr (GalleyDatabase) database = fixture_new (fixture_get_conninfo (), 30000);

  for (guint turns = 0; turns < 20; turns++)
    {
      g_autoptr (GAsyncResult) opened = NULL;
      g_autoptr (GAsyncResult) asked = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      galley_database_open_async (database, NULL, galley_test_result_cb, &opened);
      fixture_start (database, "SELECT 1 FROM pg_sleep(0.001)", GALLEY_STATEMENT_READ, &asked);
      for (guint i = 0; i < turns && asked == NULL; i++)
        galley_test_turn ();
      galley_database_close (database);
      g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CLOSED);
      if (!galley_database_open_finish (database, galley_test_await (&opened), &error))
        g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
      g_clear_error (&error);
      rows = galley_database_execute_finish (database, galley_test_await (&asked), &error);
      if (rows == NULL)
        g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
    }
}

static void
test_close_while_waiting (void)
{
  g_autoptr (GalleyDatabase) database = fixture_open_cluster ();
  g_autoptr (GAsyncResult) asked = NULL;

  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  fixture_start (database, "SELECT 1", GALLEY_STATEMENT_ONCE, &asked);
  galley_database_close (database);
  fixture_assert_fails (database, &asked, GALLEY_ERROR_CONNECTION, "not open");
  galley_test_cluster_resume (fixture_get_cluster ());
}

/* Nothing that goes on by itself keeps a database that nobody wants. */
static void
test_finalize (void)
{
  for (guint i = 0; i < 3; i++)
    {
      GalleyDatabase *database = fixture_open_cluster ();
      gpointer        watched = database;
      g_autoptr (GAsyncResult) result = NULL;

      g_object_add_weak_pointer (G_OBJECT (database), &watched);
      if (i == 1)
        {
          galley_test_cluster_halt (fixture_get_cluster (), "fast");
          galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
        }
      if (i == 2)
        fixture_start (database, "SELECT 1", GALLEY_STATEMENT_READ, &result);
      g_object_unref (database);
      if (i == 2)
        {
          g_object_unref (galley_test_await (&result));
          result = NULL;
        }
      galley_test_until (watched == NULL);
      if (i == 1)
        galley_test_cluster_resume (fixture_get_cluster ());
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/database/two-clients", test_two_clients);
  g_test_add_func ("/database/nonsense-notice", test_nonsense_notice);
  g_test_add_func ("/database/restored", test_restored);
  g_test_add_func ("/database/restart", test_restart);
  g_test_add_func ("/database/hanging", test_hanging);
  g_test_add_func ("/database/all-but-once", test_all_but_once);
  g_test_add_func ("/database/cancel/waiting", test_cancel_waiting);
  g_test_add_func ("/database/cancel/under-way", test_cancel_under_way);
  g_test_add_func ("/database/open-fails", test_open_fails);
  g_test_add_func ("/database/close", test_close);
  g_test_add_func ("/database/close-while-waiting", test_close_while_waiting);
  g_test_add_func ("/database/finalize", test_finalize);

  return fixture_run ("CREATE TABLE public.thing (id serial PRIMARY KEY, name text); ALTER TABLE public.thing OWNER TO galley");
}
