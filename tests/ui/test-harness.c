/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-harness"

#include "galley-test-ui.h"
#include "galley-test-workspace.h"

static void
count_click_cb (guint *n_clicks)
{
  ++*n_clicks;
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         char         **dropped)
{
  *dropped = g_value_dup_string (value);
  return TRUE;
}

static void
test_find_and_click (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic ("_Press");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint      n_clicks = 0;
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), gtk_label_new ("Press"));
  gtk_box_append (GTK_BOX (box), button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Press", -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (count_click_cb), &n_clicks);
  window = galley_test_ui_show (box, 200, 200);

  g_assert_true (galley_test_ui_get (box, GTK_TYPE_BUTTON, "Press") == button);
  g_assert_null (galley_test_ui_find (box, GTK_TYPE_BUTTON, "Pull"));
  g_assert_cmpuint (galley_test_ui_count (box, GTK_TYPE_LABEL, "Press"), >=, 1);
  galley_test_ui_click (button);
  g_assert_cmpuint (n_clicks, ==, 1);
  galley_test_ui_close (window);
}

static void
test_drop (void)
{
  GtkWidget       *label = gtk_label_new ("Here");
  GtkDropTarget   *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);
  GtkWindow       *window;
  g_autofree char *dropped = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), &dropped);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (target));
  window = galley_test_ui_show (label, 200, 200);
  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, "a section");
  g_assert_true (galley_test_ui_drop (label, &value, 1, 1));
  g_assert_cmpstr (dropped, ==, "a section");
  galley_test_ui_close (window);
}

static GBytes *
draw (const char *text)
{
  GtkWindow *window = galley_test_ui_show (gtk_label_new (text), 300, 200);
  g_autoptr (GdkTexture) picture = galley_test_ui_snapshot (GTK_WIDGET (window), NULL);
  GBytes *bytes = gdk_texture_save_to_png_bytes (picture);

  galley_test_ui_close (window);
  return bytes;
}

/* A picture depends on nothing but what is shown, so that pictures can be compared. */
static void
test_pictures (void)
{
  g_autoptr (GBytes) first = draw ("Galley");
  g_autoptr (GBytes) second = draw ("Galley");
  g_autoptr (GBytes) other = draw ("Galleys");

  g_assert_true (g_bytes_equal (first, second));
  g_assert_false (g_bytes_equal (first, other));
}

/* A window that somebody keeps makes the test fail; here, in a program of its own. */
static void
test_leak_is_noticed (void)
{
  if (g_test_subprocess ())
    {
      GtkWindow *window = galley_test_ui_show (gtk_label_new ("kept"), 200, 200);

      galley_test_ui_set_patience (1);
      g_object_ref (window);
      galley_test_ui_close (window);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*Waited 1 s in vain*window == NULL*");
}

static void
test_workspace (void)
{
  g_autoptr (GalleyTestWorkspace) first = galley_test_workspace_new ();
  g_autoptr (GalleyTestWorkspace) second = galley_test_workspace_new ();
  g_autoptr (GalleyPost) sample = galley_test_workspace_add_sample (first);
  g_autoptr (GalleyPost) lines = galley_test_workspace_add_post (first, "A thousand lines", 1000);
  g_autofree char *n_posts = galley_test_workspace_sql (first, "SELECT count(*) FROM post");
  g_autofree char *n_others = galley_test_workspace_sql (second, "SELECT count(*) FROM post");
  g_autofree char *n_sections = galley_test_workspace_sql (first, "SELECT count(*) FROM post_section WHERE post_id = %d",
                                                           galley_record_get_id (GALLEY_RECORD (lines)));

  g_assert_cmpstr (galley_post_get_title (sample), ==, "Your first sourdough loaf");
  g_assert_cmpstr (n_posts, ==, "2");
  g_assert_cmpstr (n_others, ==, "0");
  g_assert_cmpstr (n_sections, ==, "1000");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  galley_test_ui_init (&argc, &argv);
  g_test_add_func ("/harness/find-and-click", test_find_and_click);
  g_test_add_func ("/harness/drop", test_drop);
  g_test_add_func ("/harness/pictures", test_pictures);
  g_test_add_func ("/harness/leak-is-noticed", test_leak_is_noticed);
  g_test_add_func ("/harness/workspace", test_workspace);
  status = g_test_run ();
  galley_test_workspace_stop_server ();
  return status;
}
