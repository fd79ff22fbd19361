/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody else may have left in the folders of a private server: it starts all the same, and leaves others alone. */

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-cluster-programs.h"
#include "galley-test-util.h"

static void
become_server_user_cb (gpointer user_data)
{
  struct stat *status = user_data;

  if (setresgid (status->st_gid, status->st_gid, status->st_gid) != 0 ||
      setresuid (status->st_uid, status->st_uid, status->st_uid) != 0)
    _exit (1);
}

static GSubprocess *
spawn_as_server_user (ClusterFixture *fixture, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher =
               g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *data_directory = cluster_fixture_path (fixture, "");
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  struct stat  status;

  g_assert_cmpint (stat (data_directory, &status), ==, 0);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_set_child_setup (launcher, become_server_user_cb, &status, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

/* A process that waits for the end of its input. */
static GSubprocess *
spawn_stranger (ClusterFixture *fixture)
{
  return spawn_as_server_user (fixture, (const char *[]){ "cat", NULL });
}

static void
write_pid_file (ClusterFixture *fixture, const char *pid)
{
  g_autofree char *folder = cluster_fixture_path (fixture, "");
  g_autofree char *text =
    g_strdup_printf ("%s\n%s\n1700000000\n5432\n%s\n\n 1234567 0\nready   \n", pid, folder, fixture->runtime);

  cluster_fixture_write (fixture, "postmaster.pid", text);
}

static void
test_pid_of_dead (ClusterFixture *fixture, gconstpointer data)
{
  pid_t            dead = fork ();
  g_autofree char *pid = NULL;

  if (dead == 0)
    _exit (0);
  g_assert_cmpint (waitpid (dead, NULL, 0), ==, dead);
  pid = g_strdup_printf ("%d", (int)dead);
  cluster_fixture_create (fixture);
  write_pid_file (fixture, pid);
  cluster_fixture_assert_opens (fixture);
}

static void
test_pid_of_stranger (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) stranger = NULL;

  cluster_fixture_create (fixture);
  stranger = spawn_stranger (fixture);
  write_pid_file (fixture, g_subprocess_get_identifier (stranger));
  cluster_fixture_assert_opens (fixture);
  g_assert_nonnull (g_subprocess_get_identifier (stranger)); /* it was left alone */
  g_subprocess_force_exit (stranger);
  g_assert_true (g_subprocess_wait (stranger, NULL, NULL));
}

static void
test_pid_file_empty (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  cluster_fixture_write (fixture, "postmaster.pid", "");
  cluster_fixture_assert_opens (fixture);
}

/* PostgreSQL guards its socket with a file of its own, whose number can belong to somebody else by now as well. */
static void
test_socket_of_stranger (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = NULL;
  g_autoptr (GSubprocess) stranger = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) parts = NULL;
  struct stat status;

  cluster_fixture_create (fixture);
  cluster = cluster_fixture_open (fixture);
  parts = g_strsplit (galley_cluster_get_conninfo (cluster), "'", 3);
  g_assert_cmpint (stat (parts[1], &status), ==, 0);
  cluster_fixture_close (cluster);

  g_assert_cmpint (g_mkdir_with_parents (parts[1], 0700), ==, 0);
  g_assert_cmpint (chown (parts[1], status.st_uid, status.st_gid), ==, 0);
  stranger = spawn_stranger (fixture);
  path = g_build_filename (parts[1], ".s.PGSQL.5432.lock", NULL);
  text = g_strdup_printf ("%s\n/nowhere\n1700000000\n5432\n%s\n", g_subprocess_get_identifier (stranger), parts[1]);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (chown (path, status.st_uid, status.st_gid), ==, 0);
  cluster_fixture_assert_opens (fixture);
  g_subprocess_force_exit (stranger);
  g_assert_true (g_subprocess_wait (stranger, NULL, NULL));
}

static void
test_unfinished (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = NULL;
  g_autofree char *leftover = NULL;

  cluster_fixture_create (fixture);
  folder = cluster_fixture_path (fixture, "");
  leftover = g_strconcat (folder, ".new", NULL);
  g_assert_cmpint (rename (folder, leftover), ==, 0);

  {
    g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
    g_autofree char *tables = cluster_fixture_query (cluster, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'");

    g_assert_cmpstr (tables, ==, "0");
    cluster_fixture_close (cluster);
  }
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
}

/* Somebody looks after the data and started the server by hand.  It is used, and goes on when we leave. */
static void
test_started_by_hand (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyClusterPrograms) programs = galley_cluster_programs_find (0, NULL);
  g_autofree char *program = g_build_filename (programs->folder, "postgres", NULL);
  g_autofree char *data_directory = NULL;
  g_autoptr (GSubprocess) server = NULL;
  g_autofree char *status = NULL;
  g_autofree char *pid_file = NULL;
  struct stat      owner;

  cluster_fixture_create (fixture);
  data_directory = cluster_fixture_path (fixture, "");
  g_assert_cmpint (mkdir (fixture->runtime, 0700), ==, 0);
  g_assert_cmpint (stat (data_directory, &owner), ==, 0);
  g_assert_cmpint (chown (fixture->runtime, owner.st_uid, owner.st_gid), ==, 0);
  server =
    spawn_as_server_user (fixture, (const char *[]){ program, "-D", data_directory, "-k", fixture->runtime, "-p", "5433", NULL });
  pid_file = cluster_fixture_path (fixture, "postmaster.pid");
  while (status == NULL || strstr (status, "ready") == NULL)
    {
      g_clear_pointer (&status, g_free);
      g_file_get_contents (pid_file, &status, NULL, NULL);
      g_assert_nonnull (g_subprocess_get_identifier (server));
    }

  cluster_fixture_assert_opens (fixture);
  cluster_fixture_assert_opens (fixture);
  g_assert_nonnull (g_subprocess_get_identifier (server));
  g_subprocess_send_signal (server, SIGINT);
  g_assert_true (g_subprocess_wait_check (server, NULL, NULL));
  cluster_fixture_assert_opens (fixture);
}

static void
test_socket_deleted (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) first = NULL;
  g_autofree char *socket = NULL;
  g_auto (GStrv) parts = NULL;

  cluster_fixture_create (fixture);
  first = cluster_fixture_open (fixture);
  parts = g_strsplit (galley_cluster_get_conninfo (first), "'", 3);
  socket = g_build_filename (parts[1], ".s.PGSQL.5432", NULL);
  g_assert_cmpint (unlink (socket), ==, 0);

  cluster_fixture_assert_opens (fixture);
  galley_test_until (galley_cluster_get_stage (first) == GALLEY_CLUSTER_READY);
  cluster_fixture_assert_kept (first);
  cluster_fixture_close (first);
}

static void
test_control_deleted (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) first = NULL;
  g_autoptr (GalleyCluster) second = cluster_fixture_new (fixture);
  g_autofree char *control = g_build_filename (fixture->data, "pg", "control", NULL);
  g_autoptr (GAsyncResult) opened = NULL;

  cluster_fixture_create (fixture);
  first = cluster_fixture_open (fixture);
  g_assert_cmpint (unlink (control), ==, 0);

  /* the second one cannot join; it gets its turn as soon as the first one is gone */
  galley_cluster_open_async (second, NULL, galley_test_result_cb, &opened);
  galley_test_until (galley_cluster_get_stage (second) == GALLEY_CLUSTER_SEARCHING);
  cluster_fixture_close (first);
  g_assert_true (galley_cluster_open_finish (second, galley_test_await (&opened), NULL));
  cluster_fixture_assert_kept (second);
  cluster_fixture_close (second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/leftovers/pid-of-dead", test_pid_of_dead);
  cluster_fixture_add ("/cluster/leftovers/pid-of-stranger", test_pid_of_stranger);
  cluster_fixture_add ("/cluster/leftovers/pid-file-empty", test_pid_file_empty);
  cluster_fixture_add ("/cluster/leftovers/socket-of-stranger", test_socket_of_stranger);
  cluster_fixture_add ("/cluster/leftovers/unfinished", test_unfinished);
  cluster_fixture_add ("/cluster/leftovers/started-by-hand", test_started_by_hand);
  cluster_fixture_add ("/cluster/leftovers/socket-deleted", test_socket_deleted);
  cluster_fixture_add ("/cluster/leftovers/control-deleted", test_control_deleted);
  return cluster_fixture_run ();
}
