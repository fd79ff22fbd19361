/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Escape ends a drag everywhere but under X11, where GTK 4.8 takes the keyboard for the time of the drag and does nothing with it: no
 * widget sees a key.  So the key is looked for among the events of the display, while something is dragged. */

#define G_LOG_DOMAIN "galley-drag"

#include "galley-config.h"

#include "galley-drag.h"

/* How many rows are seen in the picture of several, and by how much each is set off. */
#define MAX_CARDS   3
#define CARD_OFFSET 6

#ifdef GDK_WINDOWING_X11

#include <X11/extensions/XInput2.h>
#include <gdk/x11/gdkx.h>

static gboolean
is_escape (GdkDisplay   *display,
           const XEvent *event)
{
  const XIDeviceEvent *key = event->xcookie.data;

  return event->type == GenericEvent && key != NULL && event->xcookie.evtype == XI_KeyPress &&
         key->detail == XKeysymToKeycode (gdk_x11_display_get_xdisplay (display), GDK_KEY_Escape);
}

/* At once: the next event, which GTK has read already, may be a drop. */
static gboolean
event_cb (GdkDisplay    *display,
          gpointer       event,
          GtkDragSource *source)
{
  if (is_escape (display, event) && gtk_drag_source_get_drag (source) != NULL)
    gtk_drag_source_drag_cancel (source);
  return FALSE;
}

static void
drag_begun_cb (GtkDragSource *source,
               GdkDrag       *drag)
{
  GdkDisplay *display = gdk_drag_get_display (drag);

  if (GDK_IS_X11_DISPLAY (display))
    g_signal_connect_object (display, "xevent", G_CALLBACK (event_cb), source, 0);
}

static void
drag_ended_cb (GtkDragSource *source,
               GdkDrag       *drag)
{
  g_signal_handlers_disconnect_by_func (gdk_drag_get_display (drag), event_cb, source);
}

#endif

/**
 * galley_drag_cancel_on_escape:
 * @source: where something is dragged from
 *
 * Makes Escape end a drag also where GTK does not do so itself.
 */
void
galley_drag_cancel_on_escape (GtkDragSource *source)
{
  g_return_if_fail (GTK_IS_DRAG_SOURCE (source));

#ifdef GDK_WINDOWING_X11
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begun_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_ended_cb), NULL);
#endif
}

/* A list ends its scrolling as soon as the pointer is not over it any more. */
static void
leave_list (GtkWidget *list)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "leave");
    }
}

/**
 * galley_drag_end_scrolling:
 * @widget: a list that something was dropped on, or what holds such lists
 *
 * Ends the scrolling that a list does by itself while something is dragged near its edge.  GTK 4.8 ends it when the pointer leaves the
 * list, but not when something is dropped: it would scroll on, even where another model is shown by then.
 */
void
galley_drag_end_scrolling (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LIST_VIEW (widget))
    {
      leave_list (widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    galley_drag_end_scrolling (child);
}

/**
 * galley_drag_paint_cards:
 * @row: the row of a list that is dragged
 * @color_name: the name of the colour behind it
 * @n_cards: how many rows go along, itself counted
 *
 * Draws the row as it looks now, with as many cards under it as go along: the row itself may soon show something else.
 *
 * Returns: (transfer full): the picture
 */
GdkPaintable *
galley_drag_paint_cards (GtkWidget  *row,
                         const char *color_name,
                         guint       n_cards)
{
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (row);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (live);
  GtkSnapshot    *snapshot = gtk_snapshot_new ();
  graphene_size_t size = GRAPHENE_SIZE_INIT ((float)gtk_widget_get_width (row), (float)gtk_widget_get_height (row));
  GdkRGBA         color = { 1, 1, 1, 1 };
  GdkRGBA         edge = { 0, 0, 0, 0.2f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (row), color_name, &color);
  for (int card = (int)MIN (n_cards, MAX_CARDS) - 1; card >= 0; card--)
    {
      float          offset = (float)(card * CARD_OFFSET);
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (offset, offset, size.width, size.height), 6);
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &color, &outline.bounds);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_border (snapshot, &outline, (const float[4]){ 1, 1, 1, 1 }, (const GdkRGBA[4]){ edge, edge, edge, edge });
    }
  gdk_paintable_snapshot (image, GDK_SNAPSHOT (snapshot), size.width, size.height);

  return gtk_snapshot_free_to_paintable (snapshot, NULL);
}
