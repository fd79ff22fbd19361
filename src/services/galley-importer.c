/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-importer"

#include "galley-config.h"

#include "galley-importer.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-document-check.h"
#include "galley-input.h"
#include "galley-markdown-importer.h"

/* Reading a file is asynchronous; making a document out of it is work for the processor on plain bytes, for large texts long enough to be
 * felt, and so is done in a thread. */
typedef struct
{
  char              *name; /* (owned) (nullable) */
  GalleyImportFormat format;
  GBytes            *bytes; /* (owned) (nullable): what was read */
  GPtrArray         *notes; /* (owned) (element-type utf8) */
} Import;

static void
free_import (Import *import)
{
  g_free (import->name);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  g_ptr_array_unref (import->notes);
  g_free (import);
}

/* “stones.draft.md” is about stones.draft. */
static char *
make_title (const char *name)
{
  g_autofree char *base = name != NULL ? g_path_get_basename (name) : NULL;
  g_autofree char *title = base != NULL ? g_filename_display_name (base) : NULL;
  char            *dot;

  if (title == NULL)
    return g_strdup (_("Untitled"));
  dot = strrchr (title, '.');
  if (dot != NULL && dot > title)
    *dot = '\0';
  return g_steal_pointer (&title);
}

/**
 * galley_importer_parse:
 * @bytes: what is in a file
 * @name: (nullable): the name of the file: it may tell the format, and is the title when there is no other
 * @format: what it is
 * @notes: (nullable) (element-type utf8): where to add what a person should know
 * @cancellable: (nullable): to stop it, from another thread
 * @error: where to put an error, or %NULL
 *
 * Makes a document out of a file.
 *
 * Returns: (transfer full) (nullable): a new document, or %NULL with %GALLEY_ERROR_INVALID (too long, not a text, not in the format; the
 *   message says what and where), %GALLEY_ERROR_UNSUPPORTED (written by a newer Galley) or `G_IO_ERROR_CANCELLED`
 */
GalleyDocument *
galley_importer_parse (GBytes *bytes, const char *name, GalleyImportFormat format, GPtrArray *notes, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GalleyDocument) document = NULL;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = galley_input_dup_text (bytes, &length, error);
  if (text == NULL)
    return NULL;
  if (format == GALLEY_IMPORT_FORMAT_AUTO)
    format = galley_import_format_detect (name, text, length);
  if (format == GALLEY_IMPORT_FORMAT_JSON)
    document = galley_document_new_from_json (text, length, error);
  else
    {
      title = make_title (name);
      document = galley_markdown_import (text, length, title, notes, cancellable, error);
    }
  if (document == NULL || !galley_document_check_lengths (galley_document_get_root (document), error))
    return NULL;
  return g_steal_pointer (&document);
}

static void
parse_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Import *import = task_data;
  g_autoptr (GError) error = NULL;
  GalleyDocument *document = galley_importer_parse (import->bytes, import->name, import->format, import->notes, cancellable, &error);

  if (document == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, document, g_object_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Import *import = g_task_get_task_data (task);

  import->bytes = galley_input_read_finish (result, &error);
  if (import->bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_run_in_thread (task, parse_in_thread);
}

/**
 * galley_importer_read_async:
 * @stream: where to read
 * @name: (nullable): the name of the file: it may tell the format, and is the title when there is no other
 * @format: what it is
 * @cancellable: (nullable): to stop it
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Reads a file and makes a document out of it.
 */
void
galley_importer_read_async (GInputStream *stream, const char *name, GalleyImportFormat format, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Import *import;

  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_importer_read_async);
  import = g_new0 (Import, 1);
  import->name = g_strdup (name);
  import->format = format;
  import->notes = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, import, (GDestroyNotify)free_import);
  galley_input_read_async (stream, cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * galley_importer_read_finish:
 * @result: what the callback was given
 * @notes: (out) (optional) (transfer container) (element-type utf8): what a person should know
 * @error: where to put an error, or %NULL
 *
 * Ends galley_importer_read_async().
 *
 * Returns: (transfer full) (nullable): a new document, or %NULL with the errors of galley_importer_parse() or of the stream
 */
GalleyDocument *
galley_importer_read_finish (GAsyncResult *result, GPtrArray **notes, GError **error)
{
  Import *import;

  g_return_val_if_fail (g_async_result_is_tagged (result, galley_importer_read_async), NULL);

  import = g_task_get_task_data (G_TASK (result));
  if (notes != NULL)
    *notes = g_ptr_array_ref (import->notes);
  return g_task_propagate_pointer (G_TASK (result), error);
}
