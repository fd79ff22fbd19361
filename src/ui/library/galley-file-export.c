/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-file-export"

#include "galley-config.h"

#include "galley-file-export.h"

#include <string.h>

#include "galley-exporter.h"

typedef struct
{
  GalleyExportFormat format;
  GFile             *file; /* (owned) */
} Export;

static void
free_export (Export *export)
{
  g_object_unref (export->file);
  g_free (export);
}

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) bytes = NULL;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  char   *text = galley_exporter_write_finish (result, &error);

  if (text == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (export->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, g_task_get_cancellable (task), replaced_cb,
                                       g_object_ref (task));
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError          *error = NULL;
  g_autofree char *json = galley_post_store_export_finish (GALLEY_POST_STORE (source), result, &error);

  if (json == NULL)
    g_task_return_error (task, error);
  else
    galley_exporter_write_async (json, export->format, g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

/**
 * galley_file_export_async:
 * @store: where the post is
 * @id: the post
 * @format: what is to be written
 * @file: where; what is there is replaced when all is written
 * @cancellable: (nullable): to give it up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes a post into a file.
 */
void
galley_file_export_async (GalleyPostStore    *store,
                          int                 id,
                          GalleyExportFormat  format,
                          GFile              *file,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (GALLEY_IS_POST_STORE (store));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_file_export_async);
  export = g_new0 (Export, 1);
  export->format = format;
  export->file = g_object_ref (file);
  g_task_set_task_data (task, export, (GDestroyNotify)free_export);
  galley_post_store_export_async (store, id, cancellable, fetched_cb, task);
}

/**
 * galley_file_export_finish:
 * @store: the store
 * @result: what the callback got
 * @error: where to put those of [func@exporter_write_finish], of writing the file, or of the database
 *
 * Ends galley_file_export_async().
 *
 * Returns: whether the file is written
 */
gboolean
galley_file_export_finish (GalleyPostStore *store,
                           GAsyncResult    *result,
                           GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_file_export_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
