/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-llm-stream"

#include "fuzz.h"

#include "galley-ollama-stream.h"
#include "galley-openai-stream.h"

/* However bytes are cut, they say the same, in valid UTF-8; and an answer is complete or an error, never neither. */

typedef struct
{
  GString *told;
  gboolean is_finished;
} Listener;

static void
note_cb (const GalleyLlmEvent *event,
         gpointer              user_data)
{
  Listener *listener = user_data;

  g_assert_true (event->text == NULL || g_utf8_validate (event->text, -1, NULL));
  g_assert_cmpint (event->input_tokens, >=, -1);
  g_assert_cmpint (event->output_tokens, >=, -1);
  if (event->kind == GALLEY_LLM_EVENT_FINISHED)
    {
      g_assert_false (listener->is_finished);
      listener->is_finished = TRUE;
    }
  g_string_append_printf (listener->told, "%d:%s;", (int)event->kind, event->text ? event->text : "");
}

static char *
parse (GalleyLlmStream *made,
       const char      *media_type,
       const uint8_t   *data,
       size_t           size,
       size_t           step)
{
  g_autoptr (GalleyLlmStream) stream = made;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Listener listener = { told, FALSE };
  gboolean more = TRUE;

  galley_llm_stream_set_func (stream, note_cb, &listener);
  galley_llm_stream_set_media_type (stream, media_type);
  for (size_t at = 0; more && at < size; at += step)
    more = galley_llm_stream_feed (stream, data + at, MIN (step, size - at), &error);
  if (error == NULL)
    {
      gboolean is_complete = galley_llm_stream_end (stream, &error);

      g_assert_true (is_complete == (error == NULL));
      g_assert_true (is_complete == listener.is_finished);
    }
  g_string_append_printf (told, "%d", error ? error->code : -1);

  return g_strdup (told->str);
}

static void
compare (GalleyLlmStream *(*make) (void),
         const char    *media_type,
         const uint8_t *data,
         size_t         size)
{
  g_autofree char *whole = parse (make (), media_type, data, size, MAX (size, 1));
  g_autofree char *pieces = parse (make (), media_type, data, size, 7);
  g_autofree char *bytes = parse (make (), media_type, data, size, 1);

  g_assert_cmpstr (whole, ==, pieces);
  g_assert_cmpstr (whole, ==, bytes);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  compare (galley_openai_stream_new, NULL, data, size);
  compare (galley_openai_stream_new, "application/json", data, size);
  compare (galley_ollama_stream_new, NULL, data, size);
  compare (galley_ollama_stream_new, "application/json", data, size);
  return 0;
}
