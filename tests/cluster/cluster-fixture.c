/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cluster-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "galley-cluster-space.h"
#include "galley-connection.h"
#include "galley-test-util.h"

#define PATIENCE      60000                /* ms, only ever taken by a test that fails */
#define ENOUGH_MEMORY (1024 * 1024 * 1024) /* bytes */

/* In memory where there is plenty of it: a cluster is a thousand files, and none of these tests is about the disk. */
static const char *
choose_parent (void)
{
  guint64 free_space = galley_cluster_space_get_free ("/dev/shm");

  return free_space != G_MAXUINT64 && free_space > ENOUGH_MEMORY && access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
}

/* Not in TMPDIR, whatever that is, and open to everybody who only passes through, so that the server's user gets there when root
 * runs the tests. */
static void
set_up (ClusterFixture *fixture, gconstpointer data)
{
  fixture->folder = g_build_filename (choose_parent (), "galley-cluster-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp_full (fixture->folder, 0711));
  fixture->data = g_build_filename (fixture->folder, "data", NULL);
  fixture->runtime = g_build_filename (fixture->folder, "run", NULL);
}

static void
tear_down (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_assert_stopped (fixture);
  cluster_fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->data);
  g_free (fixture->runtime);
}

/* Every process of a server holds the lock of its data folder, so whoever gets it knows that none is left. */
void
cluster_fixture_assert_stopped (ClusterFixture *fixture)
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

void
cluster_fixture_remove (const char *path)
{
  g_assert_cmpint (nftw (path, remove_cb, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
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

/* Making a cluster takes a second, and copying one takes none, so the tests that need one that is there share the first. */
static char *model;

static void
copy (const char *from, const char *to)
{
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "cp", "-a", from, to, NULL);

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
make_model (void)
{
  ClusterFixture fixture;
  g_autoptr (GalleyCluster) cluster = NULL;

  set_up (&fixture, NULL);
  cluster = cluster_fixture_open (&fixture);
  g_free (cluster_fixture_query (cluster, "CREATE TABLE kept AS SELECT 'still here' AS words"));
  cluster_fixture_close (cluster);
  cluster_fixture_assert_stopped (&fixture);
  model = g_strdup (fixture.folder);
  g_free (fixture.folder);
  g_free (fixture.data);
  g_free (fixture.runtime);
}

/* Gives the fixture a cluster with a table "kept" that has one row; its server is not running. */
void
cluster_fixture_create (ClusterFixture *fixture)
{
  g_autofree char *data = NULL;

  if (model == NULL)
    make_model ();
  data = g_build_filename (model, "data", NULL);
  copy (data, fixture->data);
}

/* In place of g_test_run(). */
int
cluster_fixture_run (void)
{
  int status = g_test_run ();

  if (model != NULL)
    cluster_fixture_remove (model);
  g_clear_pointer (&model, g_free);
  return status;
}

/* The first value that a statement returns, on a connection of its own; NULL when it returns none or fails. */
char *
cluster_fixture_try (GalleyCluster *cluster, const char *sql, GError **error)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (galley_cluster_get_conninfo (cluster));
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, GALLEY_STATEMENT_ONCE);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) executed = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &opened);
  if (!galley_connection_open_finish (connection, galley_test_await (&opened), error))
    return NULL;
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &executed);
  rows = galley_connection_execute_finish (connection, galley_test_await (&executed), error);
  galley_connection_close (connection);
  if (rows == NULL || galley_result_get_n_rows (rows) == 0)
    return NULL;
  return g_strdup (galley_result_get_text (rows, 0, 0));
}

char *
cluster_fixture_query (GalleyCluster *cluster, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *value = cluster_fixture_try (cluster, sql, &error);

  g_assert_no_error (error);
  return value;
}

/* The path of a file in the data directory; the tests run with one version of PostgreSQL. */
char *
cluster_fixture_path (ClusterFixture *fixture, const char *name)
{
  g_autofree char *place = g_build_filename (fixture->data, "pg", NULL);
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (strspn (entry, "0123456789") == strlen (entry))
      return g_build_filename (place, entry, name, NULL);
  g_error ("there is no cluster in %s", place);
  return NULL;
}

/* Writes a file into the data directory as the server's user. */
void
cluster_fixture_write (ClusterFixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = cluster_fixture_path (fixture, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stat (folder, &status), ==, 0);
  g_assert_cmpint (chown (path, status.st_uid, status.st_gid), ==, 0);
}

pid_t
cluster_fixture_get_postmaster (ClusterFixture *fixture)
{
  g_autofree char *path = cluster_fixture_path (fixture, "postmaster.pid");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return atoi (text);
}

pid_t
cluster_fixture_get_parent (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int)pid);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return atoi (strrchr (text, ')') + strlen (") S "));
}

void
cluster_fixture_await_end (pid_t pid)
{
  int           fd = (int)syscall (SYS_pidfd_open, pid, 0);
  struct pollfd end = { .fd = fd, .events = POLLIN };

  if (fd < 0 && errno == ESRCH)
    return;
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (poll (&end, 1, PATIENCE), ==, 1);
  close (fd);
}

void
cluster_fixture_assert_kept (GalleyCluster *cluster)
{
  g_autofree char *words = cluster_fixture_query (cluster, "SELECT words FROM kept");

  g_assert_cmpstr (words, ==, "still here");
}

/* Opens the cluster of a fixture, whatever was done to it, finds what was in it, and closes it. */
void
cluster_fixture_assert_opens (ClusterFixture *fixture)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);

  cluster_fixture_assert_kept (cluster);
  cluster_fixture_close (cluster);
}

void
cluster_fixture_assert_refused (ClusterFixture *fixture, GalleyError code, const char *part)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GError) error = cluster_fixture_refuse (cluster);

  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_FAILED);
}

void
cluster_fixture_assert_mode (const char *path, mode_t mode)
{
  struct stat status;

  g_assert_cmpint (lstat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 07777, ==, mode);
}
