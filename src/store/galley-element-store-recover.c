/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-store-recover"

#include "galley-element-store.h"

#include "galley-store-private.h"

/* What was being typed in elements when a program ended. */

/**
 * galley_element_store_recover_async:
 * @self: a store
 * @id: an element
 * @base: what it said when it began to be edited
 * @text: what was typed
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves the text of an element that was left unsaved.  What somebody else made of the element meanwhile stays, and the text becomes another
 * element.
 */
void
galley_element_store_recover_async (GalleyElementStore *self,
                                    int                 id,
                                    const char         *base,
                                    const char         *text,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-recover");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, base);
  galley_statement_bind_text (statement, text);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_recover_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_recover_finish:
 * @self: a store
 * @result: the result of galley_element_store_recover_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such element, or its section is in the trash; another error in the
 *   domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_recover_async().
 *
 * Returns: the id of the element that has the text, 0 with @error set
 */
int
galley_element_store_recover_finish (GalleyElementStore *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_recover_async, error);
}

/**
 * galley_element_store_recover_all_async:
 * @self: a store
 * @section_id: a section
 * @type: what the elements are
 * @texts: (array zero-terminated=1): what they say
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Adds elements that were left unsaved, unless the section has them.
 */
void
galley_element_store_recover_all_async (GalleyElementStore *self,
                                        int                 section_id,
                                        GalleyElementType   type,
                                        const char *const  *texts,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-recover-all");

  galley_statement_bind_int (statement, section_id);
  galley_statement_bind_text (statement, galley_element_type_to_string (type));
  galley_statement_bind_text_array (statement, texts);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_recover_all_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_recover_all_finish:
 * @self: a store
 * @result: the result of galley_element_store_recover_all_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section, or it is in the trash; another error in the domain of
 *   [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_recover_all_async().
 *
 * Returns: the id of the first of them, 0 with @error set
 */
int
galley_element_store_recover_all_finish (GalleyElementStore *self,
                                         GAsyncResult       *result,
                                         GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_recover_all_async, error);
}
