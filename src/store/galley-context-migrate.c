/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-context-migrate"

#include "galley-context-private.h"

#include "galley-migration.h"

static void migration_server_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void migration_run_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * galley_context_migrate_async:
 * @self: a context, open or not
 * @dry_run: whether nothing is to be changed
 * @cancellable: (nullable): ends the operation; what was applied whole stays
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Brings the schema of the context's database up to date, whichever it is, or tells what would be done.  The context is not
 * opened by it.
 */
void
galley_context_migrate_async (GalleyContext      *self,
                              gboolean            dry_run,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_context_migrate_async);
  g_task_set_task_data (task, GINT_TO_POINTER (dry_run), NULL);
  if (self->cluster != NULL)
    galley_cluster_open_async (self->cluster, cancellable, migration_server_ready_cb, g_object_ref (task));
  else
    galley_migration_run_async (self->uri, dry_run, cancellable, migration_run_cb, g_object_ref (task));
}

static void
migration_server_ready_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  gboolean      dry_run = GPOINTER_TO_INT (g_task_get_task_data (task));
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError       *error = NULL;

  if (galley_cluster_open_finish (GALLEY_CLUSTER (source), result, &error))
    galley_migration_run_async (galley_context_get_conninfo (g_task_get_source_object (task)), dry_run, cancellable, migration_run_cb,
                                g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
migration_run_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  char  **names;
  GError *error = NULL;

  names = galley_migration_run_finish (result, &error);
  if (names != NULL)
    g_task_return_pointer (task, names, (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * galley_context_migrate_finish:
 * @self: a context
 * @result: the result of galley_context_migrate_async()
 * @error: where to put an error, see [method@Migrator.migrate_finish] and [method@Context.open_finish]
 *
 * Ends galley_context_migrate_async().
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names of what was, or would be, applied, in order; empty
 *   when the database was up to date; %NULL with @error set
 */
char **
galley_context_migrate_finish (GalleyContext *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_context_migrate_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
