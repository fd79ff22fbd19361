/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Escape ends a drag everywhere but under X11, where GTK 4.8 takes the keyboard for the time of the drag and does nothing with it: no
 * widget sees a key.  So the key is looked for among the events of the display, while something is dragged. */

#define G_LOG_DOMAIN "galley-drag"

#include "galley-config.h"

#include "galley-drag.h"

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
