/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is different for root, as whom PostgreSQL does not run. */

#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-error.h"
#include "galley-test-util.h"

static uid_t
get_owner (const char *path)
{
  struct stat status;

  g_assert_cmpint (lstat (path, &status), ==, 0);
  return status.st_uid;
}

static uid_t
get_process_owner (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d", (int)pid);

  return get_owner (path);
}

static void
test_user (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  pid_t postmaster = cluster_fixture_get_postmaster (fixture);

  g_assert_cmpint (get_process_owner (postmaster), !=, 0);
  g_assert_cmpint (get_process_owner (cluster_fixture_get_parent (postmaster)), ==, get_process_owner (postmaster));
  cluster_fixture_close (cluster);
}

/* A process that was forked as root could take its rights back, had it kept any. */
static void
test_groups (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int)cluster_fixture_get_postmaster (fixture));
  g_autofree char *status = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_checked = 0;

  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  lines = g_strsplit (status, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Uid:") || g_str_has_prefix (lines[i], "Gid:") || g_str_has_prefix (lines[i], "Groups:"))
      {
        g_auto (GStrv) numbers = g_strsplit_set (lines[i], "\t ", -1);

        g_assert_false (g_strv_contains ((const char *const *)numbers, "0"));
        n_checked++;
      }
  g_assert_cmpuint (n_checked, ==, 3);
  cluster_fixture_close (cluster);
}

/* Root looks after the data of a user; afterwards the user has it as before. */
static void
test_data_of_user (ClusterFixture *fixture, gconstpointer data)
{
  const struct passwd *nobody = getpwnam ("nobody");
  g_autofree char     *lock = g_build_filename (fixture->data, "lock", NULL);
  g_autofree char     *place = g_build_filename (fixture->data, "pg", NULL);
  g_autoptr (GalleyCluster) cluster = NULL;

  g_assert_cmpint (mkdir (fixture->data, 0700), ==, 0);
  g_assert_cmpint (chown (fixture->data, nobody->pw_uid, nobody->pw_gid), ==, 0);
  cluster = cluster_fixture_open (fixture);
  g_assert_cmpint (get_process_owner (cluster_fixture_get_postmaster (fixture)), ==, nobody->pw_uid);
  g_assert_cmpint (get_owner (lock), ==, nobody->pw_uid);
  g_assert_cmpint (get_owner (place), ==, nobody->pw_uid);
  g_assert_cmpint (get_owner (galley_cluster_get_log_path (cluster)), ==, nobody->pw_uid);
  cluster_fixture_close (cluster);
}

/* The folder that a note says the database is in. */
static char *
read_note (ClusterFixture *fixture)
{
  g_autofree char *note = g_build_filename (fixture->data, "pg", "location", NULL);
  g_autoptr (GError) error = NULL;
  char *place = NULL;

  g_file_get_contents (note, &place, NULL, &error);
  g_assert_no_error (error);
  return place;
}

/* Below /root, or whatever else is closed to others, the server could not get at its files. */
static void
test_data_out_of_reach (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = NULL;
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpint (mkdir (fixture->data, 0700), ==, 0);
  cluster = cluster_fixture_open (fixture);
  place = read_note (fixture);
  g_assert_true (g_str_has_prefix (place, "/var/lib/galley/"));
  g_assert_cmpint (get_owner (place), !=, 0);
  g_free (cluster_fixture_query (cluster, "CREATE TABLE kept AS SELECT 'still here' AS words"));
  cluster_fixture_close (cluster);

  cluster_fixture_reopen (cluster);
  words = cluster_fixture_query (cluster, "SELECT words FROM kept");
  g_assert_cmpstr (words, ==, "still here");
  cluster_fixture_close (cluster);
  cluster_fixture_remove (place);
}

static void
test_location_missing (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = g_build_filename (fixture->data, "pg", "location", NULL);
  g_autofree char *folder = g_path_get_dirname (note);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (note, "/var/lib/galley/was-here\n", -1, NULL));
  error = cluster_fixture_refuse (cluster);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER);
  galley_test_assert_message (error, "/var/lib/galley/was-here, which is missing");
}

/* Root does not follow the notes and links of others. */
static void
test_note_of_user (ClusterFixture *fixture, gconstpointer data)
{
  const struct passwd *nobody = getpwnam ("nobody");
  g_autofree char     *place = g_build_filename (fixture->data, "pg", NULL);
  g_autofree char     *note = g_build_filename (place, "location", NULL);
  g_autofree char     *trap = g_build_filename (fixture->folder, "trap", NULL);
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (mkdir (trap, 0700), ==, 0);
  g_assert_cmpint (mkdir (fixture->data, 0700), ==, 0);
  g_assert_cmpint (mkdir (place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (note, trap, -1, NULL));
  g_assert_cmpint (chown (fixture->data, nobody->pw_uid, nobody->pw_gid), ==, 0);
  g_assert_cmpint (chown (place, nobody->pw_uid, nobody->pw_gid), ==, 0);
  g_assert_cmpint (chown (note, nobody->pw_uid, nobody->pw_gid), ==, 0);
  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
  dir = g_dir_open (trap, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_link_of_user (ClusterFixture *fixture, gconstpointer data)
{
  const struct passwd *nobody = getpwnam ("nobody");
  g_autofree char     *lock = g_build_filename (fixture->data, "lock", NULL);
  g_autofree char     *secret = g_build_filename (fixture->folder, "secret", NULL);
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (secret, "secret", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_assert_cmpint (mkdir (fixture->data, 0700), ==, 0);
  g_assert_cmpint (symlink (secret, lock), ==, 0);
  g_assert_cmpint (chown (fixture->data, nobody->pw_uid, nobody->pw_gid), ==, 0);
  error = cluster_fixture_refuse (cluster);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER);
  g_assert_cmpint (get_owner (secret), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (geteuid () != 0)
    {
      g_print ("1..0 # SKIP not root\n");
      return 0;
    }
  cluster_fixture_add ("/cluster/root/user", test_user);
  cluster_fixture_add ("/cluster/root/groups", test_groups);
  cluster_fixture_add ("/cluster/root/data-of-user", test_data_of_user);
  cluster_fixture_add ("/cluster/root/data-out-of-reach", test_data_out_of_reach);
  cluster_fixture_add ("/cluster/root/location-missing", test_location_missing);
  cluster_fixture_add ("/cluster/root/note-of-user", test_note_of_user);
  cluster_fixture_add ("/cluster/root/link-of-user", test_link_of_user);
  return cluster_fixture_run ();
}
