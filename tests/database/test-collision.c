/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-database.h"
#include "galley-error.h"
#include "galley-test-cluster.h"
#include "galley-test-util.h"

static GalleyTestCluster *cluster;

static GalleyDatabase *
open_database (void)
{
  GalleyDatabase *database = galley_database_new (galley_test_cluster_get_conninfo (cluster));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_database_open_async (database, NULL, galley_test_result_cb, &result);
  galley_database_open_finish (database, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return database;
}

/* A verb has parameters; what has none may be a script. */
static void
start (GalleyDatabase     *database,
       const char         *sql,
       GalleyStatementKind kind,
       int                 number,
       GCancellable       *cancellable,
       GAsyncResult      **result)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, kind);

  if (number >= 0)
    galley_statement_bind_int (statement, number);
  galley_database_execute_async (database, statement, cancellable, galley_test_result_cb, result);
}

static GalleyResult *
finish (GalleyDatabase *database,
        GAsyncResult  **result,
        GError        **error)
{
  GalleyResult *rows = galley_database_execute_finish (database, galley_test_await (result), error);

  g_clear_object (result);
  return rows;
}

static void
run (GalleyDatabase *database,
     const char     *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  start (database, sql, GALLEY_STATEMENT_READ, -1, NULL, &result);
  rows = finish (database, &result, &error);
  g_assert_no_error (error);
}

static void
assert_psql (const char *sql,
             const char *expected)
{
  g_autofree char *output = galley_test_cluster_psql (cluster, sql);

  g_assert_cmpstr (output, ==, expected);
}

/* The functions collide as often as they are told; what they did before is undone, but for the number of tries. */
static void
reset (void)
{
  assert_psql ("SELECT setval('tries', 1, false)", "1");
  assert_psql ("WITH gone AS (DELETE FROM done RETURNING 1) SELECT count(*) >= 0 FROM gone", "t");
}

static void
assert_tries (const char *tries,
              const char *done)
{
  assert_psql ("SELECT last_value FROM tries", tries);
  assert_psql ("SELECT count(*) FROM done", done);
}

static void
test_repeated (void)
{
  static const GalleyStatementKind kinds[] = { GALLEY_STATEMENT_READ, GALLEY_STATEMENT_IDEMPOTENT, GALLEY_STATEMENT_ONCE };
  static const char *const         verbs[] = { "deadlock", "misfit" };
  g_autoptr (GalleyDatabase) database = open_database ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) * G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s($1) AS id", verbs[i % 2]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      reset ();
      start (database, sql, kinds[i / 2], 3, NULL, &result);
      rows = finish (database, &result, &error);
      g_assert_no_error (error);
      assert_tries ("4", "1");
    }
}

/* Not for ever. */
static void
test_bounded (void)
{
  g_autoptr (GalleyDatabase) database = open_database ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  reset ();
  start (database, "SELECT deadlock($1) AS id", GALLEY_STATEMENT_ONCE, 1000, NULL, &result);
  rows = finish (database, &result, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_BUSY);
  galley_test_assert_message (error, "Try again");
  assert_tries ("6", "0");
}

/* Several statements are one transaction, and are repeated as one. */
static void
test_several (void)
{
  g_autoptr (GalleyDatabase) database = open_database ();
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  reset ();
  g_ptr_array_add (statements, galley_statement_new_for_sql ("INSERT INTO done VALUES ('first')", GALLEY_STATEMENT_IDEMPOTENT));
  g_ptr_array_add (statements, galley_statement_new_for_sql ("SELECT deadlock(2)", GALLEY_STATEMENT_IDEMPOTENT));
  galley_database_execute_all_async (database, statements, NULL, galley_test_result_cb, &result);
  results = galley_database_execute_all_finish (database, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  assert_tries ("3", "2");
}

/* What a script has committed would be done twice, and what belongs to a transaction is undone with it. */
static void
assert_not_repeated (const char *before,
                     const char *sql,
                     int         number,
                     const char *done)
{
  g_autoptr (GalleyDatabase) database = open_database ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  reset ();
  if (before != NULL)
    run (database, before);
  start (database, sql, GALLEY_STATEMENT_READ, number, NULL, &result);
  rows = finish (database, &result, &error);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_BUSY);
  assert_tries ("1", done);
}

static void
test_not_repeated (void)
{
  assert_not_repeated (NULL, "INSERT INTO done VALUES ('first'); COMMIT; SELECT deadlock(2)", -1, "1");
  assert_not_repeated ("BEGIN", "SELECT deadlock($1)", 2, "0");
}

static gboolean
is_waiting (void)
{
  g_autofree char *n = galley_test_cluster_psql (cluster, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");

  return !g_str_equal (n, "0");
}

/* A session of somebody's, who has locked one row and then wants another, and a verb that comes the other way: the verb gives
 * way, and has its turn when the other one is done. */
static void
test_real_deadlock (void)
{
  g_autoptr (GalleyDatabase) verb = open_database ();
  g_autoptr (GalleyDatabase) person = NULL;
  g_autoptr (GAsyncResult) ours = NULL;
  g_autoptr (GAsyncResult) theirs = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) our_rows = NULL;
  g_autoptr (GalleyResult) their_rows = NULL;

  /* The server ends the one who looks first. */
  assert_psql ("ALTER ROLE galley SET deadlock_timeout = '1h'", "");
  person = open_database ();
  assert_psql ("ALTER ROLE galley RESET deadlock_timeout", "");
  run (person, "BEGIN");
  run (person, "UPDATE row SET text = text || 'p' WHERE id = 1");
  start (verb, "SELECT turn($1) AS id", GALLEY_STATEMENT_ONCE, 2, NULL, &ours);
  while (!is_waiting ())
    g_main_context_iteration (NULL, FALSE);
  start (person, "UPDATE row SET text = text || 'p' WHERE id = 2", GALLEY_STATEMENT_READ, -1, NULL, &theirs);
  their_rows = finish (person, &theirs, &error);
  g_assert_no_error (error);
  run (person, "COMMIT");
  our_rows = finish (verb, &ours, &error);
  g_assert_no_error (error);
  assert_psql ("SELECT string_agg(text, ' ' ORDER BY id) FROM row", "pv pv");
}

static void
test_cancelled (void)
{
  g_autoptr (GalleyDatabase) database = open_database ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  reset ();
  start (database, "SELECT deadlock($1) FROM pg_sleep(600)", GALLEY_STATEMENT_READ, 1000, cancellable, &result);
  g_cancellable_cancel (cancellable);
  rows = finish (database, &result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const char setup[] =
  "CREATE TABLE public.done (what text);"
  "CREATE TABLE public.row (id int PRIMARY KEY, text text);"
  "INSERT INTO row VALUES (1, ''), (2, '');"
  "CREATE SEQUENCE public.tries;"
  "CREATE FUNCTION deadlock(times int) RETURNS int LANGUAGE plpgsql AS $$BEGIN"
  "  INSERT INTO done VALUES ('deadlock');"
  "  IF nextval('tries') <= times THEN RAISE EXCEPTION USING ERRCODE = '40P01', MESSAGE = 'deadlock detected'; END IF;"
  "  RETURN 1; END$$;"
  "CREATE FUNCTION misfit(times int) RETURNS int LANGUAGE plpgsql AS $$BEGIN"
  "  INSERT INTO done VALUES ('misfit');"
  "  IF nextval('tries') <= times THEN RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'could not serialize'; END IF;"
  "  RETURN 1; END$$;"
  "CREATE FUNCTION turn(first int) RETURNS int LANGUAGE plpgsql AS $$BEGIN"
  "  UPDATE row SET text = text || 'v' WHERE id = first;"
  "  UPDATE row SET text = text || 'v' WHERE id <> first;"
  "  RETURN 1; END$$;"
  "GRANT ALL ON ALL TABLES IN SCHEMA public TO galley; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO galley";

int
main (int   argc,
      char *argv[])
{
  g_autofree char *output = NULL;
  int              status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = galley_test_cluster_new ();
  galley_test_cluster_load_schema (cluster);
  output = galley_test_cluster_psql (cluster, setup);
  g_test_add_func ("/collision/repeated", test_repeated);
  g_test_add_func ("/collision/bounded", test_bounded);
  g_test_add_func ("/collision/several", test_several);
  g_test_add_func ("/collision/not-repeated", test_not_repeated);
  g_test_add_func ("/collision/real-deadlock", test_real_deadlock);
  g_test_add_func ("/collision/cancelled", test_cancelled);
  status = g_test_run ();
  galley_test_cluster_free (cluster);
  return status;
}
