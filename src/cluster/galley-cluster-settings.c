/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-settings"

#include "galley-config.h"

#include "galley-cluster-settings.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Small: one person's data, a handful of connections.
 * Quiet: nothing wakes up while nobody types; walwriter and background writer sleep as long as they may.
 * Durable: what was acknowledged survives a power cut.
 * dynamic_shared_memory_type: files of the cluster instead of /dev/shm, which the session's end empties and a sandbox hides. */
static const char common_settings[] =
  "\n"
  "listen_addresses = ''\n"
  "port = 5432\n"
  "unix_socket_permissions = 0700\n"
  "max_connections = 20\n"
  "superuser_reserved_connections = 2\n"
  "cluster_name = 'galley'\n"
  "\n"
  "fsync = on\n"
  "synchronous_commit = on\n"
  "full_page_writes = on\n"
  "restart_after_crash = on\n"
  "\n"
  "shared_buffers = 16MB\n"
  "huge_pages = off\n"
  "dynamic_shared_memory_type = mmap\n"
  "jit = off\n"
  "max_worker_processes = 1\n"
  "max_parallel_workers = 0\n"
  "max_parallel_workers_per_gather = 0\n"
  "max_parallel_maintenance_workers = 0\n"
  "max_logical_replication_workers = 0\n"
  "\n"
  "wal_level = minimal\n"
  "max_wal_senders = 0\n"
  "wal_buffers = 256kB\n"
  "wal_writer_delay = 10s\n"
  "min_wal_size = 32MB\n"
  "max_wal_size = 256MB\n"
  "checkpoint_timeout = 15min\n"
  "bgwriter_delay = 10s\n"
  "bgwriter_lru_maxpages = 0\n"
  "autovacuum = on\n"
  "autovacuum_max_workers = 1\n"
  "autovacuum_naptime = 5min\n"
  "\n"
  "idle_in_transaction_session_timeout = 60s\n"
  "client_connection_check_interval = 5s\n"
  "random_page_cost = 1.1\n"
  "\n"
  "log_destination = 'stderr'\n"
  "logging_collector = off\n"
  "log_min_messages = warning\n"
  "log_checkpoints = off\n"
  "log_line_prefix = '%m [%p] '\n"
  "log_timezone = 'UTC'\n"
  "timezone = 'UTC'\n"
  "lc_messages = 'C.UTF-8'\n"
  "lc_monetary = 'C.UTF-8'\n"
  "lc_numeric = 'C.UTF-8'\n"
  "lc_time = 'C.UTF-8'\n"
  "default_text_search_config = 'pg_catalog.english'\n";

/* From 18 on processes of their own would read and write. */
static const char settings_since_18[] = "io_method = sync\n";

static const char compression_settings[] =
  "wal_compression = lz4\n"
  "default_toast_compression = lz4\n";

static const char no_compression_settings[] = "wal_compression = pglz\n";

static const char entry_file[] =
  "# Galley keeps its settings in galley.conf. What is set below the next line is yours and wins.\n"
  "include 'galley.conf'\n";

/* Everybody who can reach the socket is asked who they are by the kernel; there is no password and no network. */
static const char access_file[] =
  "# Made by Galley, which replaces this file.\n"
  "local all all peer map=galley\n";

/* PostgreSQL can be built without lz4, and does not start with a setting it does not know. */
static gboolean
has_lz4 (const char *cluster, const GalleyClusterProcess *process, GCancellable *cancellable, gboolean *result, GError **error)
{
  const char *arguments[] = {
    "postgres", "-D", cluster, "-C", "wal_compression", "-c", "config_file=/dev/null", "-c", "wal_compression=lz4", NULL
  };
  g_autoptr (GError) refusal = NULL;

  *result = galley_cluster_process_run (process, arguments, NULL, cancellable, &refusal);
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  return TRUE;
}

static void
append_user (GString *map, const char *name)
{
  g_autofree char *escaped = NULL;
  g_auto (GStrv) parts = g_strsplit (name, "\"", -1);

  escaped = g_strjoinv ("\"\"", parts);
  g_string_append_printf (map, "galley \"%s\" galley\ngalley \"%s\" postgres\n", escaped, escaped);
}

/* The user whom the server runs as, and root, who could become that user anyway. */
static char *
make_map (const GalleyClusterUser *user)
{
  GString *map = g_string_new ("# Made by Galley, which replaces this file.\n");

  append_user (map, user->name);
  append_user (map, "root");
  return g_string_free (map, FALSE);
}

/* Settings are compared without the lines on compression, which depend on how PostgreSQL was built: asking it takes longer than
 * all the rest, so it is asked only when the file must be written anyway, as it must be for programs in another folder. */
static gboolean
is_current (const char *path, const char *wanted)
{
  g_autofree char *present = NULL;

  return g_file_get_contents (path, &present, NULL, NULL) && g_str_has_prefix (present, wanted);
}

static gboolean
write_file (const char *cluster, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (cluster, name, NULL);
  g_autofree char *present = NULL;
  g_autoptr (GError) reason = NULL;

  if (g_file_get_contents (path, &present, NULL, NULL) && strcmp (present, text) == 0)
    return TRUE;
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &reason))
    return TRUE;
  g_set_error (error, GALLEY_ERROR,
               g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? GALLEY_ERROR_DISK_FULL : GALLEY_ERROR_CLUSTER,
               _("The settings of the database server could not be written: %s"), reason->message);
  return FALSE;
}

static gboolean
write_settings (const char *cluster, int major, const GalleyClusterProcess *process, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (cluster, "galley.conf", NULL);
  g_autofree char *wanted =
    g_strdup_printf ("# Made by Galley for %s, and replaced when need be. Settings of your own belong into postgresql.conf.\n"
                     "%s%s",
                     process->program_folder, common_settings, major >= 18 ? settings_since_18 : "");
  g_autofree char *text = NULL;
  gboolean         compression = FALSE;

  if (is_current (path, wanted))
    return TRUE;
  if (!has_lz4 (cluster, process, cancellable, &compression, error))
    return FALSE;
  text = g_strconcat (wanted, compression ? compression_settings : no_compression_settings, NULL);
  return write_file (cluster, "galley.conf", text, error);
}

/**
 * galley_cluster_settings_write:
 * @cluster: a data directory
 * @major: the version of PostgreSQL
 * @process: how programs are run
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Brings the files that Galley keeps in a cluster up to date: settings, and who may connect.  They are replaced in one step and
 * are on the disk when this returns.  `postgresql.conf`, which includes the settings, is written once, by
 * galley_cluster_creator_run(), and is the user's from then on.
 *
 * Returns: %TRUE if they are up to date; on failure %FALSE with %GALLEY_ERROR_CLUSTER or %GALLEY_ERROR_DISK_FULL
 */
gboolean
galley_cluster_settings_write (const char                 *cluster,
                               int                         major,
                               const GalleyClusterProcess *process,
                               GCancellable               *cancellable,
                               GError                    **error)
{
  g_autofree char *map = make_map (process->user);

  return write_settings (cluster, major, process, cancellable, error) &&
         write_file (cluster, "pg_hba.conf", access_file, error) && write_file (cluster, "pg_ident.conf", map, error);
}

/**
 * galley_cluster_settings_write_entry:
 * @cluster: a data directory that was just made
 * @error: return location for a #GError
 *
 * Replaces the `postgresql.conf` that initdb made by one that includes Galley's settings.
 *
 * Returns: %TRUE if it was written; on failure %FALSE with %GALLEY_ERROR_CLUSTER or %GALLEY_ERROR_DISK_FULL
 */
gboolean
galley_cluster_settings_write_entry (const char *cluster, GError **error)
{
  return write_file (cluster, "postgresql.conf", entry_file, error);
}
