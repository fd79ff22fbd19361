/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-store"

#include "galley-config.h"

#include "galley-element-store.h"

#include <glib/gi18n-lib.h>

#include "galley-store-private.h"

struct _GalleyElementStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyElementStore, galley_element_store, GALLEY_TYPE_STORE)

typedef enum
{
  COLUMN_ID,
  COLUMN_VERSION,
  COLUMN_POST_ID,
  COLUMN_SECTION_ID,
  COLUMN_ORDER,
  COLUMN_TYPE,
  COLUMN_TEXT,
  COLUMN_CREATED,
  COLUMN_UPDATED,
} ElementColumn;

static const char *const column_names[] = {
  [COLUMN_ID] = "id",
  [COLUMN_VERSION] = "version",
  [COLUMN_POST_ID] = "post_id",
  [COLUMN_SECTION_ID] = "section_id",
  [COLUMN_ORDER] = "element_order",
  [COLUMN_TYPE] = "element_type",
  [COLUMN_TEXT] = "element_text",
  [COLUMN_CREATED] = "created_at",
  [COLUMN_UPDATED] = "updated_at",
  NULL,
};

static void
galley_element_store_apply (GalleyStore  *store,
                            GalleyRecord *record,
                            GalleyResult *rows,
                            guint         row,
                            const int    *columns)
{
  GalleyElement    *element = GALLEY_ELEMENT (record);
  GalleyElementType type = GALLEY_ELEMENT_TYPE_FACT;

  /* A constraint of the table allows these words only. */
  galley_element_type_from_string (galley_result_get_text (rows, row, columns[COLUMN_TYPE]), &type);
  galley_element_set_element_type (element, type);
  galley_element_set_post_id (element, galley_result_get_int (rows, row, columns[COLUMN_POST_ID]));
  galley_element_set_section_id (element, galley_result_get_int (rows, row, columns[COLUMN_SECTION_ID]));
  galley_element_set_place (element, galley_result_get_int (rows, row, columns[COLUMN_ORDER]));
  galley_element_set_text (element, galley_result_get_text (rows, row, columns[COLUMN_TEXT]));
  galley_store_take_times (record, rows, row, columns[COLUMN_CREATED], columns[COLUMN_UPDATED]);
}

static int
galley_element_store_get_post (GalleyRecord *record)
{
  return galley_element_get_post_id (GALLEY_ELEMENT (record));
}

static void
galley_element_store_class_init (GalleyElementStoreClass *klass)
{
  GalleyStoreClass *store_class = GALLEY_STORE_CLASS (klass);

  store_class->table = "post_section_elements";
  store_class->record_type = GALLEY_TYPE_ELEMENT;
  store_class->refresh = "element-get";
  store_class->columns = column_names;
  store_class->siblings_move = TRUE;
  store_class->apply = galley_element_store_apply;
  store_class->get_post = galley_element_store_get_post;
}

static void
galley_element_store_init (GalleyElementStore *self)
{
}

/**
 * galley_element_store_new:
 * @database: the database
 *
 * Makes a store of the elements in a database.
 *
 * Returns: (transfer full): the store
 */
GalleyElementStore *
galley_element_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_ELEMENT_STORE, "database", database, NULL);
}

/**
 * galley_element_store_list_async:
 * @self: a store
 * @section_id: a section
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the elements of a section.
 */
void
galley_element_store_list_async (GalleyElementStore *self,
                                 int                 section_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-list");
  char            *missing = g_strdup_printf (_("There is no section %d"), section_id);

  galley_statement_bind_int (statement, section_id);
  galley_store_records_async (GALLEY_STORE (self), statement, missing, galley_element_store_list_async,
                              cancellable, callback, user_data);
}

/**
 * galley_element_store_list_finish:
 * @self: a store
 * @result: the result of galley_element_store_list_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_list_async().
 *
 * Returns: (transfer full) (nullable): the [class@Element]s in their order, %NULL with @error set
 */
GListModel *
galley_element_store_list_finish (GalleyElementStore *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return galley_store_records_finish (GALLEY_STORE (self), result, galley_element_store_list_async, error);
}

/**
 * galley_element_store_get_async:
 * @self: a store
 * @id: an element
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches an element.
 */
void
galley_element_store_get_async (GalleyElementStore *self,
                                int                 id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-get");
  char            *missing = g_strdup_printf (_("There is no element %d"), id);

  galley_store_bind_ids (statement, &id, 1);
  galley_store_record_async (GALLEY_STORE (self), statement, missing, galley_element_store_get_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_get_finish:
 * @self: a store
 * @result: the result of galley_element_store_get_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such element; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_get_async().
 *
 * Returns: (transfer full) (nullable): the element, %NULL with @error set
 */
GalleyElement *
galley_element_store_get_finish (GalleyElementStore *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return galley_store_record_finish (GALLEY_STORE (self), result, galley_element_store_get_async, error);
}

/**
 * galley_element_store_add_async:
 * @self: a store
 * @section_id: a section
 * @type: what the element is
 * @text: what it says
 * @place: the place that it is to have, from 1; 0 for the end
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Adds an element to a section.
 */
void
galley_element_store_add_async (GalleyElementStore *self,
                                int                 section_id,
                                GalleyElementType   type,
                                const char         *text,
                                int                 place,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-add");

  galley_statement_bind_int (statement, section_id);
  galley_statement_bind_text (statement, galley_element_type_to_string (type));
  galley_statement_bind_text (statement, text);
  galley_store_bind_number (statement, place);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_add_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_add_finish:
 * @self: a store
 * @result: the result of galley_element_store_add_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_add_async().
 *
 * Returns: the new element's id, 0 with @error set
 */
int
galley_element_store_add_finish (GalleyElementStore *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_add_async, error);
}

/**
 * galley_element_store_add_all_async:
 * @self: a store
 * @section_id: a section
 * @type: what the elements are
 * @texts: (array zero-terminated=1): what they say, one at least
 * @place: the place that the first is to have, from 1; 0 for the end
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Adds several elements to a section, all or none.
 */
void
galley_element_store_add_all_async (GalleyElementStore *self,
                                    int                 section_id,
                                    GalleyElementType   type,
                                    const char *const  *texts,
                                    int                 place,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-add-all");

  galley_statement_bind_int (statement, section_id);
  galley_statement_bind_text (statement, galley_element_type_to_string (type));
  galley_statement_bind_text_array (statement, texts);
  galley_store_bind_number (statement, place);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_add_all_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_add_all_finish:
 * @self: a store
 * @result: the result of galley_element_store_add_all_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_add_all_async().
 *
 * Returns: the id of the first new element, which those of the others follow one by one; 0 with @error set
 */
int
galley_element_store_add_all_finish (GalleyElementStore *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_add_all_async, error);
}

/**
 * galley_element_store_set_async:
 * @self: a store
 * @id: an element
 * @text: what it is to say
 * @base_version: the version that the change is based on; 0 to change whatever is there
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Changes the text of an element.
 */
void
galley_element_store_set_async (GalleyElementStore *self,
                                int                 id,
                                const char         *text,
                                int                 base_version,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-set");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, text);
  galley_store_bind_number (statement, base_version);
  galley_store_save_async (GALLEY_STORE (self), statement, id, "text", "version", galley_element_store_set_async,
                           cancellable, callback, user_data);
}

/**
 * galley_element_store_set_finish:
 * @self: a store
 * @result: the result of galley_element_store_set_async()
 * @error: where to put %GALLEY_ERROR_CONFLICT, when somebody else has changed the element since @base_version;
 *   %GALLEY_ERROR_NOT_FOUND, when there is no such element; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_set_async().
 *
 * Returns: the version of the element now, 0 with @error set
 */
int
galley_element_store_set_finish (GalleyElementStore *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  int version;

  if (!galley_store_save_finish (GALLEY_STORE (self), result, galley_element_store_set_async, NULL, &version, NULL, error))
    return 0;

  return version;
}

/**
 * galley_element_store_move_async:
 * @self: a store
 * @id: an element
 * @section_id: the section that it is to belong to, which may be its own
 * @place: the place that it is to have, from 1; 0 for the end
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Moves an element, within its section or to another one.
 */
void
galley_element_store_move_async (GalleyElementStore *self,
                                 int                 id,
                                 int                 section_id,
                                 int                 place,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-move");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_int (statement, section_id);
  galley_store_bind_number (statement, place);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_move_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_move_finish:
 * @self: a store
 * @result: the result of galley_element_store_move_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such element or section;
 *   another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_move_async().
 *
 * Returns: the place where it is now, 0 with @error set
 */
int
galley_element_store_move_finish (GalleyElementStore *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_move_async, error);
}

/**
 * galley_element_store_set_type_async:
 * @self: a store
 * @id: an element
 * @type: what it is to be
 * @base_version: the version that was changed; 0 changes whatever is there
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes a fact, an idea or a theme of an element.
 */
void
galley_element_store_set_type_async (GalleyElementStore *self,
                                     int                 id,
                                     GalleyElementType   type,
                                     int                 base_version,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-set-type");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, galley_element_type_to_string (type));
  galley_store_bind_number (statement, base_version);
  galley_store_save_async (GALLEY_STORE (self), statement, id, NULL, "version", galley_element_store_set_type_async,
                           cancellable, callback, user_data);
}

/**
 * galley_element_store_set_type_finish:
 * @self: a store
 * @result: the result of galley_element_store_set_type_async()
 * @error: where to put %GALLEY_ERROR_CONFLICT, when somebody else has changed the element; %GALLEY_ERROR_NOT_FOUND, when there is no
 *   such element; another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_set_type_async().
 *
 * Returns: the version, 0 with @error set
 */
int
galley_element_store_set_type_finish (GalleyElementStore *self,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  int version;

  if (!galley_store_save_finish (GALLEY_STORE (self), result, galley_element_store_set_type_async, NULL, &version, NULL, error))
    return 0;

  return version;
}

/**
 * galley_element_store_move_all_async:
 * @self: a store
 * @ids: (array length=n_ids): elements, in the order that they are to have; those that are not there any more are passed over
 * @n_ids: how many
 * @section_id: a section, which may be another one than theirs
 * @place: where the first is to be, from 1, counted without them; 0 for the end
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Moves several elements together.
 */
void
galley_element_store_move_all_async (GalleyElementStore *self,
                                     const int          *ids,
                                     gsize               n_ids,
                                     int                 section_id,
                                     int                 place,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-move-all");

  galley_store_bind_ids (statement, ids, n_ids);
  galley_statement_bind_int (statement, section_id);
  galley_store_bind_number (statement, place);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_move_all_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_move_all_finish:
 * @self: a store
 * @result: the result of galley_element_store_move_all_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when none of them, or no such section, is there; another error in the domain of
 *   [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_move_all_async().
 *
 * Returns: the place of the first, from 1; 0 with @error set
 */
int
galley_element_store_move_all_finish (GalleyElementStore *self,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_move_all_async, error);
}

/**
 * galley_element_store_delete_async:
 * @self: a store
 * @id: an element
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Puts an element into the trash, from where galley_element_store_restore_async() brings it back.
 */
void
galley_element_store_delete_async (GalleyElementStore *self,
                                   int                 id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-delete");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_delete_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_delete_finish:
 * @self: a store
 * @result: the result of galley_element_store_delete_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there never was such an element;
 *   another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_delete_async().
 *
 * Returns: whether it is there
 */
gboolean
galley_element_store_delete_finish (GalleyElementStore *self,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_delete_async, error) != 0;
}

/**
 * galley_element_store_restore_async:
 * @self: a store
 * @id: an element
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Brings an element back that was deleted, under its old id.
 */
void
galley_element_store_restore_async (GalleyElementStore *self,
                                    int                 id,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("element-restore");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_element_store_restore_async,
                             cancellable, callback, user_data);
}

/**
 * galley_element_store_restore_finish:
 * @self: a store
 * @result: the result of galley_element_store_restore_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when it is not in the trash, or its section is;
 *   another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_element_store_restore_async().
 *
 * Returns: the element's id, 0 with @error set
 */
int
galley_element_store_restore_finish (GalleyElementStore *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_element_store_restore_async, error);
}
