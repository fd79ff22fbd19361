/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-config.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-locale.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GApplication) application = NULL;

  galley_locale_init ();
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Galley"));

  application = galley_application_new ();
  return g_application_run (application, argc, argv);
}
