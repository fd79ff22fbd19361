/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-outline-store"

#include "galley-outline-store.h"

#include <string.h>

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

typedef struct
{
  char               *database; /* (owned) */
  GalleyContext      *context;  /* (owned) */
  GalleyOutlineStore *store;    /* (unowned) */
  int                 post_id;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->context = fixture_open_context (conninfo);
  fixture->store = galley_context_get_outline_store (fixture->context);
  fixture->post_id = CALL (galley_post_store_add, galley_context_get_post_store (fixture->context), &error, "A post");
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

static GalleyOutlineOutcome *
set_list (Fixture    *fixture,
          const char *list,
          int         base_version)
{
  g_autoptr (GError) error = NULL;
  GalleyOutlineOutcome *outcome = CALL (galley_outline_store_set, fixture->store, &error, fixture->post_id, list, base_version);

  g_assert_no_error (error);
  return outcome;
}

static void
test_set (Fixture      *fixture,
          gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) first = set_list (fixture, "Intro\nMain\nEnd", 0);
  g_autoptr (GalleyOutlineOutcome) same = set_list (fixture, "Intro\nMain\nEnd", 0);
  g_autoptr (GalleyOutlineOutcome) other = set_list (fixture, "[\"End\", \"Intro\", \"New\"]", 0);

  g_assert_cmpint (galley_outline_outcome_get_status (first), ==, GALLEY_OUTLINE_STATUS_CHANGED);
  g_assert_cmpint (galley_outline_outcome_get_n_added (first), ==, 3);
  g_assert_cmpint (galley_outline_outcome_get_log_id (first), >, 0);
  g_assert_null (galley_outline_outcome_get_reason (first));

  g_assert_cmpint (galley_outline_outcome_get_status (same), ==, GALLEY_OUTLINE_STATUS_UNCHANGED);
  g_assert_cmpint (galley_outline_outcome_get_n_kept (same), ==, 3);
  g_assert_cmpint (galley_outline_outcome_get_outline_version (same), ==, galley_outline_outcome_get_outline_version (first));

  g_assert_cmpint (galley_outline_outcome_get_status (other), ==, GALLEY_OUTLINE_STATUS_CHANGED);
  g_assert_cmpint (galley_outline_outcome_get_n_added (other), ==, 1);
  g_assert_cmpint (galley_outline_outcome_get_n_parked (other), ==, 1);
  g_assert_cmpint (galley_outline_outcome_get_outline_version (other), ==, galley_outline_outcome_get_outline_version (first) + 1);
}

static void
test_show (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) outcome = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *list = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  int version = -1;

  galley_outline_store_show_async (fixture->store, fixture->post_id, NULL, galley_test_result_cb, &result);
  empty = galley_outline_store_show_finish (fixture->store, galley_test_await (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (empty, ==, "[]");

  outcome = set_list (fixture, "One", 0);
  g_clear_object (&result);
  galley_outline_store_show_async (fixture->store, fixture->post_id, NULL, galley_test_result_cb, &result);
  list = galley_outline_store_show_finish (fixture->store, galley_test_await (&result), &version, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (list, "\"heading\": \"One\""));
  g_assert_cmpint (version, ==, galley_outline_outcome_get_outline_version (outcome));

  g_clear_object (&result);
  galley_outline_store_show_async (fixture->store, 77, NULL, galley_test_result_cb, &result);
  g_assert_null (galley_outline_store_show_finish (fixture->store, galley_test_await (&result), NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

static void
test_rejected (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) outcome = set_list (fixture, "[{\"heading\": ", 0);
  g_autoptr (GListModel) plan = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (galley_outline_outcome_get_status (outcome), ==, GALLEY_OUTLINE_STATUS_REJECTED);
  g_assert_nonnull (galley_outline_outcome_get_reason (outcome));

  plan = CALL (galley_outline_store_plan, fixture->store, &error, fixture->post_id, "[{\"heading\": ", 0);
  g_assert_null (plan);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

static void
test_plan (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) outcome = set_list (fixture, "One\nTwo\nThree", 0);
  g_autoptr (GListModel) plan = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  plan = CALL (galley_outline_store_plan, fixture->store, &error, fixture->post_id, "Three\nOne\nFour", 0);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (GalleyOutlineChange) change = g_list_model_get_item (plan, i);

      g_string_append_printf (text, "%s %s %d %d; ", galley_outline_action_to_string (galley_outline_change_get_action (change)),
                              galley_outline_change_get_heading (change) ? galley_outline_change_get_heading (change)
                                                                         : galley_outline_change_get_old_heading (change),
                              galley_outline_change_get_old_place (change), galley_outline_change_get_place (change));
      g_assert_cmpint (galley_outline_change_get_section_id (change) == 0, ==,
                       galley_outline_change_get_action (change) == GALLEY_OUTLINE_ACTION_ADDED);
    }

  g_assert_nonnull (strstr (text->str, "added Four 0 3; "));
  g_assert_nonnull (strstr (text->str, "parked Two 2 0; "));
  g_assert_nonnull (strstr (text->str, "moved "));
  left = fixture_sql (fixture->database, "SELECT string_agg(section_heading, ' ' ORDER BY section_order) FROM post_section");
  g_assert_cmpstr (left, ==, "One Two Three");
}

static void
test_base (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) base = set_list (fixture, "One\nTwo", 0);
  int version = galley_outline_outcome_get_outline_version (base);
  g_autoptr (GalleyOutlineOutcome) theirs = set_list (fixture, "One\nTwo\nTheirs", version);
  g_autoptr (GalleyOutlineOutcome) mine = set_list (fixture, "Mine\nOne\nTwo", version);
  g_autofree char *headings = NULL;

  g_assert_cmpint (galley_outline_outcome_get_status (mine), ==, GALLEY_OUTLINE_STATUS_MERGED);
  headings = fixture_sql (fixture->database, "SELECT string_agg(section_heading, ' ' ORDER BY section_order) FROM post_section");
  g_assert_cmpstr (headings, ==, "Mine One Two Theirs");
}

static void
test_rollback (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) first = set_list (fixture, "One\nTwo", 0);
  g_autoptr (GalleyOutlineOutcome) second = set_list (fixture, "Three", 0);
  g_autoptr (GalleyOutlineOutcome) back = NULL;
  g_autoptr (GListModel) entries = NULL;
  g_autoptr (GalleyOutlineEntry) newest = NULL;
  g_autofree char *headings = NULL;
  g_autoptr (GError) error = NULL;

  back = CALL (galley_outline_store_rollback, fixture->store, &error, galley_outline_outcome_get_log_id (second));
  g_assert_no_error (error);
  g_assert_cmpint (galley_outline_outcome_get_n_restored (back), ==, 2);
  headings = fixture_sql (fixture->database, "SELECT string_agg(section_heading, ' ' ORDER BY section_order) FROM post_section");
  g_assert_cmpstr (headings, ==, "One Two");

  entries = CALL (galley_outline_store_log, fixture->store, &error, fixture->post_id, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 2);
  newest = g_list_model_get_item (entries, 0);
  g_assert_cmpint (galley_outline_entry_get_id (newest), ==, galley_outline_outcome_get_log_id (back));
  g_assert_cmpint (galley_outline_entry_get_post_id (newest), ==, fixture->post_id);
  g_assert_cmpstr (galley_outline_entry_get_outcome (newest), ==, "changed");
  g_assert_nonnull (galley_outline_entry_get_time (newest));

  g_assert_null (CALL (galley_outline_store_rollback, fixture->store, &error, G_MAXINT64));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

/* Breaks what the triggers keep true. */
static void
break_outline (Fixture *fixture)
{
  g_autofree char *nothing = fixture_sql (fixture->database,
                                          "SET session_replication_role = replica;"
                                          "UPDATE post_section SET section_heading = 'Differs' WHERE section_order = 1");
}

static GListModel *
check (Fixture *fixture,
       int      post_id)
{
  g_autoptr (GError) error = NULL;
  GListModel *findings = CALL (galley_outline_store_check, fixture->store, &error, post_id);

  g_assert_no_error (error);
  return findings;
}

static void
test_check (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) outcome = set_list (fixture, "One\nTwo", 0);
  g_autoptr (GListModel) fine = check (fixture, fixture->post_id);
  g_autoptr (GListModel) broken = NULL;
  g_autoptr (GListModel) repaired = NULL;
  g_autoptr (GListModel) all = NULL;
  g_autoptr (GalleyFinding) finding = g_list_model_get_item (fine, 0);
  g_autoptr (GalleyFinding) fault = NULL;
  g_autoptr (GalleyFinding) afterwards = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (fine), ==, 1);
  g_assert_true (galley_finding_is_ok (finding));

  break_outline (fixture);
  broken = check (fixture, 0);
  fault = g_list_model_get_item (broken, 0);
  g_assert_false (galley_finding_is_ok (fault));
  g_assert_cmpint (galley_finding_get_post_id (fault), ==, fixture->post_id);

  repaired = CALL (galley_outline_store_repair, fixture->store, &error, fixture->post_id);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (repaired), >=, 1);
  all = check (fixture, fixture->post_id);
  afterwards = g_list_model_get_item (all, 0);
  g_assert_true (galley_finding_is_ok (afterwards));

  g_assert_null (CALL (galley_outline_store_check, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

static void
test_sync (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) outcome = set_list (fixture, "One\nTwo", 0);
  g_autoptr (GalleyOutlineOutcome) synced = NULL;
  g_autofree char *heading = NULL;
  g_autoptr (GError) error = NULL;

  break_outline (fixture);
  synced = CALL (galley_outline_store_sync, fixture->store, &error, fixture->post_id, GALLEY_SYNC_DIRECTION_TO_SECTIONS);
  g_assert_no_error (error);
  heading = fixture_sql (fixture->database, "SELECT section_heading FROM post_section WHERE section_order = 1");
  g_assert_cmpstr (heading, ==, "One");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/outline-store/set", test_set);
  ADD ("/outline-store/show", test_show);
  ADD ("/outline-store/rejected", test_rejected);
  ADD ("/outline-store/plan", test_plan);
  ADD ("/outline-store/base", test_base);
  ADD ("/outline-store/rollback", test_rollback);
  ADD ("/outline-store/check", test_check);
  ADD ("/outline-store/sync", test_sync);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
