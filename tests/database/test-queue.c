/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the operations of a connection follow each other: pipelines, the queue, closing, and cancelling. */

#include <string.h>

#include "connection-fixture.h"
#include "galley-test-util.h"

/* Pipelines */

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

static void
test_pipeline (void)
{
  static const char *const good[] = { "CREATE TEMPORARY TABLE t (n int)", "INSERT INTO t VALUES (1), (2)", "SELECT sum(n) FROM t",
                                      NULL };
  g_autoptr (GalleyConnection) connection = fixture_connect ();
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
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GalleyResult) made = fixture_execute (connection, "CREATE TEMPORARY TABLE t (n int)", NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) results = execute_all (connection, bad, &error);

      g_assert_null (results);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      galley_test_assert_message (error, "division by zero");
    }
  fixture_assert_text (connection, "SELECT count(*) FROM t", "0");
}

/* What is checked at the commit only fails the whole, too. */
static void
test_pipeline_deferred (void)
{
  static const char *const bad[] = { "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)", "SELECT 1", NULL };
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GalleyResult) made =
               fixture_execute (connection, "CREATE TEMPORARY TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = execute_all (connection, bad, &error);

  g_assert_null (results);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, "duplicate key");
  fixture_assert_text (connection, "SELECT count(*) FROM t", "0");
}

static void
test_pipeline_names (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();

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
  fixture_assert_text (connection, "SELECT count(*) FROM pg_prepared_statements", "1");
}

/* A statement that failed while it was being prepared is not taken to be prepared. */
static void
test_prepare_error (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autofree char *hidden = galley_test_cluster_psql (fixture_get_cluster (), "ALTER TABLE galley.operation RENAME TO hidden");
  g_autofree char *restored = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new ("operation-result");
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      galley_statement_bind_text (statement, "00000000-0000-0000-0000-000000000000");
      rows = fixture_execute_statement (connection, statement, &error);
      if (round == 0)
        {
          g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA);
          restored = galley_test_cluster_psql (fixture_get_cluster (), "ALTER TABLE galley.hidden RENAME TO operation");
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
  g_autoptr (GalleyConnection) connection = fixture_connect ();

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (disturbances); i++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new ("operation-result");
      g_autofree char *output = galley_test_cluster_psql (fixture_get_cluster (), disturbances[i % G_N_ELEMENTS (disturbances)]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      if (i == G_N_ELEMENTS (disturbances))
        fixture_assert_text (connection, "DEALLOCATE ALL; SELECT 'gone'", "gone");
      galley_statement_bind_text (statement, "00000000-0000-0000-0000-000000000000");
      rows = fixture_execute_statement (connection, statement, &error);
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
  g_autoptr (GalleyConnection) connection = galley_connection_new (galley_test_cluster_get_conninfo (fixture_get_cluster ()));
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
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GalleyStatement) statement =
               galley_statement_new_for_sql ("SELECT length($1::text), $1::text", GALLEY_STATEMENT_READ);
  g_autofree char *value = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GalleyResult) many = NULL;

  galley_statement_bind_text (statement, value);
  rows = fixture_execute_statement (connection, statement, &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_result_get_int (rows, 0, 0), ==, 8 * 1024 * 1024);
  g_assert_true (g_str_equal (galley_result_get_text (rows, 0, 1), value));
  many = fixture_execute (connection, "SELECT n, repeat('x', 500) FROM generate_series(1, 20000) AS n", &error);
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
      fixture_assert_text (GALLEY_CONNECTION (source), "SELECT 'nested'", "nested");
    }
}

/* A callback may run a main loop of its own and use the connection in it. */
static void
test_nested (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();
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
      GalleyConnection *connection = fixture_connect ();
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
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GalleyStatement) read = galley_statement_new_for_sql ("SELECT pg_sleep(60)", GALLEY_STATEMENT_READ);
  g_autoptr (GalleyStatement) write = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_IDEMPOTENT);
  g_autoptr (GAsyncResult) under_way = NULL;
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  g_signal_connect (connection, "lost", G_CALLBACK (fixture_lost_cb), &lost);
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
  g_autoptr (GalleyConnection) connection = fixture_connect ();
  g_autoptr (GalleyStatement) statement =
               galley_statement_new_for_sql ("CREATE TEMPORARY TABLE t ()", GALLEY_STATEMENT_IDEMPOTENT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  galley_connection_execute_async (connection, statement, cancellable, galley_test_result_cb, &result);
  assert_cancelled (connection, &result);
  fixture_assert_text (connection, "SELECT to_regclass('pg_temp.t')", NULL);
}

static void
test_cancel_queued (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();
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
  fixture_assert_text (connection, "SELECT to_regclass('pg_temp.t')", NULL);
}

/* However early or late the wish comes, the statement ends, and the next one is not hit. */
static void
test_cancel_under_way (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT pg_sleep(60)", GALLEY_STATEMENT_READ);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;

      galley_connection_execute_async (connection, statement, cancellable, galley_test_result_cb, &result);
      g_cancellable_cancel (cancellable);
      assert_cancelled (connection, &result);
      fixture_assert_text (connection, "SELECT 'untouched'", "untouched");
    }
}

static void
test_cancel_late (void)
{
  g_autoptr (GalleyConnection) connection = fixture_connect ();

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
  g_autoptr (GalleyConnection) connection = fixture_connect ();
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
  fixture_assert_text (connection, "SELECT 1", "1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/queue/pipeline", test_pipeline);
  g_test_add_func ("/queue/pipeline-error", test_pipeline_error);
  g_test_add_func ("/queue/pipeline-deferred", test_pipeline_deferred);
  g_test_add_func ("/queue/pipeline-names", test_pipeline_names);
  g_test_add_func ("/queue/prepare-error", test_prepare_error);
  g_test_add_func ("/queue/stale-plan", test_stale_plan);
  g_test_add_func ("/queue/queue", test_queue);
  g_test_add_func ("/queue/large", test_large);
  g_test_add_func ("/queue/nested", test_nested);
  g_test_add_func ("/queue/finalize", test_finalize);
  g_test_add_func ("/queue/close", test_close);
  g_test_add_func ("/queue/cancel/before", test_cancel_before);
  g_test_add_func ("/queue/cancel/queued", test_cancel_queued);
  g_test_add_func ("/queue/cancel/under-way", test_cancel_under_way);
  g_test_add_func ("/queue/cancel/late", test_cancel_late);
  g_test_add_func ("/queue/cancel/large", test_cancel_large);

  return fixture_run ();
}
