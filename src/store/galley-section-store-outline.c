/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-store-outline"

#include "galley-section-store.h"

#include "galley-store-private.h"

/* The verbs that change the outline of a post: moving, reordering, splitting and merging, and taking these two back. */

/**
 * galley_section_store_move_async:
 * @self: a store
 * @id: a section
 * @place: the place that it is to have, from 1
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Moves a section within its post.
 */
void
galley_section_store_move_async (GalleySectionStore *self,
                                 int                 id,
                                 int                 place,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-move");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_int (statement, place);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_move_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_move_finish:
 * @self: a store
 * @result: the result of galley_section_store_move_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_move_async().
 *
 * Returns: the place where it is now, 0 with @error set
 */
int
galley_section_store_move_finish (GalleySectionStore *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_move_async, error);
}

/**
 * galley_section_store_move_all_async:
 * @self: a store
 * @ids: (array length=n_ids): sections of one post, in the order that they are to have
 * @n_ids: how many
 * @place: the place that the first is to have, from 1
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Moves sections together.
 */
void
galley_section_store_move_all_async (GalleySectionStore *self,
                                     const int          *ids,
                                     gsize               n_ids,
                                     int                 place,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-move-all");

  galley_store_bind_ids (statement, ids, n_ids);
  galley_statement_bind_int (statement, place);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_move_all_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_move_all_finish:
 * @self: a store
 * @result: the result of galley_section_store_move_all_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_move_all_async().
 *
 * Returns: the place where the first is now, 0 with @error set
 */
int
galley_section_store_move_all_finish (GalleySectionStore *self,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_move_all_async, error);
}

/**
 * galley_section_store_reorder_async:
 * @self: a store
 * @post_id: a post
 * @ids: (array length=n_ids): all sections of the post, in the order that they are to have
 * @n_ids: how many
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Puts the sections of a post into another order.
 */
void
galley_section_store_reorder_async (GalleySectionStore *self,
                                    int                 post_id,
                                    const int          *ids,
                                    gsize               n_ids,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-reorder");

  galley_statement_bind_int (statement, post_id);
  galley_store_bind_ids (statement, ids, n_ids);
  galley_store_rows_async (GALLEY_STORE (self), statement, NULL, galley_section_store_reorder_async,
                           cancellable, callback, user_data);
}

/**
 * galley_section_store_reorder_finish:
 * @self: a store
 * @result: the result of galley_section_store_reorder_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when @ids are not all sections of the post;
 *   %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_reorder_async().
 *
 * Returns: whether it was done
 */
gboolean
galley_section_store_reorder_finish (GalleySectionStore *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  g_autoptr (GalleyResult) rows = NULL;

  rows = galley_store_rows_finish (GALLEY_STORE (self), result, galley_section_store_reorder_async, error);
  return rows != NULL;
}

/**
 * galley_section_store_split_async:
 * @self: a store
 * @id: a section
 * @at: where the second section begins, in characters from the start of @field
 * @field: the text that is split: %GALLEY_SECTION_DRAFT or %GALLEY_SECTION_POLISHED
 * @heading: (nullable): the heading of the second section; %NULL to have one made up
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Splits a section in two.
 */
void
galley_section_store_split_async (GalleySectionStore *self,
                                  int                 id,
                                  int                 at,
                                  GalleySectionField  field,
                                  const char         *heading,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-split");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_int (statement, at);
  galley_statement_bind_text (statement, galley_section_field_get_column (field));
  galley_statement_bind_text (statement, heading);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_split_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_split_finish:
 * @self: a store
 * @result: the result of galley_section_store_split_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when there is nothing on one side of @at;
 *   %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_split_async().
 *
 * Returns: the new section's id, 0 with @error set
 */
int
galley_section_store_split_finish (GalleySectionStore *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_split_async, error);
}

/**
 * galley_section_store_merge_async:
 * @self: a store
 * @id: a section
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Joins the next section to this one.
 */
void
galley_section_store_merge_async (GalleySectionStore *self,
                                  int                 id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-merge");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_merge_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_merge_finish:
 * @self: a store
 * @result: the result of galley_section_store_merge_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when it is the last one;
 *   %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_merge_async().
 *
 * Returns: the section's id, 0 with @error set
 */
int
galley_section_store_merge_finish (GalleySectionStore *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_merge_async, error);
}

/**
 * galley_section_store_unsplit_async:
 * @self: a store
 * @id: a section that was split
 * @added: the section that was split off it
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes a split back: the text is what it was, and has what was written in either part since.
 */
void
galley_section_store_unsplit_async (GalleySectionStore *self,
                                    int                 id,
                                    int                 added,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-unsplit");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_int (statement, added);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_unsplit_async, cancellable, callback, user_data);
}

/**
 * galley_section_store_unsplit_finish:
 * @self: a store
 * @result: the result of galley_section_store_unsplit_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when one of the sections is not there; another error in the domain of
 *   [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_unsplit_async().
 *
 * Returns: the section's id, 0 with @error set
 */
int
galley_section_store_unsplit_finish (GalleySectionStore *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_unsplit_async, error);
}

/**
 * galley_section_store_unmerge_async:
 * @self: a store
 * @id: a section that was joined to another one
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes a merge back: the section comes back from the trash, and the one it was joined to has the texts that it had before.
 */
void
galley_section_store_unmerge_async (GalleySectionStore *self,
                                    int                 id,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-unmerge");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_unmerge_async, cancellable, callback, user_data);
}

/**
 * galley_section_store_unmerge_finish:
 * @self: a store
 * @result: the result of galley_section_store_unmerge_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when the section is not joined to another one; another error in the domain of
 *   [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_unmerge_async().
 *
 * Returns: the section's id, 0 with @error set
 */
int
galley_section_store_unmerge_finish (GalleySectionStore *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_unmerge_async, error);
}
