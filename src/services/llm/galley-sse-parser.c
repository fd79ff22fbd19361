/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-sse-parser"

#include "galley-config.h"

#include "galley-sse-parser.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-line-buffer.h"
#include "galley-llm-error.h"

struct _GalleySseParser
{
  GalleySseFunc     func;
  gpointer          user_data;
  GalleyLineBuffer *lines; /* (owned) */
  GString          *type;  /* (owned) of the event that is being read */
  GString          *data;  /* (owned) with a line feed after each line */
};

static gboolean
dispatch (GalleySseParser *self,
          GError         **error)
{
  g_autofree char *type = NULL;
  g_autofree char *data = NULL;

  if (self->data->len == 0)
    {
      g_string_truncate (self->type, 0);
      return TRUE;
    }

  type = g_strdup (self->type->len > 0 ? self->type->str : "message");
  data = g_strndup (self->data->str, self->data->len - 1);
  g_string_truncate (self->type, 0);
  g_string_truncate (self->data, 0);

  return self->func (type, data, self->user_data, error);
}

static gboolean
add_data (GalleySseParser *self,
          const char      *value,
          GError         **error)
{
  g_string_append (self->data, value);
  g_string_append_c (self->data, '\n');
  if (self->data->len <= GALLEY_SSE_PARSER_MOST)
    return TRUE;

  g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL,
               _("The provider sends an event of more than %d bytes, which is no answer"), GALLEY_SSE_PARSER_MOST);
  return FALSE;
}

/* `id` and `retry` are for those who connect again, which nobody does to a model: its answer is not resumed.  Unknown fields are
 * ignored, as are comments, which begin with a colon and so have no name. */
static gboolean
line_cb (const char *line,
         gsize       length,
         gpointer    user_data,
         GError    **error)
{
  GalleySseParser *self = user_data;
  const char      *colon = strchr (line, ':');
  gsize            name = colon ? (gsize)(colon - line) : length;
  const char      *value = colon ? colon + 1 : "";

  if (length == 0)
    return dispatch (self, error);
  if (*value == ' ')
    value++;

  if (name == strlen ("data") && strncmp (line, "data", name) == 0)
    return add_data (self, value, error);
  if (name == strlen ("event") && strncmp (line, "event", name) == 0)
    g_string_assign (self->type, value);

  return TRUE;
}

/**
 * galley_sse_parser_new:
 * @func: (scope forever): takes the events
 * @user_data: given to @func
 *
 * Makes a parser for one stream.
 *
 * Returns: (transfer full): the parser
 */
GalleySseParser *
galley_sse_parser_new (GalleySseFunc func,
                       gpointer      user_data)
{
  GalleySseParser *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (GalleySseParser, 1);
  self->func = func;
  self->user_data = user_data;
  self->lines = galley_line_buffer_new (GALLEY_SSE_PARSER_MOST, TRUE, line_cb, self);
  self->type = g_string_new (NULL);
  self->data = g_string_new (NULL);
  return self;
}

/**
 * galley_sse_parser_free:
 * @self: (transfer full): a parser
 *
 * Frees a parser.
 */
void
galley_sse_parser_free (GalleySseParser *self)
{
  g_return_if_fail (self != NULL);

  galley_line_buffer_free (self->lines);
  g_string_free (self->type, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

/**
 * galley_sse_parser_feed:
 * @self: a parser
 * @bytes: (array length=length): what came
 * @length: how many bytes
 * @error: where to put %GALLEY_LLM_ERROR_PROTOCOL for a line or an event that is too long, or the error of the function
 *
 * Takes bytes, and hands over the events that are complete with them.
 *
 * Returns: whether to go on; %FALSE with @error set, or because the function wanted no more
 */
gboolean
galley_sse_parser_feed (GalleySseParser *self,
                        const guint8    *bytes,
                        gsize            length,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return galley_line_buffer_feed (self->lines, bytes, length, error);
}

/**
 * galley_sse_parser_end:
 * @self: a parser
 *
 * Tells what is left at the end of the stream: the data of an event that no empty line ended.  It is none, by the standard, and
 * may be a part of one; but a server that sends its last word and hangs up has said it.
 *
 * Returns: (transfer none) (nullable): the data, %NULL if there is none
 */
const char *
galley_sse_parser_end (GalleySseParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* A last line that is empty would dispatch; there is none, since an empty line is one with an end. */
  if (!galley_line_buffer_end (self->lines, NULL) || self->data->len == 0)
    return NULL;

  g_string_truncate (self->data, self->data->len - 1);
  return self->data->str;
}
