/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-server"

#include "galley-cluster-server.h"

#include <sys/stat.h>

#include "galley-cluster-message.h"
#include "galley-cluster-space.h"

/* With less than this even the log cannot say that the disk is full. */
#define NO_SPACE (1024 * 1024)

/**
 * galley_cluster_server_new:
 * @place: the folder of the clusters
 *
 * Returns: (transfer full): a server of which nothing is known but where its files are
 */
GalleyClusterServer *
galley_cluster_server_new (const char *place)
{
  GalleyClusterServer *self = g_new0 (GalleyClusterServer, 1);
  struct stat          status;

  self->port = 5432;
  self->log_path = g_build_filename (place, "server.log", NULL);
  self->ballast_path = g_build_filename (place, "ballast", NULL);
  self->log_size = lstat (self->log_path, &status) == 0 ? status.st_size : 0;
  return self;
}

/**
 * galley_cluster_server_free:
 * @self: (transfer full): a server
 *
 * Gives up the seat at the server, and frees @self.
 */
void
galley_cluster_server_free (GalleyClusterServer *self)
{
  g_clear_pointer (&self->control, galley_cluster_control_free);
  g_clear_pointer (&self->user, galley_cluster_user_free);
  g_free (self->socket_folder);
  g_free (self->data_directory);
  g_free (self->log_path);
  g_free (self->ballast_path);
  g_free (self);
}

/* A value of a keyword string stands in quotes, in which backslashes and quotes are escaped. */
static void
append_keyword (GString *conninfo, const char *keyword, const char *value)
{
  g_string_append_printf (conninfo, "%s%s='", conninfo->len > 0 ? " " : "", keyword);
  for (; *value != '\0'; value++)
    {
      if (*value == '\'' || *value == '\\')
        g_string_append_c (conninfo, '\\');
      g_string_append_c (conninfo, *value);
    }
  g_string_append_c (conninfo, '\'');
}

/**
 * galley_cluster_server_describe:
 * @self: a server
 *
 * Returns: (transfer full): the libpq keyword string by which its database `galley` is reached
 */
char *
galley_cluster_server_describe (const GalleyClusterServer *self)
{
  GString         *conninfo = g_string_new (NULL);
  g_autofree char *port = g_strdup_printf ("%d", self->port);

  append_keyword (conninfo, "host", self->socket_folder);
  append_keyword (conninfo, "port", port);
  append_keyword (conninfo, "dbname", "galley");
  append_keyword (conninfo, "user", "galley");
  return g_string_free (conninfo, FALSE);
}

/**
 * galley_cluster_server_explain:
 * @self: a server that was given up
 * @error: return location for a #GError
 *
 * Makes an error out of what the server wrote to its log since this client came; see galley_cluster_message_to_error().
 */
void
galley_cluster_server_explain (const GalleyClusterServer *self, GError **error)
{
  g_autofree char *log = galley_cluster_message_read_log (self->log_path, self->log_size);

  if (galley_cluster_space_get_free (self->log_path) < NO_SPACE)
    galley_cluster_message_to_error ("No space left on device", self->log_path, error);
  else
    galley_cluster_message_to_error (log, self->log_path, error);
}
