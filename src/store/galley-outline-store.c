/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-store"

#include "galley-config.h"

#include "galley-outline-store.h"

#include <glib/gi18n-lib.h>

#include "galley-store-private.h"

struct _GalleyOutlineStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyOutlineStore, galley_outline_store, GALLEY_TYPE_STORE)

static void
galley_outline_store_class_init (GalleyOutlineStoreClass *klass)
{
}

static void
galley_outline_store_init (GalleyOutlineStore *self)
{
}

/**
 * galley_outline_store_new:
 * @database: the database
 *
 * Makes a store of the outlines in a database.
 *
 * Returns: (transfer full): the store
 */
GalleyOutlineStore *
galley_outline_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_OUTLINE_STORE, "database", database, NULL);
}

/**
 * galley_outline_store_show_async:
 * @self: a store
 * @post_id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the master list of a post.
 */
void
galley_outline_store_show_async (GalleyOutlineStore *self,
                                 int                 post_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-show");
  char            *missing = g_strdup_printf (_("There is no post %d"), post_id);

  galley_statement_bind_int (statement, post_id);
  galley_store_rows_async (GALLEY_STORE (self), statement, missing, galley_outline_store_show_async,
                           cancellable, callback, user_data);
}

/**
 * galley_outline_store_show_finish:
 * @self: a store
 * @result: the result of galley_outline_store_show_async()
 * @version: (out) (optional): the version of the outline
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_show_async().
 *
 * Returns: (transfer full) (nullable): the list, as JSON, %NULL with @error set
 */
char *
galley_outline_store_show_finish (GalleyOutlineStore *self,
                                  GAsyncResult       *result,
                                  int                *version,
                                  GError            **error)
{
  g_autoptr (GalleyResult) rows = galley_store_rows_finish (GALLEY_STORE (self), result, galley_outline_store_show_async, error);

  if (rows == NULL)
    return NULL;

  if (version != NULL)
    *version = galley_result_get_int (rows, 0, 1);
  return g_strdup (galley_result_get_text (rows, 0, 0));
}

/**
 * galley_outline_store_plan_async:
 * @self: a store
 * @post_id: a post
 * @list: (nullable): the outline, in any of the accepted formats; %NULL for an empty one
 * @base_version: the version of the outline that @list is based on; 0 for the present one
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Asks what setting an outline would do, and changes nothing.
 */
void
galley_outline_store_plan_async (GalleyOutlineStore *self,
                                 int                 post_id,
                                 const char         *list,
                                 int                 base_version,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-plan");

  galley_statement_bind_int (statement, post_id);
  galley_statement_bind_text (statement, list);
  galley_store_bind_number (statement, base_version);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_OUTLINE_CHANGE, NULL,
                             galley_outline_store_plan_async,
                             cancellable, callback, user_data);
}

/**
 * galley_outline_store_plan_finish:
 * @self: a store
 * @result: the result of galley_outline_store_plan_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when the list cannot be understood;
 *   %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_plan_async().
 *
 * Returns: (transfer full) (nullable): the [class@OutlineChange]s, one for each section, %NULL with @error set
 */
GListModel *
galley_outline_store_plan_finish (GalleyOutlineStore *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_outline_store_plan_async, error);
}

/**
 * galley_outline_store_set_async:
 * @self: a store
 * @post_id: a post
 * @list: (nullable): the outline, in any of the accepted formats; %NULL for an empty one
 * @base_version: the version of the outline that @list is based on; 0 for the present one
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Sets the outline of a post.  Sections keep what they hold: they are matched with the items of the list, and one that is not
 * among them goes into the trash.  A list that cannot be understood changes nothing and is no error, but an outcome.
 */
void
galley_outline_store_set_async (GalleyOutlineStore *self,
                                int                 post_id,
                                const char         *list,
                                int                 base_version,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-set");
  char            *missing = g_strdup (_("The database did not say what it did"));

  galley_statement_bind_int (statement, post_id);
  galley_statement_bind_text (statement, list);
  galley_store_bind_number (statement, base_version);
  galley_store_value_async (GALLEY_STORE (self), statement, GALLEY_TYPE_OUTLINE_OUTCOME, missing,
                            galley_outline_store_set_async,
                            cancellable, callback, user_data);
}

/**
 * galley_outline_store_set_finish:
 * @self: a store
 * @result: the result of galley_outline_store_set_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_set_async().
 *
 * Returns: (transfer full) (nullable): what was done, %NULL with @error set
 */
GalleyOutlineOutcome *
galley_outline_store_set_finish (GalleyOutlineStore *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return galley_store_value_finish (GALLEY_STORE (self), result, galley_outline_store_set_async, error);
}

/**
 * galley_outline_store_rollback_async:
 * @self: a store
 * @log_id: an entry of the log
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Sets the outline that a post had before a logged change.
 */
void
galley_outline_store_rollback_async (GalleyOutlineStore *self,
                                     gint64              log_id,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-rollback");
  char            *missing = g_strdup (_("The database did not say what it did"));

  galley_statement_bind_int (statement, log_id);
  galley_store_value_async (GALLEY_STORE (self), statement, GALLEY_TYPE_OUTLINE_OUTCOME, missing,
                            galley_outline_store_rollback_async,
                            cancellable, callback, user_data);
}

/**
 * galley_outline_store_rollback_finish:
 * @self: a store
 * @result: the result of galley_outline_store_rollback_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such entry; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_rollback_async().
 *
 * Returns: (transfer full) (nullable): what was done, %NULL with @error set
 */
GalleyOutlineOutcome *
galley_outline_store_rollback_finish (GalleyOutlineStore *self,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return galley_store_value_finish (GALLEY_STORE (self), result, galley_outline_store_rollback_async, error);
}

/**
 * galley_outline_store_sync_async:
 * @self: a store
 * @post_id: a post
 * @direction: which side wins
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Brings the master list of a post and its sections together, should they differ.
 */
void
galley_outline_store_sync_async (GalleyOutlineStore *self,
                                 int                 post_id,
                                 GalleySyncDirection direction,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-sync");
  char            *missing = g_strdup (_("The database did not say what it did"));

  galley_statement_bind_int (statement, post_id);
  galley_statement_bind_text (statement, galley_sync_direction_to_string (direction));
  galley_store_value_async (GALLEY_STORE (self), statement, GALLEY_TYPE_OUTLINE_OUTCOME, missing,
                            galley_outline_store_sync_async,
                            cancellable, callback, user_data);
}

/**
 * galley_outline_store_sync_finish:
 * @self: a store
 * @result: the result of galley_outline_store_sync_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_sync_async().
 *
 * Returns: (transfer full) (nullable): what was done, %NULL with @error set
 */
GalleyOutlineOutcome *
galley_outline_store_sync_finish (GalleyOutlineStore *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return galley_store_value_finish (GALLEY_STORE (self), result, galley_outline_store_sync_async, error);
}

/**
 * galley_outline_store_check_async:
 * @self: a store
 * @post_id: a post; 0 for every post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Checks whether the master list of a post and its sections agree.
 */
void
galley_outline_store_check_async (GalleyOutlineStore *self,
                                  int                 post_id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-check");

  galley_store_bind_number (statement, post_id);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_FINDING, NULL, galley_outline_store_check_async,
                             cancellable, callback, user_data);
}

/**
 * galley_outline_store_check_finish:
 * @self: a store
 * @result: the result of galley_outline_store_check_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_check_async().
 *
 * Returns: (transfer full) (nullable): the [class@Finding]s, %NULL with @error set
 */
GListModel *
galley_outline_store_check_finish (GalleyOutlineStore *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_outline_store_check_async, error);
}

/**
 * galley_outline_store_repair_async:
 * @self: a store
 * @post_id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Repairs what galley_outline_store_check_async() finds.
 */
void
galley_outline_store_repair_async (GalleyOutlineStore *self,
                                   int                 post_id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-repair");

  galley_statement_bind_int (statement, post_id);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_FINDING, NULL, galley_outline_store_repair_async,
                             cancellable, callback, user_data);
}

/**
 * galley_outline_store_repair_finish:
 * @self: a store
 * @result: the result of galley_outline_store_repair_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_repair_async().
 *
 * Returns: (transfer full) (nullable): the [class@Finding]s that there were, %NULL with @error set
 */
GListModel *
galley_outline_store_repair_finish (GalleyOutlineStore *self,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_outline_store_repair_async, error);
}

/**
 * galley_outline_store_log_async:
 * @self: a store
 * @post_id: a post
 * @most: how many entries there may be at most
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the log of a post's outline.
 */
void
galley_outline_store_log_async (GalleyOutlineStore *self,
                                int                 post_id,
                                int                 most,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("outline-log");
  char            *missing = g_strdup_printf (_("There is no post %d"), post_id);

  galley_statement_bind_int (statement, post_id);
  galley_statement_bind_int (statement, most);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_OUTLINE_ENTRY, missing,
                             galley_outline_store_log_async,
                             cancellable, callback, user_data);
}

/**
 * galley_outline_store_log_finish:
 * @self: a store
 * @result: the result of galley_outline_store_log_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_outline_store_log_async().
 *
 * Returns: (transfer full) (nullable): the [class@OutlineEntry]s, newest first, %NULL with @error set
 */
GListModel *
galley_outline_store_log_finish (GalleyOutlineStore *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_outline_store_log_async, error);
}
