/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-row-factory"

#include "galley-row-factory.h"
#include "galley-row-place.h"
#include "galley-test-ui.h"

#define N_ITEMS 5000

/* A list view of texts in a window, each row as tall as all the others. */
typedef struct
{
  GtkStringList    *texts; /* (owned) */
  GtkListView      *view;
  GalleyRowFactory *factory; /* (owned) */
  GtkWindow        *window;
  guint             n_made;
  guint             n_bound; /* rows that show something */
} Fixture;

static void
set_up_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  Fixture   *fixture = user_data;
  GtkWidget *row = gtk_label_new (NULL);

  gtk_widget_set_size_request (row, -1, 40);
  gtk_list_item_set_child (item, row);
  fixture->n_made++;
}

static void
bind_row_cb (gpointer     user_data,
             GtkListItem *item)
{
  Fixture *fixture = user_data;

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  fixture->n_bound++;
}

static void
unbind_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  Fixture *fixture = user_data;

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), "");
  fixture->n_bound--;
}

static void
fill (Fixture *fixture)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_ITEMS; i++)
    g_ptr_array_add (texts, g_strdup_printf ("Text %u", i));
  g_ptr_array_add (texts, NULL);
  gtk_string_list_splice (fixture->texts, 0, 0, (const char *const *)texts->pdata);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->texts = gtk_string_list_new (NULL);
  fixture->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (fixture->texts)))), NULL));
  fixture->factory = galley_row_factory_new (fixture->view, set_up_row_cb, bind_row_cb, unbind_row_cb, fixture);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  fixture->window = galley_test_ui_show (scroller, 300, 600);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->view), 2);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  galley_test_ui_close (fixture->window);
  g_assert_cmpuint (fixture->n_bound, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->factory));
  g_assert_finalize_object (g_steal_pointer (&fixture->texts));
}

/* How many rows there are in view, and that there are only rows. */
static guint
count_in_view (Fixture *fixture)
{
  double height = gtk_widget_get_height (GTK_WIDGET (fixture->view));
  guint  n_rows = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget      *child = gtk_widget_get_first_child (item);
      graphene_rect_t bounds;

      /* GTK gives a row a place only when it is to be seen. */
      if (!gtk_widget_get_child_visible (item) || gtk_widget_get_height (item) == 0)
        continue;
      g_assert_true (gtk_widget_compute_bounds (item, GTK_WIDGET (fixture->view), &bounds));
      if (bounds.origin.y + bounds.size.height <= 0 || bounds.origin.y >= height)
        continue;
      g_assert_true (GTK_IS_LABEL (child));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child)), !=, "");
      n_rows++;
    }

  return n_rows;
}

static guint
count_places (Fixture *fixture)
{
  return galley_test_ui_count (GTK_WIDGET (fixture->view), GALLEY_TYPE_ROW_PLACE, NULL);
}

static void
drawn_cb (GdkFrameClock *clock,
          gpointer       user_data)
{
  Fixture *fixture = user_data;

  /* Every frame that is drawn has rows all over. */
  if (g_list_model_get_n_items (G_LIST_MODEL (fixture->texts)) > 0)
    g_assert_cmpuint (count_in_view (fixture), >=, 600 / 50);
}

static void
test_what_is_seen_comes_first (Fixture      *fixture,
                               gconstpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));

  g_signal_connect (clock, "paint", G_CALLBACK (drawn_cb), fixture);
  fill (fixture);
  /* One, which tells how tall they are. */
  g_assert_cmpuint (fixture->n_made, ==, 1);
  g_assert_cmpuint (count_places (fixture), >, 100);
  galley_test_ui_until (count_places (fixture) == 0);
  g_assert_cmpuint (fixture->n_made, >, 100);

  galley_row_factory_scroll_to (fixture->factory, N_ITEMS - 1);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->view), 2);
  g_signal_handlers_disconnect_by_data (clock, fixture);
}

static gboolean
shows_last (Fixture *fixture)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *child = gtk_widget_get_first_child (item);

      if (GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_text (GTK_LABEL (child)), "Text 4999"))
        return TRUE;
    }

  return FALSE;
}

static void
test_far_away (Fixture      *fixture,
               gconstpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));

  g_signal_connect (clock, "paint", G_CALLBACK (drawn_cb), fixture);
  fill (fixture);
  galley_row_factory_scroll_to (fixture->factory, N_ITEMS - 1);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->view), 1);
  g_assert_cmpuint (count_in_view (fixture), >=, 600 / 50);
  g_assert_true (shows_last (fixture));
  g_signal_handlers_disconnect_by_data (clock, fixture);
}

static void
test_made_on_demand (Fixture      *fixture,
                     gconstpointer data)
{
  fill (fixture);
  galley_row_factory_scroll_to (fixture->factory, N_ITEMS - 1);
  g_assert_false (shows_last (fixture));
  galley_row_factory_make (fixture->factory, N_ITEMS - 1);
  g_assert_true (shows_last (fixture));
  /* There is nothing more to make. */
  galley_row_factory_make (fixture->factory, N_ITEMS - 1);
  galley_row_factory_make (fixture->factory, 0);
}

/* The places go before they have become rows, and the heights are right when others come. */
static void
test_list_that_goes (Fixture      *fixture,
                     gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      fill (fixture);
      gtk_string_list_splice (fixture->texts, 0, N_ITEMS, NULL);
      g_assert_cmpuint (fixture->n_bound, ==, 0);
      g_assert_cmpuint (count_places (fixture), ==, 0);
    }
  fill (fixture);
  galley_test_ui_wait_for_frames (GTK_WIDGET (fixture->view), 2);
  g_assert_cmpuint (count_in_view (fixture), <, 20);
}

int
main (int   argc,
      char *argv[])
{
  galley_test_ui_init (&argc, &argv);

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  add ("/row-factory/what-is-seen-comes-first", test_what_is_seen_comes_first);
  add ("/row-factory/far-away", test_far_away);
  add ("/row-factory/made-on-demand", test_made_on_demand);
  add ("/row-factory/list-that-goes", test_list_that_goes);
#undef add

  return g_test_run ();
}
