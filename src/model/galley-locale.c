/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-locale"

#include "galley-config.h"

#include "galley-locale.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

/**
 * galley_locale_init:
 *
 * Has the program speak the language of its user; to be called first of all.  A program that runs from the build folder has the
 * translations that were built with it.  Texts are UTF-8 in the database, and so are messages, also where the locale is not the user's.
 */
void
galley_locale_init (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  gboolean         is_built = self != NULL && g_str_has_prefix (self, GALLEY_BUILDDIR "/");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, is_built ? GALLEY_BUILDDIR "/po" : GALLEY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
