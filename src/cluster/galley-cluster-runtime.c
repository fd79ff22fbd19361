/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-runtime"

#include "galley-config.h"

#include "galley-cluster-runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

#define SOCKET_NAME ".s.PGSQL.5432"

/**
 * galley_cluster_runtime_free:
 * @self: (transfer full): a claimed folder
 *
 * Gives the folder back, unless other processes hold the lock as well, and frees @self.
 */
void
galley_cluster_runtime_free (GalleyClusterRuntime *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self);
}

/* The address of a socket is a field of fixed length, and libpq takes a comma for the end of a host's name. */
static gboolean
can_hold_socket (const char *folder)
{
  return strlen (folder) + strlen ("/" SOCKET_NAME) < sizeof ((struct sockaddr_un *)NULL)->sun_path &&
         strchr (folder, ',') == NULL;
}

/* Makes the folder unless it is there, and refuses one that is not the user's alone: in /tmp anybody could have made it. */
static gboolean
ensure_own_folder (const char *folder, const GalleyClusterUser *user)
{
  struct stat status;

  if (mkdir (folder, 0700) != 0 && errno != EEXIST)
    return FALSE;
  if (lstat (folder, &status) != 0)
    return FALSE;
  if (S_ISDIR (status.st_mode) && status.st_uid == user->uid && (status.st_mode & 0077) == 0)
    return TRUE;
  errno = EPERM;
  return FALSE;
}

/* Whoever holds the lock has the folder for itself, so what an earlier server left there can go: its lock file would keep
 * PostgreSQL from starting when its number belongs to another process by now. */
static gboolean
remove_leftovers (const char *folder)
{
  static const char *const names[] = { SOCKET_NAME, SOCKET_NAME ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (unlink (path) != 0 && errno != ENOENT)
        return FALSE;
    }
  return TRUE;
}

/* Takes the lock.  A server that ends removes its lock file, and a lock on a file that is not there any more keeps nobody out. */
static gboolean
lock_folder (GalleyClusterRuntime *self)
{
  g_autofree char *path = g_build_filename (self->folder, "lock", NULL);
  struct stat      locked;
  struct stat      present;

  self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock < 0 || flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    return FALSE;
  if (fstat (self->lock, &locked) != 0 || lstat (path, &present) != 0)
    return FALSE;
  return locked.st_dev == present.st_dev && locked.st_ino == present.st_ino;
}

static GalleyClusterRuntime *
claim (const char *folder, const GalleyClusterUser *user)
{
  g_autoptr (GalleyClusterRuntime) self = g_new0 (GalleyClusterRuntime, 1);

  self->lock = -1;
  self->folder = g_strdup (folder);
  if (!can_hold_socket (folder))
    {
      errno = EINVAL;
      return NULL;
    }
  if (!ensure_own_folder (folder, user) || !lock_folder (self) || !remove_leftovers (folder))
    return NULL;
  return g_steal_pointer (&self);
}

/* The runtime folder also holds what is the caller's alone.  When the server is another user's, it gets a folder below, and
 * may pass through. */
static void
prepare (const char *runtime_folder, const GalleyClusterUser *user)
{
  if (g_mkdir_with_parents (runtime_folder, user->is_other ? 0711 : 0700) != 0)
    g_debug ("%s: %s", runtime_folder, g_strerror (errno));
}

static gboolean
make_for_other (const char *folder, const GalleyClusterUser *user)
{
  if (!user->is_other || mkdir (folder, 0700) != 0)
    return FALSE;
  return lchown (folder, user->uid, user->gid) == 0;
}

/**
 * galley_cluster_runtime_claim:
 * @runtime_folder: (nullable): where sockets should be
 * @data_folder: the canonical data folder
 * @user: the server's user
 * @error: return location for a #GError
 *
 * Takes a folder for the sockets of a server: @runtime_folder itself, or a folder in it when it belongs to the server of another
 * data folder or to another user, or one in `/tmp` when there is no @runtime_folder or its path cannot be a socket's.  It can be
 * read by @user only, and nobody else uses it while the lock is held.
 *
 * Returns: (transfer full) (nullable): the folder; on failure %NULL with %GALLEY_ERROR_CLUSTER
 */
GalleyClusterRuntime *
galley_cluster_runtime_claim (const char *runtime_folder, const char *data_folder, const GalleyClusterUser *user, GError **error)
{
  g_autofree char      *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, data_folder, -1);
  g_autofree char      *fallback = g_strdup_printf ("/tmp/galley-%u-%.12s", (unsigned int)user->uid, digest);
  g_autofree char      *below = NULL;
  GalleyClusterRuntime *self = NULL;

  if (runtime_folder != NULL)
    {
      digest[12] = '\0';
      below = g_build_filename (runtime_folder, digest, NULL);
      prepare (runtime_folder, user);
      make_for_other (below, user);
    }
  galley_cluster_user_enter (user);
  if (runtime_folder != NULL && !user->is_other)
    self = claim (runtime_folder, user);
  if (self == NULL && below != NULL)
    self = claim (below, user);
  if (self == NULL)
    self = claim (fallback, user);
  if (self == NULL)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                 _("There is no place for the database server's socket: %s: %s. Remove that folder if it is not yours, or set "
                   "XDG_RUNTIME_DIR to a folder of your own with a short name."),
                    fallback, g_strerror (errno));
  galley_cluster_user_leave (user);
  return self;
}
