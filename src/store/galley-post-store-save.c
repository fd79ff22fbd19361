/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-store-save"

#include "galley-post-store.h"

#include "galley-store-private.h"

/* The verbs that save one field of a post. */

static const char *
get_version_property (GalleyPostField field)
{
  return galley_post_field_is_development (field) ? "development-version" : "version";
}

/**
 * galley_post_store_save_async:
 * @self: a store
 * @id: a post
 * @field: which of its texts
 * @text: (nullable): what it is to be
 * @base_version: the version that the change is based on, see [method@Post.get_field_version]; 0 to change whatever is there
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves a text of a post.  If the post is alive, it takes over what is stored now.
 */
void
galley_post_store_save_async (GalleyPostStore    *self,
                              int                 id,
                              GalleyPostField     field,
                              const char         *text,
                              int                 base_version,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-save");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, galley_post_field_get_column (field));
  galley_statement_bind_text (statement, text);
  galley_store_bind_number (statement, base_version);
  galley_store_save_async (GALLEY_STORE (self), statement, id, galley_post_field_get_name (field), get_version_property (field),
                           galley_post_store_save_async,
                           cancellable, callback, user_data);
}

/**
 * galley_post_store_save_finish:
 * @self: a store
 * @result: the result of galley_post_store_save_async()
 * @outcome: (out) (optional): what became of the text
 * @version: (out) (optional): the version of the row now
 * @value: (out) (optional) (nullable) (transfer full): what is stored now
 * @error: where to put %GALLEY_ERROR_INVALID, when the text cannot be that;
 *   %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_save_async().
 *
 * Returns: whether there is an outcome
 */
gboolean
galley_post_store_save_finish (GalleyPostStore   *self,
                               GAsyncResult      *result,
                               GalleySaveOutcome *outcome,
                               int               *version,
                               char             **value,
                               GError           **error)
{
  return galley_store_save_finish (GALLEY_STORE (self), result, galley_post_store_save_async, outcome, version, value, error);
}

/**
 * galley_post_store_set_status_async:
 * @self: a store
 * @id: a post
 * @status: how far it is
 * @base_version: the version that the change is based on; 0 to change whatever is there
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Sets how far a post is.
 */
void
galley_post_store_set_status_async (GalleyPostStore    *self,
                                    int                 id,
                                    GalleyPostStatus    status,
                                    int                 base_version,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-save");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, "status");
  galley_statement_bind_text (statement, galley_post_status_to_string (status));
  galley_store_bind_number (statement, base_version);
  galley_store_save_async (GALLEY_STORE (self), statement, id, NULL, "version", galley_post_store_set_status_async,
                           cancellable, callback, user_data);
}

/**
 * galley_post_store_set_status_finish:
 * @self: a store
 * @result: the result of galley_post_store_set_status_async()
 * @outcome: (out) (optional): what became of the text
 * @version: (out) (optional): the version of the row now
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_set_status_async().
 *
 * Returns: whether there is an outcome
 */
gboolean
galley_post_store_set_status_finish (GalleyPostStore   *self,
                                     GAsyncResult      *result,
                                     GalleySaveOutcome *outcome,
                                     int               *version,
                                     GError           **error)
{
  return galley_store_save_finish (GALLEY_STORE (self), result, galley_post_store_set_status_async, outcome, version, NULL, error);
}

/**
 * galley_post_store_unarchive_async:
 * @self: a store
 * @id: a post
 * @base_version: the version that the change is based on; 0 to change whatever is there
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes a post out of the archive, with the status that it had before.
 */
void
galley_post_store_unarchive_async (GalleyPostStore    *self,
                                   int                 id,
                                   int                 base_version,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-unarchive");

  galley_statement_bind_int (statement, id);
  galley_store_bind_number (statement, base_version);
  galley_store_save_async (GALLEY_STORE (self), statement, id, NULL, "version", galley_post_store_unarchive_async,
                           cancellable, callback, user_data);
}

/**
 * galley_post_store_unarchive_finish:
 * @self: a store
 * @result: the result of galley_post_store_unarchive_async()
 * @outcome: (out) (optional): what became of it; unchanged, when the post is not in the archive
 * @status: (out) (optional): how far the post is now
 * @version: (out) (optional): the version of the row now
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_unarchive_async().
 *
 * Returns: whether there is an outcome
 */
gboolean
galley_post_store_unarchive_finish (GalleyPostStore   *self,
                                    GAsyncResult      *result,
                                    GalleySaveOutcome *outcome,
                                    GalleyPostStatus  *status,
                                    int               *version,
                                    GError           **error)
{
  g_autofree char *value = NULL;

  if (!galley_store_save_finish (GALLEY_STORE (self), result, galley_post_store_unarchive_async, outcome, version, &value, error))
    return FALSE;

  if (status != NULL && !galley_post_status_from_string (value, status))
    *status = GALLEY_POST_STATUS_DRAFT;
  return TRUE;
}
