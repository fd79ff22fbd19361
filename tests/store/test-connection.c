/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-connection.h"
#include "galley-error.h"
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
  g_assert_true (galley_connection_is_open (connection));
  return connection;
}

static GalleyResult *
execute (GalleyConnection *connection,
         GalleyStatement  *statement,
         GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  return galley_connection_execute_finish (connection, galley_test_await (&result), error);
}

static void
test_named_statement (void)
{
  g_autoptr (GalleyConnection) connection = connect_to (galley_test_cluster_get_conninfo (cluster));

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyResult) rows = execute (connection, ping, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (galley_result_get_n_rows (rows), ==, 1);
      g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "one")), ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = galley_test_cluster_new ();
  g_test_add_func ("/connection/named-statement", test_named_statement);
  status = g_test_run ();
  galley_test_cluster_free (cluster);
  return status;
}
