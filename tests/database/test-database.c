/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>
#include <string.h>

#include "galley-database.h"
#include "galley-error.h"
#include "galley-test-cluster.h"
#include "galley-test-proxy.h"
#include "galley-test-util.h"

static GalleyTestCluster *cluster;

static GalleyDatabase *
new_database (const char *conninfo,
              guint       timeout)
{
  GalleyDatabase *database = galley_database_new (conninfo);

  galley_database_set_pause (database, 1, 20);
  galley_database_set_timeout (database, timeout);
  return database;
}

static void
open_database (GalleyDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_database_open_async (database, NULL, galley_test_result_cb, &result);
  galley_database_open_finish (database, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTED);
}

static GalleyDatabase *
open_cluster (void)
{
  GalleyDatabase *database = new_database (galley_test_cluster_get_conninfo (cluster), 30000);

  open_database (database);
  return database;
}

static void
start (GalleyDatabase     *database,
       const char         *sql,
       GalleyStatementKind kind,
       GAsyncResult      **result)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, kind);

  galley_database_execute_async (database, statement, NULL, galley_test_result_cb, result);
}

static GalleyResult *
execute (GalleyDatabase     *database,
         const char         *sql,
         GalleyStatementKind kind,
         GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (database, sql, kind, &result);
  return galley_database_execute_finish (database, galley_test_await (&result), error);
}

static gint64
get_number (GalleyDatabase *database,
            const char     *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = execute (database, sql, GALLEY_STATEMENT_READ, &error);

  g_assert_no_error (error);
  return galley_result_get_int (rows, 0, 0);
}

static gint64
await_number (GalleyDatabase *database,
              GAsyncResult  **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_database_execute_finish (database, galley_test_await (result), &error);

  g_assert_no_error (error);
  return galley_result_get_int (rows, 0, 0);
}

static void
assert_fails (GalleyDatabase *database,
              GAsyncResult  **result,
              GalleyError     code,
              const char     *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_database_execute_finish (database, galley_test_await (result), &error);

  g_assert_null (rows);
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
}

G_GNUC_PRINTF (1, 2)
static char *
psql (const char *format,
      ...)
{
  g_autofree char *sql = NULL;
  va_list          arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return galley_test_cluster_psql (cluster, sql);
}

static void
assert_psql (const char *sql,
             const char *expected)
{
  g_autofree char *output = psql ("%s", sql);

  g_assert_cmpstr (output, ==, expected);
}

static void
terminate (gint64 pid)
{
  g_autofree char *output = psql ("SELECT pg_terminate_backend(%d)", (int)pid);
}

/* A process that is known to wait in a lock is one whose statement is under way. */
static void
wait_for_lock (gint64 pid)
{
  gboolean waits = FALSE;

  while (!waits)
    {
      g_autofree char *output =
        psql ("SELECT count(*) FROM pg_stat_activity WHERE pid = %d AND wait_event_type = 'Lock'", (int)pid);

      waits = g_str_equal (output, "1");
    }
}

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
  g_autoptr (GalleyDatabase) one = open_cluster ();
  g_autoptr (GalleyDatabase) other = open_cluster ();
  g_autoptr (GString) heard_by_one = g_string_new (NULL);
  g_autoptr (GString) heard_by_other = g_string_new (NULL);
  g_autoptr (GalleyResult) rows = NULL;

  g_assert_cmpstr (galley_database_get_session (one), !=, galley_database_get_session (other));
  g_signal_connect (one, "changed", G_CALLBACK (changed_cb), heard_by_one);
  g_signal_connect (other, "changed", G_CALLBACK (changed_cb), heard_by_other);
  rows = execute (one, NOTIFY, GALLEY_STATEMENT_IDEMPOTENT, NULL);
  galley_test_until (heard_by_one->len > 0 && heard_by_other->len > 0);
  g_assert_cmpstr (heard_by_one->str, ==, "post 5 own;");
  g_assert_cmpstr (heard_by_other->str, ==, "post 5 other;");
}

static void
test_nonsense_notice (void)
{
  g_autoptr (GalleyDatabase) database = open_cluster ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autofree char *output = NULL;

  g_signal_connect (database, "changed", G_CALLBACK (changed_cb), heard);
  g_test_expect_message ("galley-database-link", G_LOG_LEVEL_MESSAGE, "*nonsense*");
  output = psql ("NOTIFY galley, 'nonsense'; SELECT pg_notify('galley', 'post 1 1 1 - I')");
  galley_test_until (heard->len > 0);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (heard->str, ==, "post 1 other;");
}

/* Coming back */

static void
test_restored (void)
{
  g_autoptr (GalleyDatabase) database = open_cluster ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autofree char *session = g_strdup (galley_database_get_session (database));
  guint            resumed = 0;

  g_signal_connect (database, "changed", G_CALLBACK (changed_cb), heard);
  g_signal_connect (database, "resumed", G_CALLBACK (count_cb), &resumed);
  terminate (get_number (database, "SELECT pg_backend_pid()"));
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  g_assert_cmpuint (resumed, ==, 0);
  galley_test_until (resumed > 0);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTED);
  g_assert_cmpint (get_number (database, "SELECT count(*) FROM pg_listening_channels() AS c WHERE c = 'galley'"), ==, 1);
  g_assert_cmpint (get_number (database, "SELECT (current_setting('lock_timeout') = '20s')::int"), ==, 1);
  get_number (database, NOTIFY);
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
  g_autoptr (GalleyDatabase) database = open_cluster ();
  GAsyncResult *results[N] = { NULL };

  galley_test_cluster_halt (cluster, "fast");
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO thing (name) VALUES ('restart %u') RETURNING id", i);

      start (database, sql, GALLEY_STATEMENT_ONCE, &results[i]);
    }
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  galley_test_cluster_resume (cluster);
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpint (await_number (database, &results[i]), >, 0);
      g_object_unref (results[i]);
    }
  assert_psql (
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
    g_assert_no_errno (kill ((pid_t)galley_test_cluster_get_pid (cluster), SIGCONT));
}

/* The server hangs as a whole until the database has noticed. */
static void
test_hanging (void)
{
  g_autoptr (GalleyDatabase) database = new_database (galley_test_cluster_get_conninfo (cluster), 1000);
  gint64 pid;

  open_database (database);
  pid = get_number (database, "SELECT pg_backend_pid()");
  g_signal_connect (database, "notify::state", G_CALLBACK (thaw_cb), NULL);
  g_assert_no_errno (kill ((pid_t)galley_test_cluster_get_pid (cluster), SIGSTOP));
  g_assert_no_errno (kill ((pid_t)pid, SIGSTOP));
  g_assert_cmpint (get_number (database, "SELECT pg_backend_pid()"), !=, pid);
  g_assert_no_errno (kill ((pid_t)pid, SIGCONT));
}

/* Losing the link while something is under way */

typedef struct
{
  GalleyDatabase *database; /* (owned) */
  GalleyDatabase *holder;   /* (owned): holds the lock that the statements wait for */
  gint64          pid;      /* of the link's server process */
} Locked;

static void
lock (Locked     *locked,
      const char *conninfo,
      guint       timeout)
{
  locked->database = new_database (conninfo, timeout);
  open_database (locked->database);
  locked->pid = get_number (locked->database, "SELECT pg_backend_pid()");
  locked->holder = open_cluster ();
  get_number (locked->holder, "SELECT 1 FROM pg_advisory_lock(1)");
}

static void
unlock (Locked *locked)
{
  get_number (locked->holder, "SELECT pg_advisory_unlock(1)::int");
}

static void
clear_locked (Locked *locked)
{
  g_clear_object (&locked->database);
  g_clear_object (&locked->holder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Locked, clear_locked)

#define WAIT "(SELECT 1 FROM pg_advisory_xact_lock(1))"

static void
test_read_repeated (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  lock (&locked, galley_test_cluster_get_conninfo (cluster), 30000);
  start (locked.database, "SELECT 7 FROM " WAIT " AS w", GALLEY_STATEMENT_READ, &result);
  wait_for_lock (locked.pid);
  terminate (locked.pid);
  unlock (&locked);
  g_assert_cmpint (await_number (locked.database, &result), ==, 7);
}

static void
test_idempotent_repeated (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  lock (&locked, galley_test_cluster_get_conninfo (cluster), 30000);
  start (locked.database,
         "INSERT INTO thing SELECT -1, 'again' FROM " WAIT " AS w ON CONFLICT (id) DO UPDATE SET name = 'again' RETURNING id",
         GALLEY_STATEMENT_IDEMPOTENT, &result);
  wait_for_lock (locked.pid);
  terminate (locked.pid);
  unlock (&locked);
  g_assert_cmpint (await_number (locked.database, &result), ==, -1);
}

static void
test_once (void)
{
  g_autoptr (GalleyDatabase) database = open_cluster ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows =
               execute (database, "INSERT INTO thing (name) VALUES ('once') RETURNING id;", GALLEY_STATEMENT_ONCE, &error);
  g_autoptr (GalleyResult) refused = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "result")), >, 0);
  assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'once' AND id IN (SELECT result FROM galley.operation)", "1");
  refused = execute (database, "SELECT 1/0", GALLEY_STATEMENT_ONCE, &error);
  g_assert_null (refused);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

/* The first try died with its process, so the second one does it. */
static void
test_once_killed (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  lock (&locked, galley_test_cluster_get_conninfo (cluster), 30000);
  start (locked.database, "INSERT INTO thing (name) SELECT 'killed' FROM " WAIT " AS w RETURNING id", GALLEY_STATEMENT_ONCE,
         &result);
  wait_for_lock (locked.pid);
  terminate (locked.pid);
  unlock (&locked);
  g_assert_cmpint (await_number (locked.database, &result), >, 0);
  assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'killed'", "1");
}

/* The server goes on with the first try, because it has not noticed that nobody listens.  @sql waits for the lock and makes one
 * thing. */
static void
run_twice (const char    *sql,
           Locked        *locked,
           guint          timeout,
           GAsyncResult **result)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (cluster));
  g_autofree char *conninfo = g_strdup_printf ("host=%s,%s user=galley dbname=galley", galley_test_proxy_get_folder (proxy),
                                               galley_test_cluster_get_socket_folder (cluster));

  lock (locked, conninfo, timeout);
  start (locked->database, sql, GALLEY_STATEMENT_ONCE, result);
  wait_for_lock (locked->pid);
  /* With the proxy goes the link, and the next one is made to the server itself. */
}

static void
wait_for_second_try (void)
{
  gboolean waits = FALSE;

  while (!waits)
    {
      g_autofree char *output = NULL;

      while (g_main_context_iteration (NULL, FALSE))
        continue;
      output = psql ("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
      waits = g_str_equal (output, "2");
    }
}

/* A server that comes back elsewhere is found there, by what was asked for meanwhile too. */
static void
test_moved (void)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (cluster));
  g_autofree char *before = g_strdup_printf ("host=%s user=galley dbname=galley", galley_test_proxy_get_folder (proxy));
  g_autofree char *after = g_strdup_printf ("host=%s user=galley dbname=galley", galley_test_cluster_get_socket_folder (cluster));
  g_autoptr (GalleyDatabase) database = new_database (before, 10000);
  g_autoptr (GAsyncResult) result = NULL;
  gint64 pid;

  open_database (database);
  pid = get_number (database, "SELECT pg_backend_pid()");
  /* A link that is there stays. */
  galley_database_set_conninfo (database, after);
  galley_database_set_conninfo (database, before);
  g_assert_cmpint (get_number (database, "SELECT pg_backend_pid()"), ==, pid);

  galley_database_set_pause (database, 600000, 600000);
  g_clear_pointer (&proxy, galley_test_proxy_free);
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  start (database, "SELECT 7", GALLEY_STATEMENT_READ, &result);
  galley_database_set_conninfo (database, after);
  g_assert_cmpint (await_number (database, &result), ==, 7);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTED);
}

static void
test_once_still_running (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  gint64 id;

  run_twice ("INSERT INTO thing (name) SELECT 'running' FROM " WAIT " AS w RETURNING id", &locked, 30000, &result);
  wait_for_second_try ();
  unlock (&locked);
  id = await_number (locked.database, &result);
  g_assert_cmpint (id, ==, get_number (locked.database, "SELECT id FROM thing WHERE name = 'running'"));
  assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'running'", "1");
}

/* The second try is refused because of what the first one did. */
static void
test_once_refused_by_itself (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  run_twice ("INSERT INTO single (name) SELECT 'itself' FROM " WAIT " AS w RETURNING id", &locked, 30000, &result);
  wait_for_second_try ();
  unlock (&locked);
  g_assert_cmpint (await_number (locked.database, &result), ==,
                   get_number (locked.database, "SELECT id FROM single WHERE name = 'itself'"));
}

/* The second try gives up, while the first is still waiting: what is reported as not done will not be done later either. */
static void
test_once_given_up (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  run_twice ("INSERT INTO thing (name) SELECT 'given up' FROM (SELECT wait_first()) AS w RETURNING id", &locked, 3000, &result);
  assert_fails (locked.database, &result, GALLEY_ERROR_BUSY, "changing the same data");
  unlock (&locked);
  while (
    get_number (
      locked.holder,
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' OR state = 'active' AND pid <> pg_backend_pid()") > 0)
    continue;
  assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'given up'", "0");
}

/* The first try hangs in its commit, so that nobody can know what will become of it. */
static void
test_once_undecided (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  run_twice ("INSERT INTO lasting (name) VALUES ('undecided') RETURNING id", &locked, 3000, &result);
  assert_fails (locked.database, &result, GALLEY_ERROR_UNKNOWN_OUTCOME, "may or may not");
  unlock (&locked);
  while (get_number (locked.holder, "SELECT count(*) FROM lasting") == 0)
    continue;
  assert_psql ("SELECT count(*) FROM public.lasting WHERE id IN (SELECT result FROM galley.operation)", "1");
}

/* Told in time, the commit counts. */
static void
test_once_decided (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *cleared = psql ("DELETE FROM public.lasting");
  gint64           id;

  run_twice ("INSERT INTO lasting (name) VALUES ('decided') RETURNING id", &locked, 30000, &result);
  wait_for_second_try ();
  unlock (&locked);
  id = await_number (locked.database, &result);
  g_assert_cmpint (id, ==, get_number (locked.database, "SELECT id FROM lasting"));
}

static void
test_unknown_outcome (void)
{
  static const GalleyStatementKind kinds[] = { GALLEY_STATEMENT_READ, GALLEY_STATEMENT_IDEMPOTENT, GALLEY_STATEMENT_ONCE };
  static const GalleyError         codes[] = {
            GALLEY_ERROR_CONNECTION,
            GALLEY_ERROR_UNKNOWN_OUTCOME,
            GALLEY_ERROR_UNKNOWN_OUTCOME,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (Locked) locked = { 0 };
      g_autoptr (GAsyncResult) under_way = NULL;
      g_autoptr (GAsyncResult) waiting = NULL;

      lock (&locked, galley_test_cluster_get_conninfo (cluster), 30000);
      start (locked.database, "SELECT 1 FROM " WAIT " AS w", kinds[i], &under_way);
      start (locked.database, "SELECT 1", kinds[i], &waiting);
      wait_for_lock (locked.pid);
      galley_database_set_timeout (locked.database, 100);
      galley_test_cluster_halt (cluster, "immediate");
      assert_fails (locked.database, &under_way, codes[i],
                    kinds[i] == GALLEY_STATEMENT_READ ? "could not be reached" : "may or may not");
      assert_fails (locked.database, &waiting, GALLEY_ERROR_CONNECTION, "could not be reached");
      galley_test_cluster_resume (cluster);
    }
}

/* A statement that takes its own link down is not tried for ever, and does not take the database down. */
static void
test_poison (void)
{
  g_autoptr (GalleyDatabase) database = open_cluster ();
  g_autoptr (GAsyncResult) result = NULL;

  start (database, "SELECT pg_terminate_backend(pg_backend_pid())", GALLEY_STATEMENT_READ, &result);
  assert_fails (database, &result, GALLEY_ERROR_CONNECTION, "administrator command");
  g_assert_cmpint (get_number (database, "SELECT 7"), ==, 7);
}

/* Several statements */

static void
test_all (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (statements, galley_statement_new_for_sql ("UPDATE thing SET name = name", GALLEY_STATEMENT_IDEMPOTENT));
  g_ptr_array_add (statements, galley_statement_new_for_sql ("SELECT 7 FROM " WAIT " AS w", GALLEY_STATEMENT_READ));
  lock (&locked, galley_test_cluster_get_conninfo (cluster), 30000);
  galley_database_execute_all_async (locked.database, statements, NULL, galley_test_result_cb, &result);
  wait_for_lock (locked.pid);
  terminate (locked.pid);
  unlock (&locked);
  results = galley_database_execute_all_finish (locked.database, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpint (galley_result_get_int (g_ptr_array_index (results, 1), 0, 0), ==, 7);
}

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
  g_autoptr (GalleyDatabase) database = open_cluster ();
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_ONCE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_test_cluster_halt (cluster, "fast");
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  galley_database_execute_async (database, statement, cancellable, galley_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  galley_database_execute_finish (database, galley_test_await (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  galley_test_cluster_resume (cluster);
}

static void
test_cancel_under_way (void)
{
  static const GalleyStatementKind kinds[] = { GALLEY_STATEMENT_READ, GALLEY_STATEMENT_IDEMPOTENT, GALLEY_STATEMENT_ONCE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (Locked) locked = { 0 };
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1 FROM " WAIT " AS w", kinds[i]);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      lock (&locked, galley_test_cluster_get_conninfo (cluster), 30000);
      galley_database_execute_async (locked.database, statement, cancellable, galley_test_result_cb, &result);
      wait_for_lock (locked.pid);
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
  start (database, "SELECT 1", GALLEY_STATEMENT_READ, &asked);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTING);
  g_assert_false (galley_database_open_finish (database, galley_test_await (&opened), &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CLOSED);
  assert_fails (database, &asked, GALLEY_ERROR_CONNECTION, "/nowhere");
  start (database, "SELECT 1", GALLEY_STATEMENT_READ, &late);
  assert_fails (database, &late, GALLEY_ERROR_CONNECTION, "not open");
}

/* At whatever moment it is closed, everything ends, and it can be opened again. */
static void
test_close (void)
{
  g_autoptr (GalleyDatabase) database = new_database (galley_test_cluster_get_conninfo (cluster), 30000);

  for (guint turns = 0; turns < 20; turns++)
    {
      g_autoptr (GAsyncResult) opened = NULL;
      g_autoptr (GAsyncResult) asked = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      galley_database_open_async (database, NULL, galley_test_result_cb, &opened);
      start (database, "SELECT 1 FROM pg_sleep(0.001)", GALLEY_STATEMENT_READ, &asked);
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
  g_autoptr (GalleyDatabase) database = open_cluster ();
  g_autoptr (GAsyncResult) asked = NULL;

  galley_test_cluster_halt (cluster, "fast");
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  start (database, "SELECT 1", GALLEY_STATEMENT_ONCE, &asked);
  galley_database_close (database);
  assert_fails (database, &asked, GALLEY_ERROR_CONNECTION, "not open");
  galley_test_cluster_resume (cluster);
}

/* Nothing that goes on by itself keeps a database that nobody wants. */
static void
test_finalize (void)
{
  for (guint i = 0; i < 3; i++)
    {
      GalleyDatabase *database = open_cluster ();
      gpointer        watched = database;
      g_autoptr (GAsyncResult) result = NULL;

      g_object_add_weak_pointer (G_OBJECT (database), &watched);
      if (i == 1)
        {
          galley_test_cluster_halt (cluster, "fast");
          galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
        }
      if (i == 2)
        start (database, "SELECT 1", GALLEY_STATEMENT_READ, &result);
      g_object_unref (database);
      if (i == 2)
        {
          g_object_unref (galley_test_await (&result));
          result = NULL;
        }
      galley_test_until (watched == NULL);
      if (i == 1)
        galley_test_cluster_resume (cluster);
    }
}

/* Every step of the protocol */

static void
use_all_kinds (GalleyDatabase *database,
               gint64          round)
{
  g_autofree char *insert = g_strdup_printf ("INSERT INTO thing (name) VALUES ('cut %d') RETURNING id", (int)round);
  g_autofree char *upsert = g_strdup_printf (
    "INSERT INTO thing (id, name) VALUES (-%d, 'kept') ON CONFLICT (id) DO UPDATE SET name = 'kept' RETURNING id", (int)round);
  g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
  g_autoptr (GAsyncResult) once = NULL;
  g_autoptr (GAsyncResult) idempotent = NULL;
  g_autoptr (GAsyncResult) read = NULL;

  start (database, insert, GALLEY_STATEMENT_ONCE, &once);
  start (database, upsert, GALLEY_STATEMENT_IDEMPOTENT, &idempotent);
  galley_database_execute_async (database, ping, NULL, galley_test_result_cb, &read);
  g_assert_cmpint (await_number (database, &once), >, 0);
  g_assert_cmpint (await_number (database, &idempotent), ==, -round);
  g_assert_cmpint (await_number (database, &read), ==, 1);
}

/* FALSE when the link was cut before the database was open. */
static gboolean
converse (const char *conninfo,
          gint64      round)
{
  g_autoptr (GalleyDatabase) database = new_database (conninfo, 30000);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  galley_database_open_async (database, NULL, galley_test_result_cb, &opened);
  if (!galley_database_open_finish (database, galley_test_await (&opened), &error))
    {
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
      return FALSE;
    }
  use_all_kinds (database, round);
  galley_database_close (database);
  return TRUE;
}

static void
cut_everywhere (GalleyTestDirection direction,
                guint               n_links)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (cluster));
  g_autofree char *conninfo = g_strdup_printf ("host=%s user=galley dbname=galley", galley_test_proxy_get_folder (proxy));
  g_autofree char *cleared = psql ("DELETE FROM public.thing");
  g_autofree char *made = NULL;
  gint64           stride = g_test_slow () ? 1 : 5;
  gint64           total;
  gint64           n_open = 0;

  galley_test_proxy_cut (proxy, direction, -1, 1, FALSE);
  g_assert_true (converse (conninfo, 100000));
  total = galley_test_proxy_get_n_bytes (proxy, direction);
  for (gint64 n_bytes = n_links; n_bytes <= total; n_bytes += stride)
    {
      galley_test_proxy_cut (proxy, direction, n_bytes, n_links, FALSE);
      n_open += converse (conninfo, 100000 + n_bytes);
    }
  g_assert_cmpint (n_open, >, 100 / stride);
  assert_psql ("SELECT count(*) = count(DISTINCT name) FROM public.thing WHERE name LIKE 'cut %'", "t");
  made = psql ("SELECT count(*) FROM public.thing WHERE name LIKE 'cut %%'");
  g_assert_cmpint (g_ascii_strtoll (made, NULL, 10), ==, n_open + 1);
}

static void
test_cut_up (void)
{
  cut_everywhere (GALLEY_TEST_UP, 1);
}

static void
test_cut_down (void)
{
  cut_everywhere (GALLEY_TEST_DOWN, 1);
}

/* Also the link on which the outcome is looked up. */
static void
test_cut_twice (void)
{
  cut_everywhere (GALLEY_TEST_UP, 2);
  cut_everywhere (GALLEY_TEST_DOWN, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *output = NULL;
  int              status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/database/two-clients", test_two_clients);
  g_test_add_func ("/database/nonsense-notice", test_nonsense_notice);
  g_test_add_func ("/database/restored", test_restored);
  g_test_add_func ("/database/restart", test_restart);
  g_test_add_func ("/database/hanging", test_hanging);
  g_test_add_func ("/database/read-repeated", test_read_repeated);
  g_test_add_func ("/database/idempotent-repeated", test_idempotent_repeated);
  g_test_add_func ("/database/once", test_once);
  g_test_add_func ("/database/once-killed", test_once_killed);
  g_test_add_func ("/database/moved", test_moved);
  g_test_add_func ("/database/once-still-running", test_once_still_running);
  g_test_add_func ("/database/once-refused-by-itself", test_once_refused_by_itself);
  g_test_add_func ("/database/once-given-up", test_once_given_up);
  g_test_add_func ("/database/once-undecided", test_once_undecided);
  g_test_add_func ("/database/once-decided", test_once_decided);
  g_test_add_func ("/database/unknown-outcome", test_unknown_outcome);
  g_test_add_func ("/database/poison", test_poison);
  g_test_add_func ("/database/all", test_all);
  g_test_add_func ("/database/all-but-once", test_all_but_once);
  g_test_add_func ("/database/cancel/waiting", test_cancel_waiting);
  g_test_add_func ("/database/cancel/under-way", test_cancel_under_way);
  g_test_add_func ("/database/open-fails", test_open_fails);
  g_test_add_func ("/database/close", test_close);
  g_test_add_func ("/database/close-while-waiting", test_close_while_waiting);
  g_test_add_func ("/database/finalize", test_finalize);
  g_test_add_func ("/database/cut-up", test_cut_up);
  g_test_add_func ("/database/cut-down", test_cut_down);
  g_test_add_func ("/database/cut-twice", test_cut_twice);
  if (g_test_subprocess ())
    return g_test_run ();
  cluster = galley_test_cluster_new ();
  galley_test_cluster_load_schema (cluster);
  output =
    psql ("CREATE TABLE public.lasting (id serial PRIMARY KEY, name text); ALTER TABLE public.lasting OWNER TO galley;"
          "CREATE FUNCTION public.last_long () RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS"
          " $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$;"
          /* The first waits for as long as it takes, the second as long as its session waits for a lock. */
          "CREATE FUNCTION public.wait_first () RETURNS void LANGUAGE plpgsql AS"
          " $$ BEGIN IF pg_try_advisory_xact_lock(2) THEN PERFORM set_config('lock_timeout', '0', true); END IF;"
          " PERFORM pg_advisory_xact_lock(1); END $$;"
          "CREATE CONSTRAINT TRIGGER last_long AFTER INSERT ON public.lasting DEFERRABLE INITIALLY DEFERRED"
          " FOR EACH ROW EXECUTE FUNCTION public.last_long ();"
          "CREATE TABLE public.thing (id serial PRIMARY KEY, name text); ALTER TABLE public.thing OWNER TO galley;"
          "CREATE TABLE public.single (id serial PRIMARY KEY, name text UNIQUE); ALTER TABLE public.single OWNER TO galley");
  status = g_test_run ();
  galley_test_cluster_free (cluster);
  return status;
}
