/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-line-buffer"

#include "galley-config.h"

#include "galley-line-buffer.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-llm-error.h"

struct _GalleyLineBuffer
{
  gsize          most;
  gboolean       cr_ends; /* whether a carriage return ends a line by itself */
  GalleyLineFunc func;
  gpointer       user_data;
  GString       *line;     /* (owned) what came of the line so far */
  gboolean       after_cr; /* whether the last byte was a carriage return, whose line feed may be next */
  gboolean       is_first;
};

/**
 * galley_line_buffer_new:
 * @most: how long a line may be, in bytes
 * @cr_ends: whether a carriage return by itself ends a line; one before a line feed never belongs to it
 * @func: (scope forever): takes the lines
 * @user_data: given to @func
 *
 * Makes an empty buffer.
 *
 * Returns: (transfer full): the buffer
 */
GalleyLineBuffer *
galley_line_buffer_new (gsize          most,
                        gboolean       cr_ends,
                        GalleyLineFunc func,
                        gpointer       user_data)
{
  GalleyLineBuffer *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (GalleyLineBuffer, 1);
  self->most = most;
  self->cr_ends = cr_ends;
  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->is_first = TRUE;
  return self;
}

/**
 * galley_line_buffer_free:
 * @self: (transfer full): a buffer
 *
 * Frees a buffer, and what is in it.
 */
void
galley_line_buffer_free (GalleyLineBuffer *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->line, TRUE);
  g_free (self);
}

/* Bytes are decoded a line at a time: a character may be cut by the end of a piece, never by the end of a line. */
static gboolean
hand_over (GalleyLineBuffer *self,
           GError          **error)
{
  g_autofree char *valid = NULL;
  const char      *start = self->line->str;
  gsize            length = self->line->len;
  gboolean         goes_on;

  if (self->is_first && length >= 3 && memcmp (start, "\xEF\xBB\xBF", 3) == 0)
    {
      start += 3;
      length -= 3;
    }
  self->is_first = FALSE;
  if (!self->cr_ends && length > 0 && start[length - 1] == '\r')
    length--;

  valid = g_utf8_make_valid (start, (gssize)length);
  g_string_truncate (self->line, 0);
  goes_on = self->func (valid, strlen (valid), self->user_data, error);

  return goes_on;
}

static gboolean
append (GalleyLineBuffer *self,
        const guint8     *bytes,
        gsize             length,
        GError          **error)
{
  if (length <= self->most - MIN (self->line->len, self->most))
    {
      g_string_append_len (self->line, (const char *)bytes, (gssize)length);
      return TRUE;
    }

  g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL,
               _("The provider sends a line of more than %d bytes, which is no answer"), (int)self->most);
  return FALSE;
}

static gsize
find_end (GalleyLineBuffer *self,
          const guint8     *bytes,
          gsize             length)
{
  gsize at = 0;

  while (at < length && bytes[at] != '\n' && !(self->cr_ends && bytes[at] == '\r'))
    at++;

  return at;
}

/**
 * galley_line_buffer_feed:
 * @self: a buffer
 * @bytes: (array length=length): what came
 * @length: how many bytes
 * @error: where to put %GALLEY_LLM_ERROR_PROTOCOL for a line that is too long, or the error of the function
 *
 * Takes bytes, and hands over the lines that are complete with them.
 *
 * Returns: whether to go on; %FALSE with @error set, or because the function wanted no more
 */
gboolean
galley_line_buffer_feed (GalleyLineBuffer *self,
                         const guint8     *bytes,
                         gsize             length,
                         GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  while (length > 0)
    {
      gsize end;

      if (self->after_cr && *bytes == '\n')
        {
          self->after_cr = FALSE;
          bytes++;
          length--;
          continue;
        }

      self->after_cr = FALSE;
      end = find_end (self, bytes, length);
      if (!append (self, bytes, end, error))
        return FALSE;
      if (end == length)
        return TRUE;

      self->after_cr = bytes[end] == '\r';
      bytes += end + 1;
      length -= end + 1;
      if (!hand_over (self, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * galley_line_buffer_end:
 * @self: a buffer
 * @error: where to put the error of the function
 *
 * Hands over the last line, if it had no end.
 *
 * Returns: %FALSE when the function failed or wanted no more
 */
gboolean
galley_line_buffer_end (GalleyLineBuffer *self,
                        GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->line->len == 0 || hand_over (self, error);
}
