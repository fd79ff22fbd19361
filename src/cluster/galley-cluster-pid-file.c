/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-pid-file"

#include "galley-cluster-pid-file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Lines of the file that are of interest, from 0. */
enum
{
  LINE_PID = 0,
  LINE_PORT = 3,
  LINE_SOCKET_FOLDER = 4,
  N_LINES,
};

/**
 * galley_cluster_pid_file_free:
 * @self: (transfer full): what was read
 *
 * Frees it.
 */
void
galley_cluster_pid_file_free (GalleyClusterPidFile *self)
{
  g_free (self->socket_folder);
  g_free (self);
}

/* A postmaster always stands in its data directory. */
static gboolean
stands_in (pid_t pid, const char *cluster)
{
  g_autofree char *link = g_strdup_printf ("/proc/%d/cwd", (int)pid);
  struct stat      place;
  struct stat      data;

  return stat (link, &place) == 0 && stat (cluster, &data) == 0 && place.st_dev == data.st_dev && place.st_ino == data.st_ino;
}

static GalleyClusterPidFile *
parse (char **lines)
{
  GalleyClusterPidFile *self = g_new0 (GalleyClusterPidFile, 1);
  guint                 n_lines = g_strv_length (lines);

  self->pid = n_lines > LINE_PID ? atoi (lines[LINE_PID]) : 0;
  self->port = n_lines >= N_LINES ? atoi (lines[LINE_PORT]) : 0;
  self->socket_folder = g_strdup (n_lines >= N_LINES ? lines[LINE_SOCKET_FOLDER] : "");
  return self;
}

/**
 * galley_cluster_pid_file_read:
 * @cluster: a data directory
 *
 * Looks at `postmaster.pid`, the file that PostgreSQL guards a data directory with, and removes it when it is a leftover.
 * PostgreSQL itself recognises one whose process is gone, but refuses to start when the file is empty, or when its number belongs
 * to another process by now, as happens after a restart of the system.
 *
 * The caller holds the data folder's lock, which every process of a server that Galley started holds too; so a server that is
 * found alive was started by somebody else.
 *
 * Returns: (transfer full) (nullable): the server that uses the data directory, or %NULL
 */
GalleyClusterPidFile *
galley_cluster_pid_file_read (const char *cluster)
{
  g_autofree char *path = g_build_filename (cluster, "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GalleyClusterPidFile) self = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  self = parse (lines);
  if (self->pid > 0 && stands_in (self->pid, cluster))
    return g_steal_pointer (&self);

  g_info ("%s was left by a server that is gone; removing it", path);
  if (unlink (path) != 0)
    g_warning ("%s: %s", path, g_strerror (errno));
  return NULL;
}
