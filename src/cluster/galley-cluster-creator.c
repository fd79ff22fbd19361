/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-creator"

#include "galley-config.h"

#include "galley-cluster-creator.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/fs.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-cluster-settings.h"
#include "galley-cluster-space.h"
#include "galley-error.h"

/* The role that Galley works as may do anything in its own database and nothing outside of it.  In single-user mode a statement
 * ends with its line. */
static const char first_statements[] =
  "CREATE ROLE galley LOGIN\n"
  "CREATE DATABASE galley OWNER galley\n";

static gboolean
fail (GError **error, const char *path)
{
  int number = errno;

  g_set_error (error, GALLEY_ERROR, number == ENOSPC || number == EDQUOT ? GALLEY_ERROR_DISK_FULL : GALLEY_ERROR_CLUSTER,
               _("The database could not be made: %s: %s"), path, g_strerror (number));
  return FALSE;
}

static int
remove_cb (const char *path, const struct stat *status, int type, struct FTW *walk)
{
  return remove (path);
}

/* What an earlier attempt left that was killed on the way.  Nobody works on it: processes of that attempt would hold the lock. */
static gboolean
remove_leftover (const char *folder, GError **error)
{
  if (nftw (folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) == 0 || errno == ENOENT)
    return TRUE;
  return fail (error, folder);
}

/* Files that are no cluster are somebody's and stay; better to say so at once than after initdb. */
static gboolean
make_way (const char *cluster, GError **error)
{
  if (rmdir (cluster) == 0 || errno == ENOENT)
    return TRUE;
  if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR)
    return fail (error, cluster);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
               _("%s holds files, but no database that is whole. Put your database back, or move the files to another place, "
                 "and try again."),
                  cluster);
  return FALSE;
}

/* On btrfs every overwritten page of a database goes to a new place, until its files are in thousands of pieces.  Files made in a
 * folder with this attribute are overwritten in place; PostgreSQL's own checksums replace those of the file system.  Elsewhere it
 * fails or does nothing, which is as well. */
static void
switch_copying_off (int fd)
{
  int flags = 0;

  if (ioctl (fd, FS_IOC_GETFLAGS, &flags) != 0)
    return;
  flags |= FS_NOCOW_FL;
  if (ioctl (fd, FS_IOC_SETFLAGS, &flags) != 0)
    g_debug ("copy on write stays on: %s", g_strerror (errno));
}

static gboolean
make_folder (const char *folder, GError **error)
{
  int fd;

  if (mkdir (folder, 0700) != 0)
    return fail (error, folder);
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return fail (error, folder);
  switch_copying_off (fd);
  close (fd);
  return TRUE;
}

/* @sync is fsync() for the folder alone, or syncfs() for everything on its disk. */
static gboolean
sync_folder (const char *folder, int (*sync) (int fd), GError **error)
{
  int      fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && sync (fd) == 0;

  if (!done)
    fail (error, folder);
  if (fd >= 0)
    close (fd);
  return done;
}

/* Small segments: less to write at first, and less that a nearly full disk must have in one piece.
 * Nothing is synced on the way: a thousand files one by one take seconds on a busy disk, and all of them at once do not. */
static gboolean
run_initdb (const char *folder, const GalleyClusterProcess *process, GCancellable *cancellable, GError **error)
{
  const char *arguments[] = { "initdb", "-D", folder, "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8",
                              "--data-checksums", "--wal-segsize=4", "--auth=peer", "--no-instructions", "--no-sync", NULL };

  return galley_cluster_process_run (process, arguments, NULL, cancellable, error);
}

/* Role and database are made without a server, before the cluster gets its name: a cluster that is there is complete. */
static gboolean
run_first_statements (const char *folder, const GalleyClusterProcess *process, GCancellable *cancellable, GError **error)
{
  const char *arguments[] = { "postgres", "--single", "-D", folder, "-c", "exit_on_error=on", "-c", "fsync=off", "template1",
                              NULL };

  return galley_cluster_process_run (process, arguments, first_statements, cancellable, error);
}

static gboolean
put_in_place (const char *folder, const char *cluster, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (cluster);

  if (!sync_folder (folder, syncfs, error))
    return FALSE;
  if (rename (folder, cluster) != 0)
    return fail (error, cluster);
  return sync_folder (parent, fsync, error);
}

/**
 * galley_cluster_creator_run:
 * @cluster: the data directory to make; the folder above is there
 * @major: the version of PostgreSQL that makes it
 * @process: how programs are run
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Makes a cluster with the role and the database `galley`: UTF-8, data checksums, the locale C.UTF-8, which sorts by code point
 * and does not change when the system is upgraded.  It is made under another name and gets its own when it is complete and on the
 * disk.  Blocks.
 *
 * Returns: %TRUE if it is there; on failure %FALSE with %GALLEY_ERROR_CLUSTER, %GALLEY_ERROR_DISK_FULL,
 *   %GALLEY_ERROR_UNSUPPORTED or %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_creator_run (const char                 *cluster,
                            int                         major,
                            const GalleyClusterProcess *process,
                            GCancellable               *cancellable,
                            GError                    **error)
{
  g_autofree char *folder = g_strconcat (cluster, ".new", NULL);
  g_autofree char *parent = g_path_get_dirname (cluster);

  return make_way (cluster, error) && remove_leftover (folder, error) && galley_cluster_space_require (parent, error) &&
         make_folder (folder, error) && run_initdb (folder, process, cancellable, error) &&
         galley_cluster_settings_write (folder, major, process, cancellable, error) &&
         galley_cluster_settings_write_entry (folder, error) && run_first_statements (folder, process, cancellable, error) &&
         put_in_place (folder, cluster, error);
}
