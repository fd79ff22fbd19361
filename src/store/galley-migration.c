/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-migration"

#include "galley-migration.h"

#include "galley-migrator.h"

typedef struct
{
  gboolean          dry_run;
  GalleyConnection *connection; /* (owned) */
} Migration;

static void connected_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void migrated_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
migration_free (Migration *migration)
{
  galley_connection_close (migration->connection);
  g_clear_object (&migration->connection);
  g_free (migration);
}

/**
 * galley_migration_run_async:
 * @conninfo: a URI or a libpq keyword string
 * @dry_run: whether nothing is to be changed
 * @cancellable: (nullable): ends the operation; what was applied whole stays
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Connects to a database, has [class@Migrator] bring its schema up to date, and disconnects.
 */
void
galley_migration_run_async (const char         *conninfo,
                            gboolean            dry_run,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Migration *migration;

  g_return_if_fail (conninfo != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  migration = g_new0 (Migration, 1);
  migration->dry_run = dry_run;
  migration->connection = galley_connection_new (conninfo);
  g_task_set_source_tag (task, galley_migration_run_async);
  g_task_set_task_data (task, migration, (GDestroyNotify)migration_free);
  galley_connection_open_async (migration->connection, cancellable, connected_cb, g_steal_pointer (&task));
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyMigrator) migrator = NULL;
  Migration    *migration = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError       *error = NULL;

  if (!galley_connection_open_finish (migration->connection, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  migrator = galley_migrator_new (migration->connection);
  galley_migrator_migrate_async (migrator, migration->dry_run, cancellable, migrated_cb, g_steal_pointer (&task));
}

static void
migrated_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  char  **names;
  GError *error = NULL;

  names = galley_migrator_migrate_finish (GALLEY_MIGRATOR (source), result, &error);
  if (names != NULL)
    g_task_return_pointer (task, names, (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * galley_migration_run_finish:
 * @result: the result of galley_migration_run_async()
 * @error: where to put an error, see [method@Migrator.migrate_finish], or why there is no connection
 *
 * Ends galley_migration_run_async().
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names of what was, or would be, applied, in order; %NULL
 *   with @error set
 */
char **
galley_migration_run_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_migration_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
