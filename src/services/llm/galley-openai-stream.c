/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-openai-stream"

#include "galley-config.h"

#include "galley-openai-stream.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-llm-error.h"
#include "galley-llm-json.h"
#include "galley-sse-parser.h"

struct _GalleyOpenaiStream
{
  GalleyLlmStream parent_instance;

  GalleySseParser *parser; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GalleyOpenaiStream, galley_openai_stream, GALLEY_TYPE_LLM_STREAM)

static gboolean
is_done (const char *data)
{
  return g_str_has_prefix (data, "[DONE]");
}

static const char *
get_reasoning (JsonObject *delta)
{
  const char *reasoning = galley_llm_json_get_text (delta, "reasoning_content");

  return reasoning ? reasoning : galley_llm_json_get_text (delta, "reasoning");
}

static void
take_usage (GalleyLlmStream *stream,
            JsonObject      *object)
{
  JsonObject *usage = galley_llm_json_get_object (object, "usage");

  galley_llm_stream_tell_usage (stream, galley_llm_json_get_count (usage, "prompt_tokens"),
                                galley_llm_json_get_count (usage, "completion_tokens"));
}

/* @part: `delta` of a stream, `message` of a whole answer */
static gboolean
take_object (GalleyLlmStream *stream,
             JsonObject      *object,
             const char      *part,
             GError         **error)
{
  JsonObject *choice = galley_llm_json_get_element (galley_llm_json_get_array (object, "choices"), 0);
  JsonObject *delta = galley_llm_json_get_object (choice, part);
  const char *text = galley_llm_json_get_text (delta, "content");
  const char *reason = galley_llm_json_get_text (choice, "finish_reason");

  if (text == NULL)
    text = galley_llm_json_get_text (delta, "refusal");
  if (!galley_llm_stream_tell_reasoning (stream, get_reasoning (delta), error) ||
      !galley_llm_stream_tell_text (stream, text, error))
    return FALSE;

  take_usage (stream, object);
  if (reason != NULL && *reason != '\0')
    galley_llm_stream_tell_finished (stream, reason);
  return TRUE;
}

static gboolean
event_cb (const char *type,
          const char *data,
          gpointer    user_data,
          GError    **error)
{
  GalleyLlmStream *stream = user_data;
  g_autoptr (JsonObject) object = NULL;

  if (is_done (data))
    {
      galley_llm_stream_tell_finished (stream, "stop");
      return FALSE;
    }

  object = galley_llm_json_parse (data, strlen (data), error);
  if (object == NULL || !galley_llm_stream_check (stream, object, error))
    return FALSE;
  if (!g_str_equal (type, "error"))
    return take_object (stream, object, "delta", error);

  g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_FAILED,
               _("The provider broke off. Run the action again, or choose another model. It says: %s"),
                  galley_llm_json_get_text (object, "message") ? galley_llm_json_get_text (object, "message") : "error");
  return FALSE;
}

static gboolean
galley_openai_stream_feed (GalleyLlmStream *stream,
                           const guint8    *bytes,
                           gsize            length,
                           GError         **error)
{
  return galley_sse_parser_feed (GALLEY_OPENAI_STREAM (stream)->parser, bytes, length, error);
}

/* What no empty line ended is no event, but a last word may be one. */
static gboolean
galley_openai_stream_end (GalleyLlmStream *stream,
                          GError         **error)
{
  const char *rest = galley_sse_parser_end (GALLEY_OPENAI_STREAM (stream)->parser);

  if (rest != NULL && is_done (rest))
    galley_llm_stream_tell_finished (stream, "stop");
  return TRUE;
}

static gboolean
galley_openai_stream_take_document (GalleyLlmStream *stream,
                                    JsonObject      *document,
                                    GError         **error)
{
  if (galley_llm_json_get_element (galley_llm_json_get_array (document, "choices"), 0) == NULL)
    {
      g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS,
                   _("What answers is not the interface of a provider: there is no answer in its JSON. Correct the address"));
      return FALSE;
    }
  if (!take_object (stream, document, "message", error))
    return FALSE;

  /* A document that is complete is an answer that is. */
  galley_llm_stream_tell_finished (stream, "stop");
  return TRUE;
}

static void
galley_openai_stream_finalize (GObject *object)
{
  galley_sse_parser_free (GALLEY_OPENAI_STREAM (object)->parser);

  G_OBJECT_CLASS (galley_openai_stream_parent_class)->finalize (object);
}

static void
galley_openai_stream_class_init (GalleyOpenaiStreamClass *klass)
{
  GalleyLlmStreamClass *stream_class = GALLEY_LLM_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_openai_stream_finalize;
  stream_class->feed = galley_openai_stream_feed;
  stream_class->end = galley_openai_stream_end;
  stream_class->take_document = galley_openai_stream_take_document;
}

static void
galley_openai_stream_init (GalleyOpenaiStream *self)
{
  self->parser = galley_sse_parser_new (event_cb, self);
}

/**
 * galley_openai_stream_new:
 *
 * Makes a stream for one answer.
 *
 * Returns: (transfer full): the stream
 */
GalleyLlmStream *
galley_openai_stream_new (void)
{
  return g_object_new (GALLEY_TYPE_OPENAI_STREAM, NULL);
}
