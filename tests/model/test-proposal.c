/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-proposal"

#include "galley-proposal.h"

#include "galley-json-text.h"
#include "galley-run.h"

/* Proposals, runs and settings as objects: what is told of a change, and what is not. */

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_append (void)
{
  GalleyProposal *proposal = galley_proposal_new (7);
  guint           count = 0;

  g_signal_connect (proposal, "notify::text", G_CALLBACK (count_cb), &count);
  g_assert_null (galley_proposal_get_text (proposal));
  galley_proposal_append (proposal, "Hel");
  galley_proposal_append (proposal, "lo");
  g_assert_cmpstr (galley_proposal_get_text (proposal), ==, "Hello");
  g_assert_cmpuint (count, ==, 2);
  g_object_set (proposal, "text", "Hello", NULL);
  g_assert_cmpuint (count, ==, 2);
  g_object_set (proposal, "text", "Other", NULL);
  g_assert_cmpuint (count, ==, 3);
  g_assert_cmpint (galley_proposal_get_input_tokens (proposal), ==, -1);
  g_assert_finalize_object (proposal);
}

static void
test_open (void)
{
  GalleyProposal *proposal = galley_proposal_new (7);
  GalleyRun      *run = galley_run_new (1);

  for (GalleyProposalStatus status = GALLEY_PROPOSAL_STATUS_QUEUED; status <= GALLEY_PROPOSAL_STATUS_REJECTED; status++)
    {
      GalleyProposalStatus read;

      g_object_set (proposal, "status", status, NULL);
      g_assert_cmpint (galley_proposal_is_open (proposal), ==, status <= GALLEY_PROPOSAL_STATUS_RUNNING);
      g_assert_true (galley_proposal_status_from_string (galley_proposal_status_to_string (status), &read));
      g_assert_cmpint (read, ==, status);
    }
  for (GalleyRunStatus status = GALLEY_RUN_STATUS_QUEUED; status <= GALLEY_RUN_STATUS_CANCELLED; status++)
    {
      g_object_set (run, "status", status, NULL);
      g_assert_cmpint (galley_run_is_open (run), ==, status <= GALLEY_RUN_STATUS_RUNNING);
    }
  g_assert_finalize_object (proposal);
  g_assert_finalize_object (run);
}

static void
test_settings (void)
{
  g_autoptr (GalleyAction) action = g_object_new (GALLEY_TYPE_ACTION,
                                                  "id", 3, "provider-id", 2, "model", "m", "input-field", "draft",
                                                  "output-field", "polished", "system-prompt", "Role.",
                                                  "task-prompt", "[data:draft] [data:draft] [data:drafty]", "format", "Form.",
                                                  "temperature", 0.25, "max-tokens", 100, "timeout", 60, NULL);
  g_autoptr (GalleyRunSettings) settings = galley_run_settings_new_for_action (action);
  g_autoptr (GalleyRunSettings) copy = galley_run_settings_copy (settings);
  g_autoptr (GalleyRunSettings) empty = galley_run_settings_new ();

  galley_run_settings_choose_input (settings, "polished");
  g_assert_cmpstr (galley_run_settings_get_task_prompt (settings), ==, "[data:polished] [data:polished] [data:drafty]");
  g_assert_cmpstr (galley_run_settings_get_input_field (settings), ==, "polished");

  /* The copy stays as it was, and has all of it. */
  g_assert_cmpint (galley_run_settings_get_action_id (copy), ==, 3);
  g_assert_cmpint (galley_run_settings_get_provider_id (copy), ==, 2);
  g_assert_cmpstr (galley_run_settings_get_model (copy), ==, "m");
  g_assert_cmpstr (galley_run_settings_get_input_field (copy), ==, "draft");
  g_assert_cmpstr (galley_run_settings_get_output_field (copy), ==, "polished");
  g_assert_cmpstr (galley_run_settings_get_system_prompt (copy), ==, "Role.");
  g_assert_cmpstr (galley_run_settings_get_task_prompt (copy), ==, "[data:draft] [data:draft] [data:drafty]");
  g_assert_cmpstr (galley_run_settings_get_format (copy), ==, "Form.");
  g_assert_cmpfloat (galley_run_settings_get_temperature (copy), ==, 0.25);
  g_assert_cmpint (galley_run_settings_get_max_tokens (copy), ==, 100);
  g_assert_cmpint (galley_run_settings_get_timeout (copy), ==, 60);

  galley_run_settings_choose_input (empty, "draft");
  g_assert_cmpstr (galley_run_settings_get_input_field (empty), ==, "draft");
  g_assert_cmpfloat (galley_run_settings_get_temperature (empty), <, 0);
}

static void
test_explain (void)
{
  g_assert_null (galley_run_explain (NULL));
  g_assert_cmpstr (galley_run_explain ("No server."), ==, "No server.");
  g_assert_true (g_str_has_prefix (galley_run_explain ("interrupted"), "The program ended"));
}

static void
test_json_text (void)
{
  g_autoptr (GString) json = g_string_new ("{");

  galley_json_append_text (json, "a", "x\"y\\z\n\x01\x7F é");
  galley_json_append_text (json, "none", NULL);
  galley_json_append_number (json, "b", 1000);
  galley_json_append_number (json, "c", -0.5);
  galley_json_append_number (json, "never", 1e308 * 10);
  g_assert_cmpstr (json->str, ==, "{\"a\": \"x\\\"y\\\\z\\u000a\\u0001\\u007f é\", \"b\": 1000, \"c\": -0.5");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proposal/append", test_append);
  g_test_add_func ("/proposal/open", test_open);
  g_test_add_func ("/run/settings", test_settings);
  g_test_add_func ("/run/explain", test_explain);
  g_test_add_func ("/json-text/append", test_json_text);

  return g_test_run ();
}
