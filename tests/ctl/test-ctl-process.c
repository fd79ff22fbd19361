/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-ctl-process"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl-fixture.h"
#include "galley-test-util.h"

static GSubprocess *
spawn (CtlFixture *fixture,
       const char *words)
{
  g_autoptr (GSubprocessLauncher) launcher = ctl_launcher (
    fixture, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *command = g_strconcat (GALLEYCTL, " ", words, NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, &error));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv, &error);
  g_assert_no_error (error);
  return process;
}

static void
run_sql (GalleyConnection *connection,
         const char       *sql)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, GALLEY_STATEMENT_READ);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

/* How many sessions of galleyctl wait for a lock. */
static gboolean
is_waiting (CtlFixture *fixture)
{
  g_autofree char *n = fixture_sql (fixture->database, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                                       "AND wait_event_type = 'Lock'");

  return g_strcmp0 (n, "0") != 0;
}

/* Whether a process has a handler for a signal, told by the kernel. */
static gboolean
catches (GSubprocess *process,
         int          number)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (process));
  g_autofree char *text = ctl_read (path);
  const char      *line = strstr (text, "\nSigCgt:");

  g_assert_nonnull (line);
  return (g_ascii_strtoull (line + strlen ("\nSigCgt:"), NULL, 16) >> (number - 1)) & 1;
}

static void
assert_interrupted (GSubprocess *process)
{
  g_autofree char *output = NULL;
  g_autofree char *error_output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &error_output, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpstr (error_output, ==, "galleyctl: Interrupted; what was not done yet is not done\n");
}

/* A query that is under way is cancelled on the server too, and leaves no trace. */
static void
test_interrupted_query (CtlFixture   *fixture,
                        gconstpointer data)
{
  gint64           id = ctl_get_id (fixture, "post new Stones");
  g_autofree char *words = g_strdup_printf ("post delete %" G_GINT64_FORMAT, id);
  g_autofree char *before = ctl_digest (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GalleyConnection) other = fixture_connect (fixture->conninfo);
  g_autoptr (GSubprocess) process = NULL;

  run_sql (other, "BEGIN");
  run_sql (other, "LOCK TABLE public.post IN SHARE ROW EXCLUSIVE MODE");
  process = spawn (fixture, words);
  while (!is_waiting (fixture))
    ;
  g_subprocess_send_signal (process, SIGINT);
  assert_interrupted (process);
  g_assert_false (is_waiting (fixture));
  run_sql (other, "ROLLBACK");
  galley_connection_close (other);
  after = ctl_digest (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_interrupted_input (CtlFixture   *fixture,
                        gconstpointer data)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  ctl_get_id (fixture, "post new Stones");
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocess) process = spawn (fixture, "outline set 1");

      while (!catches (process, signals[i]))
        ;
      g_subprocess_send_signal (process, signals[i]);
      assert_interrupted (process);
    }
  ctl_assert_output (fixture, "outline show 1", "[]\n");
}

/* A reader who has seen enough, as in “galleyctl post list | head”. */
static void
test_broken_pipe (CtlFixture   *fixture,
                  gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = ctl_launcher (fixture, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *error_output = NULL;
  g_autoptr (GError) error = NULL;
  int ends[2];

  g_assert_no_errno (pipe2 (ends, O_CLOEXEC));
  g_assert_no_errno (close (ends[0]));
  g_subprocess_launcher_take_stdout_fd (launcher, ends[1]);
  process = g_subprocess_launcher_spawn (launcher, &error, GALLEYCTL, "status", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &error_output, NULL);
  g_assert_cmpstr (error_output, ==, "");
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
test_full_disk (CtlFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = ctl_launcher (fixture, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *error_output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = g_subprocess_launcher_spawn (launcher, &error, GALLEYCTL, "status", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &error_output, NULL);
  g_assert_cmpstr (error_output, ==, "galleyctl: The output cannot be written: No space left on device\n");
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
}

/* Folders for a private server; its own user has to get through. */
static void
use_private_server (CtlFixture *fixture)
{
  g_free (fixture->conninfo);
  fixture->conninfo = g_strdup ("");
  g_assert_no_errno (chmod (fixture->folder, 0711));
}

/* Every process of the server holds the lock of its data folder: whoever gets it knows that none is left. */
static void
await_stopped (CtlFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "galley", "lock", NULL);
  int              lock = open (path, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (lock, >=, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  close (lock);
}

/* With nothing set up, everything is there. */
static void
test_private (CtlFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (JsonNode) status = NULL;
  g_autofree char *said = NULL;

  use_private_server (fixture);
  g_assert_cmpint (ctl_get_id (fixture, "post new Stones"), ==, 1);
  said = ctl_get_with (fixture, "One\nTwo", "outline set 1");
  g_assert_cmpstr (said, ==, "changed: added 2\n");
  status = ctl_get_json (fixture, "status");
  g_assert_true (json_object_get_boolean_member (json_node_get_object (status), "private"));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (status), "sections"), ==, 2);
  ctl_assert_output (fixture, "migrate", "The database is up to date.\n");
  await_stopped (fixture);
}

/* Several at once share the server, from its very first start on. */
static void
test_private_shared (CtlFixture   *fixture,
                     gconstpointer data)
{
  GSubprocess *processes[4];
  g_autoptr (JsonNode) list = NULL;

  use_private_server (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    processes[i] = spawn (fixture, "post new Stones");
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *error_output = NULL;

      g_subprocess_communicate_utf8 (processes[i], NULL, NULL, &output, &error_output, NULL);
      g_assert_cmpstr (error_output, ==, "");
      g_assert_true (g_subprocess_get_successful (processes[i]));
      g_object_unref (processes[i]);
    }
  list = ctl_get_json (fixture, "post list");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, G_N_ELEMENTS (processes));
  await_stopped (fixture);
}

/* A first start that is interrupted leaves nothing running, and the next one goes well. */
static void
test_private_interrupted (CtlFixture   *fixture,
                          gconstpointer data)
{
  g_autoptr (GSubprocess) process = NULL;

  use_private_server (fixture);
  process = spawn (fixture, "post new Stones");
  while (!catches (process, SIGINT))
    ;
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  ctl_get_id (fixture, "post new Stones");
  await_stopped (fixture);
}

/* What psql is given and what becomes of it is its own, whichever way it ends. */
static void
assert_psql (CtlFixture *fixture,
             const char *words,
             int         status,
             const char *output)
{
  g_autofree char *command = g_strconcat ("psql ", words, NULL);
  g_autoptr (CtlRun) run = ctl_run (fixture, "SELECT 'from input'\n", -1, command);

  g_test_message ("%s: %s", command, run->error);
  g_assert_cmpstr (run->output, ==, output);
  g_assert_cmpint (run->status, ==, status);
}

static void
test_psql (CtlFixture   *fixture,
           gconstpointer data)
{
  ctl_get_id (fixture, "post new Stones");
  assert_psql (fixture, "-XAtc 'SELECT id, title FROM post'", 0, "1|Stones\n");
  assert_psql (fixture, "-X -A -t", 0, "from input\n");
  assert_psql (fixture, "-- -XAtc 'SELECT current_user'", 0, "galley\n");
  assert_psql (fixture, "-XAt -v word=yes -c 'SELECT 2' -- template1", 0, "2\n");
  assert_psql (fixture, "-X -f nowhere", 1, "");
  assert_psql (fixture, "-X -v ON_ERROR_STOP=1 -f /dev/null", 0, "");
  ctl_write (fixture, "wrong.sql", "SELECT nothing;", -1);
  assert_psql (fixture, "-X -v ON_ERROR_STOP=1 -f wrong.sql", 3, "");
  ctl_fail (fixture, 2, NULL, 0, "psql --json", "psql prints no JSON");
  ctl_fail (fixture, 2, NULL, 0, "--json psql -c 'SELECT 1'", "psql prints no JSON");
}

/* psql on the private server, as root too; what it changes is the business of triggers. */
static void
test_psql_private (CtlFixture   *fixture,
                   gconstpointer data)
{
  use_private_server (fixture);
  ctl_get_id (fixture, "post new Stones");
  assert_psql (fixture, "-XAtc 'SELECT current_database(), current_user'", 0, "galley|galley\n");
  assert_psql (fixture, "-XAtqc \"UPDATE post_development SET section_headings = 'One' WHERE post_id = 1\"", 0, "");
  ctl_assert_output (fixture, "section list 1", "ID  Place  Heading  Status  Words\n"
                                                " 1      1  One      draft       0\n");
  assert_psql (fixture, "-XAtc '\\! psql -XAtc \"SELECT title FROM post\"'", 0, "Stones\n");
  await_stopped (fixture);
}

static gboolean
is_in_psql (CtlFixture *fixture)
{
  g_autofree char *n = fixture_sql (fixture->database, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'psql' "
                                                       "AND wait_event = 'PgSleep'");

  return g_strcmp0 (n, "0") != 0;
}

/* Who ends galleyctl ends psql, and not before Galley has left the server; who presses Ctrl+C means psql. */
static void
test_psql_ended (CtlFixture   *fixture,
                 gconstpointer data)
{
  g_autoptr (GSubprocess) process = spawn (fixture, "psql -X -c 'SELECT pg_sleep(600)'");

  while (!is_in_psql (fixture))
    ;
  g_assert_false (catches (process, SIGINT));
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 128 + SIGTERM);
}

static void
test_psql_missing (CtlFixture   *fixture,
                   gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = ctl_launcher (fixture, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *initdb = ctl_path (fixture, "initdb");
  g_autofree char *postgres = ctl_path (fixture, "postgres");
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *error_output = NULL;
  g_autoptr (GError) error = NULL;

  ctl_write (fixture, "initdb", "#!/bin/sh\n", -1);
  ctl_write (fixture, "postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) 15.1'\n", -1);
  g_assert_no_errno (chmod (initdb, 0755));
  g_assert_no_errno (chmod (postgres, 0755));
  g_subprocess_launcher_setenv (launcher, "PATH", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "GALLEY_PG_BINDIR", fixture->folder, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, GALLEYCTL, "psql", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &error_output, NULL);
  g_assert_nonnull (strstr (error_output, "The program psql is not installed. Install it"));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
}

static void
add (void)
{
  ctl_add ("/ctl/process/interrupted/query", test_interrupted_query);
  ctl_add ("/ctl/process/interrupted/input", test_interrupted_input);
  ctl_add ("/ctl/process/broken-pipe", test_broken_pipe);
  ctl_add ("/ctl/process/full-disk", test_full_disk);
  ctl_add ("/ctl/private/nothing-set-up", test_private);
  ctl_add ("/ctl/private/shared", test_private_shared);
  ctl_add ("/ctl/private/interrupted", test_private_interrupted);
  ctl_add ("/ctl/psql/arguments", test_psql);
  ctl_add ("/ctl/psql/private", test_psql_private);
  ctl_add ("/ctl/psql/ended", test_psql_ended);
  ctl_add ("/ctl/psql/missing", test_psql_missing);
}

int
main (int   argc,
      char *argv[])
{
  return ctl_main (argc, argv, add);
}
