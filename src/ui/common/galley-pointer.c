/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-pointer"

#include "galley-config.h"

#include "galley-pointer.h"

/**
 * galley_pointer_forget_press:
 * @gesture: what was just pressed, and opens a menu where the pointer is
 *
 * Shows the widget of @gesture and what is around it as not pressed.  GTK does so when the button is released; but a menu that opens
 * while the button is down is told of the release in their place, and they would look pressed for ever.
 */
void
galley_pointer_forget_press (GtkGesture *gesture)
{
  g_return_if_fail (GTK_IS_GESTURE (gesture));

  for (GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_ACTIVE);
}
