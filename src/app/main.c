/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "galley-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GALLEY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Galley"));

  application = galley_application_new ();
  return g_application_run (application, argc, argv);
}
