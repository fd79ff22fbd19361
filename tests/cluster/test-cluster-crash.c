/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What belongs to a private server is killed while it is in use. */

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-connection.h"
#include "galley-error.h"
#include "galley-test-util.h"

typedef struct
{
  GalleyCluster *cluster;
  guint          n_ready;
  guint          n_recovering;
  GError        *failure;
} Watch;

static void
stage_changed_cb (GalleyCluster *cluster, GParamSpec *pspec, Watch *watch)
{
  watch->n_ready += galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_READY;
  watch->n_recovering += galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_RECOVERING;
}

static void
failed_cb (GalleyCluster *cluster, GError *error, Watch *watch)
{
  g_assert_null (watch->failure);
  watch->failure = g_error_copy (error);
}

/* Opens a cluster with a row in it and watches what becomes of it. */
static void
open_and_watch (ClusterFixture *fixture, Watch *watch)
{
  cluster_fixture_create (fixture);
  *watch = (Watch){ .cluster = cluster_fixture_open (fixture) };
  g_signal_connect (watch->cluster, "notify::stage", G_CALLBACK (stage_changed_cb), watch);
  g_signal_connect (watch->cluster, "failed", G_CALLBACK (failed_cb), watch);
  g_free (cluster_fixture_query (watch->cluster, "UPDATE kept SET words = 'acknowledged'"));
}

static void
close_watch (Watch *watch)
{
  cluster_fixture_close (watch->cluster);
  g_clear_object (&watch->cluster);
  g_clear_error (&watch->failure);
}

static void
assert_acknowledged (Watch *watch)
{
  g_autofree char *words = cluster_fixture_query (watch->cluster, "SELECT words FROM kept");

  g_assert_cmpstr (words, ==, "acknowledged");
}

static void
test_kill_postmaster (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;
  pid_t postmaster;

  open_and_watch (fixture, &watch);
  postmaster = cluster_fixture_get_postmaster (fixture);
  g_assert_cmpint (kill (postmaster, SIGKILL), ==, 0);
  galley_test_until (watch.n_ready == 1);
  g_assert_cmpuint (watch.n_recovering, ==, 1);
  g_assert_cmpint (cluster_fixture_get_postmaster (fixture), !=, postmaster);
  assert_acknowledged (&watch);
  close_watch (&watch);
}

static GalleyConnection *
connect_to (GalleyCluster *cluster)
{
  GalleyConnection *connection = galley_connection_new (galley_cluster_get_conninfo (cluster));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
  galley_connection_open_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return connection;
}

/* A backend that computes does not notice that its postmaster is gone, and keeps the shared memory, without which no new server
 * starts. */
static void
test_kill_postmaster_of_busy_backend (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;
  g_autoptr (GalleyConnection) connection = NULL;
  g_autoptr (GalleyStatement) busy = galley_statement_new_for_sql (
    "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b", GALLEY_STATEMENT_READ);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autofree char *running = NULL;

  open_and_watch (fixture, &watch);
  connection = connect_to (watch.cluster);
  galley_connection_execute_async (connection, busy, NULL, galley_test_result_cb, &result);
  while (g_strcmp0 (running, "1") != 0)
    {
      g_free (running);
      running = cluster_fixture_query (
        watch.cluster, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series(1, 100000) b' AND "
                       "state = 'active' AND pid <> pg_backend_pid()");
    }
  g_assert_cmpint (kill (cluster_fixture_get_postmaster (fixture), SIGKILL), ==, 0);
  galley_test_until (watch.n_ready == 1);
  assert_acknowledged (&watch);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), NULL);
  g_assert_null (rows);
  close_watch (&watch);
}

/* PostgreSQL restarts by itself then. */
static void
test_kill_backend (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;
  g_autoptr (GalleyConnection) connection = NULL;
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT pg_backend_pid()", GALLEY_STATEMENT_READ);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  pid_t            postmaster;

  open_and_watch (fixture, &watch);
  postmaster = cluster_fixture_get_postmaster (fixture);
  connection = connect_to (watch.cluster);
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), NULL);
  g_assert_cmpint (kill ((pid_t)galley_result_get_int (rows, 0, 0), SIGKILL), ==, 0);
  galley_test_until (!galley_connection_is_open (connection));
  while (words == NULL)
    {
      g_clear_error (&error);
      words = cluster_fixture_try (watch.cluster, "SELECT words FROM kept", &error);
    }
  g_assert_cmpstr (words, ==, "acknowledged");
  g_assert_cmpint (cluster_fixture_get_postmaster (fixture), ==, postmaster);
  close_watch (&watch);
}

/* The server ends with its supervisor, and the cluster gets a new one by itself. */
static void
test_kill_supervisor (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;
  pid_t postmaster;

  open_and_watch (fixture, &watch);
  postmaster = cluster_fixture_get_postmaster (fixture);
  g_assert_cmpint (kill (cluster_fixture_get_parent (postmaster), SIGKILL), ==, 0);
  galley_test_until (watch.n_ready == 1);
  cluster_fixture_await_end (postmaster);
  assert_acknowledged (&watch);
  close_watch (&watch);
}

static void
test_kill_all (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;
  pid_t postmaster;

  open_and_watch (fixture, &watch);
  postmaster = cluster_fixture_get_postmaster (fixture);
  g_assert_cmpint (kill (cluster_fixture_get_parent (postmaster), SIGSTOP), ==, 0);
  g_assert_cmpint (kill (postmaster, SIGKILL), ==, 0);
  g_assert_cmpint (kill (cluster_fixture_get_parent (postmaster), SIGKILL), ==, 0);
  galley_test_until (watch.n_ready == 1);
  assert_acknowledged (&watch);
  close_watch (&watch);
}

/* As at the end of a session: it is not started again. */
static void
test_terminate_supervisor (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;

  open_and_watch (fixture, &watch);
  g_assert_cmpint (kill (cluster_fixture_get_parent (cluster_fixture_get_postmaster (fixture)), SIGTERM), ==, 0);
  galley_test_until (watch.failure != NULL);
  g_assert_error (watch.failure, GALLEY_ERROR, GALLEY_ERROR_CLUSTER);
  g_assert_cmpint (galley_cluster_get_stage (watch.cluster), ==, GALLEY_CLUSTER_FAILED);
  cluster_fixture_assert_stopped (fixture);

  cluster_fixture_reopen (watch.cluster);
  assert_acknowledged (&watch);
  close_watch (&watch);
}

/* The same, but with clients that a polite stop would wait for. */
static void
test_terminate_with_connections (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;
  g_autoptr (GalleyConnection) connection = NULL;

  open_and_watch (fixture, &watch);
  connection = connect_to (watch.cluster);
  g_assert_cmpint (kill (cluster_fixture_get_parent (cluster_fixture_get_postmaster (fixture)), SIGHUP), ==, 0);
  galley_test_until (watch.failure != NULL);
  galley_test_until (!galley_connection_is_open (connection));
  cluster_fixture_assert_stopped (fixture);
  close_watch (&watch);
}

/* A server that cannot be started again is given up, and everybody is told why. */
static void
test_give_up (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;

  open_and_watch (fixture, &watch);
  cluster_fixture_write (fixture, "postgresql.conf", "include 'galley.conf'\nshared_buffers = lots\n");
  g_assert_cmpint (kill (cluster_fixture_get_postmaster (fixture), SIGKILL), ==, 0);
  galley_test_until (watch.failure != NULL);
  g_assert_error (watch.failure, GALLEY_ERROR, GALLEY_ERROR_CLUSTER);
  galley_test_assert_message (watch.failure, "shared_buffers");
  g_assert_cmpint (galley_cluster_get_stage (watch.cluster), ==, GALLEY_CLUSTER_FAILED);
  cluster_fixture_assert_stopped (fixture);

  cluster_fixture_write (fixture, "postgresql.conf", "include 'galley.conf'\n");
  cluster_fixture_reopen (watch.cluster);
  assert_acknowledged (&watch);
  close_watch (&watch);
}

/* A server that hangs is not waited for, for ever. */
static void
test_hanging_server (ClusterFixture *fixture, gconstpointer data)
{
  Watch watch;
  pid_t postmaster;

  open_and_watch (fixture, &watch);
  postmaster = cluster_fixture_get_postmaster (fixture);
  g_assert_cmpint (kill (postmaster, SIGSTOP), ==, 0);
  close_watch (&watch);
  cluster_fixture_await_end (postmaster);
}

/* Somebody who holds the lock and has no supervisor is not waited for, for ever, either. */
static void
test_lock_held (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autofree char *path = g_build_filename (fixture->data, "lock", NULL);
  g_autoptr (GError) error = NULL;
  int lock;

  cluster_fixture_create (fixture);
  lock = open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  error = cluster_fixture_refuse (cluster);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_BUSY);
  galley_test_assert_message (error, "Another program is busy");
  close (lock);
  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
}

/* What the sanitizers say of the supervisor, in a build that has them, goes to its log. */
static void
test_supervisor_is_sound (ClusterFixture *fixture, gconstpointer data)
{
  Watch            watch;
  pid_t            supervisor;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;

  open_and_watch (fixture, &watch);
  path = g_strdup (galley_cluster_get_log_path (watch.cluster));
  supervisor = cluster_fixture_get_parent (cluster_fixture_get_postmaster (fixture));
  g_assert_cmpint (kill (cluster_fixture_get_postmaster (fixture), SIGKILL), ==, 0);
  galley_test_until (watch.n_ready == 1);
  close_watch (&watch);
  cluster_fixture_await_end (supervisor);
  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  g_assert_nonnull (strstr (log, "was killed by signal 9"));
  g_assert_null (strstr (log, "Sanitizer"));
  g_assert_null (strstr (log, "runtime error"));
}

/* With a log that has grown too long a new one is begun, and the old one is kept once. */
static void
test_log (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = NULL;
  g_autofree char *earlier = NULL;
  g_autofree char *text = g_strnfill (1100 * 1000, 'x');
  struct stat      status;

  cluster_fixture_create (fixture);
  cluster_fixture_write (fixture, "../server.log", text);
  cluster = cluster_fixture_open (fixture);
  earlier = g_strconcat (galley_cluster_get_log_path (cluster), ".1", NULL);
  g_assert_cmpint (stat (earlier, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 1100 * 1000);
  g_assert_cmpint (stat (galley_cluster_get_log_path (cluster), &status), ==, 0);
  g_assert_cmpint (status.st_size, <, 10 * 1000);
  g_assert_cmpint (status.st_size, >, 0);
  cluster_fixture_close (cluster);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/crash/kill-postmaster", test_kill_postmaster);
  cluster_fixture_add ("/cluster/crash/kill-postmaster-of-busy-backend", test_kill_postmaster_of_busy_backend);
  cluster_fixture_add ("/cluster/crash/kill-backend", test_kill_backend);
  cluster_fixture_add ("/cluster/crash/kill-supervisor", test_kill_supervisor);
  cluster_fixture_add ("/cluster/crash/kill-all", test_kill_all);
  cluster_fixture_add ("/cluster/crash/terminate-supervisor", test_terminate_supervisor);
  cluster_fixture_add ("/cluster/crash/terminate-with-connections", test_terminate_with_connections);
  cluster_fixture_add ("/cluster/crash/give-up", test_give_up);
  cluster_fixture_add ("/cluster/crash/supervisor-is-sound", test_supervisor_is_sound);
  cluster_fixture_add ("/cluster/crash/log", test_log);
  if (g_test_slow ())
    {
      cluster_fixture_add ("/cluster/crash/slow/hanging-server", test_hanging_server);
      cluster_fixture_add ("/cluster/crash/slow/lock-held", test_lock_held);
    }
  return cluster_fixture_run ();
}
