/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-store"

#include "galley-config.h"

#include "galley-post-store.h"

#include <glib/gi18n-lib.h>

#include "galley-store-private.h"

/* How many sections may be counted with one statement, so that others do not wait long for their turn. */
#define RECOUNT_SECTIONS 2000

/* So many new ones at once are counted before a list is fetched. */
#define MANY_SECTIONS 500

struct _GalleyPostStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyPostStore, galley_post_store, GALLEY_TYPE_STORE)

typedef enum
{
  COLUMN_ID,
  COLUMN_VERSION,
  COLUMN_STATUS,
  COLUMN_DEVELOPMENT_VERSION,
  COLUMN_OUTLINE_VERSION,
  COLUMN_N_SECTIONS,
  COLUMN_N_WORDS,
  COLUMN_CREATED,
  COLUMN_UPDATED,
  COLUMN_FIELDS, /* and as many more as there are fields */
} PostColumn;

static const char *column_names[COLUMN_FIELDS + GALLEY_POST_N_FIELDS + 1] = {
  [COLUMN_ID] = "id",
  [COLUMN_VERSION] = "version",
  [COLUMN_STATUS] = "status",
  [COLUMN_DEVELOPMENT_VERSION] = "development_version",
  [COLUMN_OUTLINE_VERSION] = "outline_version",
  [COLUMN_N_SECTIONS] = "n_sections",
  [COLUMN_N_WORDS] = "n_words",
  [COLUMN_CREATED] = "created_at",
  [COLUMN_UPDATED] = "updated_at",
};

static void
galley_post_store_apply (GalleyStore  *store,
                         GalleyRecord *record,
                         GalleyResult *rows,
                         guint         row,
                         const int    *columns)
{
  GalleyPost      *post = GALLEY_POST (record);
  GalleyPostStatus status = GALLEY_POST_STATUS_DRAFT;
  int              development_version = galley_result_get_int (rows, row, columns[COLUMN_DEVELOPMENT_VERSION]);
  gboolean         is_newer = development_version >= galley_post_get_development_version (post);

  /* The column's type allows these words only. */
  galley_post_status_from_string (galley_result_get_text (rows, row, columns[COLUMN_STATUS]), &status);
  galley_post_set_status (post, status);
  if (is_newer)
    galley_post_set_development_version (post, development_version);
  galley_post_set_outline_version (post, galley_result_get_int (rows, row, columns[COLUMN_OUTLINE_VERSION]));
  galley_post_set_n_sections (post, galley_result_get_int (rows, row, columns[COLUMN_N_SECTIONS]));
  galley_post_set_n_words (post, galley_result_get_int (rows, row, columns[COLUMN_N_WORDS]));
  galley_store_take_times (record, rows, row, columns[COLUMN_CREATED], columns[COLUMN_UPDATED]);

  /* A list does not come with all texts; and a text may have been saved since the row was read. */
  for (guint i = 0; i < GALLEY_POST_N_FIELDS; i++)
    if (columns[COLUMN_FIELDS + i] >= 0 && (is_newer || !galley_post_field_is_development (i)))
      galley_post_set_field (post, i, galley_result_get_text (rows, row, columns[COLUMN_FIELDS + i]));
}

static int
galley_post_store_get_post (GalleyRecord *record)
{
  return galley_record_get_id (record);
}

/* A post also is what its development says, and how many words its sections have. */
static int
galley_post_store_get_concerned (GalleyStore  *store,
                                 GalleyChange *change)
{
  const char *table = galley_change_get_table (change);

  if (g_str_equal (table, "post_development") || g_str_equal (table, "post_section"))
    return galley_change_get_post (change);

  return 0;
}

static void
galley_post_store_class_init (GalleyPostStoreClass *klass)
{
  GalleyStoreClass *store_class = GALLEY_STORE_CLASS (klass);

  for (guint i = 0; i < GALLEY_POST_N_FIELDS; i++)
    column_names[COLUMN_FIELDS + i] = galley_post_field_get_column (i);

  store_class->table = "post";
  store_class->record_type = GALLEY_TYPE_POST;
  store_class->refresh = "post-get";
  store_class->columns = column_names;
  store_class->apply = galley_post_store_apply;
  store_class->get_post = galley_post_store_get_post;
  store_class->get_concerned = galley_post_store_get_concerned;
}

static void
galley_post_store_init (GalleyPostStore *self)
{
}

/**
 * galley_post_store_new:
 * @database: the database
 *
 * Makes a store of the posts in a database.
 *
 * Returns: (transfer full): the store
 */
GalleyPostStore *
galley_post_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_POST_STORE, "database", database, NULL);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GListModel *posts;
  GError     *error = NULL;

  posts = galley_store_records_finish (GALLEY_STORE (source), result, listed_cb, &error);
  if (posts != NULL)
    g_task_return_pointer (task, posts, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
fetch_list (GTask      *task,
            const char *query)
{
  galley_store_records_async (g_task_get_source_object (task), galley_statement_new (query), NULL, listed_cb,
                              g_task_get_cancellable (task), listed_cb, g_object_ref (task));
}

static void
recounted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int     n_counted = galley_post_store_count_words_finish (GALLEY_POST_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (n_counted == RECOUNT_SECTIONS)
    galley_post_store_count_words_async (GALLEY_POST_STORE (source), RECOUNT_SECTIONS, g_task_get_cancellable (task), recounted_cb,
                                         g_object_ref (task));
  else
    fetch_list (task, "post-list");
}

/* Counting is slow, so the counts are kept.  A list counts what is missing; but where much is, as after an import, it would count all of it
 * in one statement, for which every other one would wait. */
static void
looked_for_missing_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int     n_missing = galley_store_number_finish (GALLEY_STORE (source), result, looked_for_missing_cb, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (n_missing == MANY_SECTIONS)
    galley_post_store_count_words_async (GALLEY_POST_STORE (source), RECOUNT_SECTIONS, g_task_get_cancellable (task), recounted_cb,
                                         g_object_ref (task));
  else
    fetch_list (task, "post-list");
}

static GListModel *
finish_list (GalleyPostStore *self,
             GAsyncResult    *result,
             gpointer         tag,
             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_post_store_list_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the posts that are not in the trash.  They come with title, slug, summary, status and counts.
 */
void
galley_post_store_list_async (GalleyPostStore    *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GalleyStatement *statement = galley_statement_new ("words-missing");

  g_task_set_source_tag (task, galley_post_store_list_async);
  galley_statement_bind_int (statement, MANY_SECTIONS);
  galley_store_number_async (GALLEY_STORE (self), statement, looked_for_missing_cb, cancellable, looked_for_missing_cb, g_object_ref (task));
}

/**
 * galley_post_store_list_finish:
 * @self: a store
 * @result: the result of galley_post_store_list_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_list_async().
 *
 * Returns: (transfer full) (nullable): the [class@Post]s, the one that was changed last first, %NULL with @error set
 */
GListModel *
galley_post_store_list_finish (GalleyPostStore *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  return finish_list (self, result, galley_post_store_list_async, error);
}

/**
 * galley_post_store_trash_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the posts that are in the trash.  They come with title, slug, summary, status and counts.
 */
void
galley_post_store_trash_async (GalleyPostStore    *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_post_store_trash_async);
  fetch_list (task, "post-trash");
}

/**
 * galley_post_store_trash_finish:
 * @self: a store
 * @result: the result of galley_post_store_trash_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_trash_async().
 *
 * Returns: (transfer full) (nullable): the [class@Post]s, the one that was changed last first, %NULL with @error set
 */
GListModel *
galley_post_store_trash_finish (GalleyPostStore *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  return finish_list (self, result, galley_post_store_trash_async, error);
}

/**
 * galley_post_store_count_words_async:
 * @self: a store
 * @most: of how many sections at most
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Counts the words of sections that were changed since theirs were counted, so that lists need not do it.
 */
void
galley_post_store_count_words_async (GalleyPostStore    *self,
                                     int                 most,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("words-recount");

  galley_statement_bind_int (statement, most);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_post_store_count_words_async, cancellable, callback, user_data);
}

/**
 * galley_post_store_count_words_finish:
 * @self: a store
 * @result: the result of galley_post_store_count_words_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_count_words_async().
 *
 * Returns: of how many sections they were counted; 0 when nothing is left, when nothing may be written, or with @error set
 */
int
galley_post_store_count_words_finish (GalleyPostStore *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_post_store_count_words_async, error);
}

/**
 * galley_post_store_get_async:
 * @self: a store
 * @id: a post, which may be in the trash
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches a post with all its texts.
 */
void
galley_post_store_get_async (GalleyPostStore    *self,
                             int                 id,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-get");
  char            *missing = g_strdup_printf (_("There is no post %d"), id);

  galley_store_bind_ids (statement, &id, 1);
  galley_store_record_async (GALLEY_STORE (self), statement, missing, galley_post_store_get_async,
                             cancellable, callback, user_data);
}

/**
 * galley_post_store_get_finish:
 * @self: a store
 * @result: the result of galley_post_store_get_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_get_async().
 *
 * Returns: (transfer full) (nullable): the post, %NULL with @error set
 */
GalleyPost *
galley_post_store_get_finish (GalleyPostStore *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  return galley_store_record_finish (GALLEY_STORE (self), result, galley_post_store_get_async, error);
}

/**
 * galley_post_store_add_async:
 * @self: a store
 * @title: its title
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes a post.
 */
void
galley_post_store_add_async (GalleyPostStore    *self,
                             const char         *title,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-add");

  galley_statement_bind_text (statement, title);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_post_store_add_async, cancellable, callback, user_data);
}

/**
 * galley_post_store_add_finish:
 * @self: a store
 * @result: the result of galley_post_store_add_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when the title is empty or too long; another error in the domain of [error@Error],
 *   or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_add_async().
 *
 * Returns: the new post's id, 0 with @error set
 */
int
galley_post_store_add_finish (GalleyPostStore *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_post_store_add_async, error);
}

/**
 * galley_post_store_delete_async:
 * @self: a store
 * @id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Puts a post into the trash.
 */
void
galley_post_store_delete_async (GalleyPostStore    *self,
                                int                 id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-delete");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_post_store_delete_async,
                             cancellable, callback, user_data);
}

/**
 * galley_post_store_delete_finish:
 * @self: a store
 * @result: the result of galley_post_store_delete_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_delete_async().
 *
 * Returns: whether it is there
 */
gboolean
galley_post_store_delete_finish (GalleyPostStore *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_post_store_delete_async, error) != 0;
}

/**
 * galley_post_store_restore_async:
 * @self: a store
 * @id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes a post out of the trash.
 */
void
galley_post_store_restore_async (GalleyPostStore    *self,
                                 int                 id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-restore");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_post_store_restore_async,
                             cancellable, callback, user_data);
}

/**
 * galley_post_store_restore_finish:
 * @self: a store
 * @result: the result of galley_post_store_restore_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_restore_async().
 *
 * Returns: whether it was
 */
gboolean
galley_post_store_restore_finish (GalleyPostStore *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_post_store_restore_async, error) != 0;
}

/**
 * galley_post_store_duplicate_async:
 * @self: a store
 * @id: a post
 * @title: (nullable): the title of the copy, cut off when it is too long; %NULL for that of the post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes a copy of a post with all that belongs to it.
 */
void
galley_post_store_duplicate_async (GalleyPostStore    *self,
                                   int                 id,
                                   const char         *title,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("post-duplicate");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, title);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_post_store_duplicate_async,
                             cancellable, callback, user_data);
}

/**
 * galley_post_store_duplicate_finish:
 * @self: a store
 * @result: the result of galley_post_store_duplicate_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_post_store_duplicate_async().
 *
 * Returns: the copy's id, 0 with @error set
 */
int
galley_post_store_duplicate_finish (GalleyPostStore *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_post_store_duplicate_async, error);
}
