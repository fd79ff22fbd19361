/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ollama-stream"

#include "galley-ollama-stream.h"

#include "galley-llm-json.h"
#include "galley-ndjson-parser.h"

struct _GalleyOllamaStream
{
  GalleyLlmStream parent_instance;

  GalleyNdjsonParser *parser; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GalleyOllamaStream, galley_ollama_stream, GALLEY_TYPE_LLM_STREAM)

/* `message` is what /api/chat says; `response` is what /api/generate says, which some proxies put in its place. */
static gboolean
take_object (GalleyLlmStream *stream,
             JsonObject      *object,
             GError         **error)
{
  JsonObject *message = galley_llm_json_get_object (object, "message");
  const char *text = message ? galley_llm_json_get_text (message, "content") : galley_llm_json_get_text (object, "response");
  const char *thinking = galley_llm_json_get_text (message ? message : object, "thinking");
  const char *reason = galley_llm_json_get_text (object, "done_reason");

  if (thinking == NULL)
    thinking = galley_llm_json_get_text (message, "reasoning_content");
  if (!galley_llm_stream_tell_reasoning (stream, thinking, error) || !galley_llm_stream_tell_text (stream, text, error))
    return FALSE;
  if (!galley_llm_json_get_boolean (object, "done"))
    return TRUE;

  galley_llm_stream_tell_usage (stream, galley_llm_json_get_count (object, "prompt_eval_count"),
                                galley_llm_json_get_count (object, "eval_count"));
  galley_llm_stream_tell_finished (stream, reason ? reason : "stop");
  return FALSE;
}

static gboolean
object_cb (JsonObject *object,
           gpointer    user_data,
           GError    **error)
{
  GalleyLlmStream *stream = user_data;

  return galley_llm_stream_check (stream, object, error) && take_object (stream, object, error);
}

static gboolean
galley_ollama_stream_feed (GalleyLlmStream *stream,
                           const guint8    *bytes,
                           gsize            length,
                           GError         **error)
{
  if (galley_llm_stream_is_complete (stream))
    return FALSE;

  return galley_ndjson_parser_feed (GALLEY_OLLAMA_STREAM (stream)->parser, bytes, length, error);
}

static gboolean
galley_ollama_stream_end (GalleyLlmStream *stream,
                          GError         **error)
{
  return galley_ndjson_parser_end (GALLEY_OLLAMA_STREAM (stream)->parser, error);
}

static gboolean
galley_ollama_stream_take_document (GalleyLlmStream *stream,
                                    JsonObject      *document,
                                    GError         **error)
{
  return take_object (stream, document, error) || galley_llm_stream_is_complete (stream);
}

static void
galley_ollama_stream_finalize (GObject *object)
{
  galley_ndjson_parser_free (GALLEY_OLLAMA_STREAM (object)->parser);

  G_OBJECT_CLASS (galley_ollama_stream_parent_class)->finalize (object);
}

static void
galley_ollama_stream_class_init (GalleyOllamaStreamClass *klass)
{
  GalleyLlmStreamClass *stream_class = GALLEY_LLM_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_ollama_stream_finalize;
  stream_class->feed = galley_ollama_stream_feed;
  stream_class->end = galley_ollama_stream_end;
  stream_class->take_document = galley_ollama_stream_take_document;
}

static void
galley_ollama_stream_init (GalleyOllamaStream *self)
{
  self->parser = galley_ndjson_parser_new (object_cb, self);
}

/**
 * galley_ollama_stream_new:
 *
 * Makes a stream for one answer.
 *
 * Returns: (transfer full): the stream
 */
GalleyLlmStream *
galley_ollama_stream_new (void)
{
  return g_object_new (GALLEY_TYPE_OLLAMA_STREAM, NULL);
}
