/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ndjson-parser"

#include "galley-ndjson-parser.h"

#include "galley-line-buffer.h"
#include "galley-llm-json.h"
#include "galley-text.h"

struct _GalleyNdjsonParser
{
  GalleyNdjsonFunc  func;
  gpointer          user_data;
  GalleyLineBuffer *lines; /* (owned) */
};

static gboolean
line_cb (const char *line,
         gsize       length,
         gpointer    user_data,
         GError    **error)
{
  GalleyNdjsonParser *self = user_data;
  g_autoptr (JsonObject) object = NULL;

  if (galley_text_is_blank (line))
    return TRUE;

  object = galley_llm_json_parse (line, length, error);
  return object != NULL && self->func (object, self->user_data, error);
}

/**
 * galley_ndjson_parser_new:
 * @func: (scope forever): takes the objects
 * @user_data: given to @func
 *
 * Makes a parser for one stream.
 *
 * Returns: (transfer full): the parser
 */
GalleyNdjsonParser *
galley_ndjson_parser_new (GalleyNdjsonFunc func,
                          gpointer         user_data)
{
  GalleyNdjsonParser *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (GalleyNdjsonParser, 1);
  self->func = func;
  self->user_data = user_data;
  self->lines = galley_line_buffer_new (GALLEY_NDJSON_PARSER_MOST, FALSE, line_cb, self);
  return self;
}

/**
 * galley_ndjson_parser_free:
 * @self: (transfer full): a parser
 *
 * Frees a parser.
 */
void
galley_ndjson_parser_free (GalleyNdjsonParser *self)
{
  g_return_if_fail (self != NULL);

  galley_line_buffer_free (self->lines);
  g_free (self);
}

/**
 * galley_ndjson_parser_feed:
 * @self: a parser
 * @bytes: (array length=length): what came
 * @length: how many bytes
 * @error: where to put %GALLEY_LLM_ERROR_PROTOCOL for a line that is too long or not a JSON object, or the error of the function
 *
 * Takes bytes, and hands over the objects that are complete with them.
 *
 * Returns: whether to go on; %FALSE with @error set, or because the function wanted no more
 */
gboolean
galley_ndjson_parser_feed (GalleyNdjsonParser *self,
                           const guint8       *bytes,
                           gsize               length,
                           GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return galley_line_buffer_feed (self->lines, bytes, length, error);
}

/**
 * galley_ndjson_parser_end:
 * @self: a parser
 * @error: where to put %GALLEY_LLM_ERROR_PROTOCOL, when the last line is only a part of an object, or the error of the function
 *
 * Hands over the last object, if its line had no end.
 *
 * Returns: %FALSE with @error set, or because the function wanted no more
 */
gboolean
galley_ndjson_parser_end (GalleyNdjsonParser *self,
                          GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return galley_line_buffer_end (self->lines, error);
}
