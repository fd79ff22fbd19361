/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-input"

#include "galley-config.h"

#include "galley-input.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-text.h"

#define CHUNK (256 * 1024)

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_more (GInputStream *stream, GTask *task)
{
  g_input_stream_read_bytes_async (stream, CHUNK, g_task_get_priority (task), g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static GError *
make_size_error (void)
{
  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_INVALID, _("The text is longer than %d MB; split it"), GALLEY_INPUT_MAX_SIZE / 1024 / 1024);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  GByteArray *read = g_task_get_task_data (task);

  if (chunk == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_bytes_get_size (chunk) == 0)
    {
      gsize   length;
      guint8 *data = g_byte_array_steal (read, &length);

      g_task_return_pointer (task, g_bytes_new_take (data, length), (GDestroyNotify)g_bytes_unref);
    }
  else if (read->len + g_bytes_get_size (chunk) > GALLEY_INPUT_MAX_SIZE)
    g_task_return_error (task, make_size_error ());
  else
    {
      g_byte_array_append (read, g_bytes_get_data (chunk, NULL), (guint)g_bytes_get_size (chunk));
      read_more (G_INPUT_STREAM (source), task);
    }
}

/**
 * galley_input_read_async:
 * @stream: where to read
 * @cancellable: (nullable): to stop it
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Reads a stream to its end, but no more than %GALLEY_INPUT_MAX_SIZE: what is longer is refused as soon as that is known, so that an
 * endless stream ends too.
 */
void
galley_input_read_async (GInputStream *stream, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  task = g_task_new (stream, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_input_read_async);
  g_task_set_task_data (task, g_byte_array_new (), (GDestroyNotify)g_byte_array_unref);
  read_more (stream, task);
}

/**
 * galley_input_read_finish:
 * @result: what the callback was given
 * @error: where to put an error, or %NULL
 *
 * Ends galley_input_read_async().
 *
 * Returns: (transfer full) (nullable): all of it, or %NULL with %GALLEY_ERROR_INVALID (longer than the limit), `G_IO_ERROR_CANCELLED` or
 *   another error of the stream
 */
GBytes *
galley_input_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_input_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_input_dup_text:
 * @bytes: what was read
 * @length: (out) (optional): the length of the text in bytes
 * @error: where to put an error, or %NULL
 *
 * Makes a text out of bytes: they must be UTF-8 without NUL; a byte order mark is taken off.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with %GALLEY_ERROR_INVALID (the message says where)
 */
char *
galley_input_dup_text (GBytes *bytes, gsize *length, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > GALLEY_INPUT_MAX_SIZE)
    {
      g_propagate_error (error, make_size_error ());
      return NULL;
    }
  if (size > 0 && !galley_text_validate (data, (gssize)size, error))
    return NULL;
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (length != NULL)
    *length = size;
  return g_strndup (size > 0 ? data : "", size);
}
