/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "connection-fixture.h"

#include "galley-test-util.h"

static GalleyTestCluster *cluster;

int
fixture_run (void)
{
  int status;

  /* What is meant to fail in a process of its own is given the server of the first one. */
  if (g_test_subprocess ())
    return g_test_run ();

  cluster = galley_test_cluster_new ();
  galley_test_cluster_load_schema (cluster);
  status = g_test_run ();
  galley_test_cluster_free (cluster);

  return status;
}

GalleyTestCluster *
fixture_get_cluster (void)
{
  return cluster;
}

GalleyConnection *
fixture_connect_to (const char *conninfo)
{
  GalleyConnection *connection = galley_connection_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
  galley_connection_open_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return connection;
}

GalleyConnection *
fixture_connect (void)
{
  return fixture_connect_to (galley_test_cluster_get_conninfo (cluster));
}

GalleyResult *
fixture_execute_statement (GalleyConnection *connection,
                           GalleyStatement  *statement,
                           GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  return galley_connection_execute_finish (connection, galley_test_await (&result), error);
}

GalleyResult *
fixture_execute (GalleyConnection *connection,
                 const char       *sql,
                 GError          **error)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, GALLEY_STATEMENT_READ);

  return fixture_execute_statement (connection, statement, error);
}

void
fixture_assert_text (GalleyConnection *connection,
                     const char       *sql,
                     const char       *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = fixture_execute (connection, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (galley_result_get_text (rows, 0, 0), ==, expected);
}

void
fixture_lost_cb (GalleyConnection *connection,
                 const GError     *error,
                 gpointer          user_data)
{
  GError **place = user_data;

  g_assert_null (*place);
  *place = g_error_copy (error);
}
