/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-provider"

#include "galley-provider.h"

#include <string.h>

#include "call.h"
#include "galley-http-provider.h"
#include "galley-llm-error.h"
#include "llm-server.h"

/* Providers and real HTTP on loopback, broken in every way that a network and a server can be. */

typedef struct
{
  LlmServer        *server;      /* (owned) */
  GalleyProvider   *provider;    /* (owned) */
  GalleyGeneration *generation;  /* (owned) */
  GCancellable     *cancellable; /* (owned) */
  char             *parameters;  /* (owned) (nullable) */
} Fixture;

static GalleyProvider *
make_provider (GalleyProviderKind kind,
               const char        *url,
               const char        *key)
{
  g_autoptr (GalleyProviderInfo) info = g_object_new (GALLEY_TYPE_PROVIDER_INFO, "id", 1, "name", "Peer", "kind", kind, "url",
                                                      url, "database-id", "x", NULL);
  GalleyProvider *provider = galley_provider_new_for_info (info, key);

  /* No test waits for time to pass. */
  g_object_set (galley_http_provider_get_transport (GALLEY_HTTP_PROVIDER (provider)), "pace", 0.0, NULL);
  return provider;
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  fixture->server = llm_server_new ();
  fixture->provider = make_provider (GPOINTER_TO_INT (user_data), llm_server_get_url (fixture->server), "secret-key");
  fixture->generation = galley_generation_new ();
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_assert_finalize_object (fixture->provider);
  g_assert_finalize_object (fixture->generation);
  g_object_unref (fixture->cancellable);
  llm_server_free (fixture->server);
  g_free (fixture->parameters);
}

static GalleyRunSettings *
make_settings (void)
{
  return g_object_new (GALLEY_TYPE_RUN_SETTINGS, "model", "the-model", "temperature", 0.5, "max-tokens", 100, NULL);
}

static gboolean
generate (Fixture *fixture,
          GError **error)
{
  g_autoptr (GalleyPrompt) prompt = galley_prompt_new ("Be brief.", "Say “hello”.");
  g_autoptr (GalleyRunSettings) settings = make_settings ();
  g_autoptr (GAsyncResult) result = NULL;

  galley_provider_generate_async (fixture->provider, prompt, settings, fixture->parameters, fixture->generation,
                                  fixture->cancellable, galley_test_result_cb, &result);
  return galley_provider_generate_finish (fixture->provider, galley_test_await (&result), error);
}

static void
assert_text (Fixture    *fixture,
             const char *text)
{
  g_autoptr (GError) error = NULL;

  generate (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_generation_get_text (fixture->generation), ==, text);
}

/* @part: what the message says, which is one line and never has the key in it */
static void
assert_failure (Fixture    *fixture,
                const char *text,
                int         code,
                const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (generate (fixture, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, code);
  galley_test_assert_message (error, part);
  g_assert_null (strstr (error->message, "secret-key"));
  g_assert_cmpstr (galley_generation_get_text (fixture->generation), ==, text);
}

#define CHUNK(text) "{\"message\":{\"content\":\"" text "\"},\"done\":false}\n"
#define LAST        "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}\n"
#define DELTA(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define FINISH      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE        "data: [DONE]\n\n"

static void
test_ollama (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autofree char *request = NULL;

  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_PROPER, CHUNK ("Hel"), CHUNK ("lo"), LAST, NULL);
  assert_text (fixture, "Hello");
  g_assert_cmpint (galley_generation_get_output_tokens (fixture->generation), ==, 2);
  g_assert_cmpint (galley_generation_get_input_tokens (fixture->generation), ==, -1);
  g_assert_cmpstr (galley_generation_get_finish_reason (fixture->generation), ==, "stop");
  request = llm_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (request, "POST /api/chat HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "User-Agent: Galley/"));
  g_assert_nonnull (strstr (request, "\"model\":\"the-model\""));
  g_assert_nonnull (
    strstr (request, "{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Say “hello”.\"}"));
  g_assert_nonnull (strstr (request, "\"stream\":true"));
  g_assert_nonnull (strstr (request, "\"temperature\":0.5,\"num_predict\":100"));
  g_assert_null (strstr (request, "think"));
}

static void
test_openai (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autofree char *request = NULL;

  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("Hel"), DELTA ("lo"), FINISH, DONE, NULL);
  assert_text (fixture, "Hello");
  g_assert_cmpint (galley_generation_get_output_tokens (fixture->generation), ==, -1);
  g_assert_null (galley_generation_get_learnt (fixture->generation));
  request = llm_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (request, "POST /chat/completions HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "Authorization: Bearer secret-key\r\n"));
  g_assert_nonnull (strstr (request, "\"max_tokens\":100"));
  g_assert_nonnull (strstr (request, "\"include_usage\":true"));
}

/* A byte a chunk, with everything that is allowed. */
static void
test_byte_by_byte (Fixture      *fixture,
                   gconstpointer user_data)
{
  const char                                                                                                         stream[] =
    "\xEF\xBB\xBF: hello\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"\xF0\x9F\x98\x80\"}}]}\r\n\r\n" FINISH DONE;

  llm_server_answer_bytes (fixture->server, LLM_SSE, LLM_ENDING_PROPER, stream, sizeof stream - 1);
  assert_text (fixture, "\xF0\x9F\x98\x80");
}

static void
test_gzip (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  const char stream[] = CHUNK ("zipped") LAST;
  char       bytes[1024];
  gsize      read;
  gsize      written;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (compressor), stream, sizeof stream - 1, bytes, sizeof bytes,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  llm_server_answer_bytes (fixture->server, LLM_NDJSON "Content-Encoding: gzip\r\n", LLM_ENDING_PROPER, bytes, written);
  assert_text (fixture, "zipped");
}

/* However the connection breaks: what came is kept, and is no success. */
static void
test_broken (Fixture      *fixture,
             gconstpointer user_data)
{
  const LlmEnding endings[] = { LLM_ENDING_PROPER, LLM_ENDING_CLOSED, LLM_ENDING_INSIDE, LLM_ENDING_RESET };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_set_object (&fixture->generation, NULL);
      fixture->generation = galley_generation_new ();
      llm_server_answer (fixture->server, LLM_NDJSON, endings[i], CHUNK ("part"), NULL);
      /* A reset may overtake what was sent before it. */
      if (endings[i] == LLM_ENDING_RESET)
        {
          g_autoptr (GError) error = NULL;

          g_assert_false (generate (fixture, &error));
          g_assert_true (error->code == GALLEY_LLM_ERROR_CUT_OFF || error->code == GALLEY_LLM_ERROR_BUSY);
        }
      else
        assert_failure (fixture, "part", GALLEY_LLM_ERROR_CUT_OFF, "broke off");
    }
}

/* The provider has said that it is done: what the connection does then does not matter. */
static void
test_broken_afterwards (Fixture      *fixture,
                        gconstpointer user_data)
{
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_INSIDE, DELTA ("all"), FINISH, NULL);
  assert_text (fixture, "all");
}

static void
test_no_done (Fixture      *fixture,
              gconstpointer user_data)
{
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("part"), NULL);
  assert_failure (fixture, "part", GALLEY_LLM_ERROR_CUT_OFF, "broke off");
}

static void
test_error_after_200 (Fixture      *fixture,
                      gconstpointer user_data)
{
  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_PROPER, CHUNK ("part"),
                     "{\"error\":\"an error was\\nencountered\"}\n", NULL);
  assert_failure (fixture, "part", GALLEY_LLM_ERROR_FAILED, "an error was encountered");
}

static void
test_one_shot (Fixture      *fixture,
               gconstpointer user_data)
{
  llm_server_answer (fixture->server, LLM_JSON, LLM_ENDING_PROPER, "{\"choices\":[{\"message\":{\"content\":\"all at once\"},",
                     "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}", NULL);
  assert_text (fixture, "all at once");
  g_assert_cmpint (galley_generation_get_input_tokens (fixture->generation), ==, 3);
}

static void
assert_answer (Fixture    *fixture,
               const char *head,
               const char *body,
               int         code,
               const char *part)
{
  llm_server_answer (fixture->server, head, LLM_ENDING_PROPER, body, NULL);
  assert_failure (fixture, "", code, part);
}

static void
test_page (Fixture      *fixture,
           gconstpointer user_data)
{
  assert_answer (fixture, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", "<html>Welcome</html>",
                 GALLEY_LLM_ERROR_ADDRESS, "web page");
  assert_answer (fixture, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n", "<html>404</html>", GALLEY_LLM_ERROR_ADDRESS,
                 "web page");
  assert_answer (fixture, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n", "PNG", GALLEY_LLM_ERROR_ADDRESS, "image/png");
  assert_answer (fixture, "HTTP/1.1 413 Too Large\r\nContent-Type: text/html\r\n", "<html>", GALLEY_LLM_ERROR_REFUSED,
                 "too long");
}

/* A key is not sent on. */
static void
test_redirect (Fixture      *fixture,
               gconstpointer user_data)
{
  const char *const statuses[] = { "301 Moved", "302 Found", "307 Temporary", "308 Permanent" };
  g_autoptr (LlmServer) other = llm_server_new ();

  llm_server_answer (other, LLM_SSE, LLM_ENDING_PROPER, DELTA ("stolen"), FINISH, DONE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *head = g_strdup_printf ("HTTP/1.1 %s\r\nLocation: %s/v1\r\n", statuses[i], llm_server_get_url (other));

      assert_answer (fixture, head, "", GALLEY_LLM_ERROR_ADDRESS, llm_server_get_url (other));
    }
  g_assert_cmpuint (llm_server_count (other), ==, 0);
}

static void
test_refusals (Fixture      *fixture,
               gconstpointer user_data)
{
  assert_answer (fixture, LLM_ERROR ("401 Unauthorized"), "{\"error\":{\"message\":\"Incorrect API key provided: secret-key\"}}",
                 GALLEY_LLM_ERROR_KEY, "does not accept the key");
  assert_answer (fixture, LLM_ERROR ("403 Forbidden"), "{\"error\":{\"message\":\"moderation\"}}", GALLEY_LLM_ERROR_KEY,
                 "moderation");
  assert_answer (fixture, LLM_ERROR ("402 Payment Required"), "{\"error\":{\"code\":402,\"message\":\"no credits\"}}",
                 GALLEY_LLM_ERROR_QUOTA, "no credits");
  assert_answer (fixture, LLM_ERROR ("404 Not Found"),
                 "{\"error\":{\"message\":\"The model does not exist\",\"code\":\"model_not_found\"}}", GALLEY_LLM_ERROR_MODEL,
                 "does not have the model the-model");
  assert_answer (fixture, LLM_ERROR ("404 Not Found"), "404 page not found", GALLEY_LLM_ERROR_ADDRESS, "/v1");
  assert_answer (fixture, LLM_ERROR ("400 Bad Request"), "{\"error\":{\"message\":\"bad\\nthing\"}}", GALLEY_LLM_ERROR_REFUSED,
                 "bad thing");
  /* None of these is asked again. */
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 6);
}

static void
test_ollama_refusals (Fixture      *fixture,
                      gconstpointer user_data)
{
  assert_answer (fixture, LLM_ERROR ("404 Not Found"), "{\"error\":\"model 'the-model' not found\"}", GALLEY_LLM_ERROR_MODEL,
                 "ollama pull the-model");
  assert_answer (fixture, LLM_ERROR ("401 Unauthorized"), "{\"error\":\"unauthorized\",\"signin_url\":\"https://x\"}",
                 GALLEY_LLM_ERROR_KEY, "unauthorized");
  assert_answer (fixture, LLM_ERROR ("400 Bad Request"), "{\"error\":\"\\\"the-model\\\" does not support thinking\"}",
                 GALLEY_LLM_ERROR_REFUSED, "does not support thinking");
  assert_answer (fixture, LLM_ERROR ("403 Forbidden"), "", GALLEY_LLM_ERROR_ADDRESS, "localhost");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 4);
}

static void
count_cb (GalleyGeneration *generation,
          double            pause,
          const char       *reason,
          double           *longest)
{
  *longest = MAX (*longest, pause);
}

static void
test_retry (Fixture      *fixture,
            gconstpointer user_data)
{
  double longest = 0;

  g_signal_connect (fixture->generation, "retrying", G_CALLBACK (count_cb), &longest);
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests") "Retry-After: 7\r\n", LLM_ENDING_PROPER,
                     "{\"error\":{\"code\":\"rate_limit_exceeded\"}}", NULL);
  llm_server_answer (fixture->server, LLM_ERROR ("503 Service Unavailable"), LLM_ENDING_PROPER, "{\"error\":\"server busy\"}",
                     NULL);
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("at last"), FINISH, DONE, NULL);
  assert_text (fixture, "at last");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 3);
  g_assert_cmpfloat (longest, ==, 7);
}

/* The server hung up before it answered: it may have been just then that it was started again. */
static void
test_retry_hung_up (Fixture      *fixture,
                    gconstpointer user_data)
{
  llm_server_answer (fixture->server, NULL, LLM_ENDING_CLOSED, NULL);
  llm_server_answer (fixture->server, NULL, LLM_ENDING_RESET, NULL);
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("at last"), FINISH, DONE, NULL);
  assert_text (fixture, "at last");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 3);
}

static void
test_no_retry (Fixture      *fixture,
               gconstpointer user_data)
{
  /* More than two tries. */
  llm_server_answer (fixture->server, LLM_ERROR ("503 Service Unavailable"), LLM_ENDING_PROPER, "{\"error\":\"server busy\"}",
                     NULL);
  assert_failure (fixture, "", GALLEY_LLM_ERROR_BUSY, "server busy");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 3);
  /* A limit that waiting does not lift. */
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests"), LLM_ENDING_PROPER,
                     "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"pay\"}}", NULL);
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests"), LLM_ENDING_PROPER,
                     "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"pay\"}}", NULL);
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests"), LLM_ENDING_PROPER,
                     "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"pay\"}}", NULL);
  assert_failure (fixture, "", GALLEY_LLM_ERROR_QUOTA, "pay");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 4);
}

/* Who is to wait for long is told, and decides. */
static void
test_long_wait (Fixture      *fixture,
                gconstpointer user_data)
{
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests") "Retry-After: 3600\r\n", LLM_ENDING_PROPER,
                     "{\"error\":\"slow down\"}", NULL);
  assert_failure (fixture, "", GALLEY_LLM_ERROR_BUSY, "3600 seconds");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 1);
}

/* Nothing is asked twice once something was answered. */
static void
test_no_retry_once_begun (Fixture      *fixture,
                          gconstpointer user_data)
{
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_INSIDE, DELTA ("part"), NULL);
  assert_failure (fixture, "part", GALLEY_LLM_ERROR_CUT_OFF, "broke off");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 1);
}

static void
test_learn (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  llm_server_answer (fixture->server, LLM_ERROR ("400 Bad Request"), LLM_ENDING_PROPER,
                     "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                     "'max_completion_tokens' instead.\",\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}}",
                     NULL);
  llm_server_answer (fixture->server, LLM_ERROR ("400 Bad Request"), LLM_ENDING_PROPER,
                     "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0.5 with this model.\","
                     "\"param\":\"temperature\",\"code\":\"unsupported_value\"}}",
                     NULL);
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("fine"), FINISH, DONE, NULL);
  assert_text (fixture, "fine");
  second = llm_server_dup_request (fixture->server, 1);
  g_assert_nonnull (strstr (second, "\"max_completion_tokens\":100"));
  g_assert_null (strstr (second, "\"max_tokens\""));
  third = llm_server_dup_request (fixture->server, 2);
  g_assert_null (strstr (third, "temperature"));

  /* Remembered, it is right at once. */
  fixture->parameters = g_strdup (galley_generation_get_learnt (fixture->generation));
  g_assert_nonnull (fixture->parameters);
  g_object_unref (fixture->generation);
  fixture->generation = galley_generation_new ();
  assert_text (fixture, "fine");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 4);
}

/* That a value is too large is not to be mended by leaving it out. */
static void
test_no_lesson (Fixture      *fixture,
                gconstpointer user_data)
{
  llm_server_answer (
    fixture->server, LLM_ERROR ("400 Bad Request"), LLM_ENDING_PROPER,
    "{\"error\":{\"message\":\"max_tokens is too large: 100\",\"param\":\"max_tokens\",\"code\":\"invalid_value\"}}", NULL);
  assert_failure (fixture, "", GALLEY_LLM_ERROR_REFUSED, "too large");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 1);
}

static void
stop_cb (GalleyGeneration *generation,
         const char       *text,
         GCancellable     *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Stopping stops the server as well. */
static void
test_stop (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_SILENT, CHUNK ("part"), NULL);
  g_signal_connect (fixture->generation, "delta", G_CALLBACK (stop_cb), fixture->cancellable);
  g_assert_false (generate (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (galley_generation_get_text (fixture->generation), ==, "part");
  galley_test_until (llm_server_was_left (fixture->server));
}

static void
stop_retry_cb (GalleyTransport *transport,
               double           pause,
               const char      *reason,
               GCancellable    *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_stop_in_pause (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_signal_connect (galley_http_provider_get_transport (GALLEY_HTTP_PROVIDER (fixture->provider)), "retrying",
                    G_CALLBACK (stop_retry_cb), fixture->cancellable);
  llm_server_answer (fixture->server, LLM_ERROR ("503 Service Unavailable"), LLM_ENDING_PROPER, "{}", NULL);
  g_assert_false (generate (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stop_before (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_PROPER, LAST, NULL);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (generate (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_not_running (gconstpointer user_data)
{
  GalleyProviderKind kind = GPOINTER_TO_INT (user_data);
  g_autofree char   *url = NULL;
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyProvider) provider = NULL;
  g_autoptr (GError) error = NULL;

  /* A port that was free a moment ago. */
  url = g_strdup (llm_server_get_url (server));
  g_clear_pointer (&server, llm_server_free);
  provider = make_provider (kind, url, NULL);
  g_assert_false (CALL (galley_provider_check, provider, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_UNREACHABLE);
  galley_test_assert_message (error, kind == GALLEY_PROVIDER_KIND_OLLAMA ? "ollama serve" : "Start it");
  galley_test_assert_message (error, url);
}

static void
test_no_address (void)
{
  g_autoptr (GalleyProvider) provider = make_provider (GALLEY_PROVIDER_KIND_OPENAI, "localhost:1234", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (CALL (galley_provider_check, provider, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS);
}

/* Before anything is sent: the address is nobody's. */
static void
test_open_key (void)
{
  g_autoptr (GalleyProvider) provider = make_provider (GALLEY_PROVIDER_KIND_OPENAI, "http://llm.example/v1", "secret-key");
  g_autoptr (GError) error = NULL;

  g_assert_false (CALL (galley_provider_check, provider, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_KEY);
  galley_test_assert_message (error, "https://");
}

static void
assert_models (Fixture    *fixture,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) models = CALL (galley_provider_list_models, fixture->provider, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", models);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_ollama_models (Fixture      *fixture,
                    gconstpointer user_data)
{
  llm_server_answer (fixture->server, LLM_JSON, LLM_ENDING_PROPER,
                     "{\"models\":[{\"name\":\"mistral:7b\",\"size\":1},{\"name\":\"llama3.1:8b\"},{},7]}", NULL);
  assert_models (fixture, "llama3.1:8b mistral:7b");
}

static void
test_openai_models (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  llm_server_answer (fixture->server, LLM_JSON, LLM_ENDING_PROPER,
                     "{\"data\":[{\"id\":\"b\",\"object\":\"model\"},{\"id\":\"a\"}]}", NULL);
  llm_server_answer (fixture->server, LLM_JSON, LLM_ENDING_PROPER, "{\"hello\":\"world\"}", NULL);
  assert_models (fixture, "a b");
  g_assert_false (CALL (galley_provider_check, fixture->provider, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define OLLAMA(path, function) \
  g_test_add ("/provider/" path, Fixture, GINT_TO_POINTER (GALLEY_PROVIDER_KIND_OLLAMA), set_up, function, tear_down)
#define OPENAI(path, function) \
  g_test_add ("/provider/" path, Fixture, GINT_TO_POINTER (GALLEY_PROVIDER_KIND_OPENAI), set_up, function, tear_down)
  OLLAMA ("ollama", test_ollama);
  OPENAI ("openai", test_openai);
  OPENAI ("byte-by-byte", test_byte_by_byte);
  OLLAMA ("gzip", test_gzip);
  OLLAMA ("broken", test_broken);
  OPENAI ("broken-afterwards", test_broken_afterwards);
  OPENAI ("no-done", test_no_done);
  OLLAMA ("error-after-200", test_error_after_200);
  OPENAI ("one-shot", test_one_shot);
  OPENAI ("page", test_page);
  OPENAI ("redirect", test_redirect);
  OPENAI ("refusals", test_refusals);
  OLLAMA ("ollama-refusals", test_ollama_refusals);
  OPENAI ("retry", test_retry);
  OPENAI ("retry-hung-up", test_retry_hung_up);
  OPENAI ("no-retry", test_no_retry);
  OPENAI ("long-wait", test_long_wait);
  OPENAI ("no-retry-once-begun", test_no_retry_once_begun);
  OPENAI ("learn", test_learn);
  OPENAI ("no-lesson", test_no_lesson);
  OLLAMA ("stop", test_stop);
  OPENAI ("stop-in-pause", test_stop_in_pause);
  OLLAMA ("stop-before", test_stop_before);
  OLLAMA ("ollama-models", test_ollama_models);
  OPENAI ("openai-models", test_openai_models);
#undef OLLAMA
#undef OPENAI
  g_test_add_data_func ("/provider/ollama-not-running", GINT_TO_POINTER (GALLEY_PROVIDER_KIND_OLLAMA), test_not_running);
  g_test_add_data_func ("/provider/openai-not-running", GINT_TO_POINTER (GALLEY_PROVIDER_KIND_OPENAI), test_not_running);
  g_test_add_func ("/provider/no-address", test_no_address);
  g_test_add_func ("/provider/open-key", test_open_key);

  return g_test_run ();
}
