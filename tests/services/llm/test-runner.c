/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-runner"

#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "galley-text.h"
#include "llm-server.h"
#include "runner-fixture.h"
#include "store-fixture.h"

/* Runs from end to end, on a real database: with the demo, and with servers on loopback. */

static void
test_demo (RunnerFixture *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  GalleyProposal  *proposal;
  g_autofree char *stored = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0}");
  run = runner_fixture_start_run (fixture, 3);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "done:proposed,proposed,proposed");
  g_assert_cmpint (galley_run_get_status (run), ==, GALLEY_RUN_STATUS_DONE);
  g_assert_cmpint (galley_run_get_n_finished (run), ==, 3);

  proposal = runner_fixture_get_proposal (run, 1);
  g_assert_cmpint (galley_proposal_get_section_id (proposal), ==, fixture->sections[1]);
  g_assert_nonnull (strstr (galley_proposal_get_text (proposal), "[Demo: no language model wrote this.]"));
  g_assert_nonnull (strstr (galley_proposal_get_text (proposal), "“Second”"));
  g_assert_nonnull (strstr (galley_proposal_get_text (proposal), "The draft of Second."));
  g_assert_nonnull (strstr (galley_proposal_get_messages (proposal), "the draft of Second."));
  g_assert_null (galley_proposal_get_base_text (proposal));
  g_assert_cmpint (galley_proposal_get_output_tokens (proposal), ==,
                   (int)galley_text_count_words (galley_proposal_get_text (proposal)));
  stored = fixture_sql (fixture->database, "SELECT text FROM galley.proposal WHERE place = 2");
  g_assert_cmpstr (stored, ==, galley_proposal_get_text (proposal));
}

static void
test_text_grows (RunnerFixture *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  const char *text;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = runner_fixture_start_run (fixture, 1);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (runner_fixture_get_proposal (run, 0)), "One two") == 0);
  g_assert_cmpint (galley_proposal_get_status (runner_fixture_get_proposal (run, 0)), ==, GALLEY_PROPOSAL_STATUS_RUNNING);
  galley_test_until (galley_run_get_status (run) == GALLEY_RUN_STATUS_RUNNING);

  /* What came is stored while more is awaited. */
  text = NULL;
  while (g_strcmp0 (text, "One two") != 0)
    {
      galley_test_turn ();
      g_free ((char *)text);
      text = fixture_sql (fixture->database, "SELECT text FROM galley.proposal");
    }
  g_free ((char *)text);

  galley_runner_stop (fixture->runner, run);
  runner_fixture_wait_for (fixture, run);
}

static void
test_stop (RunnerFixture *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *stored = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = runner_fixture_start_run (fixture, 2);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (runner_fixture_get_proposal (run, 0)), "One two") == 0);
  galley_runner_stop (fixture->runner, run);
  /* At once, and not when the database has been told. */
  g_assert_cmpint (galley_proposal_get_status (runner_fixture_get_proposal (run, 0)), ==, GALLEY_PROPOSAL_STATUS_CANCELLED);
  g_assert_cmpint (galley_proposal_get_status (runner_fixture_get_proposal (run, 1)), ==, GALLEY_PROPOSAL_STATUS_CANCELLED);
  g_assert_cmpint (galley_run_get_status (run), ==, GALLEY_RUN_STATUS_CANCELLED);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "cancelled:cancelled,cancelled");
  stored = fixture_sql (fixture->database, "SELECT text FROM galley.proposal WHERE place = 1");
  g_assert_cmpstr (stored, ==, "One two");
}

/* Somebody else stops it, by another program. */
static void
test_stopped_elsewhere (RunnerFixture *fixture,
                        gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *result = NULL;

  runner_fixture_direct_demo (
    fixture,
    "{\"delay\": 1, \"text\": \"One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty.\", \"stall_after\": 19}");
  run = runner_fixture_start_run (fixture, 2);
  galley_test_until (galley_proposal_get_text (runner_fixture_get_proposal (run, 0)) != NULL &&
                     *galley_proposal_get_text (runner_fixture_get_proposal (run, 0)) != '\0');
  result = fixture_sql (fixture->database, "SELECT galley.run_cancel(%d)", galley_record_get_id (GALLEY_RECORD (run)));
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "cancelled:cancelled,cancelled");
}

static void
test_fail (RunnerFixture *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"fail_after\": 1}");
  run = runner_fixture_start_run (fixture, 2);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "failed:failed,failed");
  g_assert_cmpstr (galley_proposal_get_text (runner_fixture_get_proposal (run, 0)), ==, "One");
  g_assert_nonnull (strstr (galley_proposal_get_error (runner_fixture_get_proposal (run, 0)), "fail_after"));
  g_assert_nonnull (strstr (galley_run_get_error (run), "fail_after"));
}

static void
test_nothing_answered (RunnerFixture *fixture,
                       gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"  \"}");
  run = runner_fixture_start_run (fixture, 1);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "failed:failed");
  g_assert_nonnull (strstr (galley_proposal_get_error (runner_fixture_get_proposal (run, 0)), "answered nothing"));
}

/* A second run waits for the first one. */
static void
test_queue (RunnerFixture *fixture,
            gconstpointer  user_data)
{
  g_autoptr (GalleyRun) first = NULL;
  g_autoptr (GalleyRun) second = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  first = runner_fixture_start_run (fixture, 1);
  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"Done.\"}");
  second = runner_fixture_start_run (fixture, 1);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (runner_fixture_get_proposal (first, 0)), "One two") == 0);
  g_assert_cmpint (galley_proposal_get_status (runner_fixture_get_proposal (second, 0)), ==, GALLEY_PROPOSAL_STATUS_QUEUED);
  galley_runner_stop (fixture->runner, first);
  runner_fixture_wait_for (fixture, second);
  runner_fixture_assert_states (fixture, "cancelled:cancelled\ndone:proposed");
}

static void
test_stop_all (RunnerFixture *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GalleyRun) first = NULL;
  g_autoptr (GalleyRun) second = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  first = runner_fixture_start_run (fixture, 1);
  second = runner_fixture_start_run (fixture, 2);
  galley_runner_stop_all (fixture->runner);
  runner_fixture_wait_for (fixture, NULL);
  runner_fixture_assert_states (fixture, "cancelled:cancelled\ncancelled:cancelled,cancelled");
}

/* Who waits can have enough of it; the run goes on. */
static void
test_wait_cancelled (RunnerFixture *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = runner_fixture_start_run (fixture, 1);
  galley_runner_wait_async (fixture->runner, NULL, cancellable, galley_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_runner_wait_finish (fixture->runner, galley_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (galley_run_is_open (run));
  galley_runner_stop (fixture->runner, run);
  runner_fixture_wait_for (fixture, run);
}

static GalleyRun *
start_with_server (RunnerFixture *fixture,
                   LlmServer     *server,
                   const char    *provider,
                   gsize          n_sections)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRunSettings) settings = runner_fixture_make_settings (fixture, "Fix the language");
  g_autofree char *id = fixture_sql (fixture->database, "UPDATE llm_provider SET api_url = '%s' WHERE name = '%s' RETURNING id",
                                     llm_server_get_url (server), provider);
  GalleyRun       *run;

  g_object_set (settings, "provider-id", atoi (id), "model", "the-model", NULL);
  run = CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, fixture->sections, n_sections, settings);
  g_assert_no_error (error);
  return run;
}

static void
test_ollama (RunnerFixture *fixture,
             gconstpointer  user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *kept = NULL;

  llm_server_answer (
    server, LLM_NDJSON, LLM_ENDING_PROPER, "{\"message\":{\"content\":\"Hel\"}}\n",
    "{\"message\":{\"content\":\"lo\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":9,\"eval_count\":2}\n", NULL);
  run = start_with_server (fixture, server, "Ollama", 2);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "done:proposed,proposed");
  g_assert_cmpstr (galley_proposal_get_text (runner_fixture_get_proposal (run, 1)), ==, "Hello");
  /* What is kept is what was sent. */
  sent = llm_server_dup_request (server, 1);
  g_assert_nonnull (strstr (sent, "the draft of Second."));
  g_assert_null (strstr (sent, "the draft of First."));
  kept =
    fixture_sql (fixture->database,
                 "SELECT concat_ws(' ', model, input_tokens, output_tokens, finish_reason, duration > 0, "
                 "messages -> 1 ->> 'role') FROM galley.proposal AS p JOIN galley.run AS r ON r.id = p.run_id WHERE place = 1");
  g_assert_cmpstr (kept, ==, "the-model 9 2 stop t user");
}

static void
test_openai (RunnerFixture *fixture,
             gconstpointer  user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *learnt = NULL;

  llm_server_answer (server, LLM_ERROR ("400 Bad Request"), LLM_ENDING_PROPER,
                     "{\"error\":{\"message\":\"Unsupported\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}", NULL);
  llm_server_answer (server, LLM_SSE, LLM_ENDING_PROPER,
                     "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"length\"}]}\n\n",
                     "data: [DONE]\n\n", NULL);
  run = start_with_server (fixture, server, "OpenAI", 2);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "done:proposed,proposed");
  g_assert_cmpstr (galley_proposal_get_finish_reason (runner_fixture_get_proposal (run, 0)), ==, "length");
  /* What was learnt with the first one is known with the second one, and for ever. */
  g_assert_cmpuint (llm_server_count (server), ==, 3);
  while (g_strcmp0 (learnt, "true") != 0)
    {
      g_free (learnt);
      learnt = fixture_sql (fixture->database, "SELECT api_params ->> 'no_temperature' FROM llm_model WHERE name = 'the-model'");
    }
}

/* What every section would meet ends the run; nobody waits for it again and again. */
static void
test_wrong_key (RunnerFixture *fixture,
                gconstpointer  user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;

  llm_server_answer (server, LLM_ERROR ("401 Unauthorized"), LLM_ENDING_PROPER, "{\"error\":{\"message\":\"Who are you?\"}}",
                     NULL);
  run = start_with_server (fixture, server, "OpenAI", 3);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "failed:failed,failed,failed");
  g_assert_cmpuint (llm_server_count (server), ==, 1);
  g_assert_nonnull (strstr (galley_run_get_error (run), "wants a key"));
  g_assert_nonnull (strstr (galley_proposal_get_error (runner_fixture_get_proposal (run, 2)), "wants a key"));
}

/* What befell one section need not befall the next. */
static void
test_broken_once (RunnerFixture *fixture,
                  gconstpointer  user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *texts = NULL;

  llm_server_answer (server, LLM_NDJSON, LLM_ENDING_INSIDE, "{\"message\":{\"content\":\"part\"}}\n", NULL);
  llm_server_answer (server, LLM_NDJSON, LLM_ENDING_PROPER, "{\"message\":{\"content\":\"all\"},\"done\":true}\n", NULL);
  run = start_with_server (fixture, server, "Ollama", 2);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "failed:failed,proposed");
  texts = fixture_sql (fixture->database, "SELECT text FROM galley.proposal ORDER BY place");
  g_assert_cmpstr (texts, ==, "part\nall");
}

/* Stopping reaches the server of the model. */
static void
test_stop_server (RunnerFixture *fixture,
                  gconstpointer  user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;

  llm_server_answer (server, LLM_NDJSON, LLM_ENDING_SILENT, "{\"message\":{\"content\":\"part\"}}\n", NULL);
  run = start_with_server (fixture, server, "Ollama", 2);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (runner_fixture_get_proposal (run, 0)), "part") == 0);
  galley_runner_stop (fixture->runner, run);
  galley_test_until (llm_server_was_left (server));
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "cancelled:cancelled,cancelled");
}

int
main (int   argc,
      char *argv[])
{
  runner_fixture_init (&argc, &argv);
  runner_fixture_add ("/runner/demo", test_demo);
  runner_fixture_add ("/runner/text-grows", test_text_grows);
  runner_fixture_add ("/runner/stop", test_stop);
  runner_fixture_add ("/runner/stopped-elsewhere", test_stopped_elsewhere);
  runner_fixture_add ("/runner/fail", test_fail);
  runner_fixture_add ("/runner/nothing-answered", test_nothing_answered);
  runner_fixture_add ("/runner/queue", test_queue);
  runner_fixture_add ("/runner/stop-all", test_stop_all);
  runner_fixture_add ("/runner/wait-cancelled", test_wait_cancelled);
  runner_fixture_add ("/runner/ollama", test_ollama);
  runner_fixture_add ("/runner/openai", test_openai);
  runner_fixture_add ("/runner/wrong-key", test_wrong_key);
  runner_fixture_add ("/runner/broken-once", test_broken_once);
  runner_fixture_add ("/runner/stop-server", test_stop_server);

  return runner_fixture_run ();
}
