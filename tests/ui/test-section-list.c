/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-section-list"

#include "galley-section-list.h"
#include "galley-section-row.h"
#include "galley-test-ui.h"
#include "galley-test-workspace.h"

/* A list in a window, on a database of its own. */
typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyHistory       *history;   /* (owned) */
  GalleyPost          *post;      /* (owned) */
  GalleySectionList   *list;
  GListModel          *sections;
  GtkWindow           *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer n_sections)
{
  fixture->workspace = galley_test_workspace_new ();
  fixture->history = galley_history_new ();
  fixture->post = galley_test_workspace_add_post (fixture->workspace, "Bread", GPOINTER_TO_UINT (n_sections));
  fixture->list = g_object_new (GALLEY_TYPE_SECTION_LIST,
                                "workspace", galley_test_workspace_get_workspace (fixture->workspace),
                                "history", fixture->history, "post", fixture->post, NULL);
  fixture->sections = galley_section_list_get_sections (fixture->list);
  fixture->window = galley_test_ui_show (GTK_WIDGET (fixture->list), 360, 600);
  galley_test_ui_until (g_list_model_get_n_items (fixture->sections) == GPOINTER_TO_UINT (n_sections));
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->window), 2);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  galley_test_ui_close (fixture->window);
  g_clear_object (&fixture->post);
  g_clear_object (&fixture->history);
  galley_test_workspace_free (fixture->workspace);
}

/* The headings as the list shows them, in one line. */
static char *
dup_headings (Fixture *fixture)
{
  GString *headings = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fixture->sections); i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (fixture->sections, i);

      g_string_append_printf (headings, "%s%s", i > 0 ? "|" : "", galley_section_get_heading (section));
    }

  return g_string_free (headings, FALSE);
}

static gboolean
shows (Fixture    *fixture,
       const char *headings)
{
  g_autofree char *shown = dup_headings (fixture);

  return g_str_equal (shown, headings);
}

static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget       *view = galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW, "Sections");
  g_autofree char *nothing = NULL;

  g_assert_true (shows (fixture, "Section 1|Section 2|Section 3"));
  g_assert_cmpuint (galley_test_ui_count (view, GALLEY_TYPE_SECTION_ROW, NULL), >=, 3);
  g_assert_nonnull (galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_BUTTON, "Add Section"));

  nothing = galley_test_workspace_sql (fixture->workspace, "SELECT galley.section_move(id, 1) FROM post_section WHERE section_order = 3");
  galley_test_ui_until (shows (fixture, "Section 3|Section 1|Section 2"));
}

static GalleySectionRow *
get_row (Fixture    *fixture,
         const char *heading)
{
  GtkWidget *view = galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW, "Sections");

  for (GtkWidget *item = gtk_widget_get_first_child (view); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget     *row = gtk_widget_get_first_child (item);
      GalleySection *section = GALLEY_IS_SECTION_ROW (row) ? galley_section_row_get_section (GALLEY_SECTION_ROW (row)) : NULL;

      if (section != NULL && g_strcmp0 (galley_section_get_heading (section), heading) == 0)
        return GALLEY_SECTION_ROW (row);
    }

  return NULL;
}

/* Selects a row as a click does, which also gives it the keyboard. */
static void
choose (Fixture    *fixture,
        const char *heading)
{
  GalleySectionRow *row;

  galley_test_ui_until (get_row (fixture, heading) != NULL);
  row = get_row (fixture, heading);
  galley_section_list_select (fixture->list, galley_record_get_id (GALLEY_RECORD (galley_section_row_get_section (row))));
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->list), action, NULL));
}

static char *
dup_stored (Fixture *fixture)
{
  return galley_test_workspace_sql (fixture->workspace,
                                    "SELECT string_agg (section_heading, '|' ORDER BY section_order) FROM post_section");
}

static gboolean
stores (Fixture    *fixture,
        const char *headings)
{
  g_autofree char *stored = dup_stored (fixture);

  return g_str_equal (stored, headings);
}

static void
keep_error_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_test_ui_until (galley_history_get_can_undo (fixture->history));
  galley_history_undo_async (fixture->history, NULL, keep_error_cb, &result);
  galley_test_ui_until (result != NULL);
  galley_history_undo_finish (fixture->history, result, &error);
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_test_ui_until (galley_history_get_can_redo (fixture->history));
  galley_history_redo_async (fixture->history, NULL, keep_error_cb, &result);
  galley_test_ui_until (result != NULL);
  galley_history_redo_finish (fixture->history, result, &error);
  g_assert_no_error (error);
}

/* What was done, taken back and done again, in the list and in the database. */
static void
assert_undoable (Fixture    *fixture,
                 const char *before,
                 const char *after)
{
  galley_test_ui_until (shows (fixture, after) && galley_history_get_can_undo (fixture->history));
  g_assert_true (stores (fixture, after));
  undo (fixture);
  galley_test_ui_until (shows (fixture, before));
  g_assert_true (stores (fixture, before));
  redo (fixture);
  galley_test_ui_until (shows (fixture, after));
  g_assert_true (stores (fixture, after));
}

static void
test_move (Fixture      *fixture,
           gconstpointer data)
{
  choose (fixture, "Section 2");
  activate (fixture, "section.move-up");
  /* The list does not wait for the database. */
  g_assert_true (shows (fixture, "Section 2|Section 1|Section 3|Section 4"));
  assert_undoable (fixture, "Section 1|Section 2|Section 3|Section 4", "Section 2|Section 1|Section 3|Section 4");

  choose (fixture, "Section 2");
  activate (fixture, "section.move-to-bottom");
  g_assert_true (shows (fixture, "Section 1|Section 3|Section 4|Section 2"));
  activate (fixture, "section.move-up");
  g_assert_true (shows (fixture, "Section 1|Section 3|Section 2|Section 4"));
  activate (fixture, "section.move-to-top");
  g_assert_true (shows (fixture, "Section 2|Section 1|Section 3|Section 4"));
  activate (fixture, "section.move-down");
  g_assert_true (shows (fixture, "Section 1|Section 2|Section 3|Section 4"));
  galley_test_ui_until (stores (fixture, "Section 1|Section 2|Section 3|Section 4"));
}

static GListModel *
get_checked (Fixture *fixture)
{
  return galley_section_list_get_checked (fixture->list);
}

static void
test_move_several (Fixture      *fixture,
                   gconstpointer data)
{
  GtkWidget *check;

  choose (fixture, "Section 1");
  check = galley_test_ui_get (GTK_WIDGET (get_row (fixture, "Section 3")), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (get_checked (fixture)), ==, 2);
  activate (fixture, "section.move-to-bottom");
  assert_undoable (fixture, "Section 1|Section 2|Section 3|Section 4", "Section 2|Section 4|Section 1|Section 3");
  /* They stay selected wherever they are. */
  g_assert_cmpuint (g_list_model_get_n_items (get_checked (fixture)), ==, 2);

  activate (fixture, "section.select-all");
  g_assert_cmpuint (g_list_model_get_n_items (get_checked (fixture)), ==, 4);
  activate (fixture, "section.select-none");
  g_assert_cmpuint (g_list_model_get_n_items (get_checked (fixture)), ==, 0);
}

static void
test_refused_move (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *nothing = NULL;

  choose (fixture, "Section 3");
  nothing = galley_test_workspace_sql (fixture->workspace,
                                       "CREATE FUNCTION refuse () RETURNS trigger LANGUAGE plpgsql AS"
                                       " $$ BEGIN RAISE EXCEPTION 'No moving today'; END $$;"
                                       "CREATE TRIGGER refuse BEFORE UPDATE OF section_order ON post_section"
                                       " FOR EACH ROW EXECUTE FUNCTION refuse ()");
  activate (fixture, "section.move-to-top");
  g_assert_true (shows (fixture, "Section 3|Section 1|Section 2|Section 4"));
  galley_test_ui_until (shows (fixture, "Section 1|Section 2|Section 3|Section 4"));
  galley_test_ui_until (galley_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL,
                                             "The section could not be moved: No moving today") != NULL);
  g_assert_false (galley_history_get_can_undo (fixture->history));
}

static void
test_drop (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget     *view = galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW, "Sections");
  GtkWidget     *row = GTK_WIDGET (get_row (fixture, "Section 1"));
  GtkDragSource *source = GTK_DRAG_SOURCE (galley_test_ui_get_controller (row, GTK_TYPE_DRAG_SOURCE));
  g_autoptr (GdkContentProvider) content = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  graphene_rect_t bounds;

  g_signal_emit_by_name (source, "prepare", 5.0, 5.0, &content);
  g_assert_nonnull (content);
  g_value_init (&value, GALLEY_TYPE_SECTION);
  g_value_set_object (&value, galley_section_row_get_section (GALLEY_SECTION_ROW (row)));

  /* On the lower half of the third row is below it. */
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (get_row (fixture, "Section 3")), view, &bounds));
  g_assert_true (galley_test_ui_drop (view, &value, 20, bounds.origin.y + bounds.size.height - 3));
  g_assert_true (shows (fixture, "Section 2|Section 3|Section 1|Section 4"));
  assert_undoable (fixture, "Section 1|Section 2|Section 3|Section 4", "Section 2|Section 3|Section 1|Section 4");
}

static void
test_add (Fixture      *fixture,
          gconstpointer data)
{
  GtkWidget *entry;

  galley_test_ui_click (galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_BUTTON, "Add Section"));
  entry = galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_ENTRY, NULL);
  g_assert_true (shows (fixture, "Section 1|Section 2|New Section"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " The end ");
  g_signal_emit_by_name (entry, "activate");
  galley_test_ui_until (shows (fixture, "Section 1|Section 2|The end"));
  galley_test_ui_until (g_strcmp0 (galley_history_get_undo_label (fixture->history), "Rename Section") == 0);
  undo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1|Section 2|New Section"));
  undo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1|Section 2"));
  redo (fixture);
  redo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1|Section 2|The end"));

  choose (fixture, "Section 2");
  activate (fixture, "section.add-above");
  galley_test_ui_until (shows (fixture, "Section 1|New Section|Section 2|The end"));
}

static void
test_rename (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *entry;

  choose (fixture, "Section 1");
  activate (fixture, "section.rename");
  entry = galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_ENTRY, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Section 1");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Flour");
  g_signal_emit_by_name (entry, "activate");
  assert_undoable (fixture, "Section 1|Section 2", "Flour|Section 2");

  /* A heading is not taken away. */
  choose (fixture, "Flour");
  activate (fixture, "section.rename");
  entry = galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (shows (fixture, "Flour|Section 2"));
  g_assert_null (galley_test_ui_find (GTK_WIDGET (fixture->list), GTK_TYPE_ENTRY, NULL));
}

static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  choose (fixture, "Section 2");
  activate (fixture, "section.select-all");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->list), "section.status", "s", "complete"));
  galley_test_ui_until (galley_test_ui_count (GTK_WIDGET (fixture->list), GTK_TYPE_BUTTON, "Complete") == 3);
  undo (fixture);
  galley_test_ui_until (galley_test_ui_count (GTK_WIDGET (fixture->list), GTK_TYPE_BUTTON, "Complete") == 0);
}

static void
test_delete (Fixture      *fixture,
             gconstpointer data)
{
  choose (fixture, "Section 2");
  activate (fixture, "section.delete");
  g_assert_true (shows (fixture, "Section 1|Section 3|Section 4"));
  /* What comes next is selected, and the person can take it back. */
  g_assert_cmpuint (g_list_model_get_n_items (get_checked (fixture)), ==, 1);
  galley_test_ui_until (galley_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "“Section 2” deleted") != NULL);
  assert_undoable (fixture, "Section 1|Section 2|Section 3|Section 4", "Section 1|Section 3|Section 4");
  undo (fixture);

  galley_test_ui_until (shows (fixture, "Section 1|Section 2|Section 3|Section 4"));
  activate (fixture, "section.select-all");
  activate (fixture, "section.delete");
  g_assert_true (shows (fixture, ""));
  g_assert_nonnull (galley_test_ui_get (GTK_WIDGET (fixture->list), GTK_TYPE_BUTTON, "Paste an Outline…"));
  undo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1|Section 2|Section 3|Section 4"));
}

static char *
dup_drafts (Fixture *fixture)
{
  return galley_test_workspace_sql (fixture->workspace, "SELECT string_agg (draft, '|' ORDER BY section_order) FROM post_section");
}

static void
test_split_and_merge (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GalleySection) first = g_list_model_get_item (fixture->sections, 0);
  g_autofree char *nothing = NULL;
  g_autofree char *split = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *parted = NULL;

  nothing = galley_test_workspace_sql (fixture->workspace, "UPDATE post_section SET draft = E'one\\n\\n\\ntwo ' || section_order");
  galley_test_ui_until (galley_section_count_words (first) == 3);
  galley_section_list_split (fixture->list, first, GALLEY_SECTION_DRAFT, 4);
  galley_test_ui_until (shows (fixture, "Section 1|Section 1 (continued)|Section 2"));
  split = dup_drafts (fixture);
  g_assert_cmpstr (split, ==, "one|two 1|one\n\n\ntwo 2");
  undo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1|Section 2"));
  whole = dup_drafts (fixture);
  g_assert_cmpstr (whole, ==, "one\n\n\ntwo 1|one\n\n\ntwo 2");

  galley_section_list_merge (fixture->list, first);
  galley_test_ui_until (shows (fixture, "Section 1"));
  undo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1|Section 2"));
  parted = dup_drafts (fixture);
  g_assert_cmpstr (parted, ==, whole);
  redo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1"));
}

static GtkWidget *
get_dialog (const char *title)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return GTK_WIDGET (window);
    }

  return NULL;
}

static GtkTextBuffer *
get_outline (GtkWidget *dialog)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (galley_test_ui_get (dialog, GTK_TYPE_TEXT_VIEW, "Outline")));
}

static void
test_outline (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *apply;

  activate (fixture, "section.outline");
  dialog = get_dialog ("Outline");
  apply = galley_test_ui_get (dialog, GTK_TYPE_BUTTON, "_Apply");
  galley_test_ui_until (gtk_text_buffer_get_char_count (get_outline (dialog)) > 0);
  galley_test_ui_until (galley_test_ui_find (dialog, GTK_TYPE_LABEL, "Nothing would change") != NULL);
  g_assert_false (gtk_widget_get_sensitive (apply));

  gtk_text_buffer_set_text (get_outline (dialog), "[\"Section 2\", ", -1);
  galley_test_ui_until (gtk_widget_has_css_class (galley_test_ui_get (dialog, GTK_TYPE_LABEL, "summary"), "error"));
  g_assert_false (gtk_widget_get_sensitive (apply));

  gtk_text_buffer_set_text (get_outline (dialog), "1. Section 2\n2. Salt\n3. Section 1\n", -1);
  galley_test_ui_until (gtk_widget_get_sensitive (apply));
  g_assert_nonnull (galley_test_ui_get (dialog, GTK_TYPE_LABEL, "is new"));
  g_assert_nonnull (galley_test_ui_get (dialog, GTK_TYPE_LABEL, "goes to the trash"));
  galley_test_ui_click (apply);
  galley_test_ui_until (get_dialog ("Outline") == NULL);
  assert_undoable (fixture, "Section 1|Section 2|Section 3", "Section 2|Salt|Section 1");
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *nothing = NULL;
  GtkWidget       *dialog;

  activate (fixture, "section.trash");
  dialog = get_dialog ("Trash");
  galley_test_ui_until (galley_test_ui_find (dialog, GTK_TYPE_LABEL, "The Trash Is Empty") != NULL);

  nothing = galley_test_workspace_sql (fixture->workspace,
                                       "UPDATE post_section SET draft = 'Rye.' WHERE section_order = 2;"
                                       "SELECT galley.element_add (id, 'fact', 'It is grey') FROM post_section WHERE section_order = 2;"
                                       "SELECT galley.sections_park (array_agg (id)) FROM post_section WHERE section_order > 1");
  galley_test_ui_until (shows (fixture, "Section 1"));
  g_assert_nonnull (galley_test_ui_get (dialog, GTK_TYPE_BUTTON, "Restore _All"));
  galley_test_ui_click (galley_test_ui_get (dialog, GTK_TYPE_BUTTON, "Restore _All"));
  galley_test_ui_until (shows (fixture, "Section 1|Section 2|Section 3"));
  undo (fixture);
  galley_test_ui_until (shows (fixture, "Section 1"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_preview (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *nothing = NULL;
  GtkWidget       *dialog;
  GtkTextBuffer   *preview;
  g_autofree char *text = NULL;

  nothing = galley_test_workspace_sql (fixture->workspace,
                                       "UPDATE post_section SET draft = 'Rye.' WHERE section_order = 2;"
                                       "SELECT galley.element_add (id, 'fact', 'It is grey') FROM post_section WHERE section_order = 2;"
                                       "SELECT galley.section_park (id) FROM post_section WHERE section_order = 2");
  activate (fixture, "section.trash");
  dialog = get_dialog ("Trash");
  preview = gtk_text_view_get_buffer (GTK_TEXT_VIEW (galley_test_ui_get (dialog, GTK_TYPE_TEXT_VIEW, "Preview")));
  galley_test_ui_until (gtk_text_buffer_get_char_count (preview) > 20);
  g_object_get (preview, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "Section 2\n\nDraft\nRye.\n\nFact\nIt is grey\n\n");
  galley_test_ui_click (galley_test_ui_get (dialog, GTK_TYPE_BUTTON, "_Restore"));
  galley_test_ui_until (shows (fixture, "Section 1|Section 2|Section 3"));
  galley_test_ui_until (galley_test_ui_find (dialog, GTK_TYPE_LABEL, "The Trash Is Empty") != NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#define ADD(path, n_sections, function) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (n_sections), set_up, function, tear_down)

static gboolean
is_in_view (GtkWidget *row)
{
  GtkWidget      *item = gtk_widget_get_parent (row);
  GtkWidget      *view = gtk_widget_get_parent (item);
  graphene_rect_t bounds;

  return gtk_widget_get_child_visible (item) && gtk_widget_compute_bounds (item, view, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float)gtk_widget_get_height (view);
}

/* Where one was when the program ended may be far down, and is asked for before the list is there. */
static void
test_far_down (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GalleySection) section = g_list_model_get_item (fixture->sections, 250);

  galley_section_list_set_post (fixture->list, NULL);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->list), 1);
  galley_section_list_set_post (fixture->list, fixture->post);
  galley_section_list_select (fixture->list, galley_record_get_id (GALLEY_RECORD (section)));
  galley_test_ui_until (g_list_model_get_n_items (fixture->sections) == 300);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->list), 1);
  g_assert_nonnull (get_row (fixture, "Section 251"));
  g_assert_true (is_in_view (GTK_WIDGET (get_row (fixture, "Section 251"))));
}

int
main (int   argc,
      char *argv[])
{
  galley_test_ui_init (&argc, &argv);
  ADD ("/section-list/rows", 3, test_rows);
  ADD ("/section-list/far-down", 300, test_far_down);
  ADD ("/section-list/move", 4, test_move);
  ADD ("/section-list/move-several", 4, test_move_several);
  ADD ("/section-list/refused-move", 4, test_refused_move);
  ADD ("/section-list/drop", 4, test_drop);
  ADD ("/section-list/add", 2, test_add);
  ADD ("/section-list/rename", 2, test_rename);
  ADD ("/section-list/status", 3, test_status);
  ADD ("/section-list/delete", 4, test_delete);
  ADD ("/section-list/split-and-merge", 2, test_split_and_merge);
  ADD ("/section-list/outline", 3, test_outline);
  ADD ("/section-list/trash", 3, test_trash);
  ADD ("/section-list/preview", 3, test_preview);

  return g_test_run ();
}
