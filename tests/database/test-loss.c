/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>
#include <string.h>

#include "galley-connection.h"
#include "galley-error.h"
#include "galley-test-cluster.h"
#include "galley-test-proxy.h"
#include "galley-test-util.h"

static GalleyTestCluster *cluster;

static GalleyConnection *
open_connection (const char *conninfo,
                 GError    **error)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
  if (!galley_connection_open_finish (connection, galley_test_await (&result), error))
    return NULL;
  return g_steal_pointer (&connection);
}

static GalleyConnection *
connect_to_cluster (void)
{
  g_autoptr (GError) error = NULL;
  GalleyConnection *connection = open_connection (galley_test_cluster_get_conninfo (cluster), &error);

  g_assert_no_error (error);
  return connection;
}

static void
start (GalleyConnection   *connection,
       const char         *sql,
       GalleyStatementKind kind,
       GAsyncResult      **result)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, kind);

  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, result);
}

static gint64
get_number (GalleyConnection *connection,
            const char       *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  start (connection, sql, GALLEY_STATEMENT_READ, &result);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return galley_result_get_int (rows, 0, 0);
}

static void
assert_fails (GalleyConnection *connection,
              GAsyncResult    **result,
              GalleyError       code,
              const char       *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_connection_execute_finish (connection, galley_test_await (result), &error);

  g_assert_null (rows);
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
}

static void
lost_cb (GalleyConnection *connection,
         const GError     *error,
         gpointer          user_data)
{
  GError **place = user_data;

  g_assert_null (*place);
  *place = g_error_copy (error);
}

static void
terminate (gint64 pid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pg_terminate_backend(%d)", (int)pid);
  g_autofree char *output = galley_test_cluster_psql (cluster, sql);
}

/* A process that is known to wait in a lock is one whose statement is under way. */
static void
wait_for_lock (gint64 pid)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM pg_stat_activity WHERE pid = %d AND wait_event_type = 'Lock'", (int)pid);
  gboolean waits = FALSE;

  while (!waits)
    {
      g_autofree char *output = galley_test_cluster_psql (cluster, sql);

      waits = g_str_equal (output, "1");
    }
}

static void
test_killed_idle (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GError) lost = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_signal_connect (connection, "lost", G_CALLBACK (lost_cb), &lost);
  terminate (get_number (connection, "SELECT pg_backend_pid()"));
  galley_test_until (lost != NULL);
  g_assert_error (lost, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  galley_test_assert_message (lost, "administrator command");
  g_assert_false (galley_connection_is_open (connection));
  g_assert_cmpint (galley_connection_get_server_version (connection), ==, 0);
  start (connection, "SELECT 1", GALLEY_STATEMENT_READ, &result);
  assert_fails (connection, &result, GALLEY_ERROR_CONNECTION, "no connection");
}

/* What was under way may have been done, unless it was a read; what was waiting was not. */
static void
test_killed_under_way (void)
{
  static const GalleyStatementKind kinds[] = { GALLEY_STATEMENT_READ, GALLEY_STATEMENT_IDEMPOTENT, GALLEY_STATEMENT_ONCE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GalleyConnection) connection = connect_to_cluster ();
      gint64 pid = get_number (connection, "SELECT pg_backend_pid()");
      g_autoptr (GalleyConnection) holder = connect_to_cluster ();
      g_autoptr (GAsyncResult) under_way = NULL;
      g_autoptr (GAsyncResult) waiting = NULL;
      g_autoptr (GError) lost = NULL;

      g_signal_connect (connection, "lost", G_CALLBACK (lost_cb), &lost);
      get_number (holder, "SELECT 1 FROM pg_advisory_lock(1)");
      start (connection, "SELECT pg_advisory_lock(1)", kinds[i], &under_way);
      start (connection, "SELECT 1", kinds[i], &waiting);
      wait_for_lock (pid);
      terminate (pid);
      assert_fails (connection, &under_way,
                    kinds[i] == GALLEY_STATEMENT_READ ? GALLEY_ERROR_CONNECTION : GALLEY_ERROR_UNKNOWN_OUTCOME,
                    "administrator command");
      assert_fails (connection, &waiting, GALLEY_ERROR_CONNECTION, "administrator command");
      galley_test_until (lost != NULL);
    }
}

static void
test_killed_in_pipeline (void)
{
  static const char *const sql[] = { "INSERT INTO thing VALUES (1, 'first')", "SELECT pg_advisory_lock(1)",
                                     "INSERT INTO thing VALUES (1, 'last')" };
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  gint64 pid = get_number (connection, "SELECT pg_backend_pid()");
  g_autoptr (GalleyConnection) holder = connect_to_cluster ();
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    g_ptr_array_add (statements, galley_statement_new_for_sql (sql[i], GALLEY_STATEMENT_IDEMPOTENT));
  get_number (holder, "SELECT 1 FROM pg_advisory_lock(1)");
  galley_connection_execute_all_async (connection, statements, NULL, galley_test_result_cb, &result);
  wait_for_lock (pid);
  terminate (pid);
  results = galley_connection_execute_all_finish (connection, galley_test_await (&result), &error);
  g_assert_null (results);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME);
  g_assert_cmpint (get_number (holder, "SELECT count(*) FROM thing"), ==, 0);
}

/* Stops the server, or lets it go on, as a whole: with the process of one connection. */
static void
freeze (gint64 pid,
        int    signal)
{
  g_assert_no_errno (kill ((pid_t)galley_test_cluster_get_pid (cluster), signal));
  g_assert_no_errno (kill ((pid_t)pid, signal));
}

/* A server that hangs neither answers nor lets anybody in. */
static void
test_hanging (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  gint64 pid = get_number (connection, "SELECT pg_backend_pid()");
  g_autoptr (GAsyncResult) result = NULL;

  galley_connection_set_timeout (connection, 100);
  freeze (pid, SIGSTOP);
  start (connection, "SELECT 1", GALLEY_STATEMENT_IDEMPOTENT, &result);
  assert_fails (connection, &result, GALLEY_ERROR_UNKNOWN_OUTCOME, "has not answered");
  freeze (pid, SIGCONT);
}

/* As long as the statement was not sent as a whole it cannot have been done. */
static void
test_hanging_while_sending (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  gint64 pid = get_number (connection, "SELECT pg_backend_pid()");
  g_autoptr (GalleyStatement) statement =
               galley_statement_new_for_sql ("INSERT INTO thing SELECT 2, left($1, 1)", GALLEY_STATEMENT_IDEMPOTENT);
  g_autofree char *value = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyConnection) observer = NULL;

  galley_connection_set_timeout (connection, 100);
  galley_statement_bind_text (statement, value);
  freeze (pid, SIGSTOP);
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  assert_fails (connection, &result, GALLEY_ERROR_CONNECTION, "has not answered");
  freeze (pid, SIGCONT);
  observer = connect_to_cluster ();
  g_assert_cmpint (get_number (observer, "SELECT count(*) FROM thing"), ==, 0);
}

/* A statement that takes its time is not taken for a server that hangs. */
static void
test_slow (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  /* Long enough for the probe on a loaded machine. */
  galley_connection_set_timeout (connection, 2000);
  g_assert_cmpint (get_number (connection, "SELECT 7 FROM pg_sleep(2.5)"), ==, 7);
}

static void
test_server_gone (void)
{
  static const char *const modes[] = { "fast", "immediate" };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GalleyConnection) connection = connect_to_cluster ();
      g_autoptr (GError) lost = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyConnection) refused = NULL;

      g_signal_connect (connection, "lost", G_CALLBACK (lost_cb), &lost);
      galley_test_cluster_halt (cluster, modes[i]);
      galley_test_until (lost != NULL);
      g_assert_error (lost, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
      refused = open_connection (galley_test_cluster_get_conninfo (cluster), &error);
      g_assert_null (refused);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
      galley_test_cluster_resume (cluster);
    }
}

/* Every step of the protocol */

typedef struct
{
  gint64        round;
  GAsyncResult *prepared;
  GAsyncResult *single;
  GAsyncResult *pipeline;
} Conversation;

static GalleyStatement *
new_insert (gint64      round,
            const char *step)
{
  GalleyStatement *statement = galley_statement_new_for_sql ("INSERT INTO thing VALUES ($1, $2)", GALLEY_STATEMENT_IDEMPOTENT);

  galley_statement_bind_int (statement, round);
  galley_statement_bind_text (statement, step);
  return statement;
}

static void
begin_conversation (GalleyConnection *connection,
                    Conversation     *conversation)
{
  g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
  g_autoptr (GalleyStatement) insert = new_insert (conversation->round, "single");
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);

  g_ptr_array_add (statements, new_insert (conversation->round, "one"));
  g_ptr_array_add (statements, galley_statement_new ("ping"));
  g_ptr_array_add (statements, new_insert (conversation->round, "two"));
  galley_connection_execute_async (connection, ping, NULL, galley_test_result_cb, &conversation->prepared);
  galley_connection_execute_async (connection, insert, NULL, galley_test_result_cb, &conversation->single);
  galley_connection_execute_all_async (connection, statements, NULL, galley_test_result_cb, &conversation->pipeline);
}

/* Whether the rows of a step are there is what the outcome of the step said, unless it said that it does not know. */
static void
assert_truth (GalleyConnection *observer,
              gint64            round,
              const char       *steps,
              gint64            n_rows,
              const GError     *error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM thing WHERE id = %d AND name IN (%s)", (int)round, steps);
  gint64           found = get_number (observer, sql);

  if (error == NULL)
    g_assert_cmpint (found, ==, n_rows);
  else if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION))
    g_assert_cmpint (found, ==, 0);
  else
    {
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME);
      g_assert_true (found == 0 || found == n_rows);
    }
}

static void
end_conversation (GalleyConnection *connection,
                  Conversation     *conversation,
                  GalleyConnection *observer)
{
  g_autoptr (GError) prepared_error = NULL;
  g_autoptr (GError) single_error = NULL;
  g_autoptr (GError) pipeline_error = NULL;
  g_autoptr (GalleyResult) prepared =
               galley_connection_execute_finish (connection, galley_test_await (&conversation->prepared), &prepared_error);
  g_autoptr (GalleyResult) single =
               galley_connection_execute_finish (connection, galley_test_await (&conversation->single), &single_error);
  g_autoptr (GPtrArray) pipeline =
               galley_connection_execute_all_finish (connection, galley_test_await (&conversation->pipeline), &pipeline_error);

  if (prepared_error != NULL)
    g_assert_error (prepared_error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  galley_connection_close (connection);
  /* The other end may not have noticed yet. */
  while (get_number (observer, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dropped'") > 0)
    continue;
  assert_truth (observer, conversation->round, "'single'", 1, single_error);
  assert_truth (observer, conversation->round, "'one', 'two'", 2, pipeline_error);
  g_clear_object (&conversation->prepared);
  g_clear_object (&conversation->single);
  g_clear_object (&conversation->pipeline);
}

/* TRUE when the conversation got through. */
static gboolean
converse (const char       *conninfo,
          guint             timeout,
          Conversation     *conversation,
          GalleyConnection *observer)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (conninfo);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  conversation->round++;
  galley_connection_set_timeout (connection, timeout);
  galley_connection_open_async (connection, NULL, galley_test_result_cb, &opened);
  begin_conversation (connection, conversation);
  if (!galley_connection_open_finish (connection, galley_test_await (&opened), &error))
    g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  end_conversation (connection, conversation, observer);
  return error == NULL;
}

static void
cut_everywhere (GalleyTestDirection direction,
                gboolean            silently)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (cluster));
  g_autofree char *conninfo = g_strdup_printf ("host=%s user=galley dbname=galley application_name=dropped connect_timeout=1",
                                               galley_test_proxy_get_folder (proxy));
  g_autoptr (GalleyConnection) observer = connect_to_cluster ();
  Conversation conversation = { .round = 100000 };
  guint        timeout = silently ? 30 : 0;
  gint64       stride = silently ? 37 : g_test_slow () ? 1
                                                       : 11;
  gint64       total;
  int          n_cuts = 0;
  int          cut_open = 0;

  get_number (observer, "WITH gone AS (DELETE FROM thing RETURNING 1) SELECT count(*) FROM gone");
  galley_test_proxy_cut (proxy, direction, -1, 1, FALSE);
  g_assert_true (converse (conninfo, 0, &conversation, observer));
  total = galley_test_proxy_get_n_bytes (proxy, direction);
  g_assert_cmpint (total, >, 500);
  /* Held up before it has answered for the first time, a server is waited for connect_timeout, which is a second at least. */
  for (gint64 n_bytes = silently ? total / 2 - 50 : 0; n_bytes <= total; n_bytes += stride)
    {
      galley_test_proxy_cut (proxy, direction, n_bytes, 1, silently);
      n_cuts++;
      if (!converse (conninfo, timeout, &conversation, observer))
        cut_open++;
    }
  g_assert_cmpint (cut_open, >, 0);
  g_assert_cmpint (cut_open, <, n_cuts);
  g_test_message ("%d bytes, cut %d times, %d times while opening", (int)total, n_cuts, cut_open);
}

static void
test_cut_up (void)
{
  cut_everywhere (GALLEY_TEST_UP, FALSE);
}

static void
test_cut_down (void)
{
  cut_everywhere (GALLEY_TEST_DOWN, FALSE);
}

static void
test_held_up (void)
{
  cut_everywhere (GALLEY_TEST_UP, TRUE);
  cut_everywhere (GALLEY_TEST_DOWN, TRUE);
}

/* A server that has a part of a statement calls itself active, but all it does is to wait for the rest. */
static void
test_held_up_in_message (void)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (cluster));
  g_autofree char *conninfo = g_strdup_printf ("host=%s user=galley dbname=galley", galley_test_proxy_get_folder (proxy));
  g_autofree char *value = g_strnfill (20000, 'x');
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT length($1)", GALLEY_STATEMENT_READ);
  g_autoptr (GalleyConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_bytes;

  galley_test_proxy_cut (proxy, GALLEY_TEST_UP, -1, 1, TRUE);
  connection = open_connection (conninfo, &error);
  g_assert_no_error (error);
  n_bytes = galley_test_proxy_get_n_bytes (proxy, GALLEY_TEST_UP);
  /* What comes first is the text of the statement, which gets through; its value does not. */
  galley_test_proxy_cut (proxy, GALLEY_TEST_UP, n_bytes + 1000, 0, TRUE);
  galley_connection_set_timeout (connection, 100);
  galley_statement_bind_text (statement, value);
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  assert_fails (connection, &result, GALLEY_ERROR_CONNECTION, "has not answered");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *output = NULL;
  int              status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = galley_test_cluster_new ();
  output = galley_test_cluster_psql (
    cluster, "CREATE TABLE thing (id int, name text, PRIMARY KEY (id, name)); ALTER TABLE thing OWNER TO galley");
  g_test_add_func ("/loss/killed-idle", test_killed_idle);
  g_test_add_func ("/loss/killed-under-way", test_killed_under_way);
  g_test_add_func ("/loss/killed-in-pipeline", test_killed_in_pipeline);
  g_test_add_func ("/loss/hanging", test_hanging);
  g_test_add_func ("/loss/hanging-while-sending", test_hanging_while_sending);
  g_test_add_func ("/loss/slow", test_slow);
  g_test_add_func ("/loss/server-gone", test_server_gone);
  g_test_add_func ("/loss/cut-up", test_cut_up);
  g_test_add_func ("/loss/cut-down", test_cut_down);
  g_test_add_func ("/loss/held-up-in-message", test_held_up_in_message);
  g_test_add_func ("/loss/held-up", test_held_up);
  status = g_test_run ();
  galley_test_cluster_free (cluster);
  return status;
}
