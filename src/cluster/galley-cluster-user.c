/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-user"

#include "galley-config.h"

#include "galley-cluster-user.h"

#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Fills in group and name.  PostgreSQL looks the name up too, and ends when there is none. */
static gboolean
look_up (GalleyClusterUser *self, const char *name)
{
  struct passwd  entry;
  struct passwd *found = NULL;
  char           buffer[4096];

  if (name != NULL)
    getpwnam_r (name, &entry, buffer, sizeof buffer, &found);
  else
    getpwuid_r (self->uid, &entry, buffer, sizeof buffer, &found);
  if (found == NULL)
    return FALSE;
  self->uid = found->pw_uid;
  self->gid = found->pw_gid;
  self->name = g_strdup (found->pw_name);
  return TRUE;
}

/**
 * galley_cluster_user_new:
 * @owner: whom the data belongs to
 * @error: return location for a #GError
 *
 * Chooses the user whom the server runs as: the caller; for root the owner of the data, or when that is root as well, the user
 * `postgres` or else `nobody`.
 *
 * Returns: (transfer full) (nullable): the user; on failure %NULL with %GALLEY_ERROR_CLUSTER (a user without a name)
 */
GalleyClusterUser *
galley_cluster_user_new (uid_t owner, GError **error)
{
  g_autoptr (GalleyClusterUser) self = g_new0 (GalleyClusterUser, 1);

  self->is_other = geteuid () == 0;
  self->uid = self->is_other ? owner : geteuid ();
  if (self->uid == 0 ? look_up (self, "postgres") || look_up (self, "nobody") : look_up (self, NULL))
    return g_steal_pointer (&self);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
               _("The user with the number %u has no name on this system, and PostgreSQL does not run for such a user. "
                 "Add the user to /etc/passwd, or use another database with --database."),
                  (unsigned int)self->uid);
  return NULL;
}

/**
 * galley_cluster_user_copy:
 * @self: a user
 *
 * Returns: (transfer full): a copy
 */
GalleyClusterUser *
galley_cluster_user_copy (const GalleyClusterUser *self)
{
  GalleyClusterUser *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  return copy;
}

/**
 * galley_cluster_user_free:
 * @self: (transfer full): a user
 *
 * Frees it.
 */
void
galley_cluster_user_free (GalleyClusterUser *self)
{
  g_free (self->name);
  g_free (self);
}

static gboolean
may_pass (const GalleyClusterUser *self, const struct stat *status)
{
  if (status->st_uid == self->uid)
    return (status->st_mode & S_IXUSR) != 0;
  if (status->st_gid == self->gid)
    return (status->st_mode & S_IXGRP) != 0;
  return (status->st_mode & S_IXOTH) != 0;
}

/**
 * galley_cluster_user_can_reach:
 * @self: a user
 * @folder: an absolute path
 *
 * Tells whether the user may pass through @folder and all folders above it.
 */
gboolean
galley_cluster_user_can_reach (const GalleyClusterUser *self, const char *folder)
{
  g_autofree char *path = g_strdup (folder);

  for (;;)
    {
      struct stat status;
      char       *slash;

      if (stat (*path != '\0' ? path : "/", &status) != 0 || !may_pass (self, &status))
        return FALSE;
      slash = strrchr (path, '/');
      if (slash == NULL || *path == '\0')
        return TRUE;
      *slash = '\0';
    }
}

/**
 * galley_cluster_user_enter:
 * @self: a user
 *
 * Makes the calling thread, and no other, work with files as this user.  Root does not touch folders of other users with
 * its own rights: a symbolic link in there could lead it anywhere.
 *
 * Until galley_cluster_user_leave() nothing may be called that starts a thread, as GSubprocess and GTask do: it would begin with
 * these rights and keep them.
 */
void
galley_cluster_user_enter (const GalleyClusterUser *self)
{
  if (!self->is_other)
    return;
  setfsgid (self->gid);
  setfsuid (self->uid);
}

/**
 * galley_cluster_user_leave:
 * @self: a user
 *
 * Undoes galley_cluster_user_enter().
 */
void
galley_cluster_user_leave (const GalleyClusterUser *self)
{
  if (!self->is_other)
    return;
  setfsuid (geteuid ());
  setfsgid (getegid ());
}
