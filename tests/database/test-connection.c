/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "connection-fixture.h"
#include "galley-statement-private.h"
#include "galley-test-util.h"

static void
assert_error (GalleyConnection *connection,
              const char       *sql,
              GalleyError       code,
              const char       *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = fixture_execute (connection, sql, &error);

  g_assert_null (rows);
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
}

/* Statements and values */

static void
test_named_statement (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = fixture_execute_statement (connection, ping, &error);

      g_assert_no_error (error);
      g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "one")), ==, 1);
    }
  fixture_assert_text (connection, "SELECT count(*) FROM pg_prepared_statements", "1");
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
      g_autoptr (GalleyConnection) connection = fixture_connect_to (g_getenv ("GALLEY_TEST_CONNINFO"));
      g_autoptr (GalleyStatement) statement = galley_statement_new ("ping");
      g_autoptr (GalleyResult) rows = fixture_execute_statement (connection, statement, NULL);

      galley_statement_bind_int (statement, 1);
      return;
    }
  g_setenv ("GALLEY_TEST_CONNINFO", galley_test_cluster_get_conninfo (fixture_get_cluster ()), TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*bound to a statement that was given to a connection*");
}

static void
test_values (void)
{
  static const gint64 ids[] = { 3, 1, 2 };
  g_autoptr (GalleyConnection) connection = fixture_connect ();
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
  rows = fixture_execute_statement (connection, statement, &error);
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
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) made =
               fixture_execute (connection, "CREATE TEMPORARY TABLE t AS SELECT n FROM generate_series(1, 5) AS n", &error);
  g_autoptr (GalleyResult) updated = fixture_execute (connection, "UPDATE t SET n = n + 1 WHERE n > 2", &error);
  g_autoptr (GalleyResult) set = fixture_execute (connection, "SET work_mem TO '5MB'", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (galley_result_get_affected (updated), ==, 3);
  g_assert_cmpuint (galley_result_get_n_rows (updated), ==, 0);
  g_assert_cmpuint (galley_result_get_affected (set), ==, 0);
}

/* A text of several commands is one transaction, and the last result counts. */
static void
test_script (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();

  fixture_assert_text (connection, "CREATE TEMPORARY TABLE t (n int); INSERT INTO t VALUES (1), (2); SELECT sum(n) FROM t", "3");
  assert_error (connection, "INSERT INTO t VALUES (3); INSERT INTO t VALUES ('x')", GALLEY_ERROR_INVALID, "invalid input syntax");
  fixture_assert_text (connection, "SELECT sum(n) FROM t", "3");
  fixture_assert_text (connection, "BEGIN; INSERT INTO t VALUES (3); COMMIT; SELECT sum(n) FROM t", "6");
}

static void
test_empty (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = fixture_execute (connection, "-- nothing", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (galley_result_get_n_rows (rows), ==, 0);
  fixture_assert_text (connection, "SELECT 1", "1");
}

/* The session is what the program needs it to be, whatever the server, the role and the environment say. */
static void
test_session (void)
{
  g_autofree char *output = galley_test_cluster_psql (
    fixture_get_cluster (),
    "ALTER ROLE galley SET timezone TO 'Asia/Tokyo'; ALTER ROLE galley SET datestyle TO 'German';"
    "ALTER ROLE galley SET search_path TO pg_temp; ALTER ROLE galley SET default_transaction_isolation TO 'serializable'");
  g_autofree char *reset = NULL;
  g_autoptr (GalleyConnection) connection = NULL;

  g_setenv ("PGTZ", "America/Lima", TRUE);
  g_setenv ("PGCLIENTENCODING", "LATIN1", TRUE);
  connection = fixture_connect ();
  g_unsetenv ("PGTZ");
  g_unsetenv ("PGCLIENTENCODING");
  reset = galley_test_cluster_psql (fixture_get_cluster (), "ALTER ROLE galley RESET ALL");
  fixture_assert_text (connection, "SHOW timezone", "UTC");
  fixture_assert_text (connection, "SHOW datestyle", "ISO, YMD");
  fixture_assert_text (connection, "SHOW client_encoding", "UTF8");
  fixture_assert_text (connection, "SHOW search_path", "public");
  fixture_assert_text (connection, "SHOW transaction_isolation", "read committed");
  fixture_assert_text (connection, "SHOW application_name", "galley");
}

/* Errors */

static void
test_errors (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();

  assert_error (connection, "SELECT * FROM there_is_none", GALLEY_ERROR_SCHEMA, "galleyctl migrate");
  assert_error (connection, "SELECT 1/0", GALLEY_ERROR_INVALID, "division by zero");
  assert_error (connection, "CREATE EXTENSION dblink", GALLEY_ERROR_PERMISSION, "");
  assert_error (connection, "SELEKT", GALLEY_ERROR_FAILED, "42601");
  assert_error (
    connection,
    "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'GY002', MESSAGE = 'stale', DETAIL = 'version 3', HINT = 'Load it again.'; "
    "END $$",
    GALLEY_ERROR_CONFLICT, "stale. version 3. Load it again.");
  fixture_assert_text (connection, "SELECT 1", "1");
}

static void
test_not_open (void)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (galley_test_cluster_get_conninfo (fixture_get_cluster ()));

  assert_error (connection, "SELECT 1", GALLEY_ERROR_CONNECTION, "no connection");
}

static void
test_copy (void)
{
  static const char *const commands[] = { "COPY (SELECT 1) TO STDOUT", "COPY pg_temp.t FROM STDIN", NULL };

  for (gsize i = 0; commands[i] != NULL; i++)
    {
      g_autoptr (GalleyConnection) connection = fixture_connect ();
      g_autoptr (GError) lost = NULL;
      g_autoptr (GalleyResult) made = fixture_execute (connection, "CREATE TEMPORARY TABLE t (n int)", NULL);

      g_signal_connect (connection, "lost", G_CALLBACK (fixture_lost_cb), &lost);
      assert_error (connection, commands[i], GALLEY_ERROR_UNSUPPORTED, "COPY");
      galley_test_until (lost != NULL);
      g_assert_false (galley_connection_is_open (connection));
    }
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
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GalleyConnection) other = fixture_connect ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) listened = fixture_execute (connection, "LISTEN one; LISTEN two", &error);

  g_assert_no_error (error);
  g_signal_connect (connection, "notice", G_CALLBACK (notice_cb), heard);
  /* While the listener has nothing to do. */
  fixture_assert_text (other, "NOTIFY one, 'a'; NOTIFY two; NOTIFY three, 'x'; SELECT 1", "1");
  galley_test_until (strlen (heard->str) >= 11);
  /* Its own, together with the answer. */
  fixture_assert_text (connection, "NOTIFY one, 'b'; SELECT 1", "1");
  galley_test_until (strlen (heard->str) >= 17);
  g_assert_cmpstr (heard->str, ==, "one:a two: one:b ");
}

static void
test_warning (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();

  g_test_expect_message ("galley-connection-link", G_LOG_LEVEL_MESSAGE, "look out (GY999)");
  fixture_assert_text (connection, "DO $$ BEGIN RAISE WARNING USING ERRCODE = 'GY999', MESSAGE = 'look out'; END $$; SELECT 1",
                       "1");
  g_test_assert_expected_messages ();
}

int
main (int   argc,
      char *argv[])
{
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
  g_test_add_func ("/connection/notices", test_notices);
  g_test_add_func ("/connection/warning", test_warning);

  return fixture_run ();
}
