/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-help"

#include "galley-config.h"

#include "galley-help.h"

/**
 * galley_help_new:
 * @parent: (nullable): the window that it belongs to
 *
 * Makes the window that explains Galley on one page.
 *
 * Returns: (transfer none): a window, which GTK owns
 */
GtkWindow *
galley_help_new (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/galleyeditor/Galley/app/galley-help.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "help"));

  gtk_window_set_transient_for (window, parent);
  return window;
}
