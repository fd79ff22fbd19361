/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands of a window: what is done with the window itself, and what is handed on to the pane that is meant. */

#define G_LOG_DOMAIN "galley-window-actions"

#include "galley-config.h"

#include "galley-window-private.h"

#include <glib/gi18n.h>

#include "galley-toast.h"

static void
go_back_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (self->writing_page != NULL && galley_writing_page_can_go_back (self->writing_page))
    galley_writing_page_go_back (self->writing_page);
  else
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->library));
}

static void
new_post_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  galley_library_new_post (GALLEY_WINDOW (widget)->library);
}

/* From the library, too: the post that is open is meant. */
static void
new_section_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (self->post == NULL)
    return;
  adw_leaflet_set_visible_child (self->leaflet, self->post_pane);
  gtk_widget_activate_action (GTK_WIDGET (self->writing_page), "section.add", NULL);
}

static void
open_sample_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (GALLEY_WINDOW (widget)->library), "library.open-sample", NULL);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->library));
  galley_library_start_search (self->library);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_history_undo_finish (GALLEY_HISTORY (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (self->leaflet), _ ("It could not be undone"), error);
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  galley_toast_dismiss_undo (GTK_WIDGET (self->leaflet));
  galley_history_undo_async (self->history, NULL, undone_cb, g_object_ref (self));
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_history_redo_finish (GALLEY_HISTORY (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (self->leaflet), _ ("It could not be done again"), error);
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  galley_toast_dismiss_undo (GTK_WIDGET (self->leaflet));
  galley_history_redo_async (self->history, NULL, redone_cb, g_object_ref (self));
}

/* From anywhere in the window: what is run, and what came of it, is to be seen. */
static void
run_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (self->post == NULL)
    return;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->llm_panel), "llm.run", NULL);
}

static void
stop_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (self->llm_panel != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->llm_panel), "llm.stop", NULL);
}

static void
toggle_panel_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

#define N_PANES 4

/* From left to right. */
static void
list_panes (GalleyWindow *self,
            GtkWidget    *panes[N_PANES])
{
  galley_window_add_pages (self);
  panes[0] = GTK_WIDGET (self->library);
  panes[1] = GTK_WIDGET (self->llm_panel);
  panes[2] = GTK_WIDGET (galley_writing_page_get_section_list (self->writing_page));
  panes[3] = GTK_WIDGET (galley_writing_page_get_editor (self->writing_page));
}

static int
find_pane (GalleyWindow *self,
           GtkWidget    *panes[N_PANES])
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  for (int i = 0; focus != NULL && i < N_PANES; i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      return i;
  return -1;
}

/* Where the keyboard was in a pane when it was left. */
static GtkWidget *
find_last_focus (GtkWidget *pane)
{
  GtkWidget *last = NULL;

  for (GtkWidget *each = gtk_widget_get_focus_child (pane); each != NULL; each = gtk_widget_get_focus_child (each))
    last = each;
  return last;
}

/* The list that a pane is there for. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *list = NULL;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_LIST_VIEW (widget))
    return gtk_widget_get_mapped (widget) ? widget : NULL;
  for (GtkWidget *each = gtk_widget_get_first_child (widget); each != NULL && list == NULL; each = gtk_widget_get_next_sibling (each))
    list = find_list (each);
  return list;
}

/* Rows of a list that scrolled away say that they took the keyboard, and did not. */
static gboolean
has_focus_within (GtkWidget *pane)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (pane));

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

/* Where it was, else to the list, else to what comes first. */
static gboolean
focus_pane (GtkWidget *pane)
{
  GtkWidget *last = find_last_focus (pane);
  GtkWidget *list = find_list (pane);

  if (last != NULL && gtk_widget_get_mapped (last) && gtk_widget_grab_focus (last) && has_focus_within (pane))
    return TRUE;
  if (list != NULL && gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD) && has_focus_within (pane))
    return TRUE;
  return gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

static gboolean
enter_pane (GalleyWindow *self,
            GtkWidget    *pane)
{
  if (pane == GTK_WIDGET (self->library))
    adw_leaflet_set_visible_child (self->leaflet, pane);
  else if (self->post == NULL || (pane == GTK_WIDGET (self->llm_panel) && !adw_flap_get_reveal_flap (self->flap)))
    return FALSE;
  else
    adw_leaflet_set_visible_child (self->leaflet, self->post_pane);
  return gtk_widget_get_child_visible (pane) && focus_pane (pane);
}

static void
go_to_pane_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GtkWidget    *panes[N_PANES];
  int           step = g_strcmp0 (action, "win.next-pane") == 0 ? 1 : N_PANES - 1;
  int           pane;

  list_panes (self, panes);
  pane = find_pane (self, panes);
  if (pane < 0)
    pane = step == 1 ? N_PANES - 1 : 0;
  for (int i = 0; i < N_PANES; i++)
    {
      pane = (pane + step) % N_PANES;
      if (enter_pane (self, panes[pane]))
        return;
    }
}

/**
 * galley_window_update_actions:
 * @self: the window
 *
 * Offers what can be done now.
 */
void
galley_window_update_actions (GalleyWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", galley_history_get_can_undo (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", galley_history_get_can_redo (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-post", self->workspace != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", self->workspace != NULL);
}

/**
 * galley_window_install_actions:
 * @widget_class: the class of the window
 *
 * Gives the window its commands (`win.`) and their keys.
 */
void
galley_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.go-back", NULL, go_back_cb);
  gtk_widget_class_install_action (widget_class, "win.new-post", NULL, new_post_cb);
  gtk_widget_class_install_action (widget_class, "win.new-section", NULL, new_section_cb);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "win.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "win.toggle-panel", NULL, toggle_panel_cb);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, go_to_pane_cb);
  gtk_widget_class_install_action (widget_class, "win.previous-pane", NULL, go_to_pane_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-post", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.new-section", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "win.run", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.run", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.stop", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.toggle-panel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.next-pane", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, "win.previous-pane", NULL);
}
