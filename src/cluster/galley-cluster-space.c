/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-space"

#include "galley-config.h"

#include "galley-cluster-space.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* The ballast is made only where it does not cause the trouble that it is there for. */
#define ROOM_FOR_BALLAST (2 * (guint64)GALLEY_CLUSTER_BALLAST_SIZE)

#define BLOCK_SIZE (256 * 1024)

/* What the looking thread is given: plain data, since it may be the one that frees it. */
typedef struct
{
  char              *data_directory;
  char              *ballast_path;
  GalleyClusterUser *user;
} SpaceRequest;

/**
 * galley_cluster_space_get_free:
 * @folder: a folder
 *
 * Returns: the bytes that its disk has left for users, or %G_MAXUINT64 when they are unknown
 */
guint64
galley_cluster_space_get_free (const char *folder)
{
  struct statvfs status;

  if (statvfs (folder, &status) != 0)
    return G_MAXUINT64;
  return (guint64)status.f_bavail * status.f_frsize;
}

/**
 * galley_cluster_space_require:
 * @folder: the folder that a cluster is to be made in
 * @error: return location for a #GError
 *
 * Returns: %TRUE if there is room for a cluster; else %FALSE with %GALLEY_ERROR_DISK_FULL
 */
gboolean
galley_cluster_space_require (const char *folder, GError **error)
{
  guint64          free_space = galley_cluster_space_get_free (folder);
  g_autofree char *have = NULL;
  g_autofree char *need = NULL;

  if (free_space >= GALLEY_CLUSTER_CREATION_SIZE)
    return TRUE;
  have = g_format_size (free_space);
  need = g_format_size (GALLEY_CLUSTER_CREATION_SIZE);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL,
               _("A new database needs %s, but the disk of %s has only %s left. Free some space and try again."), need, folder,
                  have);
  return FALSE;
}

static guint64
measure (int parent, const char *name)
{
  int            fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  DIR           *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;
  guint64        size = 0;

  if (dir == NULL)
    {
      if (fd >= 0)
        close (fd);
      return 0; /* PostgreSQL removes files all the time */
    }
  while ((entry = readdir (dir)) != NULL)
    {
      struct stat status;

      if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0 ||
          fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        continue;
      size += (guint64)status.st_blocks * 512;
      if (S_ISDIR (status.st_mode))
        size += measure (fd, entry->d_name);
    }
  closedir (dir);
  return size;
}

/**
 * galley_cluster_space_measure:
 * @folder: a folder
 *
 * Blocks while it looks at every file.
 *
 * Returns: the bytes that its files take on the disk
 */
guint64
galley_cluster_space_measure (const char *folder)
{
  return measure (AT_FDCWD, folder);
}

/**
 * galley_cluster_space_has_ballast:
 * @ballast: the ballast's path
 *
 * Returns: whether the ballast is there and really takes its space
 */
gboolean
galley_cluster_space_has_ballast (const char *ballast)
{
  struct stat status;

  return lstat (ballast, &status) == 0 && S_ISREG (status.st_mode) &&
         (guint64)status.st_blocks * 512 >= GALLEY_CLUSTER_BALLAST_SIZE;
}

/* For file systems that cannot reserve space.  Some of them compress, so what is written must not be compressible. */
static gboolean
fill (int fd)
{
  g_autofree guint32 *block = g_malloc (BLOCK_SIZE);

  for (gsize done = 0; done < GALLEY_CLUSTER_BALLAST_SIZE; done += BLOCK_SIZE)
    {
      for (gsize i = 0; i < BLOCK_SIZE / sizeof *block; i++)
        block[i] = g_random_int ();
      if (write (fd, block, BLOCK_SIZE) != BLOCK_SIZE)
        return FALSE;
    }
  return TRUE;
}

static gboolean
allocate (int fd)
{
  if (fallocate (fd, 0, 0, GALLEY_CLUSTER_BALLAST_SIZE) == 0)
    return TRUE;
  return errno == EOPNOTSUPP && fill (fd);
}

/**
 * galley_cluster_space_make_ballast:
 * @ballast: the ballast's path
 *
 * Makes the ballast when it is missing and there is plenty of room for it.  Without it a server whose disk got full cannot even
 * start; with it, it gets by until there is room again.  Not being able to make it is no error, for everything works without it.
 *
 * Returns: whether it is there now
 */
gboolean
galley_cluster_space_make_ballast (const char *ballast)
{
  g_autofree char *folder = g_path_get_dirname (ballast);
  gboolean         made;
  int              fd;

  if (galley_cluster_space_has_ballast (ballast))
    return TRUE;
  if (galley_cluster_space_get_free (folder) < ROOM_FOR_BALLAST || (unlink (ballast) != 0 && errno != ENOENT))
    return FALSE;
  fd = open (ballast, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  made = allocate (fd);
  close (fd);
  if (!made)
    {
      g_message ("%s could not be made: %s", ballast, g_strerror (errno));
      unlink (ballast);
    }
  return made;
}

static void
space_request_free (gpointer data)
{
  SpaceRequest *self = data;

  galley_cluster_user_free (self->user);
  g_free (self->data_directory);
  g_free (self->ballast_path);
  g_free (self);
}

static void
check_in_thread_cb (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  SpaceRequest       *request = task_data;
  GalleyClusterSpace *space = g_new0 (GalleyClusterSpace, 1);

  galley_cluster_user_enter (request->user);
  galley_cluster_space_make_ballast (request->ballast_path);
  space->free_space = galley_cluster_space_get_free (request->data_directory);
  space->data_size = galley_cluster_space_measure (request->data_directory);
  galley_cluster_user_leave (request->user);
  g_task_return_pointer (task, space, g_free);
}

/**
 * galley_cluster_space_check_async:
 * @server: a server
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes the ballast again when it is missing and there is room for it, and finds out how much space is used and left, on a thread
 * of its own.
 */
void
galley_cluster_space_check_async (const GalleyClusterServer *server,
                                  GCancellable              *cancellable,
                                  GAsyncReadyCallback        callback,
                                  gpointer                   user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SpaceRequest *request = g_new0 (SpaceRequest, 1);

  g_task_set_source_tag (task, galley_cluster_space_check_async);
  request->data_directory = g_strdup (server->data_directory);
  request->ballast_path = g_strdup (server->ballast_path);
  request->user = galley_cluster_user_copy (server->user);
  g_task_set_task_data (task, request, space_request_free);
  g_task_run_in_thread (task, check_in_thread_cb);
}

/**
 * galley_cluster_space_check_finish:
 * @result: what the callback of galley_cluster_space_check_async() got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what was found out; else %NULL with %G_IO_ERROR_CANCELLED
 */
GalleyClusterSpace *
galley_cluster_space_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
