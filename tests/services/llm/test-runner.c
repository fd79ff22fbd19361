/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-runner"

#include "galley-runner.h"

#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "galley-error.h"
#include "galley-text.h"
#include "llm-server.h"
#include "store-fixture.h"

/* Runs from end to end, on a real database: with the demo, and with servers on loopback. */

typedef struct
{
  char          *database; /* (owned) */
  GalleyContext *context;  /* (owned) */
  GalleyKeyring *keyring;  /* (owned) */
  GalleyRunner  *runner;   /* (owned) */
  int            post_id;
  int            sections[3];
} Fixture;

static void
save_draft (Fixture    *fixture,
            int         section,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  CALL_SAVE (galley_section_store_save, galley_context_get_section_store (fixture->context), &outcome, NULL, NULL, &error,
             section, GALLEY_SECTION_DRAFT, text, 0, NULL);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;
  const char *const headings[] = { "First", "Second", "Third" };

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->context = fixture_open_context (conninfo);
  fixture->keyring = galley_keyring_new ();
  fixture->runner = galley_runner_new (fixture->context, fixture->keyring);
  fixture->post_id = CALL (galley_post_store_add, galley_context_get_post_store (fixture->context), &error, "A post");
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autofree char *draft = g_strdup_printf ("the draft of %s.", headings[i]);

      fixture->sections[i] = CALL (galley_section_store_add, galley_context_get_section_store (fixture->context), &error,
                                   fixture->post_id, headings[i], 0);
      g_assert_no_error (error);
      save_draft (fixture, fixture->sections[i], draft);
    }
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_assert_finalize_object (fixture->runner);
  g_assert_finalize_object (fixture->keyring);
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

static GalleyRunSettings *
make_settings (Fixture    *fixture,
               const char *action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) actions =
               CALL (galley_llm_store_list_actions, galley_context_get_llm_store (fixture->context), &error, "section");
  g_autofree char   *demo = fixture_sql (fixture->database, "SELECT id FROM llm_provider WHERE name = 'Demo'");
  GalleyRunSettings *settings = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (GalleyAction) candidate = g_list_model_get_item (actions, i);

      if (g_str_equal (galley_action_get_name (candidate), action))
        settings = galley_run_settings_new_for_action (candidate);
    }
  g_assert_nonnull (settings);
  g_object_set (settings, "provider-id", atoi (demo), "model", "demo", NULL);
  return settings;
}

static void
direct_demo (Fixture    *fixture,
             const char *parameters)
{
  g_autofree char *result =
    fixture_sql (fixture->database, "UPDATE llm_model SET api_params = '%s' WHERE name = 'demo'", parameters);
}

static GalleyRun *
start_run (Fixture *fixture,
           gsize    n_sections)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRunSettings) settings = make_settings (fixture, "Fix the language");
  GalleyRun *run = CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, fixture->sections, n_sections, settings);

  g_assert_no_error (error);
  g_assert_true (galley_run_is_open (run));
  return run;
}

static void
wait_for (Fixture   *fixture,
          GalleyRun *run)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_runner_wait, fixture->runner, &error, run));
  g_assert_no_error (error);
}

static GalleyProposal *
get_proposal (GalleyRun *run,
              guint      place)
{
  GalleyProposal *proposal = g_list_model_get_item (galley_run_get_proposals (run), place);

  /* The run holds it. */
  g_object_unref (proposal);
  return proposal;
}

/* What the database has, which is all that counts. */
static void
assert_states (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *states = fixture_sql (
    fixture->database, "SELECT r.status || ':' || string_agg(p.status::text, ',' ORDER BY p.place) "
                       "FROM galley.run AS r JOIN galley.proposal AS p ON p.run_id = r.id GROUP BY r.id ORDER BY r.id");

  g_assert_cmpstr (states, ==, expected);
}

static void
test_demo (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  GalleyProposal  *proposal;
  g_autofree char *stored = NULL;

  direct_demo (fixture, "{\"delay\": 0}");
  run = start_run (fixture, 3);
  wait_for (fixture, run);
  assert_states (fixture, "done:proposed,proposed,proposed");
  g_assert_cmpint (galley_run_get_status (run), ==, GALLEY_RUN_STATUS_DONE);
  g_assert_cmpint (galley_run_get_n_finished (run), ==, 3);

  proposal = get_proposal (run, 1);
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
test_text_grows (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  const char *text;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = start_run (fixture, 1);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (get_proposal (run, 0)), "One two") == 0);
  g_assert_cmpint (galley_proposal_get_status (get_proposal (run, 0)), ==, GALLEY_PROPOSAL_STATUS_RUNNING);
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
  wait_for (fixture, run);
}

static void
test_stop (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *stored = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = start_run (fixture, 2);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (get_proposal (run, 0)), "One two") == 0);
  galley_runner_stop (fixture->runner, run);
  /* At once, and not when the database has been told. */
  g_assert_cmpint (galley_proposal_get_status (get_proposal (run, 0)), ==, GALLEY_PROPOSAL_STATUS_CANCELLED);
  g_assert_cmpint (galley_proposal_get_status (get_proposal (run, 1)), ==, GALLEY_PROPOSAL_STATUS_CANCELLED);
  g_assert_cmpint (galley_run_get_status (run), ==, GALLEY_RUN_STATUS_CANCELLED);
  wait_for (fixture, run);
  assert_states (fixture, "cancelled:cancelled,cancelled");
  stored = fixture_sql (fixture->database, "SELECT text FROM galley.proposal WHERE place = 1");
  g_assert_cmpstr (stored, ==, "One two");
}

/* Somebody else stops it, by another program. */
static void
test_stopped_elsewhere (Fixture      *fixture,
                        gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *result = NULL;

  direct_demo (
    fixture,
    "{\"delay\": 1, \"text\": \"One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty.\", \"stall_after\": 19}");
  run = start_run (fixture, 2);
  galley_test_until (galley_proposal_get_text (get_proposal (run, 0)) != NULL &&
                     *galley_proposal_get_text (get_proposal (run, 0)) != '\0');
  result = fixture_sql (fixture->database, "SELECT galley.run_cancel(%d)", galley_record_get_id (GALLEY_RECORD (run)));
  wait_for (fixture, run);
  assert_states (fixture, "cancelled:cancelled,cancelled");
}

static void
test_fail (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"fail_after\": 1}");
  run = start_run (fixture, 2);
  wait_for (fixture, run);
  assert_states (fixture, "failed:failed,failed");
  g_assert_cmpstr (galley_proposal_get_text (get_proposal (run, 0)), ==, "One");
  g_assert_nonnull (strstr (galley_proposal_get_error (get_proposal (run, 0)), "fail_after"));
  g_assert_nonnull (strstr (galley_run_get_error (run), "fail_after"));
}

static void
test_nothing_answered (Fixture      *fixture,
                       gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"  \"}");
  run = start_run (fixture, 1);
  wait_for (fixture, run);
  assert_states (fixture, "failed:failed");
  g_assert_nonnull (strstr (galley_proposal_get_error (get_proposal (run, 0)), "answered nothing"));
}

/* A second run waits for the first one. */
static void
test_queue (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GalleyRun) first = NULL;
  g_autoptr (GalleyRun) second = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  first = start_run (fixture, 1);
  direct_demo (fixture, "{\"delay\": 0, \"text\": \"Done.\"}");
  second = start_run (fixture, 1);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (get_proposal (first, 0)), "One two") == 0);
  g_assert_cmpint (galley_proposal_get_status (get_proposal (second, 0)), ==, GALLEY_PROPOSAL_STATUS_QUEUED);
  galley_runner_stop (fixture->runner, first);
  wait_for (fixture, second);
  assert_states (fixture, "cancelled:cancelled\ndone:proposed");
}

static void
test_stop_all (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GalleyRun) first = NULL;
  g_autoptr (GalleyRun) second = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  first = start_run (fixture, 1);
  second = start_run (fixture, 2);
  galley_runner_stop_all (fixture->runner);
  wait_for (fixture, NULL);
  assert_states (fixture, "cancelled:cancelled\ncancelled:cancelled,cancelled");
}

/* Who waits can have enough of it; the run goes on. */
static void
test_wait_cancelled (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = start_run (fixture, 1);
  galley_runner_wait_async (fixture->runner, NULL, cancellable, galley_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_runner_wait_finish (fixture->runner, galley_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (galley_run_is_open (run));
  galley_runner_stop (fixture->runner, run);
  wait_for (fixture, run);
}

static void
test_accept (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GalleyAcceptance) acceptance = NULL;
  g_autoptr (GalleyAcceptance) undone = NULL;
  g_autofree char     *texts = NULL;
  GalleyProposalStore *store = galley_context_get_proposal_store (fixture->context);
  GalleyProposal      *proposal;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"Better.\"}");
  run = start_run (fixture, 2);
  wait_for (fixture, run);
  proposal = get_proposal (run, 1);
  acceptance = CALL (galley_proposal_store_accept, store, &error, galley_record_get_id (GALLEY_RECORD (proposal)), NULL, 0);
  g_assert_no_error (error);
  g_assert_cmpint (galley_acceptance_get_outcome (acceptance), ==, GALLEY_SAVE_OUTCOME_SAVED);
  g_assert_cmpstr (galley_acceptance_get_value (acceptance), ==, "Better.");
  g_assert_null (galley_acceptance_get_previous (acceptance));
  texts =
    fixture_sql (fixture->database, "SELECT coalesce(polished, '-') || '/' || draft FROM post_section ORDER BY section_order");
  g_assert_cmpstr (texts, ==, "-/the draft of First.\nBetter./the draft of Second.\n-/the draft of Third.");
  galley_test_until (galley_proposal_get_status (proposal) == GALLEY_PROPOSAL_STATUS_ACCEPTED);

  undone = CALL (galley_proposal_store_undo, store, &error, galley_record_get_id (GALLEY_RECORD (proposal)));
  g_assert_no_error (error);
  g_assert_null (galley_acceptance_get_value (undone));
  galley_test_until (galley_proposal_get_status (proposal) == GALLEY_PROPOSAL_STATUS_PROPOSED);
}

/* Nothing of the run is taken for the text: what somebody wrote meanwhile stays, and the proposal too. */
static void
test_conflict (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GalleyAcceptance) acceptance = NULL;
  g_autofree char *result = NULL;
  GalleyProposal  *proposal;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"Better.\"}");
  run = start_run (fixture, 1);
  wait_for (fixture, run);
  proposal = get_proposal (run, 0);
  result = fixture_sql (fixture->database, "UPDATE post_section SET polished = 'Mine.' WHERE id = %d RETURNING polished",
                        fixture->sections[0]);
  acceptance = CALL (galley_proposal_store_accept, galley_context_get_proposal_store (fixture->context), &error,
                     galley_record_get_id (GALLEY_RECORD (proposal)), NULL, 0);
  g_assert_no_error (error);
  g_assert_cmpint (galley_acceptance_get_outcome (acceptance), ==, GALLEY_SAVE_OUTCOME_CONFLICT);
  g_assert_cmpstr (galley_acceptance_get_value (acceptance), ==, "Mine.");
  assert_states (fixture, "done:proposed");
}

static void
test_refused (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRunSettings) settings = make_settings (fixture, "Fix the language");
  int nobody = 0;

  g_assert_null (CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, &nobody, 1, settings));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, NULL, 0, settings));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_object_set (settings, "provider-id", 99, NULL);
  g_assert_null (CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, fixture->sections, 1, settings));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

/* A section that goes to the trash while its turn has not come. */
static void
test_section_gone (Fixture      *fixture,
                   gconstpointer user_data)
{
  g_autoptr (GalleyRun) first = NULL;
  g_autoptr (GalleyRun) second = NULL;
  g_autofree char *result = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  first = start_run (fixture, 1);
  direct_demo (fixture, "{\"delay\": 0, \"text\": \"Done.\"}");
  second = start_run (fixture, 2);
  result = fixture_sql (fixture->database, "SELECT galley.section_park(%d)", fixture->sections[0]);
  galley_runner_stop (fixture->runner, first);
  wait_for (fixture, second);
  assert_states (fixture, "cancelled:cancelled\nfailed:failed,proposed");
  g_assert_nonnull (strstr (galley_proposal_get_error (get_proposal (second, 0)), "trash"));
}

/* Where there is nothing to work on, nobody is asked. */
static void
test_nothing_to_do (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \" Better. \\n\"}");
  save_draft (fixture, fixture->sections[0], NULL);
  run = start_run (fixture, 2);
  wait_for (fixture, run);
  assert_states (fixture, "failed:failed,proposed");
  g_assert_nonnull (strstr (galley_proposal_get_error (get_proposal (run, 0)), "“draft” is empty"));
  g_assert_null (galley_proposal_get_messages (get_proposal (run, 0)));
  g_assert_cmpstr (galley_proposal_get_text (get_proposal (run, 1)), ==, "Better.");
}

static void
test_recover (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *made = NULL;

  made = fixture_sql (
    fixture->database,
    "SET galley.session = 'gone'; SELECT galley.run_new(%d, (SELECT id FROM llm_action WHERE field_name = 'Fix the language'), "
    "ARRAY[%d])",
    fixture->post_id, fixture->sections[0]);
  /* The server may need a moment to notice that the connection is gone. */
  while (CALL (galley_runner_recover, fixture->runner, &error) == 0)
    g_assert_no_error (error);
  assert_states (fixture, "failed:failed");
  g_assert_cmpint (CALL (galley_runner_recover, fixture->runner, &error), ==, 0);
  run = CALL (galley_run_store_get, galley_context_get_run_store (fixture->context), &error, atoi (made));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (galley_run_get_error (run), "The program ended"));
}

static GalleyRun *
start_with_server (Fixture    *fixture,
                   LlmServer  *server,
                   const char *provider,
                   gsize       n_sections)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRunSettings) settings = make_settings (fixture, "Fix the language");
  g_autofree char *id = fixture_sql (fixture->database, "UPDATE llm_provider SET api_url = '%s' WHERE name = '%s' RETURNING id",
                                     llm_server_get_url (server), provider);
  GalleyRun       *run;

  g_object_set (settings, "provider-id", atoi (id), "model", "the-model", NULL);
  run = CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, fixture->sections, n_sections, settings);
  g_assert_no_error (error);
  return run;
}

static void
test_ollama (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *kept = NULL;

  llm_server_answer (
    server, LLM_NDJSON, LLM_ENDING_PROPER, "{\"message\":{\"content\":\"Hel\"}}\n",
    "{\"message\":{\"content\":\"lo\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":9,\"eval_count\":2}\n", NULL);
  run = start_with_server (fixture, server, "Ollama", 2);
  wait_for (fixture, run);
  assert_states (fixture, "done:proposed,proposed");
  g_assert_cmpstr (galley_proposal_get_text (get_proposal (run, 1)), ==, "Hello");
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
test_openai (Fixture      *fixture,
             gconstpointer user_data)
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
  wait_for (fixture, run);
  assert_states (fixture, "done:proposed,proposed");
  g_assert_cmpstr (galley_proposal_get_finish_reason (get_proposal (run, 0)), ==, "length");
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
test_wrong_key (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;

  llm_server_answer (server, LLM_ERROR ("401 Unauthorized"), LLM_ENDING_PROPER, "{\"error\":{\"message\":\"Who are you?\"}}",
                     NULL);
  run = start_with_server (fixture, server, "OpenAI", 3);
  wait_for (fixture, run);
  assert_states (fixture, "failed:failed,failed,failed");
  g_assert_cmpuint (llm_server_count (server), ==, 1);
  g_assert_nonnull (strstr (galley_run_get_error (run), "wants a key"));
  g_assert_nonnull (strstr (galley_proposal_get_error (get_proposal (run, 2)), "wants a key"));
}

/* What befell one section need not befall the next. */
static void
test_broken_once (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *texts = NULL;

  llm_server_answer (server, LLM_NDJSON, LLM_ENDING_INSIDE, "{\"message\":{\"content\":\"part\"}}\n", NULL);
  llm_server_answer (server, LLM_NDJSON, LLM_ENDING_PROPER, "{\"message\":{\"content\":\"all\"},\"done\":true}\n", NULL);
  run = start_with_server (fixture, server, "Ollama", 2);
  wait_for (fixture, run);
  assert_states (fixture, "failed:failed,proposed");
  texts = fixture_sql (fixture->database, "SELECT text FROM galley.proposal ORDER BY place");
  g_assert_cmpstr (texts, ==, "part\nall");
}

/* Stopping reaches the server of the model. */
static void
test_stop_server (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autoptr (LlmServer) server = llm_server_new ();
  g_autoptr (GalleyRun) run = NULL;

  llm_server_answer (server, LLM_NDJSON, LLM_ENDING_SILENT, "{\"message\":{\"content\":\"part\"}}\n", NULL);
  run = start_with_server (fixture, server, "Ollama", 2);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (get_proposal (run, 0)), "part") == 0);
  galley_runner_stop (fixture->runner, run);
  galley_test_until (llm_server_was_left (server));
  wait_for (fixture, run);
  assert_states (fixture, "cancelled:cancelled,cancelled");
}

static void
end_cb (GalleyProposal *proposal,
        GParamSpec     *pspec,
        guint          *count)
{
  if (!galley_proposal_is_open (proposal))
    (*count)++;
}

/* The database goes while the model answers: the answer waits here until it is back. */
static void
test_database_gone (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *text = NULL;
  guint            ended = 0;

  galley_database_set_pause (galley_context_get_database (fixture->context), 10, 100);
  direct_demo (fixture, "{\"delay\": 1, \"text\": \"One two three four five six seven eight nine ten.\"}");
  run = start_run (fixture, 1);
  g_signal_connect (get_proposal (run, 0), "notify::status", G_CALLBACK (end_cb), &ended);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (get_proposal (run, 0)), "One") == 0);
  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  galley_test_until (ended > 0);
  g_assert_true (galley_run_is_open (run));
  galley_test_cluster_resume (fixture_get_cluster ());
  wait_for (fixture, run);
  assert_states (fixture, "done:proposed");
  text = fixture_sql (fixture->database, "SELECT text FROM galley.proposal");
  g_assert_cmpstr (text, ==, "One two three four five six seven eight nine ten.");
  g_signal_handlers_disconnect_by_func (get_proposal (run, 0), end_cb, &ended);
}

/* Somebody closes the database, and does not wait: nothing breaks, and the next program finds the run. */
static void
test_closed (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GalleyRunSettings) settings = make_settings (fixture, "Fix the language");

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = start_run (fixture, 2);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (get_proposal (run, 0)), "One two") == 0);
  g_assert_true (CALL (galley_context_close, fixture->context, &error));
  galley_runner_stop_all (fixture->runner);
  wait_for (fixture, run);
  g_assert_null (CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, fixture->sections, 1, settings));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
}

/* Another window sees the text grow, and the end of it. */
static void
test_seen_elsewhere (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *conninfo = fixture_dup_conninfo (fixture->database, NULL);
  GalleyContext   *other = fixture_open_context (conninfo);
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GListModel) runs = NULL;
  g_autoptr (GListModel) proposals = NULL;
  g_autoptr (GalleyRun) seen = NULL;
  g_autoptr (GalleyProposal) proposal = NULL;

  direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = start_run (fixture, 1);
  runs = CALL (galley_run_store_list, galley_context_get_run_store (other), &error, fixture->post_id, 10);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 1);
  seen = g_list_model_get_item (runs, 0);
  g_assert_cmpstr (galley_run_get_action_name (seen), ==, "Fix the language");
  g_assert_cmpstr (galley_run_settings_get_model (galley_run_get_settings (seen)), ==, "demo");
  proposals =
    CALL (galley_proposal_store_list_for_section, galley_context_get_proposal_store (other), &error, fixture->sections[0], 10);
  g_assert_no_error (error);
  proposal = g_list_model_get_item (proposals, 0);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (proposal), "One two") == 0);
  galley_test_until (galley_run_get_status (seen) == GALLEY_RUN_STATUS_RUNNING);
  galley_runner_stop (fixture->runner, run);
  galley_test_until (galley_proposal_get_status (proposal) == GALLEY_PROPOSAL_STATUS_CANCELLED);
  galley_test_until (galley_run_get_status (seen) == GALLEY_RUN_STATUS_CANCELLED);
  wait_for (fixture, run);
  fixture_close_context (other);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* Keys of the one who runs the test are none of its business. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  fixture_start ();

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/runner/demo", test_demo);
  ADD ("/runner/text-grows", test_text_grows);
  ADD ("/runner/stop", test_stop);
  ADD ("/runner/stopped-elsewhere", test_stopped_elsewhere);
  ADD ("/runner/fail", test_fail);
  ADD ("/runner/nothing-answered", test_nothing_answered);
  ADD ("/runner/queue", test_queue);
  ADD ("/runner/stop-all", test_stop_all);
  ADD ("/runner/wait-cancelled", test_wait_cancelled);
  ADD ("/runner/accept", test_accept);
  ADD ("/runner/conflict", test_conflict);
  ADD ("/runner/refused", test_refused);
  ADD ("/runner/section-gone", test_section_gone);
  ADD ("/runner/nothing-to-do", test_nothing_to_do);
  ADD ("/runner/recover", test_recover);
  ADD ("/runner/ollama", test_ollama);
  ADD ("/runner/openai", test_openai);
  ADD ("/runner/wrong-key", test_wrong_key);
  ADD ("/runner/broken-once", test_broken_once);
  ADD ("/runner/stop-server", test_stop_server);
  ADD ("/runner/database-gone", test_database_gone);
  ADD ("/runner/closed", test_closed);
  ADD ("/runner/seen-elsewhere", test_seen_elsewhere);
#undef ADD

  status = g_test_run ();
  fixture_stop ();
  return status;
}
