/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-element-list"

#include "galley-element-list.h"
#include "galley-element-row.h"
#include "galley-test-ui.h"
#include "galley-test-util.h"
#include "galley-test-workspace.h"

typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyHistory       *history;   /* (owned) */
  GalleySection       *section;   /* (owned) */
  GtkWidget           *list;
  GtkWindow           *window;
} Fixture;

static GalleySection *
get_section (Fixture *fixture,
             int      id)
{
  GalleySectionStore *store = galley_context_get_section_store (galley_test_workspace_get_context (fixture->workspace));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GalleySection *section;

  galley_section_store_get_async (store, id, NULL, galley_test_result_cb, &result);
  section = galley_section_store_get_finish (store, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return section;
}

static void
run_sql (Fixture    *fixture,
         const char *commands)
{
  g_autofree char *nothing = galley_test_workspace_sql (fixture->workspace, "%s", commands);
}

/* The types' first letters and the texts, as they are stored. */
static char *
get_stored (Fixture *fixture)
{
  return galley_test_workspace_sql (fixture->workspace,
                                    "SELECT string_agg(left(element_type, 1) || element_text, ' ' ORDER BY element_order)"
                                    " FROM post_section_elements WHERE section_id = %d",
                                    galley_record_get_id (GALLEY_RECORD (fixture->section)));
}

static gboolean
is_stored (Fixture    *fixture,
           const char *elements)
{
  g_autofree char *stored = get_stored (fixture);

  return g_str_equal (stored, elements);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GalleyPost) post = NULL;
  g_autofree char *id = NULL;

  fixture->workspace = galley_test_workspace_new ();
  post = galley_test_workspace_add_post (fixture->workspace, "Post", 2);
  id = galley_test_workspace_sql (fixture->workspace, "SELECT min(id) FROM post_section");
  fixture->section = get_section (fixture, atoi (id));
  run_sql (fixture, "SELECT galley.element_add((SELECT min(id) FROM post_section), type, name)"
                    " FROM (VALUES ('fact', 'A'), ('idea', 'B'), ('fact', 'C'), ('theme', 'D')) AS e (type, name)");
  fixture->history = galley_history_new ();
  fixture->list = g_object_new (GALLEY_TYPE_ELEMENT_LIST, "history", fixture->history, NULL);
  galley_element_list_set_workspace (GALLEY_ELEMENT_LIST (fixture->list), galley_test_workspace_get_workspace (fixture->workspace));
  galley_element_list_set_section (GALLEY_ELEMENT_LIST (fixture->list), fixture->section);
  fixture->window = galley_test_ui_show (fixture->list, 400, 600);
  galley_test_ui_get (fixture->list, GTK_TYPE_TOGGLE_BUTTON, "All 4");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  galley_element_list_set_workspace (GALLEY_ELEMENT_LIST (fixture->list), NULL);
  galley_test_ui_close (fixture->window);
  g_clear_object (&fixture->history);
  g_clear_object (&fixture->section);
  galley_test_workspace_free (fixture->workspace);
}

static GtkSelectionModel *
get_selection (Fixture *fixture)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (galley_test_ui_get (fixture->list, GTK_TYPE_LIST_VIEW, "Elements")));
}

static char *
join_shown (Fixture *fixture)
{
  GListModel *shown = G_LIST_MODEL (get_selection (fixture));
  GString    *texts = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GalleyElement) element = g_list_model_get_item (shown, i);

      g_string_append (texts, galley_element_get_text (element));
    }

  return g_string_free (texts, FALSE);
}

static gboolean
is_shown (Fixture    *fixture,
          const char *texts)
{
  g_autofree char *shown = join_shown (fixture);

  return g_str_equal (shown, texts);
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_test_ui_until (galley_history_get_can_undo (fixture->history));
  galley_history_undo_async (fixture->history, NULL, galley_test_result_cb, &result);
  galley_history_undo_finish (fixture->history, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_history_redo_async (fixture->history, NULL, galley_test_result_cb, &result);
  galley_history_redo_finish (fixture->history, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

static void
test_filter (Fixture      *fixture,
             gconstpointer data)
{
  g_assert_true (is_shown (fixture, "ABCD"));
  galley_test_ui_get (fixture->list, GTK_TYPE_TOGGLE_BUTTON, "Facts 2");
  galley_test_ui_activate (fixture->list, "element.filter", g_variant_new_string ("fact"));
  galley_test_ui_until (is_shown (fixture, "AC"));
  /* Among facts, C goes above A, whatever is in between. */
  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);
  galley_test_ui_activate (fixture->list, "element.move-up", NULL);
  galley_test_ui_until (is_stored (fixture, "fC fA iB tD"));
  g_assert_true (is_shown (fixture, "CA"));
  run_sql (fixture, "DELETE FROM post_section_elements WHERE element_type = 'fact'");
  galley_test_ui_get (fixture->list, GTK_TYPE_LABEL, "No Facts");
}

static void
test_add (Fixture      *fixture,
          gconstpointer data)
{
  GtkWidget *entry = galley_test_ui_get (fixture->list, GTK_TYPE_ENTRY, "New Element");

  gtk_drop_down_set_selected (GTK_DROP_DOWN (galley_test_ui_get (fixture->list, GTK_TYPE_DROP_DOWN, NULL)), 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), " E ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (entry), "F");
  galley_test_ui_click (galley_test_ui_get (fixture->list, GTK_TYPE_BUTTON, "Add Element"));
  galley_test_ui_until (is_shown (fixture, "ABCDEF"));
  g_assert_true (is_stored (fixture, "fA iB fC tD iE iF"));
  undo (fixture);
  galley_test_ui_until (is_shown (fixture, "ABCDE"));
  undo (fixture);
  redo (fixture);
  galley_test_ui_until (is_shown (fixture, "ABCDE"));
}

static void
test_move (Fixture      *fixture,
           gconstpointer data)
{
  GtkSelectionModel *selection = get_selection (fixture);

  gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  galley_test_ui_activate (fixture->list, "element.move-to-end", NULL);
  /* On the screen at once. */
  g_assert_true (is_shown (fixture, "BDAC"));
  galley_test_ui_until (is_stored (fixture, "iB tD fA fC"));
  undo (fixture);
  g_assert_true (is_stored (fixture, "fA iB fC tD"));
  galley_test_ui_until (is_shown (fixture, "ABCD"));
  redo (fixture);
  g_assert_true (is_stored (fixture, "iB tD fA fC"));
}

static void
test_delete (Fixture      *fixture,
             gconstpointer data)
{
  GtkSelectionModel *selection = get_selection (fixture);

  gtk_selection_model_select_item (selection, 1, TRUE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  galley_test_ui_activate (fixture->list, "element.delete", NULL);
  g_assert_true (is_shown (fixture, "AD"));
  galley_test_ui_until (is_stored (fixture, "fA tD"));
  undo (fixture);
  galley_test_ui_until (is_shown (fixture, "ABCD"));
  redo (fixture);
  galley_test_ui_until (is_shown (fixture, "AD"));
  undo (fixture);
  g_assert_true (is_stored (fixture, "fA iB fC tD"));
}

static void
test_type (Fixture      *fixture,
           gconstpointer data)
{
  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  galley_test_ui_activate (fixture->list, "element.set-type", g_variant_new_string ("theme"));
  galley_test_ui_get (fixture->list, GTK_TYPE_TOGGLE_BUTTON, "Themes 2");
  g_assert_true (is_stored (fixture, "tA iB fC tD"));
  undo (fixture);
  g_assert_true (is_stored (fixture, "fA iB fC tD"));
}

static GtkTextBuffer *
begin_edit (Fixture *fixture,
            guint    position)
{
  gtk_selection_model_select_item (get_selection (fixture), position, TRUE);
  galley_test_ui_activate (fixture->list, "element.edit", NULL);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (galley_test_ui_get (fixture->list, GTK_TYPE_TEXT_VIEW, NULL)));
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  gtk_text_buffer_set_text (begin_edit (fixture, 0), "AA", -1);
  /* The keyboard goes elsewhere. */
  gtk_widget_grab_focus (galley_test_ui_get (fixture->list, GTK_TYPE_ENTRY, "New Element"));
  galley_test_ui_until (is_stored (fixture, "fAA iB fC tD"));
  undo (fixture);
  g_assert_true (is_stored (fixture, "fA iB fC tD"));
  redo (fixture);
  galley_test_ui_until (is_shown (fixture, "AABCD"));
}

/* Somebody else was first: nothing is overwritten that was not seen, and nothing is lost that was typed. */
static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  GtkTextBuffer   *buffer = begin_edit (fixture, 0);
  g_autofree char *kept = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  run_sql (fixture, "UPDATE post_section_elements SET element_text = 'theirs' WHERE element_text = 'A'");
  galley_test_ui_until (is_shown (fixture, "theirsBCD"));
  gtk_text_buffer_set_text (buffer, "mine", -1);
  gtk_widget_grab_focus (galley_test_ui_get (fixture->list, GTK_TYPE_ENTRY, "New Element"));
  galley_test_ui_get (fixture->list, GTK_TYPE_LABEL,
                      "Somebody else has changed this to “theirs”. Enter replaces it by yours, Escape keeps it.");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (galley_test_ui_get (fixture->list, GTK_TYPE_TEXT_VIEW, NULL)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  kept = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_true (is_stored (fixture, "ftheirs iB fC tD"));
  gtk_widget_grab_focus (galley_test_ui_get (fixture->list, GTK_TYPE_ENTRY, "New Element"));
  galley_test_ui_until (is_stored (fixture, "fmine iB fC tD"));
}

static void
test_paste (Fixture      *fixture,
            gconstpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->list), "- one\n- two\n\n3. three\n");
  galley_test_ui_activate (fixture->list, "element.paste", NULL);
  galley_test_ui_get (fixture->list, GTK_TYPE_BUTTON, "Add 3 Facts");
  g_assert_true (is_stored (fixture, "fA iB fC tD"));
  galley_test_ui_activate (fixture->list, "element.add-pasted", NULL);
  galley_test_ui_until (is_shown (fixture, "ABCDonetwothree"));
  undo (fixture);
  galley_test_ui_until (is_shown (fixture, "ABCD"));
}

static void
test_others (Fixture      *fixture,
             gconstpointer data)
{
  run_sql (fixture, "SELECT galley.element_add((SELECT min(id) FROM post_section), 'fact', 'X', 1)");
  galley_test_ui_until (is_shown (fixture, "XABCD"));
  run_sql (fixture, "SELECT galley.element_move((SELECT id FROM post_section_elements WHERE element_text = 'X'),"
                    " (SELECT max(id) FROM post_section))");
  galley_test_ui_until (is_shown (fixture, "ABCD"));
}

/* Thousands are listed, and another section's do not come among them. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *id = galley_test_workspace_sql (fixture->workspace, "SELECT max(id) FROM post_section");
  g_autoptr (GalleySection) other = get_section (fixture, atoi (id));

  run_sql (fixture, "INSERT INTO post_section_elements (section_id, element_type, element_text)"
                    " SELECT (SELECT max(id) FROM post_section), 'fact', 'Fact ' || n FROM generate_series(1, 3000) AS n");
  galley_element_list_set_section (GALLEY_ELEMENT_LIST (fixture->list), other);
  galley_test_ui_get (fixture->list, GTK_TYPE_TOGGLE_BUTTON, "All 3000");
  galley_element_list_set_section (GALLEY_ELEMENT_LIST (fixture->list), fixture->section);
  galley_test_ui_get (fixture->list, GTK_TYPE_TOGGLE_BUTTON, "All 4");
}

static void
add (const char *path,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  galley_test_ui_init (&argc, &argv);
  add ("/element-list/filter", test_filter);
  add ("/element-list/add", test_add);
  add ("/element-list/move", test_move);
  add ("/element-list/delete", test_delete);
  add ("/element-list/type", test_type);
  add ("/element-list/edit", test_edit);
  add ("/element-list/conflict", test_conflict);
  add ("/element-list/paste", test_paste);
  add ("/element-list/others", test_others);
  add ("/element-list/many", test_many);
  status = g_test_run ();
  galley_test_workspace_stop_server ();
  return status;
}
