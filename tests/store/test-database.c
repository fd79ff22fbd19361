/* SPDX-License-Identifier: GPL-3.0-or-later */

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

  galley_database_set_pause (database, 1, 20);
  galley_database_open_async (database, NULL, galley_test_result_cb, &result);
  galley_database_open_finish (database, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTED);
  return database;
}

static GalleyResult *
execute (GalleyDatabase     *database,
         const char         *sql,
         GalleyStatementKind kind,
         GError            **error)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, kind);
  g_autoptr (GAsyncResult) result = NULL;

  galley_database_execute_async (database, statement, NULL, galley_test_result_cb, &result);
  return galley_database_execute_finish (database, galley_test_await (&result), error);
}

static void
changed_cb (GalleyDatabase *database,
            GalleyChange   *change,
            gpointer        user_data)
{
  GalleyChange **place = user_data;

  g_clear_pointer (place, galley_change_unref);
  *place = galley_change_ref (change);
}

static void
test_notice (void)
{
  g_autoptr (GalleyDatabase) database = open_database ();
  g_autoptr (GalleyChange) change = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (database, "changed", G_CALLBACK (changed_cb), &change);
  rows = execute (database, "SELECT pg_notify('galley', 'post 5 5 2 ' || current_setting('galley.session') || ' U')",
                  GALLEY_STATEMENT_READ, &error);
  g_assert_no_error (error);
  galley_test_until (change != NULL);
  g_assert_cmpint (galley_change_get_id (change), ==, 5);
  g_assert_true (galley_change_is_own (change));
}

static void
test_once (void)
{
  g_autoptr (GalleyDatabase) database = open_database ();
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *remembered = NULL;

  rows = execute (database, "INSERT INTO thing (name) VALUES ('one') RETURNING id;", GALLEY_STATEMENT_ONCE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "result")), >, 0);
  remembered = galley_test_cluster_psql (cluster, "SELECT count(*) FROM public.thing JOIN galley.operation ON result = thing.id");
  g_assert_cmpstr (remembered, ==, "1");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *output = NULL;
  int              status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = galley_test_cluster_new ();
  galley_test_cluster_load_schema (cluster);
  output = galley_test_cluster_psql (cluster, "SET ROLE galley; CREATE TABLE public.thing (id serial PRIMARY KEY, name text)");
  g_test_add_func ("/database/notice", test_notice);
  g_test_add_func ("/database/once", test_once);
  status = g_test_run ();
  galley_test_cluster_free (cluster);
  return status;
}
