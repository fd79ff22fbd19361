/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the verbs of all stores are made of: a statement goes to the database, rows come back as a number, records or values. */

#define G_LOG_DOMAIN "galley-store-query"

#include "galley-config.h"

#include "galley-store-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-slices.h"
#include "galley-value-reader.h"

typedef struct
{
  char              *missing; /* (owned) (nullable) what no row at all means */
  GType              type;    /* of the values */
  GalleyResult      *rows;    /* (owned) (nullable) */
  int               *columns; /* (owned) (nullable) of the records */
  GalleyValueReader *reader;  /* (owned) (nullable) of the values */
  GListStore        *list;    /* (owned) (nullable) what has been made so far */
} Query;

static void
query_free (Query *query)
{
  g_clear_pointer (&query->rows, galley_result_unref);
  g_clear_pointer (&query->reader, galley_value_reader_free);
  g_clear_object (&query->list);
  g_free (query->columns);
  g_free (query->missing);
  g_free (query);
}

/* Sends the statement; @executed_cb gets the task, which it must bring to its end. */
static void
start (GalleyStore        *self,
       GalleyStatement    *statement,
       char               *missing,
       GType               type,
       gpointer            tag,
       GCancellable       *cancellable,
       GAsyncReadyCallback executed_cb,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Query *query = g_new0 (Query, 1);

  query->missing = missing;
  query->type = type;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, query, (GDestroyNotify)query_free);
  galley_database_execute_async (galley_store_get_database (self), statement, cancellable, executed_cb, g_steal_pointer (&task));
  galley_statement_unref (statement);
}

/* Takes the rows over; FALSE when the task has been ended with an error. */
static gboolean
take_rows (GTask        *task,
           GObject      *database,
           GAsyncResult *result)
{
  Query  *query = g_task_get_task_data (task);
  GError *error = NULL;

  query->rows = galley_database_execute_finish (GALLEY_DATABASE (database), result, &error);
  if (query->rows != NULL && galley_result_get_n_rows (query->rows) == 0 && query->missing != NULL)
    g_set_error_literal (&error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND, query->missing);

  if (error == NULL)
    return TRUE;

  g_task_return_error (task, error);
  return FALSE;
}

static gpointer
finish (GalleyStore  *self,
        GAsyncResult *result,
        gpointer      tag,
        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
rows_executed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Query *query = g_task_get_task_data (task);

  if (take_rows (task, source, result))
    g_task_return_pointer (task, g_steal_pointer (&query->rows), (GDestroyNotify)galley_result_unref);
}

/**
 * galley_store_rows_async:
 * @self: a store
 * @statement: (transfer full): what to do
 * @missing: (transfer full) (nullable): what no row at all means; %NULL if that is no error
 * @tag: the function that asks
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Executes a statement.
 */
void
galley_store_rows_async (GalleyStore        *self,
                         GalleyStatement    *statement,
                         char               *missing,
                         gpointer            tag,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  start (self, statement, missing, G_TYPE_INVALID, tag, cancellable, rows_executed_cb, callback, user_data);
}

/**
 * galley_store_rows_finish:
 * @self: a store
 * @result: the result of galley_store_rows_async()
 * @tag: what was given to it
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_store_rows_async().
 *
 * Returns: (transfer full) (nullable): the rows, %NULL with @error set
 */
GalleyResult *
galley_store_rows_finish (GalleyStore  *self,
                          GAsyncResult *result,
                          gpointer      tag,
                          GError      **error)
{
  return finish (self, result, tag, error);
}

static void
number_executed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Query *query = g_task_get_task_data (task);

  if (!take_rows (task, source, result))
    return;

  if (galley_result_get_n_rows (query->rows) == 0 || galley_result_is_null (query->rows, 0, 0))
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("The database did not say what it did"));
  else
    g_task_return_int (task, galley_result_get_int (query->rows, 0, 0));
}

/**
 * galley_store_number_async:
 * @self: a store
 * @statement: (transfer full): what to do; it returns one number
 * @tag: the function that asks
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Executes a statement that returns an id, a place or a version.
 */
void
galley_store_number_async (GalleyStore        *self,
                           GalleyStatement    *statement,
                           gpointer            tag,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  start (self, statement, NULL, G_TYPE_INVALID, tag, cancellable, number_executed_cb, callback, user_data);
}

/**
 * galley_store_number_finish:
 * @self: a store
 * @result: the result of galley_store_number_async()
 * @tag: what was given to it
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_store_number_async().
 *
 * Returns: the number, 0 with @error set
 */
int
galley_store_number_finish (GalleyStore  *self,
                            GAsyncResult *result,
                            gpointer      tag,
                            GError      **error)
{
  int number;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), 0);

  number = g_task_propagate_int (G_TASK (result), error);

  return MAX (number, 0);
}

static void
list_made_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Query  *query = g_task_get_task_data (task);
  GError *error = NULL;

  if (galley_slices_run_finish (result, &error))
    g_task_return_pointer (task, g_steal_pointer (&query->list), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
make_list (GTask          *task,
           GType           item_type,
           GalleySliceFunc add_item)
{
  Query *query = g_task_get_task_data (task);

  query->list = g_list_store_new (item_type);
  galley_slices_run_async (galley_result_get_n_rows (query->rows), add_item, task, NULL, g_task_get_cancellable (task),
                           list_made_cb, g_object_ref (task));
}

static gboolean
add_record (guint    row,
            gpointer user_data,
            GError **error)
{
  GTask       *task = user_data;
  GalleyStore *self = g_task_get_source_object (task);
  Query       *query = g_task_get_task_data (task);
  g_autoptr (GalleyRecord) record = NULL;

  /* What has no parts comes as one row of NULL, to be told from what is not there. */
  if (galley_result_is_null (query->rows, row, query->columns[0]))
    return TRUE;

  record = galley_store_take_row (self, query->rows, row, query->columns);
  g_list_store_append (query->list, record);

  return TRUE;
}

static void
records_executed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyStore *self = g_task_get_source_object (task);
  Query       *query = g_task_get_task_data (task);

  if (!take_rows (task, source, result))
    return;

  query->columns = galley_store_find_columns (self, query->rows);
  make_list (task, GALLEY_STORE_GET_CLASS (self)->record_type, add_record);
}

/**
 * galley_store_records_async:
 * @self: a store of records
 * @statement: (transfer full): what to fetch
 * @missing: (transfer full) (nullable): what no row at all means; %NULL if that is no error
 * @tag: the function that asks
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches records.  However many there are, the main loop is not held up.
 */
void
galley_store_records_async (GalleyStore        *self,
                            GalleyStatement    *statement,
                            char               *missing,
                            gpointer            tag,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  start (self, statement, missing, G_TYPE_INVALID, tag, cancellable, records_executed_cb, callback, user_data);
}

/**
 * galley_store_records_finish:
 * @self: a store of records
 * @result: the result of galley_store_records_async()
 * @tag: what was given to it
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_store_records_async().
 *
 * Returns: (transfer full) (nullable): the live records in the order of the rows, %NULL with @error set
 */
GListModel *
galley_store_records_finish (GalleyStore  *self,
                             GAsyncResult *result,
                             gpointer      tag,
                             GError      **error)
{
  return finish (self, result, tag, error);
}

static void
record_executed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyStore *self = g_task_get_source_object (task);
  Query       *query = g_task_get_task_data (task);

  if (!take_rows (task, source, result))
    return;

  query->columns = galley_store_find_columns (self, query->rows);
  g_task_return_pointer (task, galley_store_take_row (self, query->rows, 0, query->columns), g_object_unref);
}

/**
 * galley_store_record_async:
 * @self: a store of records
 * @statement: (transfer full): what to fetch
 * @missing: (transfer full): what no row means
 * @tag: the function that asks
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches one record.
 */
void
galley_store_record_async (GalleyStore        *self,
                           GalleyStatement    *statement,
                           char               *missing,
                           gpointer            tag,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (missing != NULL);

  start (self, statement, missing, G_TYPE_INVALID, tag, cancellable, record_executed_cb, callback, user_data);
}

/**
 * galley_store_record_finish:
 * @self: a store of records
 * @result: the result of galley_store_record_async()
 * @tag: what was given to it
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_store_record_async().
 *
 * Returns: (transfer full) (nullable): the live record, %NULL with @error set
 */
gpointer
galley_store_record_finish (GalleyStore  *self,
                            GAsyncResult *result,
                            gpointer      tag,
                            GError      **error)
{
  return finish (self, result, tag, error);
}

static gboolean
add_value (guint    row,
           gpointer user_data,
           GError **error)
{
  Query *query = g_task_get_task_data (user_data);
  g_autoptr (GalleyValue) value = NULL;

  if (galley_result_is_null (query->rows, row, 0))
    return TRUE;

  value = galley_value_reader_read (query->reader, row, error);
  if (value == NULL)
    return FALSE;

  g_list_store_append (query->list, value);
  return TRUE;
}

static void
values_executed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Query *query = g_task_get_task_data (task);

  if (!take_rows (task, source, result))
    return;

  query->reader = galley_value_reader_new (query->type, query->rows);
  make_list (task, query->type, add_value);
}

/**
 * galley_store_values_async:
 * @self: a store
 * @statement: (transfer full): what to fetch
 * @type: the kind of [class@Value] that the rows are
 * @missing: (transfer full) (nullable): what no row at all means; %NULL if that is no error
 * @tag: the function that asks
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches values.  However many there are, the main loop is not held up.
 */
void
galley_store_values_async (GalleyStore        *self,
                           GalleyStatement    *statement,
                           GType               type,
                           char               *missing,
                           gpointer            tag,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  start (self, statement, missing, type, tag, cancellable, values_executed_cb, callback, user_data);
}

/**
 * galley_store_values_finish:
 * @self: a store
 * @result: the result of galley_store_values_async()
 * @tag: what was given to it
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_store_values_async().
 *
 * Returns: (transfer full) (nullable): the values in the order of the rows, %NULL with @error set
 */
GListModel *
galley_store_values_finish (GalleyStore  *self,
                            GAsyncResult *result,
                            gpointer      tag,
                            GError      **error)
{
  return finish (self, result, tag, error);
}

static void
value_executed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Query       *query = g_task_get_task_data (task);
  GalleyValue *value;
  GError      *error = NULL;

  if (!take_rows (task, source, result))
    return;

  query->reader = galley_value_reader_new (query->type, query->rows);
  value = galley_value_reader_read (query->reader, 0, &error);
  if (value != NULL)
    g_task_return_pointer (task, value, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * galley_store_value_async:
 * @self: a store
 * @statement: (transfer full): what to do or fetch
 * @type: the kind of [class@Value] that the row is
 * @missing: (transfer full): what no row means
 * @tag: the function that asks
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches one value.
 */
void
galley_store_value_async (GalleyStore        *self,
                          GalleyStatement    *statement,
                          GType               type,
                          char               *missing,
                          gpointer            tag,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (missing != NULL);

  start (self, statement, missing, type, tag, cancellable, value_executed_cb, callback, user_data);
}

/**
 * galley_store_value_finish:
 * @self: a store
 * @result: the result of galley_store_value_async()
 * @tag: what was given to it
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_store_value_async().
 *
 * Returns: (transfer full) (nullable): the value, %NULL with @error set
 */
gpointer
galley_store_value_finish (GalleyStore  *self,
                           GAsyncResult *result,
                           gpointer      tag,
                           GError      **error)
{
  return finish (self, result, tag, error);
}
