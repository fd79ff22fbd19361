/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "runner-fixture.h"

#include <stdlib.h>

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

void
runner_fixture_save_draft (RunnerFixture *fixture,
                           int            section,
                           const char    *text)
{
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  CALL_SAVE (galley_section_store_save, galley_context_get_section_store (fixture->context), &outcome, NULL, NULL, &error,
             section, GALLEY_SECTION_DRAFT, text, 0, NULL);
  g_assert_no_error (error);
}

static void
set_up (RunnerFixture *fixture,
        gconstpointer  user_data)
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
      runner_fixture_save_draft (fixture, fixture->sections[i], draft);
    }
}

static void
tear_down (RunnerFixture *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->runner);
  g_assert_finalize_object (fixture->keyring);
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

GalleyRunSettings *
runner_fixture_make_settings (RunnerFixture *fixture,
                              const char    *action)
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

void
runner_fixture_direct_demo (RunnerFixture *fixture,
                            const char    *parameters)
{
  g_autofree char *result =
    fixture_sql (fixture->database, "UPDATE llm_model SET api_params = '%s' WHERE name = 'demo'", parameters);
}

GalleyRun *
runner_fixture_start_run (RunnerFixture *fixture,
                          gsize          n_sections)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRunSettings) settings = runner_fixture_make_settings (fixture, "Fix the language");
  GalleyRun *run = CALL (galley_runner_start, fixture->runner, &error, fixture->post_id, fixture->sections, n_sections, settings);

  g_assert_no_error (error);
  g_assert_true (galley_run_is_open (run));
  return run;
}

void
runner_fixture_wait_for (RunnerFixture *fixture,
                         GalleyRun     *run)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_runner_wait, fixture->runner, &error, run));
  g_assert_no_error (error);
}

GalleyProposal *
runner_fixture_get_proposal (GalleyRun *run,
                             guint      place)
{
  GalleyProposal *proposal = g_list_model_get_item (galley_run_get_proposals (run), place);

  /* The run holds it. */
  g_object_unref (proposal);
  return proposal;
}

void
runner_fixture_assert_states (RunnerFixture *fixture,
                              const char    *expected)
{
  g_autofree char *states = fixture_sql (
    fixture->database, "SELECT r.status || ':' || string_agg(p.status::text, ',' ORDER BY p.place) "
                       "FROM galley.run AS r JOIN galley.proposal AS p ON p.run_id = r.id GROUP BY r.id ORDER BY r.id");

  g_assert_cmpstr (states, ==, expected);
}

void
runner_fixture_init (int    *argc,
                     char ***argv)
{
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* Keys of the one who runs the test are none of its business. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
}

void
runner_fixture_add (const char       *path,
                    RunnerFixtureFunc test)
{
  g_test_add (path, RunnerFixture, NULL, set_up, test, tear_down);
}

int
runner_fixture_run (void)
{
  int status;

  fixture_start ();
  status = g_test_run ();
  fixture_stop ();

  return status;
}
