/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The states in which a private server cannot be started, one case each: it says in one sentence what to do. */

#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-error.h"

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
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "the programs initdb and postgres are not there");
  g_unsetenv ("GALLEY_PG_BINDIR");
}

static void
test_programs_too_old (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *programs = make_programs ("14.11");

  g_setenv ("GALLEY_PG_BINDIR", programs, TRUE);
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED,
                                  "which is PostgreSQL 14. Galley needs PostgreSQL 15 or newer.");
  g_unsetenv ("GALLEY_PG_BINDIR");
  cluster_fixture_remove (programs);
}

static void
test_programs_of_other_version (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *programs = make_programs ("99.1");

  cluster_fixture_create (fixture);
  g_setenv ("GALLEY_PG_BINDIR", programs, TRUE);
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "Your database was made by PostgreSQL");
  g_unsetenv ("GALLEY_PG_BINDIR");
  cluster_fixture_remove (programs);
  cluster_fixture_assert_opens (fixture);
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
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "postgresql-99");
  g_assert_cmpint (rename (newer, folder), ==, 0);
  cluster_fixture_assert_opens (fixture);
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
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_UNSUPPORTED, "lacks the locale C.UTF-8");
  g_unsetenv ("GALLEY_PG_BINDIR");
  cluster_fixture_remove (programs);
}

static void
test_supervisor_missing (ClusterFixture *fixture, gconstpointer data)
{
  const char      *before = g_getenv ("GALLEY_SUPERVISOR");
  g_autofree char *saved = g_strdup (before);

  g_setenv ("GALLEY_SUPERVISOR", "/nowhere/galley-supervisor", TRUE);
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "/nowhere/galley-supervisor");
  if (saved != NULL)
    g_setenv ("GALLEY_SUPERVISOR", saved, TRUE);
  else
    g_unsetenv ("GALLEY_SUPERVISOR");
}

static void
test_data_folder_is_file (ClusterFixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->data, "", -1, NULL));
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "which cannot be used: Not a directory");
}

/* Whoever can write there can have the server do anything. */
static void
test_place_of_everybody (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *place = g_build_filename (fixture->data, "pg", NULL);

  cluster_fixture_create (fixture);
  g_assert_cmpint (chmod (place, 0777), ==, 0);
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "that nobody else can write to");
  g_assert_cmpint (chmod (place, 0700), ==, 0);
  cluster_fixture_assert_opens (fixture);
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
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "Make it a folder that you can write to");
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
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "Restore the last backup");
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
      cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "files are damaged. Restore the last backup");
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
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "holds files, but no database that is whole");
  g_assert_true (g_file_test (control, G_FILE_TEST_EXISTS));
}

static void
test_bad_setting (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  cluster_fixture_write (fixture, "postgresql.conf", "include 'galley.conf'\nwork_memory = 4MB\n");
  cluster_fixture_assert_refused (fixture, GALLEY_ERROR_CLUSTER, "work_memory");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/refused/programs-missing", test_programs_missing);
  cluster_fixture_add ("/cluster/refused/programs-too-old", test_programs_too_old);
  cluster_fixture_add ("/cluster/refused/programs-of-other-version", test_programs_of_other_version);
  cluster_fixture_add ("/cluster/refused/cluster-of-other-version", test_cluster_of_other_version);
  cluster_fixture_add ("/cluster/refused/programs-broken", test_programs_broken);
  cluster_fixture_add ("/cluster/refused/supervisor-missing", test_supervisor_missing);
  cluster_fixture_add ("/cluster/refused/data-folder-is-file", test_data_folder_is_file);
  cluster_fixture_add ("/cluster/refused/place-of-everybody", test_place_of_everybody);
  cluster_fixture_add ("/cluster/refused/data-folder-read-only", test_data_folder_read_only);
  cluster_fixture_add ("/cluster/refused/damaged", test_damaged);
  cluster_fixture_add ("/cluster/refused/damaged-control", test_damaged_control);
  cluster_fixture_add ("/cluster/refused/not-whole", test_not_whole);
  cluster_fixture_add ("/cluster/refused/bad-setting", test_bad_setting);
  return cluster_fixture_run ();
}
