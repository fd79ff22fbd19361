/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-store-document"

#include "galley-post-store.h"

#include "galley-store-private.h"

/* Posts as documents: what leaves and enters the database whole. */

/**
 * galley_post_store_export_async:
 * @self: a store
 * @id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes a document of a post and all that belongs to it.
 */
void
galley_post_store_export_async (GalleyPostStore    *self,
                                int                 id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-export");

  galley_statement_bind_int (statement, id);
  galley_store_rows_async (GALLEY_STORE (self), statement, NULL, galley_post_store_export_async,
                           cancellable, callback, user_data);
}

/**
 * galley_post_store_export_finish:
 * @self: a store
 * @result: the result of galley_post_store_export_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_export_async().
 *
 * Returns: (transfer full) (nullable): the document, as JSON, %NULL with @error set
 */
char *
galley_post_store_export_finish (GalleyPostStore *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_autoptr (GalleyResult) rows = galley_store_rows_finish (GALLEY_STORE (self), result, galley_post_store_export_async, error);

  if (rows == NULL)
    return NULL;

  return g_strdup (galley_result_get_text (rows, 0, 0));
}

/**
 * galley_post_store_import_async:
 * @self: a store
 * @document: a document, as JSON
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes a post out of a document.  All of it is taken, or nothing.
 */
void
galley_post_store_import_async (GalleyPostStore    *self,
                                const char         *document,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-import");

  galley_statement_bind_text (statement, document);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_post_store_import_async,
                             cancellable, callback, user_data);
}

/**
 * galley_post_store_import_finish:
 * @self: a store
 * @result: the result of galley_post_store_import_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when the document is not one; the message says where; another error in the domain
 *   of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_import_async().
 *
 * Returns: the new post's id, 0 with @error set
 */
int
galley_post_store_import_finish (GalleyPostStore *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_post_store_import_async, error);
}
