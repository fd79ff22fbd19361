/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list view takes the row of an entry that leaves out of the window. When that row has the keyboard, GTK 4.8 goes on sending it every
 * key: nothing in the window hears a shortcut, Tab or F6 again until somebody clicks. An entry that moves leaves too, and comes back. */

#define G_LOG_DOMAIN "galley-focus-keeper"

#include "galley-focus-keeper.h"

typedef struct
{
  GtkWindow *window; /* (unowned) whose data this is */
  GtkWidget *focus;  /* (unowned) (nullable) what has the keyboard */
  GtkWidget *list;   /* (unowned) (nullable) the list in which it is */
  guint      rescue; /* the source that gives the keyboard to somebody else */
} FocusKeeper;

static gboolean
rescue_cb (gpointer user_data)
{
  FocusKeeper *keeper = user_data;
  GtkWidget   *focus = gtk_window_get_focus (keeper->window);

  keeper->rescue = 0;
  if (focus != NULL && gtk_widget_get_root (focus) != NULL)
    return G_SOURCE_REMOVE;

  if (keeper->list == NULL || !gtk_widget_get_mapped (keeper->list) || !gtk_widget_grab_focus (keeper->list))
    gtk_window_set_focus (keeper->window, NULL);

  return G_SOURCE_REMOVE;
}

/* The list is in the middle of a change; before the next key it is through with it. */
static void
root_changed_cb (GtkWidget  *focus,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  FocusKeeper *keeper = user_data;

  if (gtk_widget_get_root (focus) == NULL && keeper->rescue == 0)
    keeper->rescue = g_idle_add_full (G_PRIORITY_HIGH, rescue_cb, keeper, NULL);
}

static void
unwatch_focus (FocusKeeper *keeper)
{
  if (keeper->focus != NULL)
    g_signal_handlers_disconnect_by_func (keeper->focus, root_changed_cb, keeper);
  g_clear_weak_pointer (&keeper->focus);
}

static void
focus_changed_cb (GtkWindow  *window,
                  GParamSpec *pspec,
                  gpointer    user_data)
{
  FocusKeeper *keeper = user_data;
  GtkWidget   *focus = gtk_window_get_focus (window);

  unwatch_focus (keeper);
  if (focus == NULL)
    return;

  g_set_weak_pointer (&keeper->focus, focus);
  g_signal_connect (focus, "notify::root", G_CALLBACK (root_changed_cb), keeper);
  g_set_weak_pointer (&keeper->list, gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW));
}

static void
free_keeper (gpointer data)
{
  FocusKeeper *keeper = data;

  g_clear_handle_id (&keeper->rescue, g_source_remove);
  unwatch_focus (keeper);
  g_clear_weak_pointer (&keeper->list);
  g_free (keeper);
}

/**
 * galley_focus_keeper_watch:
 * @window: a window in which there are lists
 *
 * Sees to it that the keyboard is never with a row that a list has thrown away: it goes to the row that is in its place then, or, when the
 * list is empty, to the window.  Lasts as long as @window.
 */
void
galley_focus_keeper_watch (GtkWindow *window)
{
  FocusKeeper *keeper;

  g_return_if_fail (GTK_IS_WINDOW (window));

  keeper = g_new0 (FocusKeeper, 1);
  keeper->window = window;
  g_object_set_data_full (G_OBJECT (window), "galley-focus-keeper", keeper, free_keeper);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_changed_cb), keeper);
}
