/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of the private server that can be looked at without one. */

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-cluster-control.h"
#include "galley-cluster-folder.h"
#include "galley-cluster-message.h"
#include "galley-cluster-programs.h"
#include "galley-cluster-server.h"
#include "galley-cluster-space.h"
#include "galley-error.h"
#include "galley-test-util.h"

static void
write_script (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0755, NULL));
}

/* A folder with programs of a version that nobody has installed. */
static char *
make_programs (void)
{
  char *folder = g_strdup ("/tmp/galley-programs-XXXXXX");

  g_assert_nonnull (g_mkdtemp_full (folder, 0755));
  write_script (folder, "initdb", "#!/bin/sh\n");
  write_script (folder, "postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) 98devel'\n");
  return folder;
}

static void
assert_found (int major, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyClusterPrograms) programs = galley_cluster_programs_find (major, &error);

  g_assert_no_error (error);
  g_assert_cmpint (programs->major, ==, major);
  g_assert_cmpstr (programs->folder, ==, folder);
}

static void
test_programs_of_environment (void)
{
  g_autofree char *folder = make_programs ();

  g_setenv ("GALLEY_PG_BINDIR", folder, TRUE);
  assert_found (98, folder);
  g_unsetenv ("GALLEY_PG_BINDIR");
  cluster_fixture_remove (folder);
}

static void
with_path (const char *folder, void (*test) (int major, const char *folder), const char *expected)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *path = g_strconcat (folder, ":", before, NULL);

  g_setenv ("PATH", path, TRUE);
  test (98, expected);
  g_setenv ("PATH", before, TRUE);
}

static void
test_programs_of_path (void)
{
  g_autofree char *folder = make_programs ();

  with_path (folder, assert_found, folder);
  cluster_fixture_remove (folder);
}

static void
test_programs_of_pg_config (void)
{
  g_autofree char *folder = make_programs ();
  g_autofree char *path = g_build_filename (folder, "path", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n[ \"$1\" = --bindir ] && echo %s\n", folder);

  g_assert_cmpint (mkdir (path, 0755), ==, 0);
  write_script (path, "pg_config", script);
  with_path (path, assert_found, folder);
  cluster_fixture_remove (folder);
}

/* Without a wish it is the newest that can be used. */
static void
test_programs_of_system (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyClusterPrograms) programs = galley_cluster_programs_find (0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (programs->major, >=, GALLEY_CLUSTER_OLDEST_MAJOR);
  g_assert_true (g_path_is_absolute (programs->folder));
}

static void
test_programs_not_installed (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_cluster_programs_find (98, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
  galley_test_assert_message (error, "sudo apt install postgresql-98");
}

static void
test_network_file_systems (void)
{
  g_assert_cmpstr (galley_cluster_folder_name_network (0x6969), ==, "NFS");
  g_assert_cmpstr (galley_cluster_folder_name_network (0xff534d42), ==, "SMB");
  g_assert_cmpstr (galley_cluster_folder_name_network (0xfe534d42), ==, "SMB");
  g_assert_null (galley_cluster_folder_name_network (0xef53));     /* ext4 */
  g_assert_null (galley_cluster_folder_name_network (0x9123683e)); /* btrfs */
}

static void
assert_meaning (const char *output, GalleyError code, const char *part)
{
  g_autoptr (GError) error = NULL;

  galley_cluster_message_to_error (output, "/the/log", &error);
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
  galley_test_assert_message (error, "/the/log");
}

static void
test_messages (void)
{
  assert_meaning ("2026-11-20 10:00:00 UTC [7] PANIC:  could not write to file \"pg_wal/xlogtemp.7\": No space left on device\n",
                  GALLEY_ERROR_DISK_FULL, "Free some space");
  assert_meaning ("2026-11-20 10:00:00 UTC [7] FATAL:  lock file \"postmaster.pid\" already exists\n"
                  "2026-11-20 10:00:00 UTC [7] HINT:  Is another postmaster (PID 9) running in data directory \"/x\"?\n",
                  GALLEY_ERROR_BUSY, "(PostgreSQL: lock file \"postmaster.pid\" already exists)");
  assert_meaning (
    "2026-11-20 10:00:00 UTC [7] LOG:  unrecognized configuration parameter \"colour\" in file \"postgresql.conf\" line 3\n"
    "2026-11-20 10:00:00 UTC [7] FATAL:  configuration file \"postgresql.conf\" contains errors\n",
    GALLEY_ERROR_CLUSTER, "\"colour\"");
  assert_meaning ("initdb: error: invalid locale name \"C.UTF-8\"\n", GALLEY_ERROR_UNSUPPORTED, "C.UTF-8");
}

/* What is not known is passed on: the last thing that was an error, and nothing of the supervisor's. */
static void
test_unknown_messages (void)
{
  assert_meaning ("2026-11-20 10:00:00 UTC [7] FATAL:  the moon is full\n"
                  "2026-11-20 10:00:01 UTC [7] LOG:  database system is shut down\n"
                  "2026-11-20 10:00:01 UTC [6] SUPERVISOR:  the server is given up\n",
                  GALLEY_ERROR_CLUSTER, "(PostgreSQL: the moon is full)");
  assert_meaning ("error while loading shared libraries: libmoon.so.1\n", GALLEY_ERROR_CLUSTER, "libmoon.so.1");
  assert_meaning ("", GALLEY_ERROR_CLUSTER, "could not be started");
}

static void
test_conninfo (void)
{
  g_autoptr (GalleyClusterServer) server = galley_cluster_server_new ("/nowhere");
  g_autofree char *conninfo = NULL;

  server->socket_folder = g_strdup ("/it's a \\ folder");
  conninfo = galley_cluster_server_describe (server);
  g_assert_cmpstr (conninfo, ==, "host='/it\\'s a \\\\ folder' port='5432' dbname='galley' user='galley'");
}

/* Lines of the supervisor, cut into pieces at every place. */
static void
test_control (void)
{
  static const char                      text[] = "galley-supervisor 1 /run/user/1000/galley\nstarting\nsomething "
                                                  "new\nready\nterminated\n";
  static const GalleyClusterControlEvent expected[] = { GALLEY_CLUSTER_CONTROL_GREETING, GALLEY_CLUSTER_CONTROL_STARTING,
                                                        GALLEY_CLUSTER_CONTROL_READY, GALLEY_CLUSTER_CONTROL_TERMINATED,
                                                        GALLEY_CLUSTER_CONTROL_GONE };

  for (gsize cut = 0; cut <= strlen (text); cut++)
    {
      g_autoptr (GalleyClusterControl) control = NULL;
      GalleyClusterControlEvent event;
      guint                     n_events = 0;
      int                       fds[2];

      g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
      control = galley_cluster_control_new (fds[0]);
      g_assert_cmpint (write (fds[1], text, cut), ==, cut);
      while ((event = galley_cluster_control_read (control)) != GALLEY_CLUSTER_CONTROL_NOTHING)
        g_assert_cmpint (event, ==, expected[n_events++]);
      g_assert_cmpint (write (fds[1], text + cut, strlen (text) - cut), ==, strlen (text) - cut);
      close (fds[1]);
      while (n_events < G_N_ELEMENTS (expected))
        g_assert_cmpint (galley_cluster_control_read (control), ==, expected[n_events++]);
      g_assert_cmpstr (galley_cluster_control_get_socket_folder (control), ==, "/run/user/1000/galley");
    }
}

static void
test_measure (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->folder, "one", "two", NULL);
  g_autofree char *file = g_build_filename (below, "file", NULL);
  g_autofree char *link = g_build_filename (below, "link", NULL);
  g_autofree char *text = g_strnfill (1000 * 1000, 'x');
  guint64          before;
  guint64          after;

  g_assert_cmpint (g_mkdir_with_parents (below, 0700), ==, 0);
  g_assert_cmpint (symlink ("/usr", link), ==, 0);
  before = galley_cluster_space_measure (fixture->folder);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  after = galley_cluster_space_measure (fixture->folder);
  g_assert_cmpuint (after - before, >=, 1000 * 1000);
  g_assert_cmpuint (after, <, 2 * 1000 * 1000);
}

/* The space is really taken, and only once. */
static void
test_ballast (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *ballast = g_build_filename (fixture->folder, "ballast", NULL);
  guint64          before = galley_cluster_space_measure (fixture->folder);

  g_assert_false (galley_cluster_space_has_ballast (ballast));
  g_assert_true (galley_cluster_space_make_ballast (ballast));
  g_assert_true (galley_cluster_space_has_ballast (ballast));
  g_assert_true (galley_cluster_space_make_ballast (ballast));
  g_assert_cmpuint (galley_cluster_space_measure (fixture->folder) - before, >=, GALLEY_CLUSTER_BALLAST_SIZE);
  g_assert_cmpint (truncate (ballast, 0), ==, 0);
  g_assert_false (galley_cluster_space_has_ballast (ballast));
  g_assert_true (galley_cluster_space_make_ballast (ballast));
}

static int
run_supervisor (const char *const *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  return g_subprocess_get_exit_status (process);
}

static void
test_supervisor_options (void)
{
  const char *program = g_getenv ("GALLEY_SUPERVISOR");

  g_assert_nonnull (program);
  g_assert_cmpint (run_supervisor ((const char *[]){ program, "--version", NULL }), ==, 0);
  g_assert_cmpint (run_supervisor ((const char *[]){ program, NULL }), ==, 2);
  g_assert_cmpint (run_supervisor ((const char *[]){ program, "--colour", NULL }), ==, 2);
  g_assert_cmpint (run_supervisor ((const char *[]){ program, "--bin=/b", "--data=/d", "--sockets=/s", NULL }), ==, 2);
  g_assert_cmpint (run_supervisor ((const char *[]){ program, "--locks=many", NULL }), ==, 1);
  g_assert_cmpint (
    run_supervisor ((const char *[]){ program, "--bin=/b", "--data=/d", "--sockets=/s", "--place=/nowhere", NULL }), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cluster/parts/programs-of-environment", test_programs_of_environment);
  g_test_add_func ("/cluster/parts/programs-of-path", test_programs_of_path);
  g_test_add_func ("/cluster/parts/programs-of-pg-config", test_programs_of_pg_config);
  g_test_add_func ("/cluster/parts/programs-of-system", test_programs_of_system);
  g_test_add_func ("/cluster/parts/programs-not-installed", test_programs_not_installed);
  g_test_add_func ("/cluster/parts/network-file-systems", test_network_file_systems);
  g_test_add_func ("/cluster/parts/messages", test_messages);
  g_test_add_func ("/cluster/parts/unknown-messages", test_unknown_messages);
  g_test_add_func ("/cluster/parts/conninfo", test_conninfo);
  g_test_add_func ("/cluster/parts/control", test_control);
  cluster_fixture_add ("/cluster/parts/measure", test_measure);
  cluster_fixture_add ("/cluster/parts/ballast", test_ballast);
  g_test_add_func ("/cluster/parts/supervisor-options", test_supervisor_options);
  return cluster_fixture_run ();
}
