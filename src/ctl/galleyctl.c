/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galleyctl"

#include "galley-config.h"

#include <signal.h>
#include <stdio.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "galley-ctl-arguments.h"
#include "galley-ctl-help.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"
#include "galley-error.h"
#include "galley-locale.h"

enum
{
  STATUS_FAILED = 1,
  STATUS_USAGE = 2,
};

/* The first signal cancels what is under way and lets it end; a second one finds the usual handler. */
static gboolean
signal_cb (gpointer user_data)
{
  GalleyCtl *ctl = user_data;

  g_cancellable_cancel (ctl->cancellable);
  return G_SOURCE_REMOVE;
}

static void
watch_signals (GalleyCtl *ctl)
{
  /* A reader that went away is seen when writing. */
  signal (SIGPIPE, SIG_IGN);
  g_unix_signal_add (SIGINT, signal_cb, ctl);
  g_unix_signal_add (SIGTERM, signal_cb, ctl);
  g_unix_signal_add (SIGHUP, signal_cb, ctl);
}

/* One line, whatever a message is made of. */
static void
print_error (const GError *error)
{
  g_autofree char *line = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    line = g_strdup (_("Interrupted; what was not done yet is not done"));
  else
    line = galley_ctl_text_one_line (error->message, 0);
  fprintf (stderr, "galleyctl: %s\n", line);
}

static gboolean
run_command (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GError) close_error = NULL;
  gboolean done = ctl->command->run (ctl, error);

  /* What was to be done is done or not by now; that the server could not be left is told only when there is nothing worse to
   * tell. */
  if (!galley_ctl_close (ctl, &close_error) && done)
    {
      g_propagate_error (error, g_steal_pointer (&close_error));
      return FALSE;
    }
  return done;
}

static gboolean
run (GalleyCtl *ctl, int argc, char *argv[], GError **error)
{
  if (!galley_ctl_arguments_parse (ctl, argc, argv, error))
    return FALSE;
  if (ctl->help)
    return galley_ctl_help_print (ctl, error);
  if (ctl->version)
    {
      galley_ctl_print (ctl, "galleyctl %s\n", GALLEY_VERSION);
      return TRUE;
    }
  return run_command (ctl, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GalleyCtl) ctl = galley_ctl_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) output_error = NULL;

  galley_locale_init ();
  watch_signals (ctl);
  run (ctl, argc, argv, &error);
  /* Also what a command that failed in the end has found out. */
  galley_ctl_flush (ctl, error == NULL ? &error : &output_error);
  if (error == NULL)
    return ctl->status;
  print_error (error);
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_USAGE) ? STATUS_USAGE : STATUS_FAILED;
}
