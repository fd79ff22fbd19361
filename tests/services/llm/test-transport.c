/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-transport"

#include "galley-transport.h"

#include <string.h>

#include "galley-http-error.h"
#include "galley-llm-error.h"
#include "galley-retry.h"
#include "galley-test-util.h"
#include "llm-server.h"

/* The clocks, which are too slow for a provider's test; and when to try again. */

typedef struct
{
  LlmServer       *server;    /* (owned) */
  GalleyTransport *transport; /* (owned) */
  GString         *body;      /* (owned) */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  fixture->server = llm_server_new ();
  fixture->transport = galley_transport_new ();
  fixture->body = g_string_new (NULL);
  g_object_set (fixture->transport, "pace", 0.0, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_assert_finalize_object (fixture->transport);
  g_string_free (fixture->body, TRUE);
  llm_server_free (fixture->server);
}

static gboolean
note_cb (const GalleyHttpAnswer *answer,
         const guint8           *bytes,
         gsize                   length,
         gpointer                user_data,
         GError                **error)
{
  g_string_append_len (user_data, (const char *)bytes, (gssize)length);
  return TRUE;
}

static GalleyHttpRequest *
make_request (Fixture *fixture)
{
  return galley_http_request_new (GALLEY_PROVIDER_KIND_OPENAI, "Peer", llm_server_get_url (fixture->server), "/x");
}

static void
assert_silence (Fixture           *fixture,
                GalleyHttpRequest *request,
                const char        *text,
                const char        *part)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_transport_send_async (fixture->transport, request, note_cb, fixture->body, NULL, galley_test_result_cb, &result);
  g_assert_false (galley_transport_send_finish (fixture->transport, galley_test_await (&result), NULL, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_TIMED_OUT);
  galley_test_assert_message (error, part);
  g_assert_cmpstr (fixture->body->str, ==, text);
  /* It is given up there, too. */
  galley_test_until (llm_server_was_left (fixture->server));
  g_assert_cmpuint (llm_server_count (fixture->server), ==, 1);
}

static void
test_silent_before_head (Fixture      *fixture,
                         gconstpointer user_data)
{
  GalleyHttpRequest *request = make_request (fixture);

  request->first_timeout = 0.05;
  request->retries = 2;
  llm_server_answer (fixture->server, NULL, LLM_ENDING_SILENT, NULL);
  assert_silence (fixture, request, "", "did not answer in time");
}

static void
test_silent_after_head (Fixture      *fixture,
                        gconstpointer user_data)
{
  GalleyHttpRequest *request = make_request (fixture);

  request->first_timeout = 0.05;
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_SILENT, NULL);
  assert_silence (fixture, request, "", "did not answer in time");
}

static void
test_silent_in_body (Fixture      *fixture,
                     gconstpointer user_data)
{
  GalleyHttpRequest *request = make_request (fixture);

  request->idle_timeout = 0.05;
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_SILENT, "part", NULL);
  assert_silence (fixture, request, "part", "said nothing any more");
}

static void
test_silent_in_error (Fixture      *fixture,
                      gconstpointer user_data)
{
  GalleyHttpRequest *request = make_request (fixture);

  request->idle_timeout = 0.05;
  llm_server_answer (fixture->server, LLM_ERROR ("400 Bad Request"), LLM_ENDING_SILENT, "{\"err", NULL);
  assert_silence (fixture, request, "", "in time");
}

static void
test_total (Fixture      *fixture,
            gconstpointer user_data)
{
  GalleyHttpRequest *request = make_request (fixture);

  request->total_timeout = 0.05;
  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_SILENT, "part", NULL);
  assert_silence (fixture, request, "part", "said nothing any more");
}

/* As many at once as anybody starts: none waits for another one to end, which with libsoup's own two a host they would. */
static void
test_many (Fixture      *fixture,
           gconstpointer user_data)
{
  GAsyncResult *results[8] = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  llm_server_answer (fixture->server, LLM_SSE, LLM_ENDING_SILENT, "x", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    galley_transport_send_async (fixture->transport, make_request (fixture), note_cb, fixture->body, cancellable,
                                 galley_test_result_cb, &results[i]);
  galley_test_until (fixture->body->len == G_N_ELEMENTS (results));
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (galley_transport_send_finish (fixture->transport, galley_test_await (&results[i]), NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_object (&results[i]);
    }
}

/* The body of an error is read, but not without end. */
static void
test_long_error (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autofree char *body = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyHttpAnswer) answer = NULL;

  llm_server_answer (fixture->server, LLM_ERROR ("400 Bad Request"), LLM_ENDING_PROPER, body, NULL);
  galley_transport_send_async (fixture->transport, make_request (fixture), note_cb, fixture->body, NULL, galley_test_result_cb,
                               &result);
  g_assert_false (galley_transport_send_finish (fixture->transport, galley_test_await (&result), &answer, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_REFUSED);
  g_assert_cmpuint (strlen (error->message), <, 1000);
  g_assert_cmpuint (strlen (answer->body), ==, 64 * 1024);
  g_assert_cmpuint (fixture->body->len, ==, 0);
}

/* What the network says, in words that say what to do. */
static void
assert_network (GalleyProviderKind kind,
                const char        *base,
                GQuark             domain,
                int                code,
                int                expected,
                const char        *part)
{
  g_autoptr (GalleyHttpRequest) request = galley_http_request_new (kind, "Peer", base, "/x");
  g_autoptr (GError) problem = g_error_new_literal (domain, code, "the\nreason");
  g_autoptr (GError) error = galley_http_error_for_network (request, problem, FALSE);
  g_autoptr (GError) late = galley_http_error_for_network (request, problem, TRUE);

  g_assert_error (error, GALLEY_LLM_ERROR, expected);
  galley_test_assert_message (error, part);
  galley_test_assert_message (error, "the reason");
  g_assert_error (late, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_CUT_OFF);
}

static void
test_network (void)
{
  const char *here = "http://localhost:11434";
  const char *away = "https://llm.example/v1";

  assert_network (GALLEY_PROVIDER_KIND_OLLAMA, here, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, GALLEY_LLM_ERROR_UNREACHABLE,
                  "ollama serve");
  assert_network (GALLEY_PROVIDER_KIND_OPENAI, here, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, GALLEY_LLM_ERROR_UNREACHABLE,
                  "Start it");
  assert_network (GALLEY_PROVIDER_KIND_OPENAI, away, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, GALLEY_LLM_ERROR_UNREACHABLE,
                  "Look at the network");
  assert_network (GALLEY_PROVIDER_KIND_OPENAI, away, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, GALLEY_LLM_ERROR_UNREACHABLE,
                  "certificate");
  /* As an HTTP/2 server does that is about to go. */
  assert_network (GALLEY_PROVIDER_KIND_OPENAI, away, G_IO_ERROR, G_IO_ERROR_FAILED, GALLEY_LLM_ERROR_BUSY, "hung up");
}

static void
test_retry_after (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 12, 0, 0);

  g_assert_cmpfloat (galley_retry_parse_after (NULL, NULL, now), ==, -1);
  g_assert_cmpfloat (galley_retry_parse_after ("7", NULL, now), ==, 7);
  g_assert_cmpfloat (galley_retry_parse_after ("1.5", NULL, now), ==, 1.5);
  g_assert_cmpfloat (galley_retry_parse_after ("-7", NULL, now), ==, 0);
  g_assert_cmpfloat (galley_retry_parse_after ("99999999999", NULL, now), ==, 99999999999.0);
  g_assert_cmpfloat (galley_retry_parse_after ("soon", NULL, now), ==, -1);
  g_assert_cmpfloat (galley_retry_parse_after ("inf", NULL, now), ==, -1);
  g_assert_cmpfloat (galley_retry_parse_after ("7", "250", now), ==, 0.25);
  g_assert_cmpfloat (galley_retry_parse_after ("Fri, 20 Nov 2026 12:00:30 GMT", NULL, now), ==, 30);
  g_assert_cmpfloat (galley_retry_parse_after ("Fri, 20 Nov 2026 11:00:00 GMT", NULL, now), ==, 0);
}

static void
test_retry_pause (void)
{
  g_assert_cmpfloat (galley_retry_get_pause (1, -1, 0), ==, 0.5);
  g_assert_cmpfloat (galley_retry_get_pause (2, -1, 0), ==, 1);
  g_assert_cmpfloat (galley_retry_get_pause (9, -1, 0), ==, 8);
  g_assert_cmpfloat (galley_retry_get_pause (1, -1, 1), ==, 0.375);
  g_assert_cmpfloat (galley_retry_get_pause (1, 20, 1), ==, 20);
}

static void
test_retry_worthwhile (void)
{
  g_autoptr (GError) busy = g_error_new_literal (GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_BUSY, "busy");
  g_autoptr (GError) quota = g_error_new_literal (GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_QUOTA, "quota");
  g_autoptr (GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");

  g_assert_true (galley_retry_is_worthwhile (busy, -1));
  g_assert_true (galley_retry_is_worthwhile (busy, 120));
  g_assert_false (galley_retry_is_worthwhile (busy, 121));
  g_assert_false (galley_retry_is_worthwhile (quota, -1));
  g_assert_false (galley_retry_is_worthwhile (stopped, -1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/transport/silent-before-head", test_silent_before_head);
  ADD ("/transport/silent-after-head", test_silent_after_head);
  ADD ("/transport/silent-in-body", test_silent_in_body);
  ADD ("/transport/silent-in-error", test_silent_in_error);
  ADD ("/transport/total", test_total);
  ADD ("/transport/many", test_many);
  ADD ("/transport/long-error", test_long_error);
#undef ADD
  g_test_add_func ("/transport/network", test_network);
  g_test_add_func ("/retry/after", test_retry_after);
  g_test_add_func ("/retry/pause", test_retry_pause);
  g_test_add_func ("/retry/worthwhile", test_retry_worthwhile);

  return g_test_run ();
}
