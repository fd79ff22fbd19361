/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a key takes in a long text: with all that the editor does about it, and with GTK's own buffer alone. */

#define G_LOG_DOMAIN "bench-typing"

#include <gtksourceview/gtksource.h>

#include "galley-bench.h"
#include "galley-section-editor.h"
#include "galley-test-ui.h"
#include "galley-test-util.h"
#include "galley-test-workspace.h"

#define N_WORDS 50000
#define N_KEYS  400

static char *
dup_long_text (void)
{
  GString *text = g_string_new (NULL);

  for (int i = 1; i <= N_WORDS; i++)
    g_string_append_printf (text, "word%d%s", i % 997, i % 120 == 0 ? ".\n\n" : i % 14 == 0 ? ", "
                                                                                            : " ");
  return g_string_free (text, FALSE);
}

/* One key: a character at the cursor, as one thing that can be undone. */
static double
press_key (GtkTextBuffer *buffer)
{
  double before = galley_bench_now ();

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, "x", 1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  return galley_bench_now () - before;
}

static void
go_to_the_middle (GtkTextBuffer *buffer)
{
  GtkTextIter middle;

  gtk_text_buffer_get_iter_at_offset (buffer, &middle, gtk_text_buffer_get_char_count (buffer) / 2);
  gtk_text_buffer_place_cursor (buffer, &middle);
}

/* After a key the main loop turns, as it does for somebody who types: what is laid out, drawn and done in pauses has its turn there. */
static double
settle (double before)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  return galley_bench_now () - before;
}

static void
type_all (GtkTextBuffer *buffer,
          GtkTextBuffer *bare,
          double        *own,
          double        *others,
          double        *whole)
{
  for (int i = 0; i < N_KEYS; i++)
    {
      double before = galley_bench_now ();

      own[i] = press_key (buffer);
      whole[i] = settle (before);
      others[i] = press_key (bare);
    }
}

static GalleySection *
get_section (GalleyTestWorkspace *workspace,
             GalleyPost          *post)
{
  GalleySectionStore *store = galley_context_get_section_store (galley_test_workspace_get_context (workspace));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) sections = NULL;
  g_autoptr (GError) error = NULL;

  galley_section_store_list_async (store, galley_record_get_id (GALLEY_RECORD (post)), NULL, galley_test_result_cb, &result);
  sections = galley_section_store_list_finish (store, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return g_list_model_get_item (sections, 0);
}

static void
measure (GalleySectionEditor *editor)
{
  static double    own[N_KEYS];
  static double    others[N_KEYS];
  static double    whole[N_KEYS];
  g_autofree char *text = dup_long_text ();
  g_autoptr (GtkSourceBuffer) bare = gtk_source_buffer_new (NULL);
  GtkTextView   *view = GTK_TEXT_VIEW (galley_test_ui_get (GTK_WIDGET (editor), GTK_TYPE_TEXT_VIEW, "Draft"));
  GtkTextBuffer *buffer;
  double         median;
  double         bare_median;

  galley_test_ui_until (gtk_text_view_get_editable (view));
  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (bare), text, -1);
  go_to_the_middle (buffer);
  go_to_the_middle (GTK_TEXT_BUFFER (bare));
  galley_test_ui_wait_for_frames (GTK_WIDGET (editor), 60);

  type_all (buffer, GTK_TEXT_BUFFER (bare), own, others, whole);
  median = galley_bench_median (own, N_KEYS);
  bare_median = galley_bench_median (others, N_KEYS);
  galley_bench_print ("a key in 50,000 words, median", "", "%.3f ms, of which GTK alone %.3f ms", median, bare_median);
  galley_bench_print ("what Galley adds to a key, median", "4 ms", "%.3f ms", median - bare_median);
  galley_bench_print ("the longest key", "4 ms", "%.3f ms", galley_bench_most (own, N_KEYS));
  galley_bench_print ("a key with all that follows at once, median", "", "%.2f ms", galley_bench_median (whole, N_KEYS));
}

int
main (int   argc,
      char *argv[])
{
  GalleyTestWorkspace *workspace;
  GalleyPost          *post;
  GalleySection       *section;
  GalleySectionEditor *editor;
  GtkWindow           *window;

  galley_test_ui_init (&argc, &argv);
  workspace = galley_test_workspace_new ();
  post = galley_test_workspace_add_post (workspace, "Long", 1);
  section = get_section (workspace, post);
  editor = g_object_new (GALLEY_TYPE_SECTION_EDITOR, "workspace", galley_test_workspace_get_workspace (workspace), "section", section, NULL);
  window = galley_test_ui_show (GTK_WIDGET (editor), 900, 700);
  measure (editor);
  galley_test_ui_close (window);
  g_object_unref (section);
  g_object_unref (post);
  galley_test_workspace_free (workspace);
  galley_test_workspace_stop_server ();
  return 0;
}
