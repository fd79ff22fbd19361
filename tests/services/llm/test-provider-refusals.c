/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-provider-refusals"

#include <string.h>

#include "call.h"
#include "galley-llm-error.h"
#include "provider-fixture.h"

/* Servers that refuse, are busy, or are others than they should be: what is said, what is tried again, and what is learnt. */

static void
test_page (ProviderFixture *fixture,
           gconstpointer    user_data)
{
  provider_fixture_assert_answer (fixture, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", "<html>Welcome</html>",
                                  GALLEY_LLM_ERROR_ADDRESS, "web page");
  provider_fixture_assert_answer (fixture, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n", "<html>404</html>", GALLEY_LLM_ERROR_ADDRESS,
                                  "web page");
  provider_fixture_assert_answer (fixture, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n", "PNG", GALLEY_LLM_ERROR_ADDRESS, "image/png");
  provider_fixture_assert_answer (fixture, "HTTP/1.1 413 Too Large\r\nContent-Type: text/html\r\n", "<html>", GALLEY_LLM_ERROR_REFUSED,
                                  "too long");
}

/* A key is not sent on. */
static void
test_redirect (ProviderFixture *fixture,
               gconstpointer    user_data)
{
  const char *const statuses[] = { "301 Moved", "302 Found", "307 Temporary", "308 Permanent" };
  g_autoptr (LlmServer) other = llm_server_new ();

  llm_server_answer (other, LLM_SSE, LLM_ENDING_PROPER, DELTA ("stolen"), FINISH, DONE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *head = g_strdup_printf ("HTTP/1.1 %s\r\nLocation: %s/v1\r\n", statuses[i], llm_server_get_url (other));

      provider_fixture_assert_answer (fixture, head, "", GALLEY_LLM_ERROR_ADDRESS, llm_server_get_url (other));
    }
  g_assert_cmpuint (llm_server_count (other), ==, 0);
}

static void
test_refusals (ProviderFixture *fixture,
               gconstpointer    user_data)
{
  provider_fixture_assert_answer (fixture, LLM_ERROR ("401 Unauthorized"), "{\"error\":{\"message\":\"Incorrect API key provided: secret-key\"}}",
                                  GALLEY_LLM_ERROR_KEY, "does not accept the key");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("403 Forbidden"), "{\"error\":{\"message\":\"moderation\"}}", GALLEY_LLM_ERROR_KEY,
                                  "moderation");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("402 Payment Required"), "{\"error\":{\"code\":402,\"message\":\"no credits\"}}",
                                  GALLEY_LLM_ERROR_QUOTA, "no credits");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("404 Not Found"),
                                  "{\"error\":{\"message\":\"The model does not exist\",\"code\":\"model_not_found\"}}", GALLEY_LLM_ERROR_MODEL,
                                  "does not have the model the-model");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("404 Not Found"), "404 page not found", GALLEY_LLM_ERROR_ADDRESS, "/v1");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("400 Bad Request"), "{\"error\":{\"message\":\"bad\\nthing\"}}", GALLEY_LLM_ERROR_REFUSED,
                                  "bad thing");
  /* None of these is asked again. */
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 6);
}

static void
test_ollama_refusals (ProviderFixture *fixture,
                      gconstpointer    user_data)
{
  provider_fixture_assert_answer (fixture, LLM_ERROR ("404 Not Found"), "{\"error\":\"model 'the-model' not found\"}", GALLEY_LLM_ERROR_MODEL,
                                  "ollama pull the-model");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("401 Unauthorized"), "{\"error\":\"unauthorized\",\"signin_url\":\"https://x\"}",
                                  GALLEY_LLM_ERROR_KEY, "unauthorized");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("400 Bad Request"), "{\"error\":\"\\\"the-model\\\" does not support thinking\"}",
                                  GALLEY_LLM_ERROR_REFUSED, "does not support thinking");
  provider_fixture_assert_answer (fixture, LLM_ERROR ("403 Forbidden"), "", GALLEY_LLM_ERROR_ADDRESS, "localhost");
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
test_retry (ProviderFixture *fixture,
            gconstpointer    user_data)
{
  double longest = 0;

  g_signal_connect (fixture->generation, "retrying", G_CALLBACK (count_cb), &longest);
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests") "Retry-After: 7\r\n", LLM_ENDING_PROPER,
                     "{\"error\":{\"code\":\"rate_limit_exceeded\"}}", NULL);
  llm_server_answer (fixture->server, LLM_ERROR ("503 Service Unavailable"), LLM_ENDING_PROPER, "{\"error\":\"server busy\"}",
                     NULL);
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("at last"), FINISH, DONE, NULL);
  provider_fixture_assert_text (fixture, "at last");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 3);
  g_assert_cmpfloat (longest, ==, 7);
}

/* The server hung up before it answered: it may have been just then that it was started again. */
static void
test_retry_hung_up (ProviderFixture *fixture,
                    gconstpointer    user_data)
{
  llm_server_answer (fixture->server, NULL, LLM_ENDING_CLOSED, NULL);
  llm_server_answer (fixture->server, NULL, LLM_ENDING_RESET, NULL);
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_PROPER, DELTA ("at last"), FINISH, DONE, NULL);
  provider_fixture_assert_text (fixture, "at last");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 3);
}

static void
test_no_retry (ProviderFixture *fixture,
               gconstpointer    user_data)
{
  /* More than two tries. */
  llm_server_answer (fixture->server, LLM_ERROR ("503 Service Unavailable"), LLM_ENDING_PROPER, "{\"error\":\"server busy\"}",
                     NULL);
  provider_fixture_assert_failure (fixture, "", GALLEY_LLM_ERROR_BUSY, "server busy");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 3);
  /* A limit that waiting does not lift. */
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests"), LLM_ENDING_PROPER,
                     "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"pay\"}}", NULL);
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests"), LLM_ENDING_PROPER,
                     "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"pay\"}}", NULL);
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests"), LLM_ENDING_PROPER,
                     "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"pay\"}}", NULL);
  provider_fixture_assert_failure (fixture, "", GALLEY_LLM_ERROR_QUOTA, "pay");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 4);
}

/* Who is to wait for long is told, and decides. */
static void
test_long_wait (ProviderFixture *fixture,
                gconstpointer    user_data)
{
  llm_server_answer (fixture->server, LLM_ERROR ("429 Too Many Requests") "Retry-After: 3600\r\n", LLM_ENDING_PROPER,
                     "{\"error\":\"slow down\"}", NULL);
  provider_fixture_assert_failure (fixture, "", GALLEY_LLM_ERROR_BUSY, "3600 seconds");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 1);
}

/* Nothing is asked twice once something was answered. */
static void
test_no_retry_once_begun (ProviderFixture *fixture,
                          gconstpointer    user_data)
{
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_INSIDE, DELTA ("part"), NULL);
  provider_fixture_assert_failure (fixture, "part", GALLEY_LLM_ERROR_CUT_OFF, "broke off");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 1);
}

static void
test_learn (ProviderFixture *fixture,
            gconstpointer    user_data)
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
  provider_fixture_assert_text (fixture, "fine");
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
  provider_fixture_assert_text (fixture, "fine");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 4);
}

/* That a value is too large is not to be mended by leaving it out. */
static void
test_no_lesson (ProviderFixture *fixture,
                gconstpointer    user_data)
{
  llm_server_answer (
    fixture->server, LLM_ERROR ("400 Bad Request"), LLM_ENDING_PROPER,
    "{\"error\":{\"message\":\"max_tokens is too large: 100\",\"param\":\"max_tokens\",\"code\":\"invalid_value\"}}", NULL);
  provider_fixture_assert_failure (fixture, "", GALLEY_LLM_ERROR_REFUSED, "too large");
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  provider_fixture_add ("/provider-refusals/page", GALLEY_PROVIDER_KIND_OPENAI, test_page);
  provider_fixture_add ("/provider-refusals/redirect", GALLEY_PROVIDER_KIND_OPENAI, test_redirect);
  provider_fixture_add ("/provider-refusals/refusals", GALLEY_PROVIDER_KIND_OPENAI, test_refusals);
  provider_fixture_add ("/provider-refusals/ollama-refusals", GALLEY_PROVIDER_KIND_OLLAMA, test_ollama_refusals);
  provider_fixture_add ("/provider-refusals/retry", GALLEY_PROVIDER_KIND_OPENAI, test_retry);
  provider_fixture_add ("/provider-refusals/retry-hung-up", GALLEY_PROVIDER_KIND_OPENAI, test_retry_hung_up);
  provider_fixture_add ("/provider-refusals/no-retry", GALLEY_PROVIDER_KIND_OPENAI, test_no_retry);
  provider_fixture_add ("/provider-refusals/long-wait", GALLEY_PROVIDER_KIND_OPENAI, test_long_wait);
  provider_fixture_add ("/provider-refusals/no-retry-once-begun", GALLEY_PROVIDER_KIND_OPENAI, test_no_retry_once_begun);
  provider_fixture_add ("/provider-refusals/learn", GALLEY_PROVIDER_KIND_OPENAI, test_learn);
  provider_fixture_add ("/provider-refusals/no-lesson", GALLEY_PROVIDER_KIND_OPENAI, test_no_lesson);

  return g_test_run ();
}
