/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-list-rows"

#include "galley-section-list-private.h"

#include "galley-pointer.h"

/* The rows of the list: making them, finding them, and what somebody does in one. */

/**
 * galley_section_list_find_row:
 * @self: the list
 * @section: a section of the list
 *
 * Returns: (transfer none) (nullable): its row; %NULL when it is not in view, where rows are not made
 */
GalleySectionRow *
galley_section_list_find_row (GalleySectionList *self,
                              GalleySection     *section)
{
  guint position;

  if (galley_section_model_find (self->sections, section, &position))
    galley_row_factory_make (self->row_factory, position);

  return galley_row_set_find (self->rows, section);
}

/**
 * galley_section_list_show_section:
 * @self: the list
 * @section: a section of the list
 *
 * Selects a section alone, and brings it into view.
 */
void
galley_section_list_show_section (GalleySectionList *self,
                                  GalleySection     *section)
{
  guint position;

  if (!galley_section_model_find (self->sections, section, &position))
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  galley_row_factory_scroll_to (self->row_factory, position);
}

/**
 * galley_section_list_focus_section:
 * @self: the list
 * @section: (nullable): a section of the list
 *
 * Brings a section into view and gives its row the keyboard.
 */
void
galley_section_list_focus_section (GalleySectionList *self,
                                   GalleySection     *section)
{
  GalleySectionRow *row;
  guint             position;

  if (section == NULL || !galley_section_model_find (self->sections, section, &position))
    return;

  galley_row_factory_scroll_to (self->row_factory, position);
  row = galley_section_list_find_row (self, section);
  if (row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

static void
row_checked_cb (GalleySectionList *self,
                gboolean           checked,
                GalleySectionRow  *row)
{
  guint position;

  if (!galley_section_model_find (self->sections, galley_section_row_get_section (row), &position))
    return;
  if (checked)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  else
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
}

static void
row_renamed_cb (GalleySectionList *self,
                const char        *heading,
                GalleySectionRow  *row)
{
  galley_section_commands_rename (self->commands, galley_section_row_get_section (row), heading);
}

static void
row_status_clicked_cb (GalleySectionList *self,
                       GtkWidget         *button,
                       GalleySectionRow  *row)
{
  galley_section_list_open_status_menu (self, row, button);
}

static void
row_pressed_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                gpointer         user_data)
{
  GtkWidget         *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  galley_pointer_forget_press (GTK_GESTURE (gesture));
  galley_section_list_open_menu (self, GALLEY_SECTION_ROW (row), x, y);
}

/* Where there is no room for an editor beside the list, a click goes to it. */
static void
row_released_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 gpointer         user_data)
{
  GtkWidget         *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  GdkModifierType    state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->is_narrow && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 && gtk_widget_contains (row, x, y))
    g_signal_emit_by_name (self, "section-activated", galley_section_row_get_section (GALLEY_SECTION_ROW (row)));
}

static void
add_gestures (GalleySectionList *self,
              GtkWidget         *row)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *open = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (open), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (open, "released", G_CALLBACK (row_released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (open));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (row_pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
}

static void
set_up_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  GtkWidget         *row = galley_section_row_new ();

  g_signal_connect_object (row, "checked", G_CALLBACK (row_checked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "renamed", G_CALLBACK (row_renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "status-clicked", G_CALLBACK (row_status_clicked_cb), self, G_CONNECT_SWAPPED);
  add_gestures (self, row);
  galley_section_list_add_drag_source (self, GALLEY_SECTION_ROW (row));
  g_object_bind_property (item, "selected", row, "selected", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (gpointer     user_data,
             GtkListItem *item)
{
  galley_section_row_set_section (GALLEY_SECTION_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  galley_row_set_add (GALLEY_SECTION_LIST (user_data)->rows, item);
}

static void
unbind_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  galley_row_set_remove (GALLEY_SECTION_LIST (user_data)->rows, item);
  galley_section_row_set_section (GALLEY_SECTION_ROW (gtk_list_item_get_child (item)), NULL);
}

/**
 * galley_section_list_add_rows:
 * @self: a new widget
 *
 * Gives the list its rows.
 */
void
galley_section_list_add_rows (GalleySectionList *self)
{
  self->rows = galley_row_set_new (self->list_view);
  self->row_factory = galley_row_factory_new (self->list_view, set_up_row_cb, bind_row_cb, unbind_row_cb, self);
}
