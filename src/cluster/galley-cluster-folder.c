/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-folder"

#include "galley-config.h"

#include "galley-cluster-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Where root's databases are when the server's user cannot reach root's data folder. */
#define SYSTEM_FOLDER "/var/lib/galley"

/* File systems on which locks and fsync() do not keep two machines from writing the same data directory.  Numbers of statfs(). */
static const struct
{
  guint32     type;
  const char *name;
} networks[] = {
  { 0x00006969, "NFS" },
  { 0xff534d42, "SMB" },
  { 0xfe534d42, "SMB" },
  { 0x0000517b, "SMB" },
  { 0x5346414f, "AFS" },
  { 0x73757245, "Coda" },
  { 0x00c36400, "Ceph" },
  { 0x01021997, "9P" },
};

/**
 * galley_cluster_folder_free:
 * @self: (transfer full): a folder
 *
 * Frees it.
 */
void
galley_cluster_folder_free (GalleyClusterFolder *self)
{
  g_clear_pointer (&self->user, galley_cluster_user_free);
  g_free (self->data);
  g_free (self->place);
  g_free (self->cluster);
  g_free (self);
}

static gboolean
fail (GError **error, const char *path)
{
  int number = errno;

  if (number == ENOSPC || number == EDQUOT)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL,
                 _("There is no room left for %s. Free some space and try again."), path);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                 _("Galley keeps its data in %s, which cannot be used: %s. Make it a folder that you can write to, or set "
                   "XDG_DATA_HOME to another place."),
                    path, g_strerror (number));
  return FALSE;
}

/**
 * galley_cluster_folder_name_network:
 * @type: the type of a file system, as statfs() tells it
 *
 * Returns: (nullable): the name of a file system that a database must not be on, or %NULL
 */
const char *
galley_cluster_folder_name_network (guint32 type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (networks); i++)
    if (networks[i].type == type)
      return networks[i].name;
  return NULL;
}

static gboolean
refuse_network (const char *folder, GError **error)
{
  struct statfs status;
  const char   *name;

  if (statfs (folder, &status) != 0)
    return fail (error, folder);
  name = galley_cluster_folder_name_network ((guint32)status.f_type);
  if (name == NULL)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
               _("%s is on a network file system (%s), where a database can be destroyed when two computers use it. Set "
                 "XDG_DATA_HOME to a folder on a local disk, or use a database server with --database."),
                  folder, name);
  return FALSE;
}

/* A folder that root makes can be passed through, so that the server's user gets at its own folder in there. */
static gboolean
ensure_data_folder (GalleyClusterFolder *self, const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, geteuid () == 0 ? 0711 : 0700) != 0)
    return fail (error, folder);
  self->data = realpath (folder, NULL);
  if (self->data == NULL || access (self->data, R_OK | W_OK | X_OK) != 0)
    return fail (error, folder);
  return refuse_network (self->data, error);
}

/* The place of the clusters must be the user's own: whoever else could write there could have the server do anything. */
static gboolean
check_place (GalleyClusterFolder *self, GError **error)
{
  struct stat status;

  if (lstat (self->place, &status) != 0)
    return fail (error, self->place);
  if (S_ISDIR (status.st_mode) && status.st_uid == self->user->uid && (status.st_mode & 0022) == 0)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
               _("%s must be a folder of the user %s that nobody else can write to. Correct its owner (chown) and its "
                 "permissions (chmod go-w)."),
                  self->place, self->user->name);
  return FALSE;
}

/* Makes a folder for the server's user, unless it is there.  One that is root's was left by root that was interrupted here. */
static gboolean
make_own_folder (GalleyClusterFolder *self, const char *folder, GError **error)
{
  struct stat status;

  if ((mkdir (folder, 0700) != 0 && errno != EEXIST) || lstat (folder, &status) != 0)
    return fail (error, folder);
  if (self->user->is_other && status.st_uid == 0 && lchown (folder, self->user->uid, self->user->gid) != 0)
    return fail (error, folder);
  return TRUE;
}

/* The data folder is where nobody but root gets to.  The cluster goes elsewhere, and a note in the data folder says where. */
static gboolean
make_system_place (GalleyClusterFolder *self, const char *usual, const char *note, GError **error)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->data, -1);

  digest[16] = '\0';
  self->place = g_build_filename (SYSTEM_FOLDER, digest, NULL);
  if (g_mkdir_with_parents (SYSTEM_FOLDER, 0755) != 0)
    return fail (error, SYSTEM_FOLDER);
  if (!make_own_folder (self, self->place, error))
    return FALSE;
  if (mkdir (usual, 0700) != 0 && errno != EEXIST)
    return fail (error, usual);
  return g_file_set_contents_full (note, self->place, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

/* Takes the place that @note tells, if the note is the caller's own: root does not go where others send it.  A place that is
 * missing is not replaced by an empty database. */
static gboolean
follow_note (GalleyClusterFolder *self, const char *note, struct stat *status, GError **error)
{
  g_autofree char *place = NULL;
  struct stat      own;

  if (lstat (note, &own) != 0 || own.st_uid != geteuid () || !g_file_get_contents (note, &place, NULL, NULL))
    return TRUE;
  g_strstrip (place);
  if (g_path_is_absolute (place) && lstat (place, status) == 0)
    {
      self->place = g_steal_pointer (&place);
      return TRUE;
    }
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
               _("According to %s the database is in %s, which is missing. Bring it back, or delete the file to begin with an "
                 "empty database."),
                  note, place);
  return FALSE;
}

static gboolean
find_place (GalleyClusterFolder *self, GError **error)
{
  g_autofree char *usual = g_build_filename (self->data, "pg", NULL);
  g_autofree char *note = g_build_filename (usual, "location", NULL);
  struct stat      status;

  if (lstat (usual, &status) != 0 && stat (self->data, &status) != 0)
    return fail (error, self->data);
  if (!follow_note (self, note, &status, error))
    return FALSE;
  self->user = galley_cluster_user_new (status.st_uid, error);
  if (self->user == NULL)
    return FALSE;
  if (self->place == NULL && self->user->is_other && !galley_cluster_user_can_reach (self->user, self->data))
    return make_system_place (self, usual, note, error);
  if (self->place == NULL)
    self->place = g_steal_pointer (&usual);
  return make_own_folder (self, self->place, error);
}

/**
 * galley_cluster_folder_open:
 * @data_folder: the data folder
 * @error: return location for a #GError
 *
 * Finds out where the data is and whose it is, and makes the folders that are missing.  Usually clusters are in `pg` in the data
 * folder; when the caller is root and the server's user could not get there, they are below `/var/lib/galley`, and `pg/location`
 * in the data folder tells where.
 *
 * Returns: (transfer full) (nullable): the folder; on failure %NULL with %GALLEY_ERROR_CLUSTER or %GALLEY_ERROR_DISK_FULL
 */
GalleyClusterFolder *
galley_cluster_folder_open (const char *data_folder, GError **error)
{
  g_autoptr (GalleyClusterFolder) self = g_new0 (GalleyClusterFolder, 1);

  if (!ensure_data_folder (self, data_folder, error) || !find_place (self, error) || !check_place (self, error) ||
      !refuse_network (self->place, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * galley_cluster_folder_open_lock:
 * @self: a folder
 * @error: return location for a #GError
 *
 * Opens, but does not lock, the file whose lock all processes of the server hold, and those that are about to start it.
 *
 * Returns: a descriptor; on failure -1 with %GALLEY_ERROR_CLUSTER or %GALLEY_ERROR_DISK_FULL
 */
int
galley_cluster_folder_open_lock (GalleyClusterFolder *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->data, "lock", NULL);
  struct stat      status;
  int              fd;

  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0 && geteuid () == 0 && stat (self->data, &status) == 0 && fchown (fd, status.st_uid, status.st_gid) != 0)
    g_warning ("%s: %s", path, g_strerror (errno));
  if (fd < 0)
    fail (error, path);
  return fd;
}

static gboolean
is_cluster (const char *place, const char *name)
{
  g_autofree char *path = g_build_filename (place, name, "PG_VERSION", NULL);

  return strspn (name, "0123456789") == strlen (name) && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * galley_cluster_folder_find_cluster:
 * @self: a folder
 * @error: return location for a #GError
 *
 * Sets @self's cluster and major version to those of the cluster that was made by the newest version of PostgreSQL, if there is
 * one.
 *
 * Returns: %TRUE unless the folder cannot be read; then %FALSE with %GALLEY_ERROR_CLUSTER
 */
gboolean
galley_cluster_folder_find_cluster (GalleyClusterFolder *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->place, 0, &reason);
  const char *name;

  if (dir == NULL)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER, reason->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (is_cluster (self->place, name))
      self->major = MAX (self->major, atoi (name));
  if (self->major != 0)
    self->cluster = g_strdup_printf ("%s/%d", self->place, self->major);
  return TRUE;
}
