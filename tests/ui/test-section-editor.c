/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-section-editor"

#include <string.h>

#include <gtksourceview/gtksource.h>

#include "galley-section-editor.h"
#include "galley-test-ui.h"
#include "galley-test-util.h"
#include "galley-test-workspace.h"
#include "galley-text-buffer.h"
#include "galley-text.h"

typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyPost          *post;      /* (owned) */
  GListModel          *sections;  /* (owned) */
  GalleySectionEditor *editor;
  GtkWindow           *window;
} Fixture;

static GListModel *
list_sections (Fixture *fixture)
{
  GalleySectionStore *store = galley_context_get_section_store (galley_test_workspace_get_context (fixture->workspace));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *sections;

  galley_section_store_list_async (store, galley_record_get_id (GALLEY_RECORD (fixture->post)), NULL, galley_test_result_cb, &result);
  sections = galley_section_store_list_finish (store, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return sections;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->workspace = galley_test_workspace_new ();
  fixture->post = galley_test_workspace_add_sample (fixture->workspace);
  fixture->sections = list_sections (fixture);
  fixture->editor = g_object_new (GALLEY_TYPE_SECTION_EDITOR, NULL);
  galley_section_editor_set_workspace (fixture->editor, galley_test_workspace_get_workspace (fixture->workspace));
  fixture->window = galley_test_ui_show (GTK_WIDGET (fixture->editor), 700, 700);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  galley_test_ui_close (fixture->window);
  g_clear_object (&fixture->sections);
  g_clear_object (&fixture->post);
  galley_test_workspace_free (fixture->workspace);
}

static GtkTextView *
get_view (Fixture    *fixture,
          const char *name)
{
  /* Not all are to be seen at once. */
  return GTK_TEXT_VIEW (galley_test_ui_find (GTK_WIDGET (fixture->editor), GTK_TYPE_TEXT_VIEW, name));
}

static GtkTextBuffer *
get_buffer (Fixture    *fixture,
            const char *name)
{
  return gtk_text_view_get_buffer (get_view (fixture, name));
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
assert_text (GtkTextBuffer *buffer,
             const char    *expected)
{
  g_autofree char *text = dup_text (buffer);

  g_assert_cmpstr (text, ==, expected);
}

/* Opens a section and waits for its text. */
static GalleySection *
open_section (Fixture *fixture,
              guint    index)
{
  g_autoptr (GalleySection) section = g_list_model_get_item (fixture->sections, index);

  galley_section_editor_set_section (fixture->editor, section);
  galley_test_ui_until (gtk_text_view_get_editable (get_view (fixture, "Draft")) && gtk_text_view_get_editable (get_view (fixture, "Polished")) && gtk_text_view_get_editable (get_view (fixture, "Heading")));
  return section;
}

static char *
read_column (Fixture       *fixture,
             GalleySection *section,
             const char    *column)
{
  return galley_test_workspace_sql (fixture->workspace, "SELECT %s FROM post_section WHERE id = %d", column, galley_record_get_id (GALLEY_RECORD (section)));
}

static gboolean
is_saved (Fixture       *fixture,
          GalleySection *section,
          const char    *column,
          const char    *expected)
{
  g_autofree char *stored = read_column (fixture, section, column);

  return g_str_equal (stored, expected);
}

/* As a key does: what is typed can be undone. */
static void
type (GtkTextBuffer *buffer,
      const char    *text)
{
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static void
test_edit_and_save (Fixture      *fixture,
                    gconstpointer data)
{
  GalleySection *section = open_section (fixture, 0);
  GtkTextBuffer *draft = get_buffer (fixture, "Draft");
  GtkTextBuffer *heading = get_buffer (fixture, "Heading");

  assert_text (draft, galley_section_get_field (section, GALLEY_SECTION_DRAFT));
  assert_text (heading, galley_section_get_heading (section));
  gtk_text_buffer_set_text (draft, "Hello ✎ world", -1);
  gtk_text_buffer_set_text (heading, "A better heading", -1);
  galley_test_ui_until (is_saved (fixture, section, "draft", "Hello ✎ world"));
  galley_test_ui_until (is_saved (fixture, section, "section_heading", "A better heading"));
}

/* What was typed is taken back text by text, and is still there after another section was open. */
static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  GtkTextBuffer   *draft;
  g_autofree char *before = NULL;

  open_section (fixture, 0);
  draft = get_buffer (fixture, "Draft");
  before = dup_text (draft);
  g_assert_false (gtk_text_buffer_get_can_undo (draft));
  type (draft, "typed ");
  open_section (fixture, 1);
  g_assert_true (get_buffer (fixture, "Draft") != draft);
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (fixture, "Draft")));
  open_section (fixture, 0);
  g_assert_true (get_buffer (fixture, "Draft") == draft);
  g_assert_true (gtk_text_buffer_get_can_undo (draft));
  galley_test_ui_activate (GTK_WIDGET (get_view (fixture, "Draft")), "text-view.undo", NULL);
  assert_text (draft, before);
  galley_test_ui_activate (GTK_WIDGET (get_view (fixture, "Draft")), "text-view.redo", NULL);
  g_assert_cmpint (gtk_text_buffer_get_char_count (draft), ==, g_utf8_strlen (before, -1) + (int)strlen ("typed "));
}

/* Somebody else's words come in where they belong, and the cursor and what can be undone stay. */
static void
test_merge (Fixture      *fixture,
            gconstpointer data)
{
  GalleySection   *section = open_section (fixture, 0);
  GtkTextBuffer   *draft = get_buffer (fixture, "Draft");
  GtkTextIter      place;
  g_autofree char *nothing = NULL;

  gtk_text_buffer_set_text (draft, "One two three four five.", -1);
  galley_test_ui_until (is_saved (fixture, section, "draft", "One two three four five."));
  gtk_text_buffer_get_iter_at_offset (draft, &place, 14);
  gtk_text_buffer_place_cursor (draft, &place);
  nothing = galley_test_workspace_sql (fixture->workspace, "UPDATE post_section SET draft = 'Zero. One two three four five.' WHERE id = %d",
                                       galley_record_get_id (GALLEY_RECORD (section)));
  galley_test_ui_until (gtk_text_buffer_get_char_count (draft) == 30);
  assert_text (draft, "Zero. One two three four five.");
  gtk_text_buffer_get_iter_at_mark (draft, &place, gtk_text_buffer_get_insert (draft));
  g_assert_cmpint (gtk_text_iter_get_offset (&place), ==, 20);
  g_assert_true (gtk_text_buffer_get_can_undo (draft));
}

static void
test_words (void)
{
  g_autoptr (GalleyTextBuffer) buffer = galley_text_buffer_new (TRUE);
  GtkTextBuffer *text = GTK_TEXT_BUFFER (buffer);
  GtkTextIter    start;
  GtkTextIter    end;
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  static const char *const pieces[] = { "a", " ", "word", "don't", "\n", "日本", "3,14", "-", "é", "\n\n", "the end." };

  /* Whatever is typed and deleted where, the count is that of the whole text. */
  for (int i = 0; i < 2000; i++)
    {
      int              n = gtk_text_buffer_get_char_count (text);
      g_autofree char *whole = NULL;

      gtk_text_buffer_get_iter_at_offset (text, &start, g_rand_int_range (random, 0, n + 1));
      end = start;
      if (g_rand_int_range (random, 0, 3) == 0)
        {
          gtk_text_iter_forward_chars (&end, g_rand_int_range (random, 1, 8));
          gtk_text_buffer_delete (text, &start, &end);
        }
      else
        gtk_text_buffer_insert (text, &start, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))], -1);
      whole = dup_text (text);
      g_assert_cmpuint (galley_text_buffer_get_n_words (buffer), ==, galley_text_count_words (whole));
    }
  g_assert_cmpuint (galley_text_buffer_get_n_words (buffer), >, 100);
}

static void
test_place (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *field = NULL;
  int              offset = -1;

  open_section (fixture, 0);
  gtk_text_buffer_set_text (get_buffer (fixture, "Facts to Include"), "Ünïcödé facts", -1);
  galley_section_editor_show_place (fixture->editor, "facts_to_include", 8);
  field = galley_section_editor_get_place (fixture->editor, &offset);
  g_assert_cmpstr (field, ==, "facts_to_include");
  g_assert_cmpint (offset, ==, 8);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_view (fixture, "Facts to Include"))));
}

/* A place is asked for before the text is there, as when a search's result is opened. */
static void
test_early_place (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GalleySection) section = g_list_model_get_item (fixture->sections, 1);
  g_autofree char *field = NULL;
  int              offset = -1;

  galley_section_editor_set_section (fixture->editor, section);
  galley_section_editor_show_place (fixture->editor, "draft", 5);
  galley_test_ui_until ((g_free (field), field = galley_section_editor_get_place (fixture->editor, &offset)) != NULL && offset == 5);
  g_assert_cmpstr (field, ==, "draft");
}

static gboolean
is_marked (GtkTextBuffer *buffer,
           int            offset)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "galley-hit");
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, offset);
  return tag != NULL && gtk_text_iter_has_tag (&place, tag);
}

/* A hit of a search catches the eye until the cursor moves; the place where one left off does not. */
static void
test_hit (Fixture      *fixture,
          gconstpointer data)
{
  GtkTextBuffer *buffer;

  open_section (fixture, 0);
  buffer = get_buffer (fixture, "Draft");
  galley_section_editor_show_place (fixture->editor, "draft", 9);
  g_assert_false (is_marked (buffer, 9));
  galley_section_editor_show_hit (fixture->editor, "draft", 9);
  g_assert_true (is_marked (buffer, 9));
  galley_section_editor_show_place (fixture->editor, "draft", 13);
  g_assert_false (is_marked (buffer, 9));
}

static void
test_copy_to_polished (Fixture      *fixture,
                       gconstpointer data)
{
  GalleySection   *section = open_section (fixture, 0);
  GtkTextBuffer   *polished = get_buffer (fixture, "Polished");
  g_autofree char *draft = dup_text (get_buffer (fixture, "Draft"));
  g_autofree char *before = dup_text (polished);

  galley_test_ui_activate (GTK_WIDGET (fixture->editor), "editor.copy-to-polished", NULL);
  assert_text (polished, draft);
  galley_test_ui_until (is_saved (fixture, section, "polished", draft));
  gtk_text_buffer_undo (polished);
  assert_text (polished, before);
}

static void
test_replace_text (Fixture      *fixture,
                   gconstpointer data)
{
  GalleySection   *section = open_section (fixture, 0);
  GtkTextBuffer   *draft = get_buffer (fixture, "Draft");
  g_autofree char *before = dup_text (draft);

  g_assert_true (galley_section_editor_replace_text (fixture->editor, "draft", "What a model proposed."));
  g_assert_false (galley_section_editor_replace_text (fixture->editor, "image_concepts", "x"));
  galley_test_ui_until (is_saved (fixture, section, "draft", "What a model proposed."));
  gtk_text_buffer_undo (draft);
  assert_text (draft, before);
}

static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  GalleySection *section = open_section (fixture, 0);

  galley_test_ui_activate (GTK_WIDGET (fixture->editor), "editor.status", g_variant_new_string ("complete"));
  galley_test_ui_until (is_saved (fixture, section, "status", "complete"));
  galley_test_ui_get (GTK_WIDGET (fixture->editor), GTK_TYPE_MENU_BUTTON, "Status: Complete");
}

static void
test_target (Fixture      *fixture,
             gconstpointer data)
{
  GalleySection   *section = open_section (fixture, 0);
  GtkWidget       *button = galley_test_ui_find (GTK_WIDGET (fixture->editor), g_type_from_name ("GalleyTargetButton"), NULL);
  g_autofree char *nothing = galley_test_workspace_sql (fixture->workspace, "SELECT galley.section_set_target(%d, 200)", galley_record_get_id (GALLEY_RECORD (section)));

  gtk_text_buffer_set_text (get_buffer (fixture, "Polished"), "One two three four.", -1);
  galley_test_ui_until (galley_test_ui_find (button, GTK_TYPE_MENU_BUTTON, "Target: 4 of 200 words") != NULL);
}

/* Everywhere the words of a section are those of its polished text, or of its draft while there is none; those of another text have its name. */
static void
test_words_that_count (Fixture      *fixture,
                       gconstpointer data)
{
  GtkWidget *editor = GTK_WIDGET (fixture->editor);

  open_section (fixture, 0);
  gtk_text_buffer_set_text (get_buffer (fixture, "Draft"), "One two three.", -1);
  gtk_text_buffer_set_text (get_buffer (fixture, "Polished"), "One two.", -1);
  galley_test_ui_until (galley_test_ui_find (editor, GTK_TYPE_LABEL, "Draft: 3 words · 1 min") != NULL);
  galley_section_editor_show_place (fixture->editor, "polished", 0);
  galley_test_ui_until (galley_test_ui_find (editor, GTK_TYPE_LABEL, "2 words · 1 min") != NULL);
  gtk_text_buffer_set_text (get_buffer (fixture, "Polished"), " \n", -1);
  galley_test_ui_until (galley_test_ui_find (editor, GTK_TYPE_LABEL, "Polished: 0 words") != NULL);
  galley_section_editor_show_place (fixture->editor, "draft", 0);
  galley_test_ui_until (galley_test_ui_find (editor, GTK_TYPE_LABEL, "3 words · 1 min") != NULL);
}

static gboolean
is_underlined (GtkTextBuffer *buffer,
               int            offset)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "galley-misspelled");
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, offset);
  return tag != NULL && gtk_text_iter_has_tag (&place, tag);
}

static void
test_spelling (Fixture      *fixture,
               gconstpointer data)
{
  GtkTextBuffer *draft;
  GtkTextIter    place;

  galley_test_ui_activate (GTK_WIDGET (fixture->editor), "editor.spell-check-language", g_variant_new_string ("en_US"));
  open_section (fixture, 0);
  draft = get_buffer (fixture, "Draft");
  gtk_text_buffer_set_text (draft, "The housse is `housse` green, don't\n", -1);
  galley_test_ui_until (is_underlined (draft, 4));
  g_assert_false (is_underlined (draft, 0));
  g_assert_false (is_underlined (draft, 15));
  g_assert_false (is_underlined (draft, 30));

  gtk_text_buffer_get_iter_at_offset (draft, &place, 6);
  gtk_text_buffer_place_cursor (draft, &place);
  galley_test_ui_activate (GTK_WIDGET (get_view (fixture, "Draft")), "spelling.correct", g_variant_new_string ("house"));
  galley_test_ui_until (!is_underlined (draft, 4));
  assert_text (draft, "The house is `housse` green, don't\n");
  galley_test_ui_activate (GTK_WIDGET (fixture->editor), "editor.spell-check-language", g_variant_new_string (""));
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  GalleySection   *section = open_section (fixture, 0);
  GtkTextView     *view = get_view (fixture, "Draft");
  g_autofree char *nothing = galley_test_workspace_sql (fixture->workspace, "SELECT galley.section_park(%d)", galley_record_get_id (GALLEY_RECORD (section)));

  galley_test_ui_until (!gtk_text_view_get_editable (view));
  galley_test_ui_activate (GTK_WIDGET (fixture->editor), "editor.restore", NULL);
  galley_test_ui_until (gtk_text_view_get_editable (view));
}

static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  GalleySection   *section = open_section (fixture, 0);
  GtkTextBuffer   *draft = get_buffer (fixture, "Draft");
  GtkWidget       *editor = GTK_WIDGET (fixture->editor);
  g_autofree char *nothing = NULL;

  gtk_text_buffer_set_text (draft, "The cat sat.", -1);
  galley_test_ui_until (is_saved (fixture, section, "draft", "The cat sat."));
  galley_test_ui_wait_for_frames (editor, 2);
  gtk_text_buffer_set_text (draft, "The dog sat.", -1);
  nothing = galley_test_workspace_sql (fixture->workspace, "UPDATE post_section SET draft = 'The cow sat.' WHERE id = %d", galley_record_get_id (GALLEY_RECORD (section)));
  galley_test_ui_until (!gtk_text_view_get_editable (get_view (fixture, "Draft")));
  assert_text (get_buffer (fixture, "Theirs"), "The cow sat.");
  assert_text (get_buffer (fixture, "Mine"), "The dog sat.");
  galley_test_ui_activate (gtk_widget_get_ancestor (GTK_WIDGET (get_view (fixture, "Mine")), g_type_from_name ("GalleyConflictView")), "conflict.keep-mine", NULL);
  galley_test_ui_until (is_saved (fixture, section, "draft", "The dog sat."));
  galley_test_ui_until (gtk_text_view_get_editable (get_view (fixture, "Draft")));
}

/* Whatever is open in it, the editor fits beside a list, and on a telephone. */
static void
test_width (Fixture      *fixture,
            gconstpointer data)
{
  int minimum;

  open_section (fixture, 0);
  galley_test_ui_activate (GTK_WIDGET (fixture->editor), "editor.replace", NULL);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->editor), 2);
  gtk_widget_measure (GTK_WIDGET (fixture->editor), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_focus_mode (Fixture      *fixture,
                 gconstpointer data)
{
  GtkWidget *editor = GTK_WIDGET (fixture->editor);

  open_section (fixture, 1);
  galley_test_ui_activate (editor, "editor.focus-mode", NULL);
  galley_test_ui_until (!gtk_widget_get_mapped (GTK_WIDGET (get_view (fixture, "Heading"))));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_view (fixture, "Draft"))));
  galley_test_ui_activate (editor, "editor.focus-mode", NULL);
  galley_test_ui_until (gtk_widget_get_mapped (GTK_WIDGET (get_view (fixture, "Heading"))));
}

static void
take_pictures (Fixture    *fixture,
               const char *kind,
               int         width)
{
  const char *const pages[] = { "draft", "polished", "compare", "notes", "elements" };
  const char       *folder = g_getenv ("GALLEY_PICTURES");

  gtk_window_set_default_size (fixture->window, width, 700);
  open_section (fixture, 1);
  galley_section_editor_replace_text (fixture->editor, "polished", "A starter is flour and water that were left alone long enough for company to arrive. The company is *yeast*.");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *file = folder != NULL ? g_strdup_printf ("%s/%s-%s.png", folder, pages[i], kind) : NULL;
      g_autoptr (GdkTexture) picture = NULL;

      galley_test_ui_activate (GTK_WIDGET (fixture->editor), "editor.show-page", g_variant_new_string (pages[i]));
      galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->editor), 30);
      picture = galley_test_ui_snapshot (GTK_WIDGET (fixture->window), file);
      g_assert_cmpint (gdk_texture_get_width (picture), ==, width);
    }
}

static void
test_pictures (Fixture      *fixture,
               gconstpointer data)
{
  take_pictures (fixture, "wide", 800);
}

static void
test_narrow_pictures (Fixture      *fixture,
                      gconstpointer data)
{
  take_pictures (fixture, "narrow", 360);
}

static void
test_mirrored_pictures (Fixture      *fixture,
                        gconstpointer data)
{
  gtk_widget_set_direction (GTK_WIDGET (fixture->editor), GTK_TEXT_DIR_RTL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  take_pictures (fixture, "mirrored", 800);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  galley_test_ui_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/section-editor/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("edit-and-save", test_edit_and_save);
  ADD ("undo", test_undo);
  ADD ("merge", test_merge);
  ADD ("place", test_place);
  ADD ("early-place", test_early_place);
  ADD ("hit", test_hit);
  ADD ("words-that-count", test_words_that_count);
  ADD ("copy-to-polished", test_copy_to_polished);
  ADD ("replace-text", test_replace_text);
  ADD ("status", test_status);
  ADD ("target", test_target);
  ADD ("spelling", test_spelling);
  ADD ("trash", test_trash);
  ADD ("conflict", test_conflict);
  ADD ("width", test_width);
  ADD ("focus-mode", test_focus_mode);
  ADD ("pictures", test_pictures);
  ADD ("pictures/narrow", test_narrow_pictures);
  ADD ("pictures/mirrored", test_mirrored_pictures);
  g_test_add_func ("/text-buffer/words", test_words);
  status = g_test_run ();
  galley_test_workspace_stop_server ();
  return status;
}
