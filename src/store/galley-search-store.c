/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-search-store"

#include "galley-config.h"

#include "galley-search-store.h"

#include <glib/gi18n-lib.h>

#include "galley-store-private.h"

struct _GalleySearchStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleySearchStore, galley_search_store, GALLEY_TYPE_STORE)

static void
galley_search_store_class_init (GalleySearchStoreClass *klass)
{
}

static void
galley_search_store_init (GalleySearchStore *self)
{
}

/**
 * galley_search_store_new:
 * @database: the database
 *
 * Makes a store that searches a database.
 *
 * Returns: (transfer full): the store
 */
GalleySearchStore *
galley_search_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_SEARCH_STORE, "database", database, NULL);
}

/**
 * galley_search_store_search_async:
 * @self: a store
 * @words: what to look for: words, the last of which may be a beginning
 * @most: how many hits there may be at most
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Looks for words in posts, sections and elements.
 */
void
galley_search_store_search_async (GalleySearchStore  *self,
                                  const char         *words,
                                  int                 most,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("search");

  galley_statement_bind_text (statement, words);
  galley_statement_bind_int (statement, most);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_SEARCH_HIT, NULL, galley_search_store_search_async,
                             cancellable, callback, user_data);
}

/**
 * galley_search_store_search_finish:
 * @self: a store
 * @result: the result of galley_search_store_search_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_search_store_search_async().
 *
 * Returns: (transfer full) (nullable): the [class@SearchHit]s, best first, %NULL with @error set
 */
GListModel *
galley_search_store_search_finish (GalleySearchStore *self,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_search_store_search_async, error);
}

/**
 * galley_search_store_catch_up_async:
 * @self: a store
 * @most: how much to do at most, in rows
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Does some of what the next search would have to do first, because rows were written since the last one.
 */
void
galley_search_store_catch_up_async (GalleySearchStore  *self,
                                    int                 most,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("search-catch-up");

  galley_statement_bind_int (statement, most);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_search_store_catch_up_async, cancellable, callback, user_data);
}

/**
 * galley_search_store_catch_up_finish:
 * @self: a store
 * @result: the result of galley_search_store_catch_up_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_search_store_catch_up_async().
 *
 * Returns: how many rows were done; 0 when nothing is left, when another program is at it, or with @error set
 */
int
galley_search_store_catch_up_finish (GalleySearchStore *self,
                                     GAsyncResult      *result,
                                     GError           **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_search_store_catch_up_async, error);
}
