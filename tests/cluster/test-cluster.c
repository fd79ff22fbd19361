/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The states that a private server can be found in, one case each: it starts, or says in one sentence what to do. */

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-cluster-programs.h"
#include "galley-error.h"
#include "galley-test-util.h"

static void
assert_kept (GalleyCluster *cluster)
{
  g_autofree char *words = cluster_fixture_query (cluster, "SELECT words FROM kept");

  g_assert_cmpstr (words, ==, "still here");
}

/* Opens the cluster of a fixture, whatever was done to it, finds what was in it, and closes it. */
static void
assert_opens (ClusterFixture *fixture)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);

  assert_kept (cluster);
  cluster_fixture_close (cluster);
}

static void
assert_refused (ClusterFixture *fixture, GalleyError code, const char *part)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GError) error = cluster_fixture_refuse (cluster);

  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_FAILED);
}

static void
assert_setting (GalleyCluster *cluster, const char *name, const char *expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT current_setting('%s')", name);
  g_autofree char *value = cluster_fixture_query (cluster, sql);

  if (g_strcmp0 (value, expected) != 0)
    g_error ("%s is “%s” and not “%s”", name, value, expected);
}

static void
assert_mode (const char *path, mode_t mode)
{
  struct stat status;

  g_assert_cmpint (lstat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 07777, ==, mode);
}

static void
test_fresh (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autofree char *who = cluster_fixture_query (cluster, "SELECT current_user || ' ' || current_database()");
  g_autofree char *power =
    cluster_fixture_query (cluster, "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user");
  g_autofree char *locale =
    cluster_fixture_query (cluster, "SELECT datcollate || ' ' || datctype || ' ' || pg_encoding_to_char(encoding) "
                                    "FROM pg_database WHERE datname = current_database()");

  g_assert_cmpstr (who, ==, "galley galley");
  g_assert_cmpstr (power, ==, "f");
  g_assert_cmpstr (locale, ==, "C.UTF-8 C.UTF-8 UTF8");
  cluster_fixture_close (cluster);
}

static void
test_settings (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);

  assert_setting (cluster, "data_checksums", "on");
  assert_setting (cluster, "fsync", "on");
  assert_setting (cluster, "synchronous_commit", "on");
  assert_setting (cluster, "full_page_writes", "on");
  assert_setting (cluster, "listen_addresses", "");
  assert_setting (cluster, "dynamic_shared_memory_type", "mmap");
  assert_setting (cluster, "shared_buffers", "16MB");
  cluster_fixture_close (cluster);
}

static void
test_modes (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autofree char *place = g_build_filename (fixture->data, "pg", NULL);
  g_autofree char *data_directory = cluster_fixture_path (fixture, "");
  g_autofree char *conninfo = g_strdup (galley_cluster_get_conninfo (cluster));
  g_auto (GStrv) parts = g_strsplit (conninfo, "'", 3);

  assert_mode (place, 0700);
  assert_mode (data_directory, 0700);
  g_assert_true (g_str_has_prefix (parts[1], fixture->runtime));
  assert_mode (parts[1], 0700);
  assert_mode (galley_cluster_get_log_path (cluster), 0600);
  cluster_fixture_close (cluster);
}

static void
note_stage_cb (GalleyCluster *cluster, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%d", galley_cluster_get_stage (cluster));
}

static void
test_stages (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GString) stages = g_string_new (NULL);
  g_autofree char *expected = g_strdup_printf ("%d%d%d%d%d", GALLEY_CLUSTER_SEARCHING, GALLEY_CLUSTER_CREATING,
                                               GALLEY_CLUSTER_STARTING, GALLEY_CLUSTER_READY, GALLEY_CLUSTER_CLOSED);

  g_signal_connect (cluster, "notify::stage", G_CALLBACK (note_stage_cb), stages);
  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
  g_assert_cmpstr (stages->str, ==, expected);
}

static void
test_again (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  assert_opens (fixture);
}

static void
test_twice (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);

  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
  cluster_fixture_close (cluster);
}

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
  assert_opens (fixture);
}

static void
test_pid_of_stranger (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) stranger = NULL;

  cluster_fixture_create (fixture);
  stranger = spawn_stranger (fixture);
  write_pid_file (fixture, g_subprocess_get_identifier (stranger));
  assert_opens (fixture);
  g_assert_nonnull (g_subprocess_get_identifier (stranger)); /* it was left alone */
  g_subprocess_force_exit (stranger);
  g_assert_true (g_subprocess_wait (stranger, NULL, NULL));
}

static void
test_pid_file_empty (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  cluster_fixture_write (fixture, "postmaster.pid", "");
  assert_opens (fixture);
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
  assert_opens (fixture);
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

  assert_opens (fixture);
  assert_opens (fixture);
  g_assert_nonnull (g_subprocess_get_identifier (server));
  g_subprocess_send_signal (server, SIGINT);
  g_assert_true (g_subprocess_wait_check (server, NULL, NULL));
  assert_opens (fixture);
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

  assert_opens (fixture);
  galley_test_until (galley_cluster_get_stage (first) == GALLEY_CLUSTER_READY);
  assert_kept (first);
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
  assert_kept (second);
  cluster_fixture_close (second);
}

/* A runtime folder that cannot be used is replaced by one in /tmp. */
static void
assert_socket_elsewhere (ClusterFixture *fixture, const char *name)
{
  g_autoptr (GalleyCluster) cluster = NULL;
  g_auto (GStrv) parts = NULL;

  g_free (fixture->runtime);
  fixture->runtime = g_build_filename (fixture->folder, name, NULL);
  cluster_fixture_create (fixture);
  cluster = cluster_fixture_open (fixture);
  parts = g_strsplit (galley_cluster_get_conninfo (cluster), "'", 3);
  g_assert_true (g_str_has_prefix (parts[1], "/tmp/galley-"));
  assert_mode (parts[1], 0700);
  assert_kept (cluster);
  cluster_fixture_close (cluster);
  g_assert_false (g_file_test (parts[1], G_FILE_TEST_EXISTS));
}

static void
test_long_runtime_folder (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (100, 'x');

  assert_socket_elsewhere (fixture, name);
}

/* libpq takes a comma for the end of a host's name. */
static void
test_runtime_folder_with_comma (ClusterFixture *fixture, gconstpointer data)
{
  assert_socket_elsewhere (fixture, "here, there");
}

static void
test_long_data_folder (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (200, 'x');

  g_free (fixture->data);
  fixture->data = g_build_filename (fixture->folder, name, NULL);
  cluster_fixture_create (fixture);
  assert_opens (fixture);
}

/* Names that mean something in a keyword string, in a list of folders, and in a shell. */
static void
test_odd_names (ClusterFixture *fixture, gconstpointer data)
{
  g_free (fixture->data);
  g_free (fixture->runtime);
  fixture->data = g_build_filename (fixture->folder, "my \"data\", it's $HOME", NULL);
  fixture->runtime = g_build_filename (fixture->folder, "so\\ck'ets \"all\" of them", NULL);
  cluster_fixture_create (fixture);
  assert_opens (fixture);
}

static void
test_environment (ClusterFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "LC_ALL", "LANG", "PGDATA", "PGPORT", "TZ" };
  static const char *const values[] = { "xx_YY.UTF-8", "de_DE.UTF-8", "/nowhere", "1", "Moon/Crater" };
  g_auto (GStrv) before = g_get_environ ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_setenv (names[i], values[i], TRUE);
  cluster_fixture_create (fixture);
  assert_opens (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_environ_getenv (before, names[i]) != NULL)
      g_setenv (names[i], g_environ_getenv (before, names[i]), TRUE);
    else
      g_unsetenv (names[i]);
}

/* A folder with programs that say they are of that version, and do nothing else; in /tmp, from where programs may be run. */
static char *
make_programs (const char *version)
{
  static const char *const names[] = { "initdb", "postgres" };
  char                    *folder = g_strdup ("/tmp/galley-programs-XXXXXX");

  g_assert_nonnull (g_mkdtemp_full (folder, 0755));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *text = g_strdup_printf ("#!/bin/sh\necho '%s (PostgreSQL) %s'\n", names[i], version);

      g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0755, NULL));
    }
  return folder;
}

static void
test_programs_missing (ClusterFixture *fixture, gconstpointer data)
{
  g_setenv ("GALLEY_PG_BINDIR", fixture->folder, TRUE);
  assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "the programs initdb and postgres are not there");
  g_unsetenv ("GALLEY_PG_BINDIR");
}

static void
test_programs_too_old (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *programs = make_programs ("14.11");

  g_setenv ("GALLEY_PG_BINDIR", programs, TRUE);
  assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "which is PostgreSQL 14. Galley needs PostgreSQL 15 or newer.");
  g_unsetenv ("GALLEY_PG_BINDIR");
  cluster_fixture_remove (programs);
}

static void
test_programs_of_other_version (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *programs = make_programs ("99.1");

  cluster_fixture_create (fixture);
  g_setenv ("GALLEY_PG_BINDIR", programs, TRUE);
  assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "Your database was made by PostgreSQL");
  g_unsetenv ("GALLEY_PG_BINDIR");
  cluster_fixture_remove (programs);
  assert_opens (fixture);
}

/* Of two clusters the one of the newer version is used, and nothing is done as long as its programs are missing. */
static void
test_cluster_of_other_version (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = NULL;
  g_autofree char *newer = NULL;

  cluster_fixture_create (fixture);
  folder = cluster_fixture_path (fixture, "");
  newer = g_build_filename (fixture->data, "pg", "99", NULL);
  g_assert_cmpint (rename (folder, newer), ==, 0);
  assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "postgresql-99");
  g_assert_cmpint (rename (newer, folder), ==, 0);
  assert_opens (fixture);
}

static void
test_programs_broken (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *programs = make_programs ("16.1");
  g_autofree char *initdb = g_build_filename (programs, "initdb", NULL);

  g_assert_true (g_file_set_contents_full (initdb,
                                           "#!/bin/sh\necho 'initdb: error: invalid locale name \"C.UTF-8\"' >&2\nexit 1\n", -1,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0755, NULL));
  g_setenv ("GALLEY_PG_BINDIR", programs, TRUE);
  assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "lacks the locale C.UTF-8");
  g_unsetenv ("GALLEY_PG_BINDIR");
  cluster_fixture_remove (programs);
}

static void
test_supervisor_missing (ClusterFixture *fixture, gconstpointer data)
{
  const char      *before = g_getenv ("GALLEY_SUPERVISOR");
  g_autofree char *saved = g_strdup (before);

  g_setenv ("GALLEY_SUPERVISOR", "/nowhere/galley-supervisor", TRUE);
  assert_refused (fixture, GALLEY_ERROR_CLUSTER, "/nowhere/galley-supervisor");
  if (saved != NULL)
    g_setenv ("GALLEY_SUPERVISOR", saved, TRUE);
  else
    g_unsetenv ("GALLEY_SUPERVISOR");
}

static void
test_data_folder_is_file (ClusterFixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->data, "", -1, NULL));
  assert_refused (fixture, GALLEY_ERROR_CLUSTER, "which cannot be used: Not a directory");
}

/* Whoever can write there can have the server do anything. */
static void
test_place_of_everybody (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *place = g_build_filename (fixture->data, "pg", NULL);

  cluster_fixture_create (fixture);
  g_assert_cmpint (chmod (place, 0777), ==, 0);
  assert_refused (fixture, GALLEY_ERROR_CLUSTER, "that nobody else can write to");
  g_assert_cmpint (chmod (place, 0700), ==, 0);
  assert_opens (fixture);
}

/* Somebody made the folder for sockets in /tmp before us: it is not used. */
static void
test_runtime_folder_of_everybody (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  g_assert_cmpint (mkdir (fixture->runtime, 0777), ==, 0);
  g_assert_cmpint (chmod (fixture->runtime, 0777), ==, 0);
  {
    g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
    g_auto (GStrv) parts = g_strsplit (galley_cluster_get_conninfo (cluster), "'", 3);

    g_assert_cmpstr (parts[1], !=, fixture->runtime);
    assert_mode (parts[1], 0700);
    cluster_fixture_close (cluster);
  }
}

/* Root writes anywhere, except where nobody can. */
static void
test_data_folder_read_only (ClusterFixture *fixture, gconstpointer data)
{
  gboolean mounted = geteuid () == 0 && mount (fixture->folder, fixture->folder, NULL, MS_BIND, NULL) == 0;

  g_assert_cmpint (mkdir (fixture->data, 0500), ==, 0);
  if (geteuid () == 0 && !mounted)
    {
      g_test_skip ("root may not mount here, and writes to every folder");
      return;
    }
  if (mounted)
    g_assert_cmpint (mount (NULL, fixture->folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL), ==, 0);
  assert_refused (fixture, GALLEY_ERROR_CLUSTER, "Make it a folder that you can write to");
  if (mounted)
    g_assert_cmpint (umount (fixture->folder), ==, 0);
}

static void
test_damaged (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *control = NULL;

  cluster_fixture_create (fixture);
  control = cluster_fixture_path (fixture, "global/pg_control");
  g_assert_cmpint (unlink (control), ==, 0);
  assert_refused (fixture, GALLEY_ERROR_CLUSTER, "Restore the last backup");
}

/* As it is: it stays the file of its owner. */
static void
overwrite (const char *path, const char *bytes, gsize length)
{
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Bytes of the control file may have become others, those that tell the version among them, and that is not another version. */
static void
test_damaged_control (ClusterFixture *fixture, gconstpointer data)
{
  static const long offsets[] = { 0, 8, 100 };
  g_autofree char  *path = NULL;
  g_autofree char  *whole = NULL;
  g_autoptr (GalleyCluster) cluster = NULL;
  gsize length;

  cluster_fixture_create (fixture);
  path = cluster_fixture_path (fixture, "global/pg_control");
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autofree char *damaged = g_memdup2 (whole, length);

      memset (damaged + offsets[i], 'x', 16);
      overwrite (path, damaged, length);
      assert_refused (fixture, GALLEY_ERROR_CLUSTER, "files are damaged. Restore the last backup");
    }
  overwrite (path, whole, length);
  cluster = cluster_fixture_open (fixture);
  cluster_fixture_close (cluster);
}

/* The folder of the database, without what makes it one: nothing is made over it, and nothing of it is lost. */
static void
test_not_whole (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *version = NULL;
  g_autofree char *control = NULL;

  cluster_fixture_create (fixture);
  version = cluster_fixture_path (fixture, "PG_VERSION");
  control = cluster_fixture_path (fixture, "global/pg_control");
  g_assert_cmpint (unlink (version), ==, 0);
  assert_refused (fixture, GALLEY_ERROR_CLUSTER, "holds files, but no database that is whole");
  g_assert_true (g_file_test (control, G_FILE_TEST_EXISTS));
}

static void
test_bad_setting (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  cluster_fixture_write (fixture, "postgresql.conf", "include 'galley.conf'\nwork_memory = 4MB\n");
  assert_refused (fixture, GALLEY_ERROR_CLUSTER, "work_memory");
}

/* The user's own settings win and stay; Galley's are brought up to date. */
static void
test_own_setting (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = NULL;

  cluster_fixture_create (fixture);
  cluster_fixture_write (fixture, "postgresql.conf", "include 'galley.conf'\nwork_mem = 7MB\nmax_connections = 9\n");
  cluster_fixture_write (fixture, "galley.conf", "fsync = off\n");
  cluster_fixture_write (fixture, "pg_hba.conf", "local all all trust\n");
  cluster = cluster_fixture_open (fixture);
  assert_setting (cluster, "work_mem", "7MB");
  assert_setting (cluster, "max_connections", "9");
  assert_setting (cluster, "fsync", "on");
  {
    g_autofree char *rules = cluster_fixture_query (cluster, "SELECT pg_catalog.current_setting('listen_addresses') = ''");
    g_autofree char *path = cluster_fixture_path (fixture, "pg_hba.conf");
    g_autofree char *text = NULL;

    g_assert_cmpstr (rules, ==, "t");
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_null (strstr (text, "trust"));
  }
  cluster_fixture_close (cluster);
}

static void
test_cancel (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_open_async (cluster, cancellable, galley_test_result_cb, &result);
  galley_test_until (galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_CREATING);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_cluster_open_finish (cluster, galley_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_CLOSED);

  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
}

static void
test_close_while_opening (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_open_async (cluster, NULL, galley_test_result_cb, &opened);
  galley_test_until (galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_CREATING);
  cluster_fixture_close (cluster);
  g_assert_false (galley_cluster_open_finish (cluster, galley_test_await (&opened), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Who does not wait for the end of closing has left all the same. */
static void
test_cancel_closing (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) open_error = NULL;

  cluster_fixture_create (fixture);
  cluster = cluster_fixture_new (fixture);
  galley_cluster_open_async (cluster, NULL, galley_test_result_cb, &opened);
  galley_cluster_close_async (cluster, cancellable, galley_test_result_cb, &closed);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_cluster_close_finish (cluster, galley_test_await (&closed), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (galley_cluster_open_finish (cluster, galley_test_await (&opened), &open_error));
  g_assert_error (open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_CLOSED);
  g_assert_null (galley_cluster_get_conninfo (cluster));
}

/* Whoever is dropped while the server runs has left. */
static void
test_drop (ClusterFixture *fixture, gconstpointer data)
{
  GalleyCluster *cluster = cluster_fixture_open (fixture);
  pid_t          postmaster = cluster_fixture_get_postmaster (fixture);

  g_assert_finalize_object (cluster);
  cluster_fixture_await_end (postmaster);
}

static void
test_space (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint64 data_size = 0;
  guint64 free_space = 0;

  galley_cluster_check_space_async (cluster, NULL, galley_test_result_cb, &result);
  galley_cluster_check_space_finish (cluster, galley_test_await (&result), &data_size, &free_space, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (data_size, >, 10 * 1000 * 1000);
  g_assert_cmpuint (data_size, <, 100 * 1000 * 1000);
  g_assert_cmpuint (free_space, >, 0);
  g_assert_false (galley_cluster_get_low_on_space (cluster));
  cluster_fixture_close (cluster);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/fresh", test_fresh);
  cluster_fixture_add ("/cluster/settings", test_settings);
  cluster_fixture_add ("/cluster/modes", test_modes);
  cluster_fixture_add ("/cluster/stages", test_stages);
  cluster_fixture_add ("/cluster/again", test_again);
  cluster_fixture_add ("/cluster/twice", test_twice);
  cluster_fixture_add ("/cluster/pid-of-dead", test_pid_of_dead);
  cluster_fixture_add ("/cluster/pid-of-stranger", test_pid_of_stranger);
  cluster_fixture_add ("/cluster/pid-file-empty", test_pid_file_empty);
  cluster_fixture_add ("/cluster/socket-of-stranger", test_socket_of_stranger);
  cluster_fixture_add ("/cluster/unfinished", test_unfinished);
  cluster_fixture_add ("/cluster/started-by-hand", test_started_by_hand);
  cluster_fixture_add ("/cluster/socket-deleted", test_socket_deleted);
  cluster_fixture_add ("/cluster/control-deleted", test_control_deleted);
  cluster_fixture_add ("/cluster/long-runtime-folder", test_long_runtime_folder);
  cluster_fixture_add ("/cluster/runtime-folder-with-comma", test_runtime_folder_with_comma);
  cluster_fixture_add ("/cluster/long-data-folder", test_long_data_folder);
  cluster_fixture_add ("/cluster/odd-names", test_odd_names);
  cluster_fixture_add ("/cluster/environment", test_environment);
  cluster_fixture_add ("/cluster/programs-missing", test_programs_missing);
  cluster_fixture_add ("/cluster/programs-too-old", test_programs_too_old);
  cluster_fixture_add ("/cluster/programs-of-other-version", test_programs_of_other_version);
  cluster_fixture_add ("/cluster/cluster-of-other-version", test_cluster_of_other_version);
  cluster_fixture_add ("/cluster/programs-broken", test_programs_broken);
  cluster_fixture_add ("/cluster/supervisor-missing", test_supervisor_missing);
  cluster_fixture_add ("/cluster/data-folder-is-file", test_data_folder_is_file);
  cluster_fixture_add ("/cluster/place-of-everybody", test_place_of_everybody);
  cluster_fixture_add ("/cluster/runtime-folder-of-everybody", test_runtime_folder_of_everybody);
  cluster_fixture_add ("/cluster/data-folder-read-only", test_data_folder_read_only);
  cluster_fixture_add ("/cluster/damaged", test_damaged);
  cluster_fixture_add ("/cluster/damaged-control", test_damaged_control);
  cluster_fixture_add ("/cluster/not-whole", test_not_whole);
  cluster_fixture_add ("/cluster/bad-setting", test_bad_setting);
  cluster_fixture_add ("/cluster/own-setting", test_own_setting);
  cluster_fixture_add ("/cluster/cancel", test_cancel);
  cluster_fixture_add ("/cluster/close-while-opening", test_close_while_opening);
  cluster_fixture_add ("/cluster/cancel-closing", test_cancel_closing);
  cluster_fixture_add ("/cluster/drop", test_drop);
  cluster_fixture_add ("/cluster/space", test_space);
  return cluster_fixture_run ();
}
