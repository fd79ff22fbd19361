/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-llm-stream"

#include "galley-llm-stream.h"

#include <string.h>

#include "galley-llm-error.h"
#include "galley-ollama-stream.h"
#include "galley-openai-stream.h"
#include "galley-sse-parser.h"

/* The parsers, at every place where the network can cut. */

static gboolean
note_event_cb (const char *type,
               const char *data,
               gpointer    user_data,
               GError    **error)
{
  g_string_append_printf (user_data, "[%s|%s]", type, data);
  return TRUE;
}

/* @cut: how many bytes there are in the first piece, and in each of those that follow @step */
static char *
parse_events (const char *bytes,
              gsize       length,
              gsize       cut,
              gsize       step)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GalleySseParser) parser = galley_sse_parser_new (note_event_cb, events);
  const char *rest;

  for (gsize at = 0, piece = cut; at < length; at += piece, piece = step)
    {
      piece = MIN (piece, length - at);
      g_assert_true (galley_sse_parser_feed (parser, (const guint8 *)bytes + at, piece, NULL));
    }
  rest = galley_sse_parser_end (parser);
  if (rest != NULL)
    g_string_append_printf (events, "rest %s", rest);

  return g_strdup (events->str);
}

static void
assert_events (const char *bytes,
               gsize       length,
               const char *expected)
{
  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autofree char *once = parse_events (bytes, length, cut, length);
      g_autofree char *single = parse_events (bytes, length, cut, 1);

      g_assert_cmpstr (once, ==, expected);
      g_assert_cmpstr (single, ==, expected);
    }
}

#define ASSERT_EVENTS(bytes, expected) assert_events (bytes, sizeof bytes - 1, expected)

static void
test_sse (void)
{
  ASSERT_EVENTS ("data: a\n\n", "[message|a]");
  ASSERT_EVENTS ("data:a\r\rdata: b\r\n\r\ndata:  c\n\n", "[message|a][message|b][message| c]");
  ASSERT_EVENTS ("\xEF\xBB\xBF"
                 "data: a\n\n",
                 "[message|a]");
  ASSERT_EVENTS (": a comment\n\ndata: a\n: another\ndata: b\n\n", "[message|a\nb]");
  ASSERT_EVENTS ("event: error\ndata: a\n\ndata: b\n\n", "[error|a][message|b]");
  ASSERT_EVENTS ("event: lost\n\ndata: b\n\n", "[message|b]");
  ASSERT_EVENTS ("data\ndata\n\n", "[message|\n]");
  ASSERT_EVENTS ("id: 1\nretry: 10\nunknown: x\nData: no\ndatas: no\ndata: a\n\n", "[message|a]");
  ASSERT_EVENTS ("data: \xF0\x9F\x98\x80\xC3\xA9\n\n", "[message|\xF0\x9F\x98\x80\xC3\xA9]");
  ASSERT_EVENTS ("data: a\xFF\xC3(b\n\n", "[message|a\xEF\xBF\xBD\xEF\xBF\xBD(b]");
  ASSERT_EVENTS ("data: a\0b\n\n", "[message|a\xEF\xBF\xBD"
                                   "b]");
  ASSERT_EVENTS ("data: a\n\ndata: [DONE]", "[message|a]rest [DONE]");
  ASSERT_EVENTS ("data: a\n\ndata: [DONE]\n", "[message|a]rest [DONE]");
  ASSERT_EVENTS ("\n\n\r\r", "");
  ASSERT_EVENTS ("", "");
}

static void
test_sse_limits (void)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GalleySseParser) parser = galley_sse_parser_new (note_event_cb, events);
  g_autoptr (GalleySseParser) many = galley_sse_parser_new (note_event_cb, events);
  g_autofree char *line = g_strnfill (64 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  /* A line without an end. */
  while (galley_sse_parser_feed (parser, (const guint8 *)line, strlen (line), &error))
    ;
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL);
  g_clear_error (&error);

  /* An event without an end. */
  while (galley_sse_parser_feed (many, (const guint8 *)"data: ", 6, &error) &&
         galley_sse_parser_feed (many, (const guint8 *)line, strlen (line), &error) &&
         galley_sse_parser_feed (many, (const guint8 *)"\n", 1, &error))
    ;
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL);
  g_assert_cmpuint (events->len, ==, 0);
}

static void
note_llm_event_cb (const GalleyLlmEvent *event,
                   gpointer              user_data)
{
  GString *told = user_data;

  switch (event->kind)
    {
    case GALLEY_LLM_EVENT_TEXT:
      g_string_append (told, event->text);
      break;
    case GALLEY_LLM_EVENT_REASONING:
      g_string_append_printf (told, "(%s)", event->text);
      break;
    case GALLEY_LLM_EVENT_USAGE:
      g_string_append_printf (told, "{%d %d}", event->input_tokens, event->output_tokens);
      break;
    case GALLEY_LLM_EVENT_FINISHED:
      g_string_append_printf (told, "<%s>", event->text);
      break;
    default:
      g_assert_not_reached ();
    }
}

typedef GalleyLlmStream *(*MakeStream) (void);

/* What a stream tells, and at last how it ended: `ok`, or the code of the error. */
static char *
parse (MakeStream  make,
       const char *media_type,
       const char *bytes,
       gsize       length,
       gsize       cut,
       gsize       step)
{
  g_autoptr (GalleyLlmStream) stream = make ();
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;

  galley_llm_stream_set_func (stream, note_llm_event_cb, told);
  galley_llm_stream_set_media_type (stream, media_type);
  for (gsize at = 0, piece = cut; more && at < length; at += piece, piece = step)
    {
      piece = MIN (piece, length - at);
      more = galley_llm_stream_feed (stream, (const guint8 *)bytes + at, piece, &error);
    }
  if (error == NULL && galley_llm_stream_end (stream, &error))
    g_string_append (told, " ok");
  else
    g_string_append_printf (told, " error %d", error->code);

  return g_strdup (told->str);
}

static void
assert_stream (MakeStream  make,
               const char *media_type,
               const char *bytes,
               const char *expected)
{
  gsize length = strlen (bytes);

  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autofree char *once = parse (make, media_type, bytes, length, cut, length);
      g_autofree char *single = parse (make, media_type, bytes, length, cut, 1);

      g_assert_cmpstr (once, ==, expected);
      g_assert_cmpstr (single, ==, expected);
    }
}

static char *
with_code (const char *told,
           int         code)
{
  return g_strdup_printf ("%s error %d", told, code);
}

static void
assert_failure (MakeStream  make,
                const char *bytes,
                const char *told,
                int         code)
{
  g_autofree char *expected = with_code (told, code);

  assert_stream (make, NULL, bytes, expected);
}

#define CHUNK(text) "{\"message\":{\"role\":\"assistant\",\"content\":\"" text "\"},\"done\":false}\n"

static void
test_ollama (void)
{
  MakeStream make = galley_ollama_stream_new;

  assert_stream (make, NULL, CHUNK ("Hel") CHUNK ("lo") "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
                                                        "\"prompt_eval_count\":26,\"eval_count\":298}\n",
                 "Hello{26 298}<stop> ok");
  assert_stream (make, NULL, CHUNK ("a") "{\"done\":true}", "a<stop> ok");
  assert_stream (make, NULL, CHUNK ("a") "{\"done\":true,\"done_reason\":\"length\",\"eval_count\":7}", "a{-1 7}<length> ok");
  assert_stream (make, NULL, "\r\n" CHUNK ("a") "\n{\"message\":{\"content\":\"b\",\"thinking\":\"hm\"},\"done\":true}\r\n",
                 "a(hm)b<stop> ok");
  assert_stream (make, NULL, "{\"response\":\"a\",\"thinking\":\"t\",\"done\":true}\n", "(t)a<stop> ok");
  assert_stream (make, NULL, CHUNK ("a") "{\"done\":true}\ngarbage", "a<stop> ok");
  assert_stream (make, NULL, CHUNK ("\\ud83d\\ude00\\ud800x") "{\"done\":true}\n", "\xF0\x9F\x98\x80\xEF\xBF\xBDx<stop> ok");
  assert_stream (make, NULL, CHUNK ("a\\u0000b\\\\u0000") "{\"done\":true}\n", "a\xEF\xBF\xBD"
                                                                               "b\\u0000<stop> ok");
  /* Of another type, or missing. */
  assert_stream (make, NULL, "{\"message\":{\"content\":null}}\n{\"message\":7,\"done\":\"no\"}\n{}\n{\"done\":true}\n",
                 "<stop> ok");

  assert_failure (make, CHUNK ("a"), "a", GALLEY_LLM_ERROR_CUT_OFF);
  assert_failure (make, CHUNK ("a") "{\"message\":{\"cont", "a", GALLEY_LLM_ERROR_CUT_OFF);
  assert_failure (make, "", "", GALLEY_LLM_ERROR_CUT_OFF);
  assert_failure (make, CHUNK ("a") "{\"error\":\"out of memory\"}\n", "a", GALLEY_LLM_ERROR_FAILED);
  assert_failure (make, CHUNK ("a") "{\"error\":\"out of memory\"}", "a", GALLEY_LLM_ERROR_FAILED);
  assert_failure (make, CHUNK ("a") "not json\n" CHUNK ("b"), "a", GALLEY_LLM_ERROR_PROTOCOL);
  assert_failure (make, "[]\n", "", GALLEY_LLM_ERROR_PROTOCOL);
}

#define DELTA(text) "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"},\"finish_reason\":null}]}\n\n"
#define FINISH      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE        "data: [DONE]\n\n"

static void
test_openai (void)
{
  MakeStream make = galley_openai_stream_new;

  assert_stream (make, NULL,
                 DELTA ("Hel") DELTA ("lo") FINISH
                 "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n" DONE,
                 "Hello<stop>{5 2} ok");
  assert_stream (make, NULL, ": OPENROUTER PROCESSING\n\n" DELTA ("a") FINISH DONE, "a<stop> ok");
  /* Servers that forget one of the two. */
  assert_stream (make, NULL, DELTA ("a") FINISH, "a<stop> ok");
  assert_stream (make, NULL, DELTA ("a") DONE, "a<stop> ok");
  assert_stream (make, NULL, DELTA ("a") "data: [DONE]", "a<stop> ok");
  assert_stream (make, NULL,
                 "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"r\"}}]}\n\n"
                 "data: {\"choices\":[{\"delta\":{\"reasoning\":\"s\"},\"finish_reason\":\"\"}]}\n\n" DELTA ("a") DONE,
                 "(r)(s)a<stop> ok");
  assert_stream (make, NULL, "data: {}\n\ndata: {\"choices\":{}}\n\ndata: {\"choices\":[1],\"timings\":{}}\n\n" DELTA ("a") DONE,
                 "a<stop> ok");
  assert_stream (
    make, NULL,
    DELTA ("a") "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}],\"usage\":{\"completion_tokens\":1}}\n\n" DONE
                "data: garbage\n\n",
    "a{-1 1}<length> ok");

  assert_failure (make, DELTA ("a"), "a", GALLEY_LLM_ERROR_CUT_OFF);
  assert_failure (make, DELTA ("a") "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}", "a",
                  GALLEY_LLM_ERROR_CUT_OFF);
  assert_failure (make, DELTA ("a") "data: {\"error\":{\"message\":\"no\",\"code\":502}}\n\n" DONE, "a", GALLEY_LLM_ERROR_FAILED);
  assert_failure (make, DELTA ("a") "data: {\"object\":\"error\",\"message\":\"no\"}\n\n", "a", GALLEY_LLM_ERROR_FAILED);
  assert_failure (make, DELTA ("a") "event: error\ndata: {\"message\":\"no\"}\n\n", "a", GALLEY_LLM_ERROR_FAILED);
  assert_failure (make, DELTA ("a") "data: {\n\n", "a", GALLEY_LLM_ERROR_PROTOCOL);
  assert_failure (make, "", "", GALLEY_LLM_ERROR_CUT_OFF);
}

static void
test_document (void)
{
  const char      *json = "application/json";
  g_autofree char *cut = with_code ("", GALLEY_LLM_ERROR_CUT_OFF);
  g_autofree char *foreign = with_code ("", GALLEY_LLM_ERROR_ADDRESS);
  g_autofree char *failed = with_code ("", GALLEY_LLM_ERROR_FAILED);

  /* Servers that ignore that they were asked to stream. */
  assert_stream (galley_openai_stream_new, json,
                 "{\n \"choices\": [{\"message\": {\"content\": \"all\"}, \"finish_reason\": \"stop\"}],\n"
                 " \"usage\": {\"prompt_tokens\": 1, \"completion_tokens\": 2}\n}\n",
                 "all{1 2}<stop> ok");
  assert_stream (galley_openai_stream_new, json, "{\"choices\":[{\"message\":{\"content\":\"all\"}}]}", "all<stop> ok");
  assert_stream (galley_ollama_stream_new, json, "{\n\"message\":{\"content\":\"all\"},\n\"done\":true}", "all<stop> ok");
  /* Streams that are called documents. */
  assert_stream (galley_openai_stream_new, json, DELTA ("a") DONE, "a<stop> ok");
  assert_stream (galley_ollama_stream_new, json, CHUNK ("a") "{\"done\":true}\n", "a<stop> ok");

  assert_stream (galley_openai_stream_new, json, "{\"choices\":[{\"message\":{\"content\":\"all\"}", cut);
  assert_stream (galley_openai_stream_new, json, "{\"status\":\"fine\"}", foreign);
  assert_stream (galley_openai_stream_new, json, "{\"error\":{\"message\":\"no\"}}", failed);
  assert_stream (galley_ollama_stream_new, json, "{\"error\":\"no\"}", failed);
}

static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *line = g_strconcat ("{\"a\":", deep, "\n", NULL);
  g_autofree char *told = parse (galley_ollama_stream_new, NULL, line, strlen (line), 0, 4096);
  g_autofree char *expected = with_code ("", GALLEY_LLM_ERROR_PROTOCOL);

  g_assert_cmpstr (told, ==, expected);
}

/* An answer without an end is given up before it fills the memory. */
static void
test_length (void)
{
  g_autoptr (GalleyLlmStream) stream = galley_ollama_stream_new ();
  g_autofree char *text = g_strnfill (512 * 1024, 'x');
  g_autofree char *line = g_strconcat ("{\"message\":{\"content\":\"", text, "\"}}\n", NULL);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  while (galley_llm_stream_feed (stream, (const guint8 *)line, strlen (line), &error))
    count++;
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL);
  g_assert_cmpuint (count, ==, GALLEY_LLM_STREAM_MOST / strlen (text));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/llm-stream/sse", test_sse);
  g_test_add_func ("/llm-stream/sse-limits", test_sse_limits);
  g_test_add_func ("/llm-stream/ollama", test_ollama);
  g_test_add_func ("/llm-stream/openai", test_openai);
  g_test_add_func ("/llm-stream/document", test_document);
  g_test_add_func ("/llm-stream/depth", test_depth);
  g_test_add_func ("/llm-stream/length", test_length);

  return g_test_run ();
}
