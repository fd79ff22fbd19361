/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A private server on a disk that gets full: a small one of the test's own, in memory. */

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-cluster-space.h"
#include "galley-error.h"
#include "galley-test-util.h"

#define MEGABYTE (1024 * 1024)

/* Mounts a disk of that many MiB where the data folder will be.  Returns FALSE, with the test skipped, where that is not
 * allowed. */
static gboolean
mount_disk (ClusterFixture *fixture, guint size)
{
  g_autofree char *options = g_strdup_printf ("size=%um,mode=0711", size);

  g_assert_cmpint (mkdir (fixture->data, 0711), ==, 0);
  if (mount ("none", fixture->data, "tmpfs", 0, options) == 0)
    return TRUE;
  g_test_skip_printf ("no disk can be mounted: %s", g_strerror (errno));
  return FALSE;
}

/* A process that is ending may still stand on it. */
static void
unmount_disk (ClusterFixture *fixture)
{
  cluster_fixture_assert_stopped (fixture);
  g_assert_cmpint (umount2 (fixture->data, MNT_DETACH), ==, 0);
}

/* Takes all space but that many MiB. */
static char *
fill_disk (ClusterFixture *fixture, guint rest)
{
  char   *path = g_build_filename (fixture->data, "filler", NULL);
  guint64 free_space = galley_cluster_space_get_free (fixture->data);
  int     fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpuint (free_space, >, (guint64)rest * MEGABYTE);
  g_assert_cmpint (posix_fallocate (fd, 0, (off_t)(free_space - (guint64)rest * MEGABYTE)), ==, 0);
  close (fd);
  return path;
}

static gboolean
has_ballast (ClusterFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->data, "pg", "ballast", NULL);

  return galley_cluster_space_has_ballast (path);
}

static void
check_space (GalleyCluster *cluster)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_check_space_async (cluster, NULL, galley_test_result_cb, &result);
  g_assert_true (galley_cluster_check_space_finish (cluster, galley_test_await (&result), NULL, NULL, &error));
}

static void
test_no_room_for_cluster (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GError) error = NULL;

  if (!mount_disk (fixture, 60))
    return;
  error = cluster_fixture_refuse (cluster);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL);
  galley_test_assert_message (error, "Free some space and try again");
  unmount_disk (fixture);
}

static void
test_no_room_for_ballast (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autofree char *filler = NULL;

  if (!mount_disk (fixture, 140))
    return;
  cluster_fixture_reopen (cluster);
  g_assert_true (has_ballast (fixture));
  cluster_fixture_close (cluster);

  filler = fill_disk (fixture, 1);
  {
    g_autofree char *ballast = g_build_filename (fixture->data, "pg", "ballast", NULL);

    g_assert_cmpint (unlink (ballast), ==, 0);
  }
  cluster_fixture_reopen (cluster);
  g_assert_true (galley_cluster_get_low_on_space (cluster));
  g_assert_cmpint (unlink (filler), ==, 0);
  check_space (cluster);
  g_assert_false (galley_cluster_get_low_on_space (cluster));
  g_assert_true (has_ballast (fixture));
  cluster_fixture_close (cluster);
  unmount_disk (fixture);
}

/* Writes until the server has no room for its log any more and dies.  Returns how many rows it acknowledged. */
static guint
write_until_full (GalleyCluster *cluster)
{
  guint n_rows = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *number =
        cluster_fixture_try (cluster,
                             "WITH noise AS (SELECT pg_logical_emit_message(false, 'noise', repeat('x', 1000000)))"
                             " INSERT INTO kept SELECT 'row' FROM noise RETURNING 1",
                             &error);

      if (number == NULL)
        return n_rows;
      n_rows++;
    }
}

/* The server dies for want of space, cannot start for want of space, and goes on all the same: with all that it acknowledged. */
static void
test_full (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *filler = NULL;
  g_autofree char *count = NULL;
  guint            n_rows;

  if (!mount_disk (fixture, 160))
    return;
  cluster_fixture_reopen (cluster);
  g_free (cluster_fixture_query (cluster, "CREATE TABLE kept (words text)"));
  filler = fill_disk (fixture, 6);
  n_rows = write_until_full (cluster);
  g_assert_cmpuint (n_rows, >, 0);

  galley_test_until (galley_cluster_get_low_on_space (cluster));
  galley_test_until (galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_READY);
  g_assert_false (has_ballast (fixture));
  count = cluster_fixture_query (cluster, "SELECT count(*) FROM kept");
  g_assert_cmpint (atoi (count), >=, (int)n_rows);
  g_free (cluster_fixture_query (cluster, "INSERT INTO kept VALUES ('saved with the reserve')"));

  g_assert_cmpint (unlink (filler), ==, 0);
  check_space (cluster);
  g_assert_false (galley_cluster_get_low_on_space (cluster));
  g_assert_true (has_ballast (fixture));
  cluster_fixture_close (cluster);
  unmount_disk (fixture);
}

/* Without any reserve it is given up, says why, and goes on when there is room. */
static void
test_full_without_ballast (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *filler = NULL;
  g_autofree char *ballast = g_build_filename (fixture->data, "pg", "ballast", NULL);
  g_autofree char *count = NULL;
  guint            n_rows;

  if (!mount_disk (fixture, 160))
    return;
  cluster_fixture_reopen (cluster);
  g_free (cluster_fixture_query (cluster, "CREATE TABLE kept (words text)"));
  g_assert_cmpint (unlink (ballast), ==, 0);
  filler = fill_disk (fixture, 6);
  n_rows = write_until_full (cluster);

  galley_test_until (galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_FAILED);
  error = cluster_fixture_refuse (cluster);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL);
  galley_test_assert_message (error, "Free some space");

  g_assert_cmpint (unlink (filler), ==, 0);
  cluster_fixture_reopen (cluster);
  count = cluster_fixture_query (cluster, "SELECT count(*) FROM kept");
  g_assert_cmpint (atoi (count), >=, (int)n_rows);
  cluster_fixture_close (cluster);
  unmount_disk (fixture);
}

static gboolean
write_map (const char *path, guint id)
{
  g_autofree char *text = g_strdup_printf ("%u %u 1\n", id, id);
  int              fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean         written = fd >= 0 && write (fd, text, strlen (text)) == (ssize_t)strlen (text);

  if (fd >= 0)
    close (fd);
  return written;
}

/* An ordinary user may mount a disk that only this process sees, where the system permits it; where it does not, the tests are
 * skipped. */
static void
become_able_to_mount (void)
{
  guint user = geteuid ();
  guint group = getegid ();

  if (user == 0)
    return;
  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_map ("/proc/self/uid_map", user))
    {
      g_printerr ("no name space: %s\n", g_strerror (errno));
      return;
    }
  g_assert_true (g_file_set_contents_full ("/proc/self/setgroups", "deny", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_true (write_map ("/proc/self/gid_map", group));
}

int
main (int argc, char *argv[])
{
  become_able_to_mount ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/space/no-room-for-cluster", test_no_room_for_cluster);
  cluster_fixture_add ("/cluster/space/no-room-for-ballast", test_no_room_for_ballast);
  cluster_fixture_add ("/cluster/space/full", test_full);
  cluster_fixture_add ("/cluster/space/full-without-ballast", test_full_without_ballast);
  return cluster_fixture_run ();
}
