/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-template"

#include "galley-template.h"

/**
 * galley_template_dispose:
 * @widget: a widget that is made from a template and is being disposed of
 * @type: the type that the template belongs to
 *
 * Disposes of what the template made.  gtk_widget_dispose_template() alone leaves children that were not bound to a field in place, about
 * which GTK complains when the widget is finalized.
 */
void
galley_template_dispose (GtkWidget *widget,
                         GType      type)
{
  GtkWidget *child;

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}
