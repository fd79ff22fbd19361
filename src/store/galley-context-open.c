/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-context-open"

#include "galley-config.h"

#include "galley-context-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-migration.h"
#include "galley-schema.h"

static void server_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void connected_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void schema_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void schema_migrated_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void schema_examined_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void server_left_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fail_to_open (GTask  *task,
              GError *error)
{
  galley_context_drop_database (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

static void
end_open (GTask *task)
{
  galley_context_make_stores (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
connect_database (GTask *task)
{
  GalleyContext *self = g_task_get_source_object (task);

  self->database = galley_database_new (galley_context_get_conninfo (self));
  galley_database_open_async (self->database, g_task_get_cancellable (task), connected_cb, g_object_ref (task));
}

static void
server_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_cluster_open_finish (GALLEY_CLUSTER (source), result, &error))
    connect_database (task);
  else
    fail_to_open (task, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyStatement) statement = NULL;
  GError *error = NULL;

  if (!galley_database_open_finish (GALLEY_DATABASE (source), result, &error))
    {
      fail_to_open (task, error);
      return;
    }

  statement = galley_statement_new ("migration-list");
  galley_database_execute_async (GALLEY_DATABASE (source), statement, g_task_get_cancellable (task), schema_read_cb,
                                 g_object_ref (task));
}

/* Whether nothing is pending; anything else, be it a table that is not there, is found out by the migrator, which can say more. */
static gboolean
is_up_to_date (GalleyResult *applied)
{
  g_autoptr (GalleySchema) schema = galley_schema_new ();
  g_autoptr (GPtrArray) pending = galley_schema_find_pending (schema, applied, NULL);

  return pending != NULL && pending->len == 0;
}

static void
schema_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyResult) applied = NULL;
  GalleyContext *self = g_task_get_source_object (task);
  GCancellable  *cancellable = g_task_get_cancellable (task);
  GError        *error = NULL;

  applied = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);
  if (applied != NULL && is_up_to_date (applied))
    end_open (task);
  else if (error != NULL && !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA) &&
           !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION))
    fail_to_open (task, g_steal_pointer (&error));
  else if (self->cluster != NULL)
    galley_migration_run_async (galley_context_get_conninfo (self), FALSE, cancellable, schema_migrated_cb, g_object_ref (task));
  else
    galley_migration_run_async (galley_context_get_conninfo (self), TRUE, cancellable, schema_examined_cb, g_object_ref (task));

  g_clear_error (&error);
}

static void
schema_migrated_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_auto (GStrv) names = NULL;
  GError *error = NULL;

  names = galley_migration_run_finish (result, &error);
  if (names != NULL)
    end_open (task);
  else
    fail_to_open (task, error);
}

/* Somebody else's database is not changed without being asked. */
static void
schema_examined_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_auto (GStrv) names = NULL;
  GError *error = NULL;

  names = galley_migration_run_finish (result, &error);
  if (names != NULL && names[0] == NULL)
    end_open (task);
  else if (names != NULL)
    fail_to_open (task, g_error_new (GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
                                     _("The database is not up to date for this version of Galley. Run “galleyctl migrate” with this "
                                       "database; “galleyctl migrate --dry-run” tells what it would do")));
  else
    fail_to_open (task, error);
}

/**
 * galley_context_open_async:
 * @self: a context that is not open
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Starts or joins the private server, if it is to be used, connects, and makes sure that the schema is the one of this program:
 * that of the private server is brought up to date, any other is left as it is.
 */
void
galley_context_open_async (GalleyContext      *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CONTEXT (self));
  g_return_if_fail (self->database == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_context_open_async);
  if (self->cluster != NULL)
    galley_cluster_open_async (self->cluster, cancellable, server_ready_cb, g_object_ref (task));
  else
    connect_database (task);
}

/**
 * galley_context_open_finish:
 * @self: a context
 * @result: the result of galley_context_open_async()
 * @error: where to put %GALLEY_ERROR_SCHEMA, when the schema is not that of this program, with what to do; %GALLEY_ERROR_CLUSTER,
 *   %GALLEY_ERROR_UNSUPPORTED or %GALLEY_ERROR_DISK_FULL, when there is no private server; another error in the domain of
 *   [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_context_open_async().
 *
 * Returns: whether the context is open
 */
gboolean
galley_context_open_finish (GalleyContext *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_context_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_context_close_async:
 * @self: a context, open or not
 * @cancellable: (nullable): ends the waiting; the context is closed nevertheless
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Closes the connection and leaves the private server.  When nobody else uses the server, it has stopped when this is over.
 */
void
galley_context_close_async (GalleyContext      *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_context_close_async);
  galley_context_drop_database (self);
  if (self->cluster != NULL)
    galley_cluster_close_async (self->cluster, cancellable, server_left_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
server_left_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_cluster_close_finish (GALLEY_CLUSTER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * galley_context_close_finish:
 * @self: a context
 * @result: the result of galley_context_close_async()
 * @error: where to put %GALLEY_ERROR_CLUSTER, when the private server cannot be left, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_context_close_async().
 *
 * Returns: whether everything was closed
 */
gboolean
galley_context_close_finish (GalleyContext *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_context_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
