/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-list-drag"

#include "galley-config.h"

#include "galley-section-list-private.h"

#include "galley-drag.h"
#include "galley-element-list.h"

/* Dragging a row -------------------------------------------------------------------------------------------------------------- */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 gpointer       user_data)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  GalleySectionRow  *row = GALLEY_SECTION_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));
  GalleySection     *section = galley_section_row_get_section (row);

  /* In the entry the pointer selects text. */
  if (section == NULL || galley_section_row_get_renaming (row))
    return NULL;

  g_clear_pointer (&self->dragged, g_ptr_array_unref);
  self->dragged = galley_section_list_dup_together (self, section);
  self->drag_x = (int)x;
  self->drag_y = (int)y;
  return gdk_content_provider_new_typed (GALLEY_TYPE_SECTION, section);
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               gpointer       user_data)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  GtkWidget         *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) cards = galley_drag_paint_cards (row, "galley_section_bg_color", self->dragged != NULL ? self->dragged->len : 1);

  gtk_drag_source_set_icon (source, cards, self->drag_x, self->drag_y);
}

static void
drag_end_cb (GtkDragSource *source,
             GdkDrag       *drag,
             gboolean       delete_data,
             gpointer       user_data)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);

  g_clear_pointer (&self->dragged, g_ptr_array_unref);
}

/**
 * galley_section_list_add_drag_source:
 * @self: the list
 * @row: a row of it
 *
 * Lets a row be dragged, together with what is selected with it.
 */
void
galley_section_list_add_drag_source (GalleySectionList *self,
                                     GalleySectionRow  *row)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  galley_drag_cancel_on_escape (source);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (source));
}

/* Dropping on the list -------------------------------------------------------------------------------------------------------- */

static void
show_place (GalleySectionList *self,
            GalleySectionRow  *row,
            const char        *css_class)
{
  static const char *const classes[] = { "drop-above", "drop-below", "drop-onto" };
  GtkWidget               *item;

  if (self->drop_row != NULL)
    {
      item = gtk_widget_get_parent (GTK_WIDGET (self->drop_row));
      for (guint i = 0; item != NULL && i < G_N_ELEMENTS (classes); i++)
        gtk_widget_remove_css_class (item, classes[i]);
      g_object_remove_weak_pointer (G_OBJECT (self->drop_row), (gpointer *)&self->drop_row);
    }
  self->drop_row = row;
  if (row == NULL)
    return;

  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *)&self->drop_row);
  gtk_widget_add_css_class (gtk_widget_get_parent (GTK_WIDGET (row)), css_class);
}

static gboolean
brings_elements (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  return drop != NULL && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GALLEY_TYPE_ELEMENT_LIST);
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                gpointer       user_data)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  gboolean           below = FALSE;
  GalleySectionRow  *row = galley_row_set_find_at (self->rows, y, &below);

  if (brings_elements (target))
    show_place (self, row, "drop-onto");
  else if (self->dragged != NULL)
    show_place (self, row, below ? "drop-below" : "drop-above");
  else
    show_place (self, NULL, NULL);

  return self->drop_row != NULL ? GDK_ACTION_MOVE : 0;
}

static void
drop_leave_cb (GtkDropTarget *target,
               gpointer       user_data)
{
  show_place (GALLEY_SECTION_LIST (user_data), NULL, NULL);
}

/* The place among those that are not dragged, which is what a move counts. */
static guint
find_place (GalleySectionList *self,
            GalleySection     *section,
            gboolean           below)
{
  guint position = 0;
  guint place;

  galley_section_model_find (self->sections, section, &position);
  place = position + (below ? 2 : 1);
  for (guint i = 0; i < self->dragged->len; i++)
    {
      guint dragged_position;

      if (galley_section_model_find (self->sections, g_ptr_array_index (self->dragged, i), &dragged_position) &&
          dragged_position + 1 < position + (below ? 2 : 1))
        place--;
    }

  return MAX (place, 1);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  gboolean           below = FALSE;
  GalleySectionRow  *row = galley_row_set_find_at (self->rows, y, &below);
  GalleySection     *section = row != NULL ? galley_section_row_get_section (row) : NULL;

  galley_drag_end_scrolling (GTK_WIDGET (self->list_view));
  show_place (self, NULL, NULL);
  if (section == NULL)
    return FALSE;

  if (G_VALUE_HOLDS (value, GALLEY_TYPE_ELEMENT_LIST))
    return galley_element_list_drop_on_section (g_value_get_object (value), section);
  if (self->dragged == NULL)
    return FALSE;

  galley_section_commands_move (self->commands, self->dragged, find_place (self, section, below));
  /* The keyboard follows, so that Ctrl+Z takes this back and nothing that was typed before. */
  galley_section_list_focus_section (self, g_ptr_array_index (self->dragged, 0));
  return TRUE;
}

/**
 * galley_section_list_add_drop_target:
 * @self: the list
 *
 * Takes sections between the rows, and elements on them.
 */
void
galley_section_list_add_drop_target (GalleySectionList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE);
  GType          types[] = { GALLEY_TYPE_SECTION, GALLEY_TYPE_ELEMENT_LIST };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "enter", G_CALLBACK (drop_motion_cb), self, 0);
  g_signal_connect_object (target, "motion", G_CALLBACK (drop_motion_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (target));
}
