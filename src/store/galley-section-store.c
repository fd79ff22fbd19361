/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-store"

#include "galley-config.h"

#include "galley-section-store.h"

#include <glib/gi18n-lib.h>

#include "galley-store-private.h"

struct _GalleySectionStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleySectionStore, galley_section_store, GALLEY_TYPE_STORE)

typedef enum
{
  COLUMN_ID,
  COLUMN_VERSION,
  COLUMN_POST_ID,
  COLUMN_ORDER,
  COLUMN_IMAGE_ID,
  COLUMN_TARGET,
  COLUMN_N_FACTS,
  COLUMN_N_IDEAS,
  COLUMN_N_THEMES,
  COLUMN_CREATED,
  COLUMN_UPDATED,
  COLUMN_FIELDS, /* and as many more as there are fields */
} SectionColumn;

static const char *column_names[COLUMN_FIELDS + GALLEY_SECTION_N_FIELDS + 1] = {
  [COLUMN_ID] = "id",
  [COLUMN_VERSION] = "version",
  [COLUMN_POST_ID] = "post_id",
  [COLUMN_ORDER] = "section_order",
  [COLUMN_IMAGE_ID] = "image_id",
  [COLUMN_TARGET] = "target",
  [COLUMN_N_FACTS] = "n_facts",
  [COLUMN_N_IDEAS] = "n_ideas",
  [COLUMN_N_THEMES] = "n_themes",
  [COLUMN_CREATED] = "created_at",
  [COLUMN_UPDATED] = "updated_at",
};

static void
take_counts (GalleySection *section,
             GalleyResult  *rows,
             guint          row,
             const int     *columns)
{
  galley_section_set_n_elements (section, GALLEY_ELEMENT_TYPE_FACT, galley_result_get_int (rows, row, columns[0]));
  galley_section_set_n_elements (section, GALLEY_ELEMENT_TYPE_IDEA, galley_result_get_int (rows, row, columns[1]));
  galley_section_set_n_elements (section, GALLEY_ELEMENT_TYPE_THEME, galley_result_get_int (rows, row, columns[2]));
}

static void
galley_section_store_apply (GalleyStore  *store,
                            GalleyRecord *record,
                            GalleyResult *rows,
                            guint         row,
                            const int    *columns)
{
  GalleySection *section = GALLEY_SECTION (record);

  galley_section_set_post_id (section, galley_result_get_int (rows, row, columns[COLUMN_POST_ID]));
  galley_section_set_place (section, galley_result_get_int (rows, row, columns[COLUMN_ORDER]));
  galley_section_set_image_id (section, galley_result_get_int (rows, row, columns[COLUMN_IMAGE_ID]));
  galley_section_set_target (section, galley_result_get_int (rows, row, columns[COLUMN_TARGET]));
  take_counts (section, rows, row, columns + COLUMN_N_FACTS);
  galley_store_take_times (record, rows, row, columns[COLUMN_CREATED], columns[COLUMN_UPDATED]);
  for (guint i = 0; i < GALLEY_SECTION_N_FIELDS; i++)
    galley_section_set_field (section, i, galley_result_get_text (rows, row, columns[COLUMN_FIELDS + i]));
}

static void
galley_section_store_take_place (GalleyRecord *record,
                                 int           place)
{
  galley_section_set_place (GALLEY_SECTION (record), place);
}

static int
galley_section_store_get_post (GalleyRecord *record)
{
  return galley_section_get_post_id (GALLEY_SECTION (record));
}

/* What a section is to have in words is kept beside it. */
static int
galley_section_store_get_concerned (GalleyStore  *store,
                                    GalleyChange *change)
{
  return g_str_equal (galley_change_get_table (change), "section_target") ? galley_change_get_id (change) : 0;
}

static void
galley_section_store_class_init (GalleySectionStoreClass *klass)
{
  GalleyStoreClass *store_class = GALLEY_STORE_CLASS (klass);

  for (guint i = 0; i < GALLEY_SECTION_N_FIELDS; i++)
    column_names[COLUMN_FIELDS + i] = galley_section_field_get_column (i);

  store_class->table = "post_section";
  store_class->record_type = GALLEY_TYPE_SECTION;
  store_class->refresh = "section-get";
  store_class->order = "section-order";
  store_class->take_place = galley_section_store_take_place;
  store_class->columns = column_names;
  store_class->apply = galley_section_store_apply;
  store_class->get_post = galley_section_store_get_post;
  store_class->get_concerned = galley_section_store_get_concerned;
}

static void
galley_section_store_init (GalleySectionStore *self)
{
}

/**
 * galley_section_store_new:
 * @database: the database
 *
 * Makes a store of the sections in a database.
 *
 * Returns: (transfer full): the store
 */
GalleySectionStore *
galley_section_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_SECTION_STORE, "database", database, NULL);
}

/**
 * galley_section_store_list_async:
 * @self: a store
 * @post_id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the sections of a post.
 */
void
galley_section_store_list_async (GalleySectionStore *self,
                                 int                 post_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-list");
  char            *missing = g_strdup_printf (_("There is no post %d"), post_id);

  galley_statement_bind_int (statement, post_id);
  galley_store_records_async (GALLEY_STORE (self), statement, missing, galley_section_store_list_async,
                              cancellable, callback, user_data);
}

/**
 * galley_section_store_list_finish:
 * @self: a store
 * @result: the result of galley_section_store_list_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_list_async().
 *
 * Returns: (transfer full) (nullable): the [class@Section]s in their order, %NULL with @error set
 */
GListModel *
galley_section_store_list_finish (GalleySectionStore *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return galley_store_records_finish (GALLEY_STORE (self), result, galley_section_store_list_async, error);
}

/**
 * galley_section_store_peek:
 * @self: a store
 * @id: a section
 *
 * Gives a section that somebody holds, without asking the database.
 *
 * Returns: (transfer none) (nullable): the section, as far as this program has heard of it; %NULL when nobody holds it, or it is gone
 */
GalleySection *
galley_section_store_peek (GalleySectionStore *self,
                           int                 id)
{
  GalleyRecord *record = galley_store_lookup (GALLEY_STORE (self), id);

  return record != NULL && !galley_record_get_gone (record) ? GALLEY_SECTION (record) : NULL;
}

/**
 * galley_section_store_get_async:
 * @self: a store
 * @id: a section
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches a section.
 */
void
galley_section_store_get_async (GalleySectionStore *self,
                                int                 id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-get");
  char            *missing = g_strdup_printf (_("There is no section %d"), id);

  galley_store_bind_ids (statement, &id, 1);
  galley_store_record_async (GALLEY_STORE (self), statement, missing, galley_section_store_get_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_get_finish:
 * @self: a store
 * @result: the result of galley_section_store_get_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_get_async().
 *
 * Returns: (transfer full) (nullable): the section, %NULL with @error set
 */
GalleySection *
galley_section_store_get_finish (GalleySectionStore *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return galley_store_record_finish (GALLEY_STORE (self), result, galley_section_store_get_async, error);
}

/**
 * galley_section_store_add_async:
 * @self: a store
 * @post_id: a post
 * @heading: its heading
 * @place: the place that it is to have, from 1; 0 for the end
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Adds a section to a post.
 */
void
galley_section_store_add_async (GalleySectionStore *self,
                                int                 post_id,
                                const char         *heading,
                                int                 place,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-add");

  galley_statement_bind_int (statement, post_id);
  galley_statement_bind_text (statement, heading);
  galley_store_bind_number (statement, place);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_add_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_add_finish:
 * @self: a store
 * @result: the result of galley_section_store_add_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_add_async().
 *
 * Returns: the new section's id, 0 with @error set
 */
int
galley_section_store_add_finish (GalleySectionStore *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_add_async, error);
}

/**
 * galley_section_store_count_elements_async:
 * @self: a store
 * @post_id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Counts the elements of the sections of a post; those that are alive take the numbers over.
 */
void
galley_section_store_count_elements_async (GalleySectionStore *self,
                                           int                 post_id,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-count-elements");

  galley_statement_bind_int (statement, post_id);
  galley_store_rows_async (GALLEY_STORE (self), statement, NULL, galley_section_store_count_elements_async,
                           cancellable, callback, user_data);
}

/**
 * galley_section_store_count_elements_finish:
 * @self: a store
 * @result: the result of galley_section_store_count_elements_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_count_elements_async().
 *
 * Returns: whether they were counted
 */
gboolean
galley_section_store_count_elements_finish (GalleySectionStore *self,
                                            GAsyncResult       *result,
                                            GError            **error)
{
  const int columns[] = { 1, 2, 3 };
  g_autoptr (GalleyResult) rows = galley_store_rows_finish (GALLEY_STORE (self), result, galley_section_store_count_elements_async,
                                                            error);

  if (rows == NULL)
    return FALSE;

  for (guint row = 0; row < galley_result_get_n_rows (rows); row++)
    {
      GalleyRecord *section = galley_store_lookup (GALLEY_STORE (self), galley_result_get_int (rows, row, 0));

      if (section != NULL)
        take_counts (GALLEY_SECTION (section), rows, row, columns);
    }

  return TRUE;
}
