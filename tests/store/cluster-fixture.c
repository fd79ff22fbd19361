/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cluster-fixture.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-connection.h"
#include "galley-test-util.h"

/* In /tmp whatever TMPDIR says, and open to everybody who only passes through, so that the server's user gets there when root runs the
 * tests. */
static void
set_up (ClusterFixture *fixture, gconstpointer data)
{
  fixture->folder = g_strdup ("/tmp/galley-cluster-XXXXXX");
  g_assert_nonnull (g_mkdtemp_full (fixture->folder, 0711));
  fixture->data = g_build_filename (fixture->folder, "data", NULL);
  fixture->runtime = g_build_filename (fixture->folder, "run", NULL);
}

/* Every process of a server holds the lock of its data folder, so whoever gets it knows that none is left. */
static void
assert_nothing_runs (ClusterFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->data, "lock", NULL);
  int              lock = open (path, O_RDWR | O_CLOEXEC);

  if (lock < 0)
    return;
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  close (lock);
}

static int
remove_cb (const char *path, const struct stat *status, int type, struct FTW *walk)
{
  return remove (path);
}

static void
tear_down (ClusterFixture *fixture, gconstpointer data)
{
  assert_nothing_runs (fixture);
  g_assert_cmpint (nftw (fixture->folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->data);
  g_free (fixture->runtime);
}

void
cluster_fixture_add (const char *path, ClusterFixtureFunc test)
{
  g_test_add (path, ClusterFixture, NULL, set_up, test, tear_down);
}

GalleyCluster *
cluster_fixture_new (ClusterFixture *fixture)
{
  return galley_cluster_new (fixture->data, fixture->runtime);
}

/* Opens a cluster that must open. */
void
cluster_fixture_reopen (GalleyCluster *cluster)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_open_async (cluster, NULL, galley_test_result_cb, &result);
  galley_cluster_open_finish (cluster, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_READY);
}

GalleyCluster *
cluster_fixture_open (ClusterFixture *fixture)
{
  GalleyCluster *cluster = cluster_fixture_new (fixture);

  cluster_fixture_reopen (cluster);
  return cluster;
}

/* Opens a cluster that must not open, and returns why. */
GError *
cluster_fixture_refuse (GalleyCluster *cluster)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  galley_cluster_open_async (cluster, NULL, galley_test_result_cb, &result);
  g_assert_false (galley_cluster_open_finish (cluster, galley_test_await (&result), &error));
  g_assert_nonnull (error);
  return error;
}

void
cluster_fixture_close (GalleyCluster *cluster)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_close_async (cluster, NULL, galley_test_result_cb, &result);
  galley_cluster_close_finish (cluster, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_CLOSED);
}

/* The first value that a statement returns, on a connection of its own; NULL when it returns none. */
char *
cluster_fixture_query (GalleyCluster *cluster, const char *sql)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (galley_cluster_get_conninfo (cluster));
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, GALLEY_STATEMENT_ONCE);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) executed = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &opened);
  galley_connection_open_finish (connection, galley_test_await (&opened), &error);
  g_assert_no_error (error);
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &executed);
  rows = galley_connection_execute_finish (connection, galley_test_await (&executed), &error);
  g_assert_no_error (error);
  galley_connection_close (connection);
  return galley_result_get_n_rows (rows) > 0 ? g_strdup (galley_result_get_text (rows, 0, 0)) : NULL;
}
