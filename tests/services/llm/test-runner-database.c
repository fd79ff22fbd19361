/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-runner-database"

#include <string.h>

#include "call.h"
#include "galley-error.h"
#include "runner-fixture.h"
#include "store-fixture.h"

/* What becomes of runs and proposals in the database: accepted, refused, cut off, and seen by others. */

static void
test_accept (RunnerFixture *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GalleyAcceptance) acceptance = NULL;
  g_autoptr (GalleyAcceptance) undone = NULL;
  g_autofree char     *texts = NULL;
  GalleyProposalStore *store = galley_context_get_proposal_store (fixture->context);
  GalleyProposal      *proposal;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"Better.\"}");
  run = runner_fixture_start_run (fixture, 2);
  runner_fixture_wait_for (fixture, run);
  proposal = runner_fixture_get_proposal (run, 1);
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
test_conflict (RunnerFixture *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GalleyAcceptance) acceptance = NULL;
  g_autofree char *result = NULL;
  GalleyProposal  *proposal;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"Better.\"}");
  run = runner_fixture_start_run (fixture, 1);
  runner_fixture_wait_for (fixture, run);
  proposal = runner_fixture_get_proposal (run, 0);
  result = fixture_sql (fixture->database, "UPDATE post_section SET polished = 'Mine.' WHERE id = %d RETURNING polished",
                        fixture->sections[0]);
  acceptance = CALL (galley_proposal_store_accept, galley_context_get_proposal_store (fixture->context), &error,
                     galley_record_get_id (GALLEY_RECORD (proposal)), NULL, 0);
  g_assert_no_error (error);
  g_assert_cmpint (galley_acceptance_get_outcome (acceptance), ==, GALLEY_SAVE_OUTCOME_CONFLICT);
  g_assert_cmpstr (galley_acceptance_get_value (acceptance), ==, "Mine.");
  runner_fixture_assert_states (fixture, "done:proposed");
}

static void
test_refused (RunnerFixture *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRunSettings) settings = runner_fixture_make_settings (fixture, "Fix the language");
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
test_section_gone (RunnerFixture *fixture,
                   gconstpointer  user_data)
{
  g_autoptr (GalleyRun) first = NULL;
  g_autoptr (GalleyRun) second = NULL;
  g_autofree char *result = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  first = runner_fixture_start_run (fixture, 1);
  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"Done.\"}");
  second = runner_fixture_start_run (fixture, 2);
  result = fixture_sql (fixture->database, "SELECT galley.section_park(%d)", fixture->sections[0]);
  galley_runner_stop (fixture->runner, first);
  runner_fixture_wait_for (fixture, second);
  runner_fixture_assert_states (fixture, "cancelled:cancelled\nfailed:failed,proposed");
  g_assert_nonnull (strstr (galley_proposal_get_error (runner_fixture_get_proposal (second, 0)), "trash"));
}

/* Where there is nothing to work on, nobody is asked. */
static void
test_nothing_to_do (RunnerFixture *fixture,
                    gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \" Better. \\n\"}");
  runner_fixture_save_draft (fixture, fixture->sections[0], NULL);
  run = runner_fixture_start_run (fixture, 2);
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "failed:failed,proposed");
  g_assert_nonnull (strstr (galley_proposal_get_error (runner_fixture_get_proposal (run, 0)), "“draft” is empty"));
  g_assert_null (galley_proposal_get_messages (runner_fixture_get_proposal (run, 0)));
  g_assert_cmpstr (galley_proposal_get_text (runner_fixture_get_proposal (run, 1)), ==, "Better.");
}

static void
test_recover (RunnerFixture *fixture,
              gconstpointer  user_data)
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
  runner_fixture_assert_states (fixture, "failed:failed");
  g_assert_cmpint (CALL (galley_runner_recover, fixture->runner, &error), ==, 0);
  run = CALL (galley_run_store_get, galley_context_get_run_store (fixture->context), &error, atoi (made));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (galley_run_get_error (run), "The program ended"));
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
test_database_gone (RunnerFixture *fixture,
                    gconstpointer  user_data)
{
  g_autoptr (GalleyRun) run = NULL;
  g_autofree char *text = NULL;
  guint            ended = 0;

  galley_database_set_pause (galley_context_get_database (fixture->context), 10, 100);
  runner_fixture_direct_demo (fixture, "{\"delay\": 1, \"text\": \"One two three four five six seven eight nine ten.\"}");
  run = runner_fixture_start_run (fixture, 1);
  g_signal_connect (runner_fixture_get_proposal (run, 0), "notify::status", G_CALLBACK (end_cb), &ended);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (runner_fixture_get_proposal (run, 0)), "One") == 0);
  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  galley_test_until (ended > 0);
  g_assert_true (galley_run_is_open (run));
  galley_test_cluster_resume (fixture_get_cluster ());
  runner_fixture_wait_for (fixture, run);
  runner_fixture_assert_states (fixture, "done:proposed");
  text = fixture_sql (fixture->database, "SELECT text FROM galley.proposal");
  g_assert_cmpstr (text, ==, "One two three four five six seven eight nine ten.");
  g_signal_handlers_disconnect_by_func (runner_fixture_get_proposal (run, 0), end_cb, &ended);
}

/* Somebody closes the database, and does not wait: nothing breaks, and the next program finds the run. */
static void
test_closed (RunnerFixture *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GalleyRunSettings) settings = runner_fixture_make_settings (fixture, "Fix the language");

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = runner_fixture_start_run (fixture, 2);
  galley_test_until (g_strcmp0 (galley_proposal_get_text (runner_fixture_get_proposal (run, 0)), "One two") == 0);
  g_assert_true (CALL (galley_context_close, fixture->context, &error));
  galley_runner_stop_all (fixture->runner);
  runner_fixture_wait_for (fixture, run);
  g_assert_null (CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, fixture->sections, 1, settings));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
}

/* Another window sees the text grow, and the end of it. */
static void
test_seen_elsewhere (RunnerFixture *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *conninfo = fixture_dup_conninfo (fixture->database, NULL);
  GalleyContext   *other = fixture_open_context (conninfo);
  g_autoptr (GalleyRun) run = NULL;
  g_autoptr (GListModel) runs = NULL;
  g_autoptr (GListModel) proposals = NULL;
  g_autoptr (GalleyRun) seen = NULL;
  g_autoptr (GalleyProposal) proposal = NULL;

  runner_fixture_direct_demo (fixture, "{\"delay\": 0, \"text\": \"One two three.\", \"stall_after\": 2}");
  run = runner_fixture_start_run (fixture, 1);
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
  runner_fixture_wait_for (fixture, run);
  fixture_close_context (other);
}

int
main (int   argc,
      char *argv[])
{
  runner_fixture_init (&argc, &argv);
  runner_fixture_add ("/runner-database/accept", test_accept);
  runner_fixture_add ("/runner-database/conflict", test_conflict);
  runner_fixture_add ("/runner-database/refused", test_refused);
  runner_fixture_add ("/runner-database/section-gone", test_section_gone);
  runner_fixture_add ("/runner-database/nothing-to-do", test_nothing_to_do);
  runner_fixture_add ("/runner-database/recover", test_recover);
  runner_fixture_add ("/runner-database/database-gone", test_database_gone);
  runner_fixture_add ("/runner-database/closed", test_closed);
  runner_fixture_add ("/runner-database/seen-elsewhere", test_seen_elsewhere);

  return runner_fixture_run ();
}
