/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-provider"

#include <string.h>

#include "call.h"
#include "galley-http-provider.h"
#include "galley-llm-error.h"
#include "provider-fixture.h"

/* Providers and real HTTP on loopback, broken in every way that a network can be. */

static void
test_ollama (ProviderFixture *fixture,
             gconstpointer    user_data)
{
  g_autofree char *request = NULL;

  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_PROPER, CHUNK ("Hel"), CHUNK ("lo"), LAST, NULL);
  provider_fixture_assert_text (fixture, "Hello");
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
test_openai (ProviderFixture *fixture,
             gconstpointer    user_data)
{
  g_autofree char *request = NULL;

  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("Hel"), DELTA ("lo"), FINISH, DONE, NULL);
  provider_fixture_assert_text (fixture, "Hello");
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
test_byte_by_byte (ProviderFixture *fixture,
                   gconstpointer    user_data)
{
  const char                                                                                                         stream[] =
    "\xEF\xBB\xBF: hello\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"\xF0\x9F\x98\x80\"}}]}\r\n\r\n" FINISH DONE;

  llm_server_answer_bytes (fixture->server, LLM_SSE, LLM_ENDING_PROPER, stream, sizeof stream - 1);
  provider_fixture_assert_text (fixture, "\xF0\x9F\x98\x80");
}

static void
test_gzip (ProviderFixture *fixture,
           gconstpointer    user_data)
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
  provider_fixture_assert_text (fixture, "zipped");
}

/* However the connection breaks: what came is kept, and is no success. */
static void
test_broken (ProviderFixture *fixture,
             gconstpointer    user_data)
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

          g_assert_false (provider_fixture_generate (fixture, &error));
          g_assert_true (error->code == GALLEY_LLM_ERROR_CUT_OFF || error->code == GALLEY_LLM_ERROR_BUSY);
        }
      else
        provider_fixture_assert_failure (fixture, "part", GALLEY_LLM_ERROR_CUT_OFF, "broke off");
    }
}

/* The provider has said that it is done: what the connection does then does not matter. */
static void
test_broken_afterwards (ProviderFixture *fixture,
                        gconstpointer    user_data)
{
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_INSIDE, DELTA ("all"), FINISH, NULL);
  provider_fixture_assert_text (fixture, "all");
}

static void
test_no_done (ProviderFixture *fixture,
              gconstpointer    user_data)
{
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("part"), NULL);
  provider_fixture_assert_failure (fixture, "part", GALLEY_LLM_ERROR_CUT_OFF, "broke off");
}

static void
test_error_after_200 (ProviderFixture *fixture,
                      gconstpointer    user_data)
{
  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_PROPER, CHUNK ("part"),
                     "{\"error\":\"an error was\\nencountered\"}\n", NULL);
  provider_fixture_assert_failure (fixture, "part", GALLEY_LLM_ERROR_FAILED, "an error was encountered");
}

static void
test_one_shot (ProviderFixture *fixture,
               gconstpointer    user_data)
{
  llm_server_answer (fixture->server, LLM_JSON, LLM_ENDING_PROPER, "{\"choices\":[{\"message\":{\"content\":\"all at once\"},",
                     "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}", NULL);
  provider_fixture_assert_text (fixture, "all at once");
  g_assert_cmpint (galley_generation_get_input_tokens (fixture->generation), ==, 3);
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
test_stop (ProviderFixture *fixture,
           gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_SILENT, CHUNK ("part"), NULL);
  g_signal_connect (fixture->generation, "delta", G_CALLBACK (stop_cb), fixture->cancellable);
  g_assert_false (provider_fixture_generate (fixture, &error));
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
test_stop_in_pause (ProviderFixture *fixture,
                    gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  g_signal_connect (galley_http_provider_get_transport (GALLEY_HTTP_PROVIDER (fixture->provider)), "retrying",
                    G_CALLBACK (stop_retry_cb), fixture->cancellable);
  llm_server_answer (fixture->server, LLM_ERROR ("503 Service Unavailable"), LLM_ENDING_PROPER, "{}", NULL);
  g_assert_false (provider_fixture_generate (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stop_before (ProviderFixture *fixture,
                  gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  llm_server_answer (fixture->server, LLM_NDJSON, LLM_ENDING_PROPER, LAST, NULL);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (provider_fixture_generate (fixture, &error));
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
  provider = provider_fixture_make_provider (kind, url, NULL);
  g_assert_false (CALL (galley_provider_check, provider, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_UNREACHABLE);
  galley_test_assert_message (error, kind == GALLEY_PROVIDER_KIND_OLLAMA ? "ollama serve" : "Start it");
  galley_test_assert_message (error, url);
}

static void
test_no_address (void)
{
  g_autoptr (GalleyProvider) provider = provider_fixture_make_provider (GALLEY_PROVIDER_KIND_OPENAI, "localhost:1234", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (CALL (galley_provider_check, provider, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS);
}

/* Before anything is sent: the address is nobody's. */
static void
test_open_key (void)
{
  g_autoptr (GalleyProvider) provider = provider_fixture_make_provider (GALLEY_PROVIDER_KIND_OPENAI, "http://llm.example/v1", "secret-key");
  g_autoptr (GError) error = NULL;

  g_assert_false (CALL (galley_provider_check, provider, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_KEY);
  galley_test_assert_message (error, "https://");
}

static void
assert_models (ProviderFixture *fixture,
               const char      *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) models = CALL (galley_provider_list_models, fixture->provider, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", models);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_ollama_models (ProviderFixture *fixture,
                    gconstpointer    user_data)
{
  llm_server_answer (fixture->server, LLM_JSON, LLM_ENDING_PROPER,
                     "{\"models\":[{\"name\":\"mistral:7b\",\"size\":1},{\"name\":\"llama3.1:8b\"},{},7]}", NULL);
  assert_models (fixture, "llama3.1:8b mistral:7b");
}

static void
test_openai_models (ProviderFixture *fixture,
                    gconstpointer    user_data)
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
  provider_fixture_add ("/provider/ollama", GALLEY_PROVIDER_KIND_OLLAMA, test_ollama);
  provider_fixture_add ("/provider/openai", GALLEY_PROVIDER_KIND_OPENAI, test_openai);
  provider_fixture_add ("/provider/byte-by-byte", GALLEY_PROVIDER_KIND_OPENAI, test_byte_by_byte);
  provider_fixture_add ("/provider/gzip", GALLEY_PROVIDER_KIND_OLLAMA, test_gzip);
  provider_fixture_add ("/provider/broken", GALLEY_PROVIDER_KIND_OLLAMA, test_broken);
  provider_fixture_add ("/provider/broken-afterwards", GALLEY_PROVIDER_KIND_OPENAI, test_broken_afterwards);
  provider_fixture_add ("/provider/no-done", GALLEY_PROVIDER_KIND_OPENAI, test_no_done);
  provider_fixture_add ("/provider/error-after-200", GALLEY_PROVIDER_KIND_OLLAMA, test_error_after_200);
  provider_fixture_add ("/provider/one-shot", GALLEY_PROVIDER_KIND_OPENAI, test_one_shot);
  provider_fixture_add ("/provider/stop", GALLEY_PROVIDER_KIND_OLLAMA, test_stop);
  provider_fixture_add ("/provider/stop-in-pause", GALLEY_PROVIDER_KIND_OPENAI, test_stop_in_pause);
  provider_fixture_add ("/provider/stop-before", GALLEY_PROVIDER_KIND_OLLAMA, test_stop_before);
  provider_fixture_add ("/provider/ollama-models", GALLEY_PROVIDER_KIND_OLLAMA, test_ollama_models);
  provider_fixture_add ("/provider/openai-models", GALLEY_PROVIDER_KIND_OPENAI, test_openai_models);
  g_test_add_data_func ("/provider/ollama-not-running", GINT_TO_POINTER (GALLEY_PROVIDER_KIND_OLLAMA), test_not_running);
  g_test_add_data_func ("/provider/openai-not-running", GINT_TO_POINTER (GALLEY_PROVIDER_KIND_OPENAI), test_not_running);
  g_test_add_func ("/provider/no-address", test_no_address);
  g_test_add_func ("/provider/open-key", test_open_key);

  return g_test_run ();
}
