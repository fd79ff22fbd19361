/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-text-style"

#include "galley-config.h"

#include "galley-text-style.h"

#include <adwaita.h>

/* A program that is run from the build folder finds the schemes that were built with it. */
static const char *
get_folder (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (self != NULL && g_str_has_prefix (self, GALLEY_BUILDDIR "/"))
    return GALLEY_BUILDDIR "/src/ui/writing/styles";
  return GALLEY_DATADIR "/styles";
}

static GtkSourceStyleSchemeManager *
get_manager (void)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  const char *const           *folders = gtk_source_style_scheme_manager_get_search_path (manager);
  const char                  *folder = get_folder ();

  if (folders == NULL || !g_strv_contains (folders, folder))
    gtk_source_style_scheme_manager_append_search_path (manager, folder);
  return manager;
}

static void
update_scheme (GtkSourceBuffer *buffer,
               GParamSpec      *pspec,
               AdwStyleManager *style)
{
  static const char *const names[2][2] = {
    { "galley-light", "galley-dark" },
    { "galley-high-contrast", "galley-high-contrast-dark" },
  };
  const char *name = names[adw_style_manager_get_high_contrast (style)][adw_style_manager_get_dark (style)];

  gtk_source_buffer_set_style_scheme (buffer, gtk_source_style_scheme_manager_get_scheme (get_manager (), name));
}

/**
 * galley_text_style_follow:
 * @buffer: a buffer
 *
 * Gives a text Galley's own colours, those of the desktop's style: light, dark, high contrast.
 */
void
galley_text_style_follow (GtkSourceBuffer *buffer)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_return_if_fail (GTK_SOURCE_IS_BUFFER (buffer));

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update_scheme), buffer, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (update_scheme), buffer, G_CONNECT_SWAPPED);
  update_scheme (buffer, NULL, style);
}
