/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "ctl-fixture"

#include "ctl-fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>

/* What the tests of galleyctl share: the program that was built, run from outside as a person or a script runs it, on a database
 * of its own for each case. */

static void
set_up (CtlFixture   *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->database = fixture_make_galley ();
  fixture->conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->folder = g_dir_make_tmp ("galley-ctl-XXXXXX", &error);
  g_assert_no_error (error);
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                type,
           struct FTW        *walk)
{
  return remove (path);
}

static void
tear_down (CtlFixture   *fixture,
           gconstpointer data)
{
  g_assert_no_errno (nftw (fixture->folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS));
  g_free (fixture->database);
  g_free (fixture->conninfo);
  g_free (fixture->folder);
}

void
ctl_add (const char *path,
         CtlTest     test)
{
  g_test_add (path, CtlFixture, NULL, set_up, test, tear_down);
}

int
ctl_main (int   argc,
          char *argv[],
          void (*add) (void))
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add ();
  fixture_start ();
  status = g_test_run ();
  fixture_stop ();
  return status;
}

/* Nothing of this machine's user is seen or touched. */
GSubprocessLauncher *
ctl_launcher (CtlFixture      *fixture,
              GSubprocessFlags flags)
{
  GSubprocessLauncher     *launcher = g_subprocess_launcher_new (flags);
  static const char *const folders[] = { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                         "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    g_subprocess_launcher_setenv (launcher, folders[i], fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "TZ", "UTC", TRUE);
  g_subprocess_launcher_setenv (launcher, "GALLEY_DATABASE", fixture->conninfo, TRUE);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  return launcher;
}

static char *
dup_text (GBytes *bytes)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 0 ? g_strndup (data, length) : g_strdup ("");
}

static CtlRun *
finish (GSubprocess *process,
        const char  *input,
        gssize       length)
{
  g_autoptr (GBytes) stdin_bytes = g_bytes_new (input, length < 0 ? strlen (input) : (gsize)length);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) errors = NULL;
  g_autoptr (GError) error = NULL;
  CtlRun *run = g_new0 (CtlRun, 1);

  g_subprocess_communicate (process, stdin_bytes, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, NULL);
  run->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  run->output = dup_text (output);
  run->error = dup_text (errors);
  return run;
}

CtlRun *
ctl_run_words (CtlFixture        *fixture,
               const char        *input,
               gssize             length,
               const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher = ctl_launcher (
    fixture, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer)GALLEYCTL);
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer)*words);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  return finish (process, input != NULL ? input : "", input != NULL ? length : 0);
}

CtlRun *
ctl_run (CtlFixture *fixture,
         const char *input,
         gssize      length,
         const char *words)
{
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;

  if (*words == '\0')
    return ctl_run_words (fixture, input, length, (const char *const[]){ NULL });
  g_shell_parse_argv (words, NULL, &argv, &error);
  g_assert_no_error (error);
  return ctl_run_words (fixture, input, length, (const char *const *)argv);
}

void
ctl_run_free (CtlRun *run)
{
  g_free (run->output);
  g_free (run->error);
  g_free (run);
}

char *
ctl_get_with (CtlFixture *fixture,
              const char *input,
              const char *words)
{
  g_autoptr (CtlRun) run = ctl_run (fixture, input, -1, words);

  if (run->status != 0 || *run->error != '\0')
    g_error ("galleyctl %s: status %d, %s", words, run->status, run->error);
  return g_steal_pointer (&run->output);
}

char *
ctl_get (CtlFixture *fixture,
         const char *words)
{
  return ctl_get_with (fixture, NULL, words);
}

JsonNode *
ctl_get_json (CtlFixture *fixture,
              const char *words)
{
  g_autofree char *command = g_strconcat ("--json ", words, NULL);
  g_autofree char *output = ctl_get (fixture, command);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (output, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (output, "\n"));
  return node;
}

gint64
ctl_get_id (CtlFixture *fixture,
            const char *words)
{
  g_autofree char *output = ctl_get (fixture, words);
  g_autofree char *again = NULL;
  gint64           id = g_ascii_strtoll (output, NULL, 10);

  again = g_strdup_printf ("%" G_GINT64_FORMAT "\n", id);
  g_assert_cmpstr (output, ==, again);
  g_assert_cmpint (id, >, 0);
  return id;
}

/* Of everything in the tables of the blog system. */
char *
ctl_digest (CtlFixture *fixture)
{
  return fixture_sql (fixture->database, "SELECT md5(schema_to_xml('public', true, false, '')::text)");
}

void
ctl_fail (CtlFixture *fixture,
          int         status,
          const char *input,
          gssize      length,
          const char *words,
          const char *part)
{
  g_autofree char *before = ctl_digest (fixture);
  g_autoptr (CtlRun) run = ctl_run (fixture, input, length, words);
  g_autofree char *after = ctl_digest (fixture);

  g_test_message ("galleyctl %s: %s", words, run->error);
  g_assert_cmpstr (run->output, ==, "");
  g_assert_true (g_str_has_prefix (run->error, "galleyctl: "));
  if (strchr (run->error, '\n') != run->error + strlen (run->error) - 1)
    g_error ("“%s” is not one line", run->error);
  if (strstr (run->error, part) == NULL)
    g_error ("“%s” does not say “%s”", run->error, part);
  g_assert_cmpint (run->status, ==, status);
  g_assert_cmpstr (after, ==, before);
}

char *
ctl_path (CtlFixture *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
ctl_write (CtlFixture *fixture,
           const char *name,
           const char *data,
           gssize      length)
{
  g_autofree char *path = ctl_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error);
  g_assert_no_error (error);
}

/* A file “huge” of 100 MB. */
void
ctl_write_huge (CtlFixture *fixture)
{
  gsize            length = 100 * 1024 * 1024;
  g_autofree char *data = g_malloc (length);

  memset (data, 'x', length);
  ctl_write (fixture, "huge", data, (gssize)length);
}

char *
ctl_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}
