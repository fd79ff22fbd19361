/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-connection.h"
#include "galley-error.h"
#include "galley-statement-private.h"
#include "galley-test-cluster.h"
#include "galley-test-util.h"

static GalleyTestCluster *cluster;

static GalleyConnection *
connect_to (const char *conninfo)
{
  GalleyConnection *connection = galley_connection_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
  galley_connection_open_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return connection;
}

static GalleyConnection *
connect_to_cluster (void)
{
  return connect_to (galley_test_cluster_get_conninfo (cluster));
}

static GalleyResult *
execute_statement (GalleyConnection *connection,
                   GalleyStatement  *statement,
                   GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  return galley_connection_execute_finish (connection, galley_test_await (&result), error);
}

static GalleyResult *
execute (GalleyConnection *connection,
         const char       *sql,
         GError          **error)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, GALLEY_STATEMENT_READ);

  return execute_statement (connection, statement, error);
}

static void
assert_text (GalleyConnection *connection,
             const char       *sql,
             const char       *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = execute (connection, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (galley_result_get_text (rows, 0, 0), ==, expected);
}

static void
assert_error (GalleyConnection *connection,
              const char       *sql,
              GalleyError       code,
              const char       *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = execute (connection, sql, &error);

  g_assert_null (rows);
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
}

static GPtrArray *
execute_all (GalleyConnection  *connection,
             const char *const *sql,
             GError           **error)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  g_autoptr (GAsyncResult) result = NULL;

  for (; *sql != NULL; sql++)
    g_ptr_array_add (statements, galley_statement_new_for_sql (*sql, GALLEY_STATEMENT_IDEMPOTENT));
  galley_connection_execute_all_async (connection, statements, NULL, galley_test_result_cb, &result);
  return galley_connection_execute_all_finish (connection, galley_test_await (&result), error);
}

/* Statements and values */

static void
test_named_statement (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = execute_statement (connection, ping, &error);

      g_assert_no_error (error);
      g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "one")), ==, 1);
    }
  assert_text (connection, "SELECT count(*) FROM pg_prepared_statements", "1");
}

static void
test_kinds (void)
{
  g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
  g_autoptr (GalleyStatement) settle = galley_statement_new ("operation-settle");
  g_autoptr (GalleyStatement) sql = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_ONCE);

  g_assert_cmpstr (galley_statement_get_name (ping), ==, "ping");
  g_assert_cmpint (galley_statement_get_kind (ping), ==, GALLEY_STATEMENT_READ);
  g_assert_nonnull (strstr (galley_statement_get_sql (ping), "SELECT 1"));
  g_assert_cmpint (galley_statement_get_kind (settle), ==, GALLEY_STATEMENT_IDEMPOTENT);
  g_assert_null (galley_statement_get_name (sql));
  g_assert_cmpint (galley_statement_get_kind (sql), ==, GALLEY_STATEMENT_ONCE);
}

static void
test_unknown_name (void)
{
  if (g_test_subprocess ())
    {
      galley_statement_new ("there-is-none");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*no statement there-is-none*");
}

static void
test_sealed (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GalleyConnection) connection = connect_to (g_getenv ("GALLEY_TEST_CONNINFO"));
      g_autoptr (GalleyStatement) statement = galley_statement_new ("ping");
      g_autoptr (GalleyResult) rows = execute_statement (connection, statement, NULL);

      galley_statement_bind_int (statement, 1);
      return;
    }
  g_setenv ("GALLEY_TEST_CONNINFO", galley_test_cluster_get_conninfo (cluster), TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*bound to a statement that was given to a connection*");
}

static void
test_values (void)
{
  static const gint64 ids[] = { 3, 1, 2 };
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (
    "SELECT $1::text AS words, $2::bigint AS number, $3::boolean AS yes, $4::text AS nothing, $5::int[] AS ids, $6::int[] AS "
    "none,"
    " 0.5::float8 AS half, timestamptz '2025-05-01 12:00:00.25+02' AS moment, timestamptz 'infinity' AS never, $7::boolean AS "
    "no, 1 AS \"Mixed\","
    " $8::text AS shared",
    GALLEY_STATEMENT_READ);
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GBytes) shared = g_bytes_new_static ("shared", sizeof "shared");
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) never = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;

  galley_statement_bind_text (statement, "naïve “quotes” ' \\ 𝄞");
  galley_statement_bind_int (statement, G_MININT64);
  galley_statement_bind_boolean (statement, TRUE);
  galley_statement_bind_null (statement);
  galley_statement_bind_int_array (statement, ids, G_N_ELEMENTS (ids));
  galley_statement_bind_int_array (statement, NULL, 0);
  galley_statement_bind_boolean (statement, FALSE);
  galley_statement_bind_shared (statement, shared);
  g_assert_true (galley_statement_get_parameters (statement)[7] == g_bytes_get_data (shared, NULL));
  rows = execute_statement (connection, statement, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (galley_result_get_n_rows (rows), ==, 1);
  g_assert_cmpstr (galley_result_get_text (rows, 0, galley_result_get_column (rows, "words")), ==, "naïve “quotes” ' \\ 𝄞");
  g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "number")), ==, G_MININT64);
  g_assert_cmpstr (galley_result_get_text (rows, 0, galley_result_get_column (rows, "shared")), ==, "shared");
  g_assert_true (galley_result_get_boolean (rows, 0, galley_result_get_column (rows, "yes")));
  g_assert_false (galley_result_get_boolean (rows, 0, galley_result_get_column (rows, "no")));
  g_assert_true (galley_result_is_null (rows, 0, galley_result_get_column (rows, "nothing")));
  g_assert_false (galley_result_is_null (rows, 0, galley_result_get_column (rows, "words")));
  g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "nothing")), ==, 0);
  g_assert_cmpstr (galley_result_get_text (rows, 0, galley_result_get_column (rows, "ids")), ==, "{3,1,2}");
  g_assert_cmpstr (galley_result_get_text (rows, 0, galley_result_get_column (rows, "none")), ==, "{}");
  g_assert_cmpfloat (galley_result_get_double (rows, 0, galley_result_get_column (rows, "half")), ==, 0.5);
  moment = galley_result_dup_date_time (rows, 0, galley_result_get_column (rows, "moment"));
  written = g_date_time_format_iso8601 (moment);
  g_assert_cmpstr (written, ==, "2025-05-01T10:00:00.250000Z");
  never = galley_result_dup_date_time (rows, 0, galley_result_get_column (rows, "never"));
  g_assert_null (never);
  g_assert_cmpint (galley_result_get_column (rows, "Mixed"), ==, 10);
  g_assert_cmpint (galley_result_get_column (rows, "mixed"), ==, -1);
  g_assert_null (galley_result_get_text (rows, 0, -1));
}

static void
test_affected (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) made =
               execute (connection, "CREATE TEMPORARY TABLE t AS SELECT n FROM generate_series(1, 5) AS n", &error);
  g_autoptr (GalleyResult) updated = execute (connection, "UPDATE t SET n = n + 1 WHERE n > 2", &error);
  g_autoptr (GalleyResult) set = execute (connection, "SET work_mem TO '5MB'", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (galley_result_get_affected (updated), ==, 3);
  g_assert_cmpuint (galley_result_get_n_rows (updated), ==, 0);
  g_assert_cmpuint (galley_result_get_affected (set), ==, 0);
}

/* A text of several commands is one transaction, and the last result counts. */
static void
test_script (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  assert_text (connection, "CREATE TEMPORARY TABLE t (n int); INSERT INTO t VALUES (1), (2); SELECT sum(n) FROM t", "3");
  assert_error (connection, "INSERT INTO t VALUES (3); INSERT INTO t VALUES ('x')", GALLEY_ERROR_INVALID, "invalid input syntax");
  assert_text (connection, "SELECT sum(n) FROM t", "3");
  assert_text (connection, "BEGIN; INSERT INTO t VALUES (3); COMMIT; SELECT sum(n) FROM t", "6");
}

static void
test_empty (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = execute (connection, "-- nothing", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (galley_result_get_n_rows (rows), ==, 0);
  assert_text (connection, "SELECT 1", "1");
}

/* The session is what the program needs it to be, whatever the server, the role and the environment say. */
static void
test_session (void)
{
  g_autofree char *output = galley_test_cluster_psql (
    cluster,
    "ALTER ROLE galley SET timezone TO 'Asia/Tokyo'; ALTER ROLE galley SET datestyle TO 'German';"
    "ALTER ROLE galley SET search_path TO pg_temp; ALTER ROLE galley SET default_transaction_isolation TO 'serializable'");
  g_autofree char *reset = NULL;
  g_autoptr (GalleyConnection) connection = NULL;

  g_setenv ("PGTZ", "America/Lima", TRUE);
  g_setenv ("PGCLIENTENCODING", "LATIN1", TRUE);
  connection = connect_to_cluster ();
  g_unsetenv ("PGTZ");
  g_unsetenv ("PGCLIENTENCODING");
  reset = galley_test_cluster_psql (cluster, "ALTER ROLE galley RESET ALL");
  assert_text (connection, "SHOW timezone", "UTC");
  assert_text (connection, "SHOW datestyle", "ISO, YMD");
  assert_text (connection, "SHOW client_encoding", "UTF8");
  assert_text (connection, "SHOW search_path", "public");
  assert_text (connection, "SHOW transaction_isolation", "read committed");
  assert_text (connection, "SHOW application_name", "galley");
}

/* Errors */

static void
test_errors (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  assert_error (connection, "SELECT * FROM there_is_none", GALLEY_ERROR_SCHEMA, "galleyctl migrate");
  assert_error (connection, "SELECT 1/0", GALLEY_ERROR_INVALID, "division by zero");
  assert_error (connection, "CREATE EXTENSION dblink", GALLEY_ERROR_PERMISSION, "");
  assert_error (connection, "SELEKT", GALLEY_ERROR_FAILED, "42601");
  assert_error (
    connection,
    "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'GY002', MESSAGE = 'stale', DETAIL = 'version 3', HINT = 'Load it again.'; "
    "END $$",
    GALLEY_ERROR_CONFLICT, "stale. version 3. Load it again.");
  assert_text (connection, "SELECT 1", "1");
}

static void
test_not_open (void)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (galley_test_cluster_get_conninfo (cluster));

  assert_error (connection, "SELECT 1", GALLEY_ERROR_CONNECTION, "no connection");
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
test_copy (void)
{
  static const char *const commands[] = { "COPY (SELECT 1) TO STDOUT", "COPY pg_temp.t FROM STDIN", NULL };

  for (gsize i = 0; commands[i] != NULL; i++)
    {
      g_autoptr (GalleyConnection) connection = connect_to_cluster ();
      g_autoptr (GError) lost = NULL;
      g_autoptr (GalleyResult) made = execute (connection, "CREATE TEMPORARY TABLE t (n int)", NULL);

      g_signal_connect (connection, "lost", G_CALLBACK (lost_cb), &lost);
      assert_error (connection, commands[i], GALLEY_ERROR_UNSUPPORTED, "COPY");
      galley_test_until (lost != NULL);
      g_assert_false (galley_connection_is_open (connection));
    }
}

/* Pipelines */

static void
test_pipeline (void)
{
  static const char *const good[] = { "CREATE TEMPORARY TABLE t (n int)", "INSERT INTO t VALUES (1), (2)", "SELECT sum(n) FROM t",
                                      NULL };
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = execute_all (connection, good, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 3);
  g_assert_cmpuint (galley_result_get_affected (g_ptr_array_index (results, 1)), ==, 2);
  g_assert_cmpstr (galley_result_get_text (g_ptr_array_index (results, 2), 0, 0), ==, "3");
}

static void
test_pipeline_error (void)
{
  static const char *const bad[] = { "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)", "SELECT 1/0",
                                     "INSERT INTO t VALUES ('x')", "SELECT * FROM there_is_none", NULL };
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyResult) made = execute (connection, "CREATE TEMPORARY TABLE t (n int)", NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) results = execute_all (connection, bad, &error);

      g_assert_null (results);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      galley_test_assert_message (error, "division by zero");
    }
  assert_text (connection, "SELECT count(*) FROM t", "0");
}

/* What is checked at the commit only fails the whole, too. */
static void
test_pipeline_deferred (void)
{
  static const char *const bad[] = { "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)", "SELECT 1", NULL };
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyResult) made =
               execute (connection, "CREATE TEMPORARY TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = execute_all (connection, bad, &error);

  g_assert_null (results);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, "duplicate key");
  assert_text (connection, "SELECT count(*) FROM t", "0");
}

static void
test_pipeline_names (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) results = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 3; i++)
        g_ptr_array_add (statements, galley_statement_new ("ping"));
      galley_connection_execute_all_async (connection, statements, NULL, galley_test_result_cb, &result);
      results = galley_connection_execute_all_finish (connection, galley_test_await (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (results->len, ==, 3);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpint (galley_result_get_int (g_ptr_array_index (results, i), 0, 0), ==, 1);
    }
  assert_text (connection, "SELECT count(*) FROM pg_prepared_statements", "1");
}

/* A statement that failed while it was being prepared is not taken to be prepared. */
static void
test_prepare_error (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autofree char *hidden = galley_test_cluster_psql (cluster, "ALTER TABLE galley.operation RENAME TO hidden");
  g_autofree char *restored = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new ("operation-result");
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      galley_statement_bind_text (statement, "00000000-0000-0000-0000-000000000000");
      rows = execute_statement (connection, statement, &error);
      if (round == 0)
        {
          g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA);
          restored = galley_test_cluster_psql (cluster, "ALTER TABLE galley.hidden RENAME TO operation");
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (galley_result_get_n_rows (rows), ==, 0);
    }
}

/* What the server had prepared stops to fit when somebody else alters the table, or throws it away. */
static void
test_stale_plan (void)
{
  static const char *const disturbances[] = {
    "SELECT 1",
    "ALTER TABLE galley.operation ALTER COLUMN result TYPE numeric",
    "ALTER TABLE galley.operation ALTER COLUMN result TYPE bigint",
  };
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (disturbances); i++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new ("operation-result");
      g_autofree char *output = galley_test_cluster_psql (cluster, disturbances[i % G_N_ELEMENTS (disturbances)]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      if (i == G_N_ELEMENTS (disturbances))
        assert_text (connection, "DEALLOCATE ALL; SELECT 'gone'", "gone");
      galley_statement_bind_text (statement, "00000000-0000-0000-0000-000000000000");
      rows = execute_statement (connection, statement, &error);
      g_assert_no_error (error);
    }
}

/* Queue */

static void
test_queue (void)
{
  enum
  {
    N = 1000
  };
  g_autoptr (GalleyConnection) connection = galley_connection_new (galley_test_cluster_get_conninfo (cluster));
  g_autoptr (GAsyncResult) opened = NULL;
  g_autofree GAsyncResult **results = g_new0 (GAsyncResult *, N);

  /* Before the connection is open. */
  galley_connection_open_async (connection, NULL, galley_test_result_cb, &opened);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (
        i == 0 ? "CREATE TEMPORARY SEQUENCE s; SELECT nextval('s')" : "SELECT nextval('s')", GALLEY_STATEMENT_READ);

      galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &results[i]);
    }
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = galley_connection_execute_finish (connection, galley_test_await (&results[i]), &error);

      g_assert_no_error (error);
      g_assert_cmpint (galley_result_get_int (rows, 0, 0), ==, i + 1);
      g_object_unref (results[i]);
    }
  g_assert_true (galley_connection_open_finish (connection, galley_test_await (&opened), NULL));
}

static void
test_large (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyStatement) statement =
               galley_statement_new_for_sql ("SELECT length($1::text), $1::text", GALLEY_STATEMENT_READ);
  g_autofree char *value = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GalleyResult) many = NULL;

  galley_statement_bind_text (statement, value);
  rows = execute_statement (connection, statement, &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_result_get_int (rows, 0, 0), ==, 8 * 1024 * 1024);
  g_assert_true (g_str_equal (galley_result_get_text (rows, 0, 1), value));
  many = execute (connection, "SELECT n, repeat('x', 500) FROM generate_series(1, 20000) AS n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (galley_result_get_n_rows (many), ==, 20000);
  g_assert_cmpint (galley_result_get_int (many, 19999, 0), ==, 20000);
}

static void
nested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  guint *depth = user_data;

  if (++*depth < 5)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_READ);

      galley_connection_execute_async (GALLEY_CONNECTION (source), statement, NULL, nested_cb, depth);
      assert_text (GALLEY_CONNECTION (source), "SELECT 'nested'", "nested");
    }
}

/* A callback may run a main loop of its own and use the connection in it. */
static void
test_nested (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_READ);
  guint depth = 0;

  galley_connection_execute_async (connection, statement, NULL, nested_cb, &depth);
  galley_test_until (depth == 5);
}

static void
drop_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GalleyConnection **place = user_data;

  g_clear_object (place);
}

/* Whoever asked may go: what was asked for is done, and then the connection ends. */
static void
test_finalize (void)
{
  for (guint i = 0; i < 2; i++)
    {
      GalleyConnection *connection = connect_to_cluster ();
      gpointer          watched = connection;
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_READ);
      g_autoptr (GAsyncResult) result = NULL;

      g_object_add_weak_pointer (G_OBJECT (connection), &watched);
      galley_connection_execute_async (connection, statement, NULL, i == 0 ? drop_cb : galley_test_result_cb,
                                       i == 0 ? (gpointer)&connection : &result);
      if (i == 1)
        {
          g_object_unref (connection);
          galley_test_await (&result);
          g_clear_object (&result);
        }
      galley_test_until (watched == NULL);
    }
}

static void
test_close (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyStatement) read = galley_statement_new_for_sql ("SELECT pg_sleep(60)", GALLEY_STATEMENT_READ);
  g_autoptr (GalleyStatement) write = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_IDEMPOTENT);
  g_autoptr (GAsyncResult) under_way = NULL;
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  g_signal_connect (connection, "lost", G_CALLBACK (lost_cb), &lost);
  galley_connection_execute_async (connection, read, NULL, galley_test_result_cb, &under_way);
  galley_connection_execute_async (connection, write, NULL, galley_test_result_cb, &waiting);
  galley_connection_close (connection);
  g_assert_null (under_way);
  galley_connection_execute_finish (connection, galley_test_await (&under_way), &first);
  galley_connection_execute_finish (connection, galley_test_await (&waiting), &second);
  g_assert_error (first, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  g_assert_error (second, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  g_assert_no_error (lost);
  galley_connection_close (connection);
}

/* Cancelling */

static void
assert_cancelled (GalleyConnection *connection,
                  GAsyncResult    **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_connection_execute_finish (connection, galley_test_await (result), &error);

  g_assert_null (rows);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_before (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyStatement) statement =
               galley_statement_new_for_sql ("CREATE TEMPORARY TABLE t ()", GALLEY_STATEMENT_IDEMPOTENT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  galley_connection_execute_async (connection, statement, cancellable, galley_test_result_cb, &result);
  assert_cancelled (connection, &result);
  assert_text (connection, "SELECT to_regclass('pg_temp.t')", NULL);
}

static void
test_cancel_queued (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyStatement) first = galley_statement_new_for_sql ("SELECT pg_sleep(60)", GALLEY_STATEMENT_READ);
  g_autoptr (GalleyStatement) second = galley_statement_new_for_sql ("CREATE TEMPORARY TABLE t ()", GALLEY_STATEMENT_IDEMPOTENT);
  g_autoptr (GCancellable) cancel_first = g_cancellable_new ();
  g_autoptr (GCancellable) cancel_second = g_cancellable_new ();
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;

  galley_connection_execute_async (connection, first, cancel_first, galley_test_result_cb, &first_result);
  galley_connection_execute_async (connection, second, cancel_second, galley_test_result_cb, &second_result);
  g_cancellable_cancel (cancel_second);
  assert_cancelled (connection, &second_result);
  g_assert_null (first_result);
  g_cancellable_cancel (cancel_first);
  assert_cancelled (connection, &first_result);
  assert_text (connection, "SELECT to_regclass('pg_temp.t')", NULL);
}

/* However early or late the wish comes, the statement ends, and the next one is not hit. */
static void
test_cancel_under_way (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT pg_sleep(60)", GALLEY_STATEMENT_READ);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;

      galley_connection_execute_async (connection, statement, cancellable, galley_test_result_cb, &result);
      g_cancellable_cancel (cancellable);
      assert_cancelled (connection, &result);
      assert_text (connection, "SELECT 'untouched'", "untouched");
    }
}

static void
test_cancel_late (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_READ);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GAsyncResult) next = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      galley_connection_execute_async (connection, statement, cancellable, galley_test_result_cb, &result);
      galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &next);
      for (guint turn = 0; turn < i % 4 && next == NULL; turn++)
        galley_test_turn ();
      g_cancellable_cancel (cancellable);
      rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
      if (rows == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_clear_pointer (&rows, galley_result_unref);
      rows = galley_connection_execute_finish (connection, galley_test_await (&next), &error);
      g_assert_no_error (error);
    }
}

static void
test_cancel_large (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyStatement) statement =
               galley_statement_new_for_sql ("SELECT pg_sleep(60), length($1::text)", GALLEY_STATEMENT_READ);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *value = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr (GAsyncResult) result = NULL;

  galley_statement_bind_text (statement, value);
  galley_connection_execute_async (connection, statement, cancellable, galley_test_result_cb, &result);
  galley_test_turn ();
  g_cancellable_cancel (cancellable);
  assert_cancelled (connection, &result);
  assert_text (connection, "SELECT 1", "1");
}

/* Messages that nobody asked for */

static void
notice_cb (GalleyConnection *connection,
           const char       *channel,
           const char       *payload,
           int               pid,
           gpointer          user_data)
{
  g_string_append_printf (user_data, "%s:%s ", channel, payload);
}

static void
test_notices (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();
  g_autoptr (GalleyConnection) other = connect_to_cluster ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) listened = execute (connection, "LISTEN one; LISTEN two", &error);

  g_assert_no_error (error);
  g_signal_connect (connection, "notice", G_CALLBACK (notice_cb), heard);
  /* While the listener has nothing to do. */
  assert_text (other, "NOTIFY one, 'a'; NOTIFY two; NOTIFY three, 'x'; SELECT 1", "1");
  galley_test_until (strlen (heard->str) >= 11);
  /* Its own, together with the answer. */
  assert_text (connection, "NOTIFY one, 'b'; SELECT 1", "1");
  galley_test_until (strlen (heard->str) >= 17);
  g_assert_cmpstr (heard->str, ==, "one:a two: one:b ");
}

static void
test_warning (void)
{
  g_autoptr (GalleyConnection) connection = connect_to_cluster ();

  g_test_expect_message ("galley-connection-link", G_LOG_LEVEL_MESSAGE, "look out (GY999)");
  assert_text (connection, "DO $$ BEGIN RAISE WARNING USING ERRCODE = 'GY999', MESSAGE = 'look out'; END $$; SELECT 1", "1");
  g_test_assert_expected_messages ();
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/connection/named-statement", test_named_statement);
  g_test_add_func ("/connection/kinds", test_kinds);
  g_test_add_func ("/connection/unknown-name", test_unknown_name);
  g_test_add_func ("/connection/sealed", test_sealed);
  g_test_add_func ("/connection/values", test_values);
  g_test_add_func ("/connection/affected", test_affected);
  g_test_add_func ("/connection/script", test_script);
  g_test_add_func ("/connection/empty", test_empty);
  g_test_add_func ("/connection/session", test_session);
  g_test_add_func ("/connection/errors", test_errors);
  g_test_add_func ("/connection/not-open", test_not_open);
  g_test_add_func ("/connection/copy", test_copy);
  g_test_add_func ("/connection/pipeline", test_pipeline);
  g_test_add_func ("/connection/pipeline-error", test_pipeline_error);
  g_test_add_func ("/connection/pipeline-deferred", test_pipeline_deferred);
  g_test_add_func ("/connection/pipeline-names", test_pipeline_names);
  g_test_add_func ("/connection/prepare-error", test_prepare_error);
  g_test_add_func ("/connection/stale-plan", test_stale_plan);
  g_test_add_func ("/connection/queue", test_queue);
  g_test_add_func ("/connection/large", test_large);
  g_test_add_func ("/connection/nested", test_nested);
  g_test_add_func ("/connection/finalize", test_finalize);
  g_test_add_func ("/connection/close", test_close);
  g_test_add_func ("/connection/cancel/before", test_cancel_before);
  g_test_add_func ("/connection/cancel/queued", test_cancel_queued);
  g_test_add_func ("/connection/cancel/under-way", test_cancel_under_way);
  g_test_add_func ("/connection/cancel/late", test_cancel_late);
  g_test_add_func ("/connection/cancel/large", test_cancel_large);
  g_test_add_func ("/connection/notices", test_notices);
  g_test_add_func ("/connection/warning", test_warning);
  if (g_test_subprocess ())
    return g_test_run ();
  cluster = galley_test_cluster_new ();
  galley_test_cluster_load_schema (cluster);
  status = g_test_run ();
  galley_test_cluster_free (cluster);
  return status;
}
