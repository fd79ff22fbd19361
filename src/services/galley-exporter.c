/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-exporter"

#include "galley-exporter.h"

#include <string.h>

#include "galley-document.h"
#include "galley-html-exporter.h"
#include "galley-markdown-exporter.h"

/* Work for the processor on plain text, done in a thread; see galley-importer.c. */
typedef struct
{
  char              *json; /* (owned) */
  GalleyExportFormat format;
} Export;

static void
free_export (Export *self)
{
  g_free (self->json);
  g_free (self);
}

static char *
render_json (GalleyDocument *document)
{
  g_autofree char *text = galley_document_to_json (document, TRUE);

  return g_strconcat (text, "\n", NULL);
}

/**
 * galley_exporter_render:
 * @json: the document of a post
 * @format: what to make of it
 * @cancellable: (nullable): to stop it, from another thread
 * @error: where to put an error, or %NULL
 *
 * Makes the text of a file out of a post.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with %GALLEY_ERROR_INVALID or `G_IO_ERROR_CANCELLED`
 */
char *
galley_exporter_render (const char *json, GalleyExportFormat format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyDocument) document = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  document = galley_document_new_from_json (json, strlen (json), error);
  if (document == NULL)
    return NULL;
  switch (format)
    {
    case GALLEY_EXPORT_FORMAT_HTML:
      return galley_html_export (document, cancellable, error);
    case GALLEY_EXPORT_FORMAT_JSON:
      return render_json (document);
    case GALLEY_EXPORT_FORMAT_MARKDOWN:
    default:
      return galley_markdown_export (document, cancellable, error);
    }
}

static void
render_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *self = task_data;
  g_autoptr (GError) error = NULL;
  char *text = galley_exporter_render (self->json, self->format, cancellable, &error);

  if (text == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, text, g_free);
}

/**
 * galley_exporter_write_async:
 * @json: the document of a post
 * @format: what to make of it
 * @cancellable: (nullable): to stop it
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Makes the text of a file out of a post, without keeping the main loop from its work.
 */
void
galley_exporter_write_async (const char *json, GalleyExportFormat format, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Export *self;

  g_return_if_fail (json != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_exporter_write_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  /* cmark cannot be stopped while it parses; whoever cancels does not wait for it. */
  g_task_set_return_on_cancel (task, TRUE);
  self = g_new0 (Export, 1);
  self->json = g_strdup (json);
  self->format = format;
  g_task_set_task_data (task, self, (GDestroyNotify)free_export);
  g_task_run_in_thread (task, render_in_thread);
}

/**
 * galley_exporter_write_finish:
 * @result: what the callback was given
 * @error: where to put an error, or %NULL
 *
 * Ends galley_exporter_write_async().
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with the errors of galley_exporter_render()
 */
char *
galley_exporter_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_exporter_write_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
