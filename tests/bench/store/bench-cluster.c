/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the private server costs: one figure a line. */

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-bench.h"
#include "galley-cluster-process.h"
#include "galley-cluster-programs.h"
#include "galley-connection.h"
#include "galley-context.h"
#include "galley-test-util.h"

#define N_FIRST_STARTS 5
#define N_LATER_STARTS 20
#define IDLE_SECONDS   60

static char *folder; /* the whole home of this program */

static void
print_times (const char *name, const char *target, double *times, guint n_times)
{
  double median = galley_bench_median (times, n_times);

  galley_bench_print (name, target, "%.1f ms (%.1f to %.1f in %u runs)", median, times[0], times[n_times - 1], n_times);
}

static int
remove_cb (const char *path, const struct stat *status, int type, struct FTW *walk)
{
  return remove (path);
}

/* The next run makes everything anew.  What this one made is not deleted yet: ext4 goes out of the way of files that were deleted just now,
 * which takes longer than all the rest. */
static void
put_data_aside (void)
{
  static guint     n_runs;
  g_autofree char *data = g_build_filename (folder, "data", "galley", NULL);
  g_autofree char *aside = g_strdup_printf ("%s-%u", data, n_runs++);

  if (rename (data, aside) != 0)
    g_error ("%s: %s", data, g_strerror (errno));
}

static void
open_cluster (GalleyCluster *cluster)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_open_async (cluster, NULL, galley_test_result_cb, &result);
  if (!galley_cluster_open_finish (cluster, galley_test_await (&result), &error))
    g_error ("%s", error->message);
}

static void
close_cluster (GalleyCluster *cluster)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_cluster_close_async (cluster, NULL, galley_test_result_cb, &result);
  galley_cluster_close_finish (cluster, galley_test_await (&result), NULL);
}

static GalleyConnection *
query (GalleyCluster *cluster)
{
  GalleyConnection *connection = galley_connection_new (galley_cluster_get_conninfo (cluster));
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT 1", GALLEY_STATEMENT_READ);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) executed = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &opened);
  if (!galley_connection_open_finish (connection, galley_test_await (&opened), &error))
    g_error ("%s", error->message);
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &executed);
  rows = galley_connection_execute_finish (connection, galley_test_await (&executed), &error);
  if (rows == NULL)
    g_error ("%s", error->message);
  return connection;
}

/* The yardstick: what PostgreSQL's own program takes to make a cluster, on this machine and at this moment. */
static void
measure_initdb (void)
{
  g_autoptr (GalleyClusterPrograms) programs = galley_cluster_programs_find (0, NULL);
  g_autoptr (GalleyClusterUser) user = galley_cluster_user_new (geteuid (), NULL);
  g_autofree char     *work_folder = g_build_filename (folder, "initdb", NULL);
  GalleyClusterProcess process = { .user = user, .program_folder = programs->folder, .work_folder = work_folder, .lock = STDIN_FILENO };
  double               times[N_FIRST_STARTS];

  if (mkdir (work_folder, 0700) != 0 || chown (work_folder, user->uid, user->gid) != 0)
    g_error ("%s: %s", work_folder, g_strerror (errno));
  for (guint i = 0; i < N_FIRST_STARTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      const char      *arguments[] = { "initdb", "-D", name, "--encoding=UTF8", "--locale=C.UTF-8", NULL };
      g_autoptr (GError) error = NULL;
      double start = galley_bench_now ();

      if (!galley_cluster_process_run (&process, arguments, NULL, NULL, &error))
        g_error ("%s", error->message);
      times[i] = galley_bench_now () - start;
    }
  print_times ("bare initdb", "none, the yardstick", times, N_FIRST_STARTS);
}

static void
measure_first_start (void)
{
  double times[N_FIRST_STARTS];

  for (guint i = 0; i < N_FIRST_STARTS; i++)
    {
      g_autoptr (GalleyCluster) cluster = galley_cluster_new (NULL, NULL);
      g_autoptr (GalleyConnection) connection = NULL;
      double start = galley_bench_now ();

      open_cluster (cluster);
      connection = query (cluster);
      times[i] = galley_bench_now () - start;
      galley_connection_close (connection);
      close_cluster (cluster);
      put_data_aside ();
    }
  print_times ("first start to first query, without schema", "under 900 ms", times, N_FIRST_STARTS);
}

static void
measure_first_start_with_schema (void)
{
  double times[N_FIRST_STARTS];

  for (guint i = 0; i < N_FIRST_STARTS; i++)
    {
      g_autoptr (GalleyContext) context = galley_context_new (NULL);
      g_autoptr (GAsyncResult) opened = NULL;
      g_autoptr (GAsyncResult) closed = NULL;
      g_autoptr (GError) error = NULL;
      double start = galley_bench_now ();

      galley_context_open_async (context, NULL, galley_test_result_cb, &opened);
      if (!galley_context_open_finish (context, galley_test_await (&opened), &error))
        g_error ("%s", error->message);
      times[i] = galley_bench_now () - start;
      galley_context_close_async (context, NULL, galley_test_result_cb, &closed);
      galley_context_close_finish (context, galley_test_await (&closed), NULL);
      put_data_aside ();
    }
  print_times ("first start with schema", "under 1500 ms", times, N_FIRST_STARTS);
}

static void
measure_later_starts (GalleyCluster *cluster)
{
  double starts[N_LATER_STARTS];
  double stops[N_LATER_STARTS];

  for (guint i = 0; i < N_LATER_STARTS; i++)
    {
      g_autoptr (GalleyConnection) connection = NULL;
      double start = galley_bench_now ();

      open_cluster (cluster);
      connection = query (cluster);
      starts[i] = galley_bench_now () - start;
      galley_connection_close (connection);
      start = galley_bench_now ();
      close_cluster (cluster);
      stops[i] = galley_bench_now () - start;
    }
  print_times ("later start to first query", "under 60 ms", starts, N_LATER_STARTS);
  print_times ("stop", "under 50 ms", stops, N_LATER_STARTS);
}

/* The number after @key in a file of /proc; 0 when the process is gone. */
static guint64
read_number (int pid, const char *file, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, file);
  g_autofree char *text = NULL;
  const char      *found;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  found = strstr (text, key);
  return found != NULL ? g_ascii_strtoull (found + strlen (key) + strspn (found + strlen (key), ": \t"), NULL, 10) : 0;
}

static int
get_parent (int pid)
{
  return (int)read_number (pid, "status", "\nPPid");
}

/* The supervisor and all below it. */
static GArray *
list_processes (void)
{
  g_autofree char *path = g_build_filename (folder, "data", "galley", "pg", NULL);
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  GArray     *found = g_array_new (FALSE, FALSE, sizeof (int));
  const char *name;

  while ((name = g_dir_read_name (processes)) != NULL)
    {
      int              pid = atoi (name);
      g_autofree char *link = g_strdup_printf ("/proc/%d/cwd", pid);
      g_autofree char *place = pid > 0 ? g_file_read_link (link, NULL) : NULL;

      if (place != NULL && g_str_has_prefix (place, path) && pid != getpid () && get_parent (pid) != getpid ())
        g_array_append_val (found, pid);
    }
  return found;
}

static void
print_memory (const char *name)
{
  g_autoptr (GArray) processes = list_processes ();
  guint64 pss = 0;

  for (guint i = 0; i < processes->len; i++)
    pss += read_number (g_array_index (processes, int, i), "smaps_rollup", "\nPss");
  galley_bench_print (name, "under 20 MB", "%.1f MB in %u processes", (double)pss / 1024.0, processes->len);
}

static guint64
count_wakeups (void)
{
  g_autoptr (GArray) processes = list_processes ();
  guint64 n = 0;

  for (guint i = 0; i < processes->len; i++)
    n += read_number (g_array_index (processes, int, i), "status", "\nvoluntary_ctxt_switches");
  return n;
}

static void
measure_idle (GalleyCluster *cluster)
{
  g_autoptr (GalleyConnection) connection = NULL;
  guint64 before;

  open_cluster (cluster);
  print_memory ("idle memory (PSS)");
  connection = query (cluster);
  print_memory ("idle memory (PSS) with a connection");
  before = count_wakeups ();
  g_usleep (IDLE_SECONDS * G_USEC_PER_SEC);
  galley_bench_print ("idle wake-ups with a connection", "under 60 a minute", "%.0f a minute",
                      (double)(count_wakeups () - before) * 60 / IDLE_SECONDS);
  galley_connection_close (connection);
  close_cluster (cluster);
}

int
main (void)
{
  g_autofree char *data = NULL;
  g_autofree char *runtime = NULL;
  g_autoptr (GalleyCluster) cluster = NULL;

  folder = g_build_filename (g_get_tmp_dir (), "galley-bench-XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0711) == NULL)
    g_error ("%s cannot be made", folder);
  data = g_build_filename (folder, "data", NULL);
  runtime = g_build_filename (folder, "run", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);

  measure_initdb ();
  measure_first_start ();
  measure_first_start_with_schema ();
  cluster = galley_cluster_new (NULL, NULL);
  open_cluster (cluster);
  close_cluster (cluster);
  measure_later_starts (cluster);
  measure_idle (cluster);
  nftw (folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_free (folder);
  return 0;
}
