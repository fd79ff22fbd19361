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

int
main (int   argc,
      char *argv[])
{
  galley_test_ui_init (&argc, &argv);
  g_test_add ("/section-list/rows", Fixture, GUINT_TO_POINTER (3), set_up, test_rows, tear_down);

  return g_test_run ();
}
