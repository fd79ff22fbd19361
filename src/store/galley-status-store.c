/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-status-store"

#include "galley-config.h"

#include "galley-status-store.h"

#include <glib/gi18n-lib.h>

#include "galley-store-private.h"

struct _GalleyStatusStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyStatusStore, galley_status_store, GALLEY_TYPE_STORE)

static void
galley_status_store_class_init (GalleyStatusStoreClass *klass)
{
}

static void
galley_status_store_init (GalleyStatusStore *self)
{
}

/**
 * galley_status_store_new:
 * @database: the database
 *
 * Makes a store that tells what a database is.
 *
 * Returns: (transfer full): the store
 */
GalleyStatusStore *
galley_status_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_STATUS_STORE, "database", database, NULL);
}

/**
 * galley_status_store_get_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Asks what the database is and how much is in it.
 */
void
galley_status_store_get_async (GalleyStatusStore  *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("status");
  char            *missing = g_strdup (_("The database was not made by Galley"));

  galley_store_value_async (GALLEY_STORE (self), statement, GALLEY_TYPE_STATUS, missing, galley_status_store_get_async,
                            cancellable, callback, user_data);
}

/**
 * galley_status_store_get_finish:
 * @self: a store
 * @result: the result of galley_status_store_get_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_status_store_get_async().
 *
 * Returns: (transfer full) (nullable): the status, %NULL with @error set
 */
GalleyStatus *
galley_status_store_get_finish (GalleyStatusStore *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  return galley_store_value_finish (GALLEY_STORE (self), result, galley_status_store_get_async, error);
}

/**
 * galley_status_store_identify_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Asks which database it is.
 */
void
galley_status_store_identify_async (GalleyStatusStore  *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("identity");
  char            *missing = g_strdup (_("The database was not made by Galley"));

  galley_store_rows_async (GALLEY_STORE (self), statement, missing, galley_status_store_identify_async,
                           cancellable, callback, user_data);
}

/**
 * galley_status_store_identify_finish:
 * @self: a store
 * @result: the result of galley_status_store_identify_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_status_store_identify_async().
 *
 * Returns: (transfer full) (nullable): a UUID, which stays the same however the database is reached, %NULL with @error set
 */
char *
galley_status_store_identify_finish (GalleyStatusStore *self,
                                     GAsyncResult      *result,
                                     GError           **error)
{
  g_autoptr (GalleyResult) rows = galley_store_rows_finish (GALLEY_STORE (self), result, galley_status_store_identify_async, error);

  return rows ? g_strdup (galley_result_get_text (rows, 0, 0)) : NULL;
}
