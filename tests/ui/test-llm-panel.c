/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-llm-panel"

#include "galley-diff-view.h"
#include "galley-field-choice.h"
#include "galley-llm-panel.h"
#include "galley-message-row.h"
#include "galley-proposal-row.h"
#include "galley-run-form.h"
#include "galley-test-ui.h"
#include "galley-test-util.h"
#include "galley-test-workspace.h"

/* A panel in a window, for a post on a database of its own. */
typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyHistory       *history;   /* (owned) */
  GalleyPost          *post;      /* (owned) */
  GListModel          *sections;  /* (owned) */
  GListStore          *checked;   /* (owned) */
  GalleyLlmPanel      *panel;
  GalleyRunForm       *form;
  GtkWindow           *window;
} Fixture;

static GListModel *
list_sections (Fixture *fixture)
{
  GalleySectionStore *store = galley_context_get_section_store (galley_test_workspace_get_context (fixture->workspace));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *list;

  galley_section_store_list_async (store, galley_record_get_id (GALLEY_RECORD (fixture->post)), NULL, galley_test_result_cb, &result);
  list = galley_section_store_list_finish (store, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return list;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->workspace = galley_test_workspace_new ();
  fixture->history = galley_history_new ();
  fixture->post = galley_test_workspace_add_sample (fixture->workspace);
  fixture->sections = list_sections (fixture);
  fixture->checked = g_list_store_new (GALLEY_TYPE_SECTION);
  fixture->panel = g_object_new (GALLEY_TYPE_LLM_PANEL,
                                 "history", fixture->history, "sections", fixture->sections, "checked", fixture->checked,
                                 "workspace", galley_test_workspace_get_workspace (fixture->workspace), "post", fixture->post, NULL);
  fixture->window = galley_test_ui_show (GTK_WIDGET (fixture->panel), 360, 900);
  fixture->form = GALLEY_RUN_FORM (galley_test_ui_get (GTK_WIDGET (fixture->panel), GALLEY_TYPE_RUN_FORM, NULL));
  galley_test_ui_until (galley_run_form_get_settings (fixture->form) != NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  galley_test_ui_close (fixture->window);
  g_clear_object (&fixture->checked);
  g_clear_object (&fixture->sections);
  g_clear_object (&fixture->post);
  g_clear_object (&fixture->history);
  galley_test_workspace_free (fixture->workspace);
}

/* What all sections of the post say in all their fields, but for one section. */
static char *
dup_others (Fixture *fixture,
            int      section_id)
{
  return galley_test_workspace_sql (fixture->workspace,
                                    "SELECT md5(string_agg(to_jsonb(s)::text, '' ORDER BY id)) FROM post_section AS s WHERE post_id = %d AND id <> %d",
                                    galley_record_get_id (GALLEY_RECORD (fixture->post)), section_id);
}

static char *
dup_ideas (Fixture *fixture,
           int      section_id)
{
  return galley_test_workspace_sql (fixture->workspace, "SELECT ideas_to_include FROM post_section WHERE id = %d", section_id);
}

static int
get_section_id (Fixture *fixture,
                guint    position)
{
  g_autoptr (GalleyRecord) section = g_list_model_get_item (fixture->sections, position);

  return galley_record_get_id (section);
}

static GalleyProposalRow *
find_row (Fixture             *fixture,
          GalleyProposalStatus status)
{
  GtkWidget *row = galley_test_ui_find (GTK_WIDGET (fixture->panel), GALLEY_TYPE_PROPOSAL_ROW, NULL);

  if (row == NULL || galley_proposal_get_status (galley_proposal_row_get_proposal (GALLEY_PROPOSAL_ROW (row))) != status)
    return NULL;
  return GALLEY_PROPOSAL_ROW (row);
}

static void
run_demo (Fixture *fixture)
{
  galley_run_form_choose_demo (fixture->form);
  g_assert_true (galley_run_form_is_demo (fixture->form));
  galley_test_ui_activate (GTK_WIDGET (fixture->panel), "llm.run", NULL);
}

static void
finish_back (Fixture *fixture,
             gboolean back)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (back)
    {
      galley_history_undo_async (fixture->history, NULL, galley_test_result_cb, &result);
      galley_history_undo_finish (fixture->history, galley_test_await (&result), &error);
    }
  else
    {
      galley_history_redo_async (fixture->history, NULL, galley_test_result_cb, &result);
      galley_history_redo_finish (fixture->history, galley_test_await (&result), &error);
    }
  g_assert_no_error (error);
}

static void
test_accept (Fixture      *fixture,
             gconstpointer data)
{
  int                section_id = get_section_id (fixture, 0);
  g_autofree char   *others = dup_others (fixture, section_id);
  g_autofree char   *before = dup_ideas (fixture, section_id);
  g_autofree char   *accepted = NULL, *others_after = NULL, *undone = NULL, *redone = NULL;
  GalleyProposalRow *row;

  run_demo (fixture);
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_PROPOSED) != NULL);
  row = find_row (fixture, GALLEY_PROPOSAL_STATUS_PROPOSED);

  /* A model never writes into the text. */
  accepted = dup_ideas (fixture, section_id);
  g_assert_cmpstr (accepted, ==, before);
  g_clear_pointer (&accepted, g_free);

  galley_test_ui_click (galley_test_ui_get (GTK_WIDGET (row), GTK_TYPE_BUTTON, "Accept"));
  galley_test_ui_until (galley_history_get_can_undo (fixture->history));
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_ACCEPTED) == row);
  galley_test_ui_until (!galley_proposal_row_get_expanded (row));
  accepted = dup_ideas (fixture, section_id);
  g_assert_cmpstr (accepted, ==, galley_proposal_get_text (galley_proposal_row_get_proposal (row)));
  others_after = dup_others (fixture, section_id);
  g_assert_cmpstr (others_after, ==, others);

  /* What was taken back can be looked at again. */
  finish_back (fixture, TRUE);
  galley_test_ui_until (galley_proposal_row_get_expanded (row));
  undone = dup_ideas (fixture, section_id);
  g_assert_cmpstr (undone, ==, before);
  finish_back (fixture, FALSE);
  redone = dup_ideas (fixture, section_id);
  g_assert_cmpstr (redone, ==, accepted);
}

/* With the cursor at a character, as a person would leave a change out. */
static void
toggle_at (GtkWidget *diff,
           int        offset)
{
  GtkWidget     *view = galley_test_ui_get (diff, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter    iter;

  g_assert_cmpint (offset, <, gtk_text_buffer_get_char_count (buffer));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  galley_test_ui_activate (diff, "diff.toggle", NULL);
}

static void
leave_all_out (GtkWidget *diff)
{
  guint n_accepted = galley_diff_view_get_n_accepted (GALLEY_DIFF_VIEW (diff));

  for (int offset = 0; n_accepted > 0; offset++)
    {
      toggle_at (diff, offset);
      if (galley_diff_view_get_n_accepted (GALLEY_DIFF_VIEW (diff)) > n_accepted)
        toggle_at (diff, offset);
      n_accepted = galley_diff_view_get_n_accepted (GALLEY_DIFF_VIEW (diff));
    }
}

static void
test_accept_a_part (Fixture      *fixture,
                    gconstpointer data)
{
  int              section_id = get_section_id (fixture, 0);
  g_autofree char *before = dup_ideas (fixture, section_id);
  g_autofree char *nothing = NULL, *part = NULL, *after = NULL;
  GtkWidget       *row, *diff;

  run_demo (fixture);
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_PROPOSED) != NULL);
  row = GTK_WIDGET (find_row (fixture, GALLEY_PROPOSAL_STATUS_PROPOSED));
  diff = galley_test_ui_get (row, GALLEY_TYPE_DIFF_VIEW, NULL);
  g_assert_cmpuint (galley_diff_view_get_n_changes (GALLEY_DIFF_VIEW (diff)), >, 0);

  leave_all_out (diff);
  nothing = galley_diff_view_get_result (GALLEY_DIFF_VIEW (diff));
  g_assert_cmpstr (nothing, ==, before);
  g_assert_false (gtk_widget_get_sensitive (galley_test_ui_get (row, GTK_TYPE_BUTTON, "Accept")));

  for (int offset = 0; galley_diff_view_get_n_accepted (GALLEY_DIFF_VIEW (diff)) == 0; offset++)
    toggle_at (diff, offset);
  part = galley_diff_view_get_result (GALLEY_DIFF_VIEW (diff));
  g_assert_cmpstr (part, !=, before);
  galley_test_ui_click (galley_test_ui_get (row, GTK_TYPE_BUTTON, "Accept"));
  galley_test_ui_until (galley_history_get_can_undo (fixture->history));
  after = dup_ideas (fixture, section_id);
  g_assert_cmpstr (after, ==, part);
}

static void
test_reject (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *before = dup_others (fixture, 0);
  g_autofree char *after = NULL;
  GtkWidget       *row;

  run_demo (fixture);
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_PROPOSED) != NULL);
  row = GTK_WIDGET (find_row (fixture, GALLEY_PROPOSAL_STATUS_PROPOSED));
  galley_test_ui_click (galley_test_ui_get (row, GTK_TYPE_BUTTON, "Reject"));
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_REJECTED) != NULL);
  after = dup_others (fixture, 0);
  g_assert_cmpstr (after, ==, before);
}

static void
test_stop (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *before = dup_others (fixture, 0);
  g_autofree char *after = NULL;

  run_demo (fixture);
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_RUNNING) != NULL);
  galley_test_ui_activate (GTK_WIDGET (fixture->panel), "llm.stop", NULL);
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_CANCELLED) != NULL);
  after = dup_others (fixture, 0);
  g_assert_cmpstr (after, ==, before);
}

static void
test_checked (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *sections = NULL;

  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (fixture->sections, i);

      g_list_store_append (fixture->checked, section);
    }
  run_demo (fixture);
  galley_test_ui_until (galley_test_ui_count (GTK_WIDGET (fixture->panel), GALLEY_TYPE_PROPOSAL_ROW, NULL) == 2);
  sections = galley_test_workspace_sql (fixture->workspace, "SELECT string_agg(section_id::text, ',' ORDER BY place) FROM galley.proposal");
  g_assert_cmpint (atoi (sections), ==, get_section_id (fixture, 1));
  g_assert_cmpint (atoi (strchr (sections, ',') + 1), ==, get_section_id (fixture, 2));
  galley_test_ui_activate (GTK_WIDGET (fixture->panel), "llm.stop", NULL);
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_RUNNING) == NULL);
}

/* Whether a label in a widget has a text among others. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* What is sent can be read before it is sent. */
static void
test_message (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *row = galley_test_ui_get (GTK_WIDGET (fixture->panel), GALLEY_TYPE_MESSAGE_ROW, NULL);
  g_autoptr (GalleySection) first = g_list_model_get_item (fixture->sections, 0);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  galley_test_ui_until (says (row, galley_section_get_heading (first)));
}

/* A server that is not there: said in the proposal, with what to do, and the demo is offered. */
static void
test_no_server (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char   *moved = galley_test_workspace_sql (fixture->workspace, "UPDATE llm_provider SET api_url = 'http://127.0.0.1:9' WHERE name = 'Ollama' RETURNING id");
  GalleyProposalRow *row;

  g_assert_false (galley_run_form_is_demo (fixture->form));
  galley_test_ui_activate (GTK_WIDGET (fixture->panel), "llm.run", NULL);
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_FAILED) != NULL);
  row = find_row (fixture, GALLEY_PROPOSAL_STATUS_FAILED);
  g_assert_nonnull (strstr (galley_proposal_get_error (galley_proposal_row_get_proposal (row)), "127.0.0.1:9"));
  galley_test_ui_until (gtk_widget_get_visible (galley_test_ui_get (GTK_WIDGET (fixture->panel), GTK_TYPE_BUTTON, "Try It with the Demo")));

  /* Who takes the offer is rid of the failure. */
  galley_test_ui_click (galley_test_ui_get (GTK_WIDGET (fixture->panel), GTK_TYPE_BUTTON, "Try It with the Demo"));
  galley_test_ui_until (find_row (fixture, GALLEY_PROPOSAL_STATUS_PROPOSED) != NULL);
  g_assert_cmpuint (galley_test_ui_count (GTK_WIDGET (fixture->panel), GALLEY_TYPE_PROPOSAL_ROW, NULL), ==, 1);
}

/* Nothing to work on is said before the model is asked, and not any more when there is something. */
static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *saved = NULL;
  GtkWidget       *input = galley_test_ui_get (GTK_WIDGET (fixture->form), ADW_TYPE_COMBO_ROW, "input");
  GtkWidget       *action = galley_test_ui_get (GTK_WIDGET (fixture->form), ADW_TYPE_COMBO_ROW, "action");
  g_autoptr (GalleySection) section = g_list_model_get_item (fixture->sections, 5);

  g_list_store_append (fixture->checked, section);
  adw_combo_row_set_selected (ADW_COMBO_ROW (action), 3);
  adw_combo_row_set_selected (ADW_COMBO_ROW (input), galley_field_choice_find ("draft"));
  galley_test_ui_until (says (GTK_WIDGET (fixture->panel), "“Draft” is empty"));
  saved = galley_test_workspace_sql (fixture->workspace, "SELECT galley.section_save(%d, 'draft', 'Some words.')",
                                     galley_record_get_id (GALLEY_RECORD (section)));
  galley_test_ui_until (!says (GTK_WIDGET (fixture->panel), "“Draft” is empty"));
}

/* That a model is chosen changes what is listed, and nothing of what else was chosen. */
static void
test_keeps_choice (Fixture      *fixture,
                   gconstpointer data)
{
  GtkWidget       *action = galley_test_ui_get (GTK_WIDGET (fixture->form), ADW_TYPE_COMBO_ROW, "action");
  GtkWidget       *model = galley_test_ui_get (GTK_WIDGET (fixture->form), ADW_TYPE_COMBO_ROW, "model");
  guint            n = g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (model)));
  g_autofree char *added = NULL;

  adw_combo_row_set_selected (ADW_COMBO_ROW (action), 3);
  galley_run_form_choose_demo (fixture->form);
  added = galley_test_workspace_sql (fixture->workspace,
                                     "INSERT INTO llm_model (provider_id, name) "
                                     "SELECT id, 'new' FROM llm_provider WHERE name = 'Ollama' RETURNING id");
  galley_test_ui_until (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (model))) == n + 1);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (action)), ==, 3);
  g_assert_true (galley_run_form_is_demo (fixture->form));
  g_assert_cmpstr (galley_llm_model_get_name (adw_combo_row_get_selected_item (ADW_COMBO_ROW (model))), ==, "demo");
}

/* Stopped while it is still on its way into the database: nobody has to wait until it is there. */
static void
test_stop_at_once (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *open = NULL;

  run_demo (fixture);
  galley_test_ui_activate (GTK_WIDGET (fixture->panel), "llm.stop", NULL);
  galley_test_ui_until (gtk_widget_get_visible (galley_test_ui_get (GTK_WIDGET (fixture->panel), GTK_TYPE_BUTTON, "Run")));
  open = galley_test_workspace_sql (fixture->workspace,
                                    "SELECT count(*) FROM galley.proposal WHERE status IN ('proposed', 'failed')");
  g_assert_cmpstr (open, ==, "0");
}

int
main (int   argc,
      char *argv[])
{
  galley_test_ui_init (&argc, &argv);
  g_test_add ("/llm-panel/accept", Fixture, NULL, set_up, test_accept, tear_down);
  g_test_add ("/llm-panel/accept-a-part", Fixture, NULL, set_up, test_accept_a_part, tear_down);
  g_test_add ("/llm-panel/reject", Fixture, NULL, set_up, test_reject, tear_down);
  g_test_add ("/llm-panel/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/llm-panel/stop-at-once", Fixture, NULL, set_up, test_stop_at_once, tear_down);
  g_test_add ("/llm-panel/keeps-choice", Fixture, NULL, set_up, test_keeps_choice, tear_down);
  g_test_add ("/llm-panel/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/llm-panel/checked", Fixture, NULL, set_up, test_checked, tear_down);
  g_test_add ("/llm-panel/message", Fixture, NULL, set_up, test_message, tear_down);
  g_test_add ("/llm-panel/no-server", Fixture, NULL, set_up, test_no_server, tear_down);
  return g_test_run ();
}
