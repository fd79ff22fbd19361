/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the stores cost: making the schema, opening, and taking over many rows without holding the main loop up. */

#include <ftw.h>
#include <stdio.h>

#include "galley-bench.h"
#include "galley-connection.h"
#include "galley-context.h"
#include "galley-migration.h"
#include "galley-test-cluster.h"
#include "galley-test-util.h"

#define N_ROUNDS     15
#define N_MIGRATIONS 7

static void
fail_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
execute (const char *conninfo,
         const char *sql)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (conninfo);
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, GALLEY_STATEMENT_READ);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) executed = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &opened);
  galley_connection_open_finish (connection, galley_test_await (&opened), &error);
  fail_on (error);
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &executed);
  rows = galley_connection_execute_finish (connection, galley_test_await (&executed), &error);
  fail_on (error);
  galley_connection_close (connection);
}

static void
migrate (const char *conninfo)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  galley_migration_run_async (conninfo, FALSE, NULL, galley_test_result_cb, &result);
  names = galley_migration_run_finish (galley_test_await (&result), &error);
  fail_on (error);
}

static void
measure_migration (GalleyTestCluster *cluster)
{
  g_autofree char *superuser = galley_test_cluster_dup_conninfo_for (cluster, "postgres", "postgres");
  double           times[N_MIGRATIONS];
  double           again[N_MIGRATIONS];

  for (guint i = 0; i < N_MIGRATIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("empty_%u", i);
      g_autofree char *create = g_strdup_printf ("CREATE DATABASE %s OWNER galley", name);
      g_autofree char *conninfo = galley_test_cluster_dup_conninfo_for (cluster, "galley", name);
      double           begin;

      execute (superuser, create);
      begin = galley_bench_now ();
      migrate (conninfo);
      times[i] = galley_bench_now () - begin;
      begin = galley_bench_now ();
      migrate (conninfo);
      again[i] = galley_bench_now () - begin;
    }

  galley_bench_print ("the whole schema on an empty database", "less than 400 ms", "median %.0f ms", galley_bench_median (times, N_MIGRATIONS));
  galley_bench_print ("finding it up to date", "-", "median %.1f ms", galley_bench_median (again, N_MIGRATIONS));
}

static GalleyContext *
open_context (const char *conninfo)
{
  GalleyContext *context = galley_context_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_context_open_async (context, NULL, galley_test_result_cb, &result);
  galley_context_open_finish (context, galley_test_await (&result), &error);
  fail_on (error);

  return context;
}

static void
close_context (GalleyContext *context)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_context_close_async (context, NULL, galley_test_result_cb, &result);
  galley_context_close_finish (context, galley_test_await (&result), &error);
  fail_on (error);
  g_object_unref (context);
}

static GListModel *
list_posts (GalleyContext *context)
{
  GalleyPostStore *store = galley_context_get_post_store (context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *posts;

  galley_post_store_list_async (store, NULL, galley_test_result_cb, &result);
  posts = galley_post_store_list_finish (store, galley_test_await (&result), &error);
  fail_on (error);

  return posts;
}

static GListModel *
list_sections (GalleyContext *context)
{
  GalleySectionStore *store = galley_context_get_section_store (context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *sections;

  galley_section_store_list_async (store, 1, NULL, galley_test_result_cb, &result);
  sections = galley_section_store_list_finish (store, galley_test_await (&result), &error);
  fail_on (error);

  return sections;
}

static void
ask_first (GalleyContext *context)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new ("ping");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  galley_database_execute_async (galley_context_get_database (context), statement, NULL, galley_test_result_cb, &result);
  rows = galley_database_execute_finish (galley_context_get_database (context), galley_test_await (&result), &error);
  fail_on (error);
}

/* From nothing to the first answer, as for a program that is just started.  @conninfo is NULL for the private server, which is started each
 * time, and the first time made. */
static void
measure_opening (const char *what,
                 const char *target,
                 const char *conninfo)
{
  double times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double         begin = galley_bench_now ();
      GalleyContext *context = open_context (conninfo);

      ask_first (context);
      times[i] = galley_bench_now () - begin;
      close_context (context);
    }

  if (conninfo == NULL)
    galley_bench_print ("the first start of the private server, to the first answer", "less than 1500 ms", "%.0f ms", times[0]);
  galley_bench_print (what, target, "median %.1f ms", galley_bench_median (times + 1, N_ROUNDS - 1));
}

static void
measure_list (const char    *what,
              GalleyContext *context,
              GListModel *(*list) (GalleyContext *context))
{
  double times[N_ROUNDS];
  double gaps[N_ROUNDS];
  double work[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GListModel) items = NULL;
      double begin;

      galley_bench_take_gap (&gaps[i], &work[i]);
      begin = galley_bench_now ();
      items = list (context);
      times[i] = galley_bench_now () - begin;
      galley_bench_take_gap (&gaps[i], &work[i]);
      g_assert_cmpuint (g_list_model_get_n_items (items), ==, 20000);
    }

  galley_bench_print (what, "gap less than 10 ms",
                      "median %.0f ms, longest gap of the main loop: median %.1f ms, worst %.1f ms; without what else the machine did: worst %.1f ms",
                      galley_bench_median (times, N_ROUNDS), galley_bench_median (gaps, N_ROUNDS), galley_bench_most (gaps, N_ROUNDS),
                      galley_bench_most (work, N_ROUNDS));
}

static void
measure_lists (GalleyTestCluster *cluster)
{
  const char    *conninfo = galley_test_cluster_get_conninfo (cluster);
  GalleyContext *context;

  migrate (conninfo);
  execute (conninfo,
           "INSERT INTO post (id, title, slug) SELECT n, 'Post ' || n, 'post-' || n FROM generate_series(1, 20000) AS n;"
           "SET galley.guard = 'on';"
           "INSERT INTO post_section (post_id, section_order, section_heading, draft)"
           " SELECT 1, n, 'Section ' || n, repeat('word ', 100) FROM generate_series(1, 20000) AS n;");
  measure_opening ("a context on a server that runs, to the first answer", "-", conninfo);

  context = open_context (conninfo);
  galley_bench_watch_gaps (NULL);
  measure_list ("a list of 20,000 posts", context, list_posts);
  measure_list ("a list of 20,000 sections of 500 bytes", context, list_sections);
  close_context (context);
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                type,
           struct FTW        *walk)
{
  return remove (path);
}

int
main (void)
{
  /* The private server of this program only; open to everybody who passes through, since root has another user run it. */
  char             folder[] = "/tmp/galley-bench-XXXXXX";
  g_autofree char *data = NULL;
  g_autofree char *runtime = NULL;
  g_autoptr (GalleyTestCluster) cluster = NULL;

  g_assert_nonnull (g_mkdtemp_full (folder, 0711));
  data = g_build_filename (folder, "data", NULL);
  runtime = g_build_filename (folder, "run", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_unsetenv ("GALLEY_DATABASE");
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  measure_opening ("a later start of the private server, to the first answer", "less than 60 ms", NULL);
  nftw (folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS);

  cluster = galley_test_cluster_new ();
  measure_migration (cluster);
  measure_lists (cluster);

  return 0;
}
