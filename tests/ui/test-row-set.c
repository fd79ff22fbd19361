/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-row-set"

#include "galley-row-set.h"
#include "galley-test-ui.h"

#define N_ITEMS    500
#define ROW_HEIGHT 40

/* A list view of texts in a window, and the set of its rows. */
typedef struct
{
  GtkStringList *texts; /* (owned) */
  GtkListView   *view;
  GalleyRowSet  *rows; /* (owned) */
  GtkWindow     *window;
} Fixture;

static void
set_up_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               Fixture                  *fixture)
{
  GtkWidget *row = gtk_label_new (NULL);

  gtk_widget_set_size_request (row, -1, ROW_HEIGHT);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             Fixture                  *fixture)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  galley_row_set_add (fixture->rows, item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               Fixture                  *fixture)
{
  galley_row_set_remove (fixture->rows, item);
}

static void
add_texts (Fixture *fixture,
           guint    n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    gtk_string_list_take (fixture->texts, g_strdup_printf ("Text %u", i));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel  *model;

  fixture->texts = gtk_string_list_new (NULL);
  add_texts (fixture, GPOINTER_TO_UINT (data));
  model = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (fixture->texts))));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row_cb), fixture);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), fixture);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), fixture);
  fixture->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  fixture->rows = galley_row_set_new (fixture->view);
  gtk_list_view_set_model (fixture->view, model);
  gtk_list_view_set_factory (fixture->view, factory);
  g_object_unref (model);
  g_object_unref (factory);
}

static void
show (Fixture *fixture)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  fixture->window = galley_test_ui_show (scroller, 300, 600);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->view), 2);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  galley_test_ui_close (fixture->window);
  galley_row_set_free (fixture->rows);
  g_object_unref (fixture->texts);
}

static GtkLabel *
find (Fixture *fixture,
      guint    position)
{
  g_autoptr (GObject) text = g_list_model_get_item (G_LIST_MODEL (fixture->texts), position);

  return galley_row_set_find (fixture->rows, text);
}

static void
count_cb (gpointer row,
          gpointer user_data)
{
  g_assert_true (GTK_IS_LABEL (row));
  (*(guint *)user_data)++;
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  guint n_rows = 0;

  show (fixture);
  g_assert_cmpstr (gtk_label_get_text (find (fixture, 3)), ==, "Text 3");
  g_assert_null (find (fixture, N_ITEMS - 1));
  g_assert_null (galley_row_set_find (fixture->rows, other));
  galley_row_set_foreach (fixture->rows, count_cb, &n_rows);
  g_assert_cmpuint (n_rows, >, 3);
  g_assert_cmpuint (n_rows, <, N_ITEMS);
}

/* Rows show other texts when the list is scrolled or changed, and none when a text is gone. */
static void
test_follows (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GObject) gone = g_list_model_get_item (G_LIST_MODEL (fixture->texts), 3);

  show (fixture);
  gtk_string_list_remove (fixture->texts, 3);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->view), 2);
  g_assert_null (galley_row_set_find (fixture->rows, gone));
  g_assert_cmpstr (gtk_label_get_text (find (fixture, 3)), ==, "Text 4");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "list.scroll-to-item", "u", N_ITEMS - 2);
  galley_test_ui_until (find (fixture, N_ITEMS - 2) != NULL);
}

static void
test_find_at (Fixture      *fixture,
              gconstpointer data)
{
  gboolean        below = FALSE;
  graphene_rect_t bounds;
  double          top;

  show (fixture);
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_parent (GTK_WIDGET (find (fixture, 1))), GTK_WIDGET (fixture->view), &bounds));
  top = bounds.origin.y;
  g_assert_true (galley_row_set_find_at (fixture->rows, top + 1, &below) == find (fixture, 1));
  g_assert_false (below);
  g_assert_true (galley_row_set_find_at (fixture->rows, top + bounds.size.height - 1, &below) == find (fixture, 1));
  g_assert_true (below);
  g_assert_true (galley_row_set_find_at (fixture->rows, top + bounds.size.height + 1, &below) == find (fixture, 2));
  g_assert_false (below);
  g_assert_null (galley_row_set_find_at (fixture->rows, -1, &below));
  /* Below all rows it is the last one. */
  g_assert_true (galley_row_set_find_at (fixture->rows, 599, &below) == find (fixture, 3));
  g_assert_true (below);
}

int
main (int   argc,
      char *argv[])
{
  galley_test_ui_init (&argc, &argv);

  g_test_add ("/row-set/find", Fixture, GUINT_TO_POINTER (N_ITEMS), set_up, test_find, tear_down);
  g_test_add ("/row-set/follows", Fixture, GUINT_TO_POINTER (N_ITEMS), set_up, test_follows, tear_down);
  g_test_add ("/row-set/find-at", Fixture, GUINT_TO_POINTER (4), set_up, test_find_at, tear_down);

  return g_test_run ();
}
