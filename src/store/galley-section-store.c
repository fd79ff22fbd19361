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

/* A list of which most is alive already. */
typedef struct
{
  GArray *ids;  /* (owned) (element-type int) all, in their order */
  GArray *held; /* (owned) (element-type GalleySection) those that were alive, held until the list is there */
} Relist;

static void
clear_section (gpointer section)
{
  g_object_unref (*(GalleySection **)section);
}

static void
free_relist (gpointer data)
{
  Relist *relist = data;

  g_array_unref (relist->ids);
  g_array_unref (relist->held);
  g_free (relist);
}

static void
end_relist (GTask *task)
{
  GalleyStore *self = g_task_get_source_object (task);
  Relist      *relist = g_task_get_task_data (task);
  GListStore  *list = g_list_store_new (GALLEY_TYPE_SECTION);

  /* One that is gone in this moment is gone from the list; the next notice tells of it. */
  for (guint i = 0; i < relist->ids->len; i++)
    {
      GalleyRecord *section = galley_store_lookup (self, g_array_index (relist->ids, int, i));

      if (section != NULL)
        g_list_store_append (list, section);
    }
  g_task_return_pointer (task, list, g_object_unref);
}

static void
missing_fetched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GListModel) fetched = galley_store_records_finish (GALLEY_STORE (source), result, galley_section_store_list_again_async,
                                                                &error);

  if (fetched != NULL)
    end_relist (task);
  else
    g_task_return_error (task, error);
}

static void
fetch_missing (GTask  *task,
               GArray *missing)
{
  GalleyStatement *statement = galley_statement_new ("section-get");

  galley_store_bind_ids (statement, (const int *)missing->data, missing->len);
  galley_store_records_async (g_task_get_source_object (task), statement, NULL, galley_section_store_list_again_async,
                              g_task_get_cancellable (task), missing_fetched_cb, g_object_ref (task));
}

static void
order_fetched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyStore *self = GALLEY_STORE (source);
  Relist      *relist = g_task_get_task_data (task);
  GError      *error = NULL;
  g_autoptr (GalleyResult) rows = galley_store_rows_finish (self, result, galley_section_store_list_again_async, &error);
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (int));

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint row = 0; row < galley_result_get_n_rows (rows); row++)
    {
      int           id = (int)galley_result_get_int (rows, row, 0);
      GalleyRecord *section = galley_store_lookup (self, id);

      g_array_append_val (relist->ids, id);
      if (section == NULL)
        {
          g_array_append_val (missing, id);
          continue;
        }
      g_object_ref (section);
      g_array_append_val (relist->held, section);
    }
  if (missing->len > 0)
    fetch_missing (task, missing);
  else
    end_relist (task);
}

/**
 * galley_section_store_list_again_async:
 * @self: a store
 * @post_id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the order of the sections of a post, and those of them that nobody holds: what takes the place of
 * galley_section_store_list_async() for whoever has the list already and was told that it changed.
 */
void
galley_section_store_list_again_async (GalleySectionStore *self,
                                       int                 post_id,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-order");
  GTask           *task = g_task_new (self, cancellable, callback, user_data);
  Relist          *relist = g_new0 (Relist, 1);

  relist->ids = g_array_new (FALSE, FALSE, sizeof (int));
  relist->held = g_array_new (FALSE, FALSE, sizeof (gpointer));
  g_array_set_clear_func (relist->held, clear_section);
  g_task_set_source_tag (task, galley_section_store_list_again_async);
  g_task_set_task_data (task, relist, free_relist);
  galley_statement_bind_int (statement, post_id);
  galley_store_rows_async (GALLEY_STORE (self), statement, NULL, galley_section_store_list_again_async, cancellable,
                           order_fetched_cb, task);
}

/**
 * galley_section_store_list_again_finish:
 * @self: a store
 * @result: the result of galley_section_store_list_again_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_list_again_async().
 *
 * Returns: (transfer full) (nullable): the [class@Section]s in their order, none when there is no such post; %NULL with @error set
 */
GListModel *
galley_section_store_list_again_finish (GalleySectionStore *self,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_section_store_list_again_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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

/* The database compares digests, so that a long text need not be sent twice. */
static void
bind_digest (GalleyStatement *statement,
             const char      *text)
{
  g_autofree char *digest = text ? g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1) : NULL;

  galley_statement_bind_text (statement, digest);
}

/**
 * galley_section_store_save_async:
 * @self: a store
 * @id: a section
 * @field: which of its texts
 * @text: (nullable): what it is to be
 * @base_version: the version that the change is based on; 0 to change whatever is there
 * @base: (nullable): the text that the change is based on, by which a change of this text is told from one of another
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves a text of a section.  If the section is alive, it takes over what is stored now.
 */
void
galley_section_store_save_async (GalleySectionStore *self,
                                 int                 id,
                                 GalleySectionField  field,
                                 const char         *text,
                                 int                 base_version,
                                 const char         *base,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-save");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, galley_section_field_get_column (field));
  galley_statement_bind_text (statement, text);
  galley_store_bind_number (statement, base_version);
  bind_digest (statement, base);
  galley_store_save_async (GALLEY_STORE (self), statement, id, galley_section_field_get_name (field), "version",
                           galley_section_store_save_async,
                           cancellable, callback, user_data);
}

/**
 * galley_section_store_save_finish:
 * @self: a store
 * @result: the result of galley_section_store_save_async()
 * @outcome: (out) (optional): what became of the text
 * @version: (out) (optional): the version of the row now
 * @value: (out) (optional) (nullable) (transfer full): what is stored now
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_save_async().
 *
 * Returns: whether there is an outcome
 */
gboolean
galley_section_store_save_finish (GalleySectionStore *self,
                                  GAsyncResult       *result,
                                  GalleySaveOutcome  *outcome,
                                  int                *version,
                                  char              **value,
                                  GError            **error)
{
  return galley_store_save_finish (GALLEY_STORE (self), result, galley_section_store_save_async, outcome, version, value, error);
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
 * galley_section_store_set_target_async:
 * @self: a store
 * @id: a section
 * @target: how many words it is to have; 0 for none
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Says how many words a section is to have.  If the section is alive, it takes that over when the database tells of it.
 */
void
galley_section_store_set_target_async (GalleySectionStore *self,
                                       int                 id,
                                       int                 target,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-set-target");

  galley_statement_bind_int (statement, id);
  galley_store_bind_number (statement, target);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_set_target_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_set_target_finish:
 * @self: a store
 * @result: the result of galley_section_store_set_target_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; %GALLEY_ERROR_INVALID for a number that is no number of
 *   words; another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_set_target_async().
 *
 * Returns: whether it was done
 */
gboolean
galley_section_store_set_target_finish (GalleySectionStore *self,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_set_target_async, error) > 0;
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
  g_autoptr (GError) failure = NULL;
  int number = galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_park_all_async, &failure);

  if (failure == NULL)
    return number;

  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
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
  g_autoptr (GError) failure = NULL;
  int number = galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_restore_all_async, &failure);

  if (failure == NULL)
    return number;

  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
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
