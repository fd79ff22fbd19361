/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list-drag"

#include "galley-config.h"

#include "galley-element-list-private.h"

#include "galley-drag.h"

/* How near to the edge the list begins to scroll, in pixels, and how much of that it scrolls a frame. */
#define EDGE        36.0
#define SCROLL_PART 0.4

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  GalleyElementList *self = user_data;
  GalleyElementRow  *row = GALLEY_ELEMENT_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));
  GalleyElement     *element = galley_element_row_get_element (row);
  g_autoptr (GPtrArray) selected = galley_section_selection_dup_selected (self->selection);

  /* A drag in a text that is being edited selects. */
  if (element == NULL || galley_element_row_get_editing (row))
    return NULL;

  g_clear_pointer (&self->dragged, g_ptr_array_unref);
  if (g_ptr_array_find (selected, element, NULL))
    self->dragged = g_steal_pointer (&selected);
  else
    {
      self->dragged = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (self->dragged, g_object_ref (element));
    }

  self->drag_x = (int)x;
  self->drag_y = (int)y;
  return gdk_content_provider_new_typed (GALLEY_TYPE_ELEMENT_LIST, self);
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          gpointer       user_data)
{
  GalleyElementList *self = user_data;
  GtkWidget         *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) cards = galley_drag_paint_cards (row, "view_bg_color", self->dragged != NULL ? self->dragged->len : 1);

  gtk_drag_source_set_icon (source, cards, self->drag_x, self->drag_y);
}

static void
show_place (GalleyElementList *self,
            GalleyElementRow  *row,
            gboolean           below)
{
  GtkWidget *item;

  if (self->drop_row != NULL)
    {
      item = gtk_widget_get_parent (GTK_WIDGET (self->drop_row));
      if (item != NULL)
        {
          gtk_widget_remove_css_class (item, "drop-above");
          gtk_widget_remove_css_class (item, "drop-below");
        }
    }
  g_set_weak_pointer (&self->drop_row, row);
  self->drop_below = below;
  if (row == NULL)
    return;

  item = gtk_widget_get_parent (GTK_WIDGET (row));
  if (item != NULL)
    gtk_widget_add_css_class (item, below ? "drop-below" : "drop-above");
}

static void
stop_scrolling (GalleyElementList *self)
{
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
}

static void
end_cb (GtkDragSource *source,
        GdkDrag       *drag,
        gboolean       delete_data,
        gpointer       user_data)
{
  GalleyElementList *self = user_data;

  stop_scrolling (self);
  show_place (self, NULL, FALSE);
  g_clear_pointer (&self->dragged, g_ptr_array_unref);
}

/**
 * galley_element_list_add_drag_source:
 * @self: the widget
 * @row: one of its rows
 *
 * Lets the element of a row be dragged; when it is selected, all that are selected come along.
 */
void
galley_element_list_add_drag_source (GalleyElementList *self,
                                     GtkWidget         *row)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (begin_cb), self, 0);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (end_cb), self, 0);
  galley_drag_cancel_on_escape (source);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  GtkAdjustment     *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->scroll_speed);

  return G_SOURCE_CONTINUE;
}

/* Near an edge the list scrolls, the faster the nearer. */
static void
scroll_at (GalleyElementList *self,
           double             y)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->list));

  if (y < EDGE)
    self->scroll_speed = (y - EDGE) * SCROLL_PART;
  else if (y > height - EDGE)
    self->scroll_speed = (y - height + EDGE) * SCROLL_PART;
  else
    {
      stop_scrolling (self);
      return;
    }
  if (self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           gpointer       user_data)
{
  GalleyElementList *self = user_data;
  gboolean           below = FALSE;
  GalleyElementRow  *row = galley_row_set_find_at (self->rows, y, &below);

  if (self->dragged == NULL)
    return 0;

  scroll_at (self, y);
  show_place (self, row, below);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target,
          gpointer       user_data)
{
  stop_scrolling (user_data);
  show_place (user_data, NULL, FALSE);
}

/**
 * galley_element_list_drop_on_section:
 * @self: the widget that elements are dragged from
 * @section: a section of any post
 *
 * Moves the elements that are being dragged to the end of a section.
 *
 * Returns: whether there are any, and the section is another one
 */
gboolean
galley_element_list_drop_on_section (GalleyElementList *self,
                                     GalleySection     *section)
{
  g_autoptr (GPtrArray) dragged = NULL;

  g_return_val_if_fail (GALLEY_IS_ELEMENT_LIST (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_SECTION (section), FALSE);

  if (self->dragged == NULL || self->workspace == NULL || self->section == NULL || self->section == section)
    return FALSE;

  dragged = g_ptr_array_ref (self->dragged);
  galley_element_list_move_to_section (self, dragged, section);
  return TRUE;
}

/* The place among those that are not dragged, which is what a move counts. */
static guint
find_place (GalleyElementList *self,
            GalleyElement     *element,
            gboolean           below)
{
  g_autoptr (GPtrArray) all = galley_element_list_dup_elements (self);
  guint place = 0;

  for (guint i = 0; i < all->len; i++)
    {
      gpointer each = g_ptr_array_index (all, i);
      gboolean is_dragged = g_ptr_array_find (self->dragged, each, NULL);

      if (each == element)
        return place + (below && !is_dragged ? 1 : 0);
      if (!is_dragged)
        place++;
    }

  return place;
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  GalleyElementList *self = user_data;
  gboolean           below = FALSE;
  GalleyElementRow  *row = galley_row_set_find_at (self->rows, y, &below);
  g_autoptr (GPtrArray) dragged = self->dragged != NULL ? g_ptr_array_ref (self->dragged) : NULL;

  stop_scrolling (self);
  galley_drag_end_scrolling (GTK_WIDGET (self->list));
  show_place (self, NULL, FALSE);
  if (dragged == NULL || row == NULL || self->workspace == NULL || self->section == NULL)
    return FALSE;

  galley_element_list_move (self, dragged, find_place (self, galley_element_row_get_element (row), below));
  return TRUE;
}

/**
 * galley_element_list_add_drop_target:
 * @self: the widget
 *
 * Lets elements be dropped between those of the list.
 */
void
galley_element_list_add_drop_target (GalleyElementList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GALLEY_TYPE_ELEMENT_LIST, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}
