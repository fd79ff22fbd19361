/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-psql"

#include "galley-config.h"

#include <signal.h>

#include <glib/gi18n-lib.h>

#include "galley-cluster-programs.h"
#include "galley-ctl.h"
#include "galley-error.h"

/* What a shell adds to the number of the signal that ended a program. */
#define STATUS_SIGNAL 128

static gboolean
check_output (GalleyCtl *ctl, GError **error)
{
  if (!ctl->json)
    return TRUE;
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_USAGE,
                       _("psql prints no JSON. Leave out --json, or let a query make it: SELECT json_agg (…)"));
  return FALSE;
}

/* The one that a person would start, else the one beside the server, which is in nobody's PATH. */
static char *
find_program (GError **error)
{
  g_autofree char *path = g_find_program_in_path ("psql");
  g_autoptr (GalleyClusterPrograms) programs = path == NULL ? galley_cluster_programs_find (0, NULL) : NULL;

  if (programs != NULL)
    path = g_build_filename (programs->folder, "psql", NULL);
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                       _("The program psql is not installed. Install it (on Debian and Ubuntu: sudo apt install "
                         "postgresql-client; on Fedora: sudo dnf install postgresql)."));
  return NULL;
}

static GPtrArray *
make_words (GalleyCtl *ctl, const char *program)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer)program);
  for (guint i = 0; i < ctl->arguments->len; i++)
    g_ptr_array_add (words, (gpointer)galley_ctl_get_argument (ctl, i));
  g_ptr_array_add (words, NULL);
  return words;
}

/* It has the terminal, and the usual answer to a reader that went away.  Ctrl+C is its own from then on: it ends a query, not the
 * program. */
static GSubprocess *
start_program (GalleyCtl *ctl, const char *program, GError **error)
{
  g_auto (GStrv) environment = galley_database_dup_environment (galley_context_get_database (ctl->context), error);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  g_autoptr (GPtrArray) words = make_words (ctl, program);
  GSubprocess *process;

  if (environment == NULL)
    return NULL;
  g_subprocess_launcher_set_environ (launcher, environment);
  signal (SIGPIPE, SIG_DFL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)words->pdata, error);
  signal (SIGPIPE, SIG_IGN);
  if (process != NULL)
    signal (SIGINT, SIG_IGN);
  return process;
}

/* Whoever wants to end galleyctl wants to end what it was started for. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_subprocess_send_signal (user_data, SIGTERM);
}

static gboolean
run_program (GalleyCtl *ctl, const char *program, GError **error)
{
  g_autoptr (GSubprocess) process = start_program (ctl, program, error);
  gulong   handler;
  gboolean waited;

  if (process == NULL)
    return FALSE;
  handler = g_cancellable_connect (ctl->cancellable, G_CALLBACK (cancelled_cb), process, NULL);
  g_subprocess_wait_async (process, NULL, galley_ctl_result_cb, ctl);
  waited = g_subprocess_wait_finish (process, galley_ctl_await (ctl), error);
  g_cancellable_disconnect (ctl->cancellable, handler);
  ctl->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                     : STATUS_SIGNAL + g_subprocess_get_term_sig (process);
  return waited;
}

static gboolean
run_psql (GalleyCtl *ctl, GError **error)
{
  g_autofree char *program = NULL;

  if (!check_output (ctl, error))
    return FALSE;
  program = find_program (error);
  return program != NULL && galley_ctl_open (ctl, error) && run_program (ctl, program, error);
}

const GalleyCtlCommand galley_ctl_psql_commands[] = {
  {
    .words = "psql",
    .arguments = "[ARGUMENT…]",
    .most = -1,
    .summary = NC_ ("galleyctl", "Open the database in psql"),
    .help = NC_ ("galleyctl",
                 "Starts psql on the database, with the arguments given; what it says and its exit status are its own. The "
                 "private server runs for as long as psql does. Tables may be read and written: triggers keep outlines, "
                 "sections and the search true.\n\n"
                 "Options of galleyctl stand in front of those of psql. Programs started from psql (“\\! pg_dump”) "
                 "find the same database by themselves."),
    .examples = NC_ ("galleyctl",
                     "galleyctl psql\n"
                     "galleyctl psql -c 'SELECT id, title FROM post'\n"
                     "galleyctl psql --csv -f report.sql\n"
                     "galleyctl psql --database=postgresql://ann@db.example.org/galley -l"),
    .verbatim = TRUE,
    .run = run_psql,
  },
  { NULL },
};
