/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-file-import"

#include "galley-config.h"

#include "galley-file-import.h"

#include "galley-importer.h"

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int     id = galley_post_store_import_finish (GALLEY_POST_STORE (source), result, &error);

  if (id != 0)
    g_task_return_int (task, id);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *json = g_task_propagate_pointer (G_TASK (result), NULL);

  galley_post_store_import_async (g_task_get_source_object (task), json, g_task_get_cancellable (task), imported_cb, g_object_ref (task));
}

/* The thread is the only one that has the document. */
static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      document,
                 GCancellable *cancellable)
{
  g_task_return_pointer (task, galley_document_to_json (document, FALSE), g_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) writing = NULL;
  GError         *error = NULL;
  GalleyDocument *document = galley_importer_read_finish (result, NULL, &error);

  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  writing = g_task_new (NULL, NULL, written_cb, g_object_ref (task));
  g_task_set_source_tag (writing, read_cb);
  g_task_set_task_data (writing, document, g_object_unref);
  g_task_run_in_thread (writing, write_in_thread);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  GError          *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  galley_importer_read_async (G_INPUT_STREAM (stream), name, GALLEY_IMPORT_FORMAT_AUTO, g_task_get_cancellable (task), read_cb,
                              g_object_ref (task));
}

/**
 * galley_file_import_async:
 * @store: where the post is to be
 * @file: Markdown, or the document of a post
 * @cancellable: (nullable): to give it up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes a post out of a file.  However long it is, the main loop is not held up.
 */
void
galley_file_import_async (GalleyPostStore    *store,
                          GFile              *file,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_POST_STORE (store));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_file_import_async);
  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, opened_cb, task);
}

/**
 * galley_file_import_finish:
 * @store: the store
 * @result: what the callback got
 * @error: where to put those of [func@importer_read_finish], of opening the file, or of the database
 *
 * Ends galley_file_import_async().
 *
 * Returns: the id of the new post, 0 with @error set
 */
int
galley_file_import_finish (GalleyPostStore *store,
                           GAsyncResult    *result,
                           GError         **error)
{
  int id;

  g_return_val_if_fail (g_task_is_valid (result, store), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_file_import_async), 0);

  id = (int)g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}
