/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-store-trash"

#include "galley-config.h"

#include "galley-section-store.h"

#include <glib/gi18n-lib.h>

#include "galley-store-private.h"

/* The verbs of the trash: what puts sections into it and takes them out, and what shows what is in it. */

/* How many there were may be none, so no number says that it failed. */
static int
finish_count (GalleySectionStore *self,
              GAsyncResult       *result,
              gpointer            tag,
              GError            **error)
{
  g_autoptr (GError) failure = NULL;
  int number = galley_store_number_finish (GALLEY_STORE (self), result, tag, &failure);

  if (failure == NULL)
    return number;

  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

/**
 * galley_section_store_park_async:
 * @self: a store
 * @id: a section
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Puts a section into the trash, with all that belongs to it.
 */
void
galley_section_store_park_async (GalleySectionStore *self,
                                 int                 id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-park");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_park_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_park_finish:
 * @self: a store
 * @result: the result of galley_section_store_park_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_park_async().
 *
 * Returns: whether it is there
 */
gboolean
galley_section_store_park_finish (GalleySectionStore *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_park_async, error) != 0;
}

/**
 * galley_section_store_restore_async:
 * @self: a store
 * @id: a section in the trash
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes a section out of the trash, with all that belongs to it.
 */
void
galley_section_store_restore_async (GalleySectionStore *self,
                                    int                 id,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-restore");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_restore_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_restore_finish:
 * @self: a store
 * @result: the result of galley_section_store_restore_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when it is not in the trash; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_restore_async().
 *
 * Returns: the section's id, which is the one it had, 0 with @error set
 */
int
galley_section_store_restore_finish (GalleySectionStore *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_restore_async, error);
}

/**
 * galley_section_store_trash_async:
 * @self: a store
 * @post_id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the sections of a post that are in the trash.
 */
void
galley_section_store_trash_async (GalleySectionStore *self,
                                  int                 post_id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-trash");
  char            *missing = g_strdup_printf (_("There is no post %d"), post_id);

  galley_statement_bind_int (statement, post_id);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_PARKED_SECTION, missing,
                             galley_section_store_trash_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_trash_finish:
 * @self: a store
 * @result: the result of galley_section_store_trash_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_trash_async().
 *
 * Returns: (transfer full) (nullable): the [class@ParkedSection]s, the one parked last first, %NULL with @error set
 */
GListModel *
galley_section_store_trash_finish (GalleySectionStore *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_section_store_trash_async, error);
}

/**
 * galley_section_store_park_all_async:
 * @self: a store
 * @ids: (array length=n_ids): sections of one post
 * @n_ids: how many
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Puts sections into the trash, all or none.
 */
void
galley_section_store_park_all_async (GalleySectionStore *self,
                                     const int          *ids,
                                     gsize               n_ids,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-park-all");

  galley_store_bind_ids (statement, ids, n_ids);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_park_all_async, cancellable, callback, user_data);
}

/**
 * galley_section_store_park_all_finish:
 * @self: a store
 * @result: the result of galley_section_store_park_all_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; %GALLEY_ERROR_INVALID, when they belong to several posts;
 *   another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_park_all_async().
 *
 * Returns: how many went; fewer than @ids when some were there already, -1 with @error set
 */
int
galley_section_store_park_all_finish (GalleySectionStore *self,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return finish_count (self, result, galley_section_store_park_all_async, error);
}

/**
 * galley_section_store_restore_all_async:
 * @self: a store
 * @ids: (array length=n_ids): sections of one post
 * @n_ids: how many
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes sections out of the trash, all or none, to where they stood.
 */
void
galley_section_store_restore_all_async (GalleySectionStore *self,
                                        const int          *ids,
                                        gsize               n_ids,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-restore-all");

  galley_store_bind_ids (statement, ids, n_ids);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_restore_all_async, cancellable, callback, user_data);
}

/**
 * galley_section_store_restore_all_finish:
 * @self: a store
 * @result: the result of galley_section_store_restore_all_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; %GALLEY_ERROR_INVALID, when they belong to several posts;
 *   another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_restore_all_async().
 *
 * Returns: how many came; fewer than @ids when some were in their post already, -1 with @error set
 */
int
galley_section_store_restore_all_finish (GalleySectionStore *self,
                                         GAsyncResult       *result,
                                         GError            **error)
{
  return finish_count (self, result, galley_section_store_restore_all_async, error);
}

/**
 * galley_section_store_parked_texts_async:
 * @self: a store
 * @id: a section in the trash
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches what a section in the trash has: its texts, then its elements.
 */
void
galley_section_store_parked_texts_async (GalleySectionStore *self,
                                         int                 id,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-parked-texts");

  galley_statement_bind_int (statement, id);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_PARKED_TEXT, NULL, galley_section_store_parked_texts_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_parked_texts_finish:
 * @self: a store
 * @result: the result of galley_section_store_parked_texts_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_parked_texts_async().
 *
 * Returns: (transfer full) (nullable): the [class@ParkedText]s, none when the section is not in the trash; %NULL with @error set
 */
GListModel *
galley_section_store_parked_texts_finish (GalleySectionStore *self,
                                          GAsyncResult       *result,
                                          GError            **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_section_store_parked_texts_async, error);
}
