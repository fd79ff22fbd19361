/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the main loop costs a connection, and what a connection costs the main loop. */

#include <libpq-fe.h>
#include <string.h>

#include "galley-bench.h"
#include "galley-connection.h"
#include "galley-test-cluster.h"
#include "galley-test-util.h"

#define N_ROUNDS 20
#define N_TRIPS  1000
#define N_BULKS  15

static GalleyConnection *
connect_to (const char *conninfo)
{
  GalleyConnection *connection = galley_connection_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
  if (!galley_connection_open_finish (connection, galley_test_await (&result), &error))
    g_error ("%s", error->message);
  return connection;
}

/* Round trips */

typedef struct
{
  GMainLoop *loop;
  gboolean   named;
  guint      left;
} Trips;

static void trip_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
travel (GalleyConnection *connection,
        Trips            *trips)
{
  g_autoptr (GalleyStatement) statement = NULL;

  if (trips->named)
    statement = galley_statement_new ("ping");
  else
    {
      statement = galley_statement_new_for_sql ("SELECT $1::int", GALLEY_STATEMENT_READ);
      galley_statement_bind_int (statement, 1);
    }
  galley_connection_execute_async (connection, statement, NULL, trip_cb, trips);
}

static void
trip_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Trips *trips = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_connection_execute_finish (GALLEY_CONNECTION (source), result, &error);

  if (rows == NULL)
    g_error ("%s", error->message);
  if (--trips->left > 0)
    travel (GALLEY_CONNECTION (source), trips);
  else
    g_main_loop_quit (trips->loop);
}

static double
time_main_loop (GalleyConnection *connection,
                gboolean          named)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Trips  trips = { loop, named, N_TRIPS };
  double begin = galley_bench_now ();

  travel (connection, &trips);
  g_main_loop_run (loop);
  return (galley_bench_now () - begin) * 1000 / N_TRIPS;
}

static double
time_blocking (PGconn  *link,
               gboolean named)
{
  const char *value = "1";
  double      begin = galley_bench_now ();

  for (guint i = 0; i < N_TRIPS; i++)
    {
      PGresult *rows = named ? PQexecPrepared (link, "ping", 0, NULL, NULL, NULL, 0)
                             : PQexecParams (link, "SELECT $1::int", 1, NULL, &value, NULL, NULL, 0);

      g_assert_cmpint (PQresultStatus (rows), ==, PGRES_TUPLES_OK);
      PQclear (rows);
    }
  return (galley_bench_now () - begin) * 1000 / N_TRIPS;
}

/* In turns, so that whatever else the machine does hits both. */
static void
measure_round_trip (GalleyConnection *connection,
                    PGconn           *link,
                    gboolean          named)
{
  double main_loop[N_ROUNDS];
  double blocking[N_ROUNDS];
  double ratio[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      main_loop[i] = time_main_loop (connection, named);
      blocking[i] = time_blocking (link, named);
      ratio[i] = main_loop[i] / blocking[i];
    }
  galley_bench_print (named ? "round trip of a prepared statement, main loop / blocking libpq" : "round trip of a statement, main loop / blocking libpq",
                      "at most 2", "%.2f (%.1f µs / %.1f µs)", galley_bench_median (ratio, N_ROUNDS), galley_bench_median (main_loop, N_ROUNDS),
                      galley_bench_median (blocking, N_ROUNDS));
}

/* Gaps */

static void
execute (GalleyConnection *connection,
         GalleyStatement  *statement)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
  if (rows == NULL)
    g_error ("%s", error->message);
}

static gboolean
execute_large_cb (gpointer user_data)
{
  gpointer *parts = user_data;
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT length($1::text)", GALLEY_STATEMENT_READ);

  galley_statement_bind_shared (statement, parts[1]);
  galley_connection_execute_async (parts[0], statement, NULL, galley_test_result_cb, parts[2]);
  return G_SOURCE_REMOVE;
}

/* Started from the main loop, so that giving the statement to the connection counts, too. */
static void
send_large (GalleyConnection *connection,
            GBytes           *value)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  gpointer parts[] = { connection, value, &result };

  g_idle_add (execute_large_cb, parts);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), NULL);
  g_assert_nonnull (rows);
}

typedef struct
{
  double gaps[N_BULKS];
  double work[N_BULKS];
} Gaps;

static void
print_gaps (const char *what,
            Gaps       *gaps)
{
  double worst = galley_bench_most (gaps->gaps, N_BULKS);

  galley_bench_print (what, "less than 10 ms", "median %.1f ms, worst %.1f ms; without what else the machine did: worst %.1f ms",
                      galley_bench_median (gaps->gaps, N_BULKS), worst, galley_bench_most (gaps->work, N_BULKS));
}

static void
measure_rows (GalleyConnection *connection)
{
  g_autoptr (GalleyStatement) many = galley_statement_new_for_sql ("SELECT n, repeat('x', 500) FROM generate_series(1, 20000) AS n",
                                                                   GALLEY_STATEMENT_READ);
  Gaps gaps;

  for (guint i = 0; i < N_BULKS; i++)
    {
      galley_bench_take_gap (&gaps.gaps[i], &gaps.work[i]);
      execute (connection, many);
      galley_bench_take_gap (&gaps.gaps[i], &gaps.work[i]);
    }
  print_gaps ("longest gap of the main loop while 20,000 rows of 500 bytes arrive", &gaps);
}

static void
measure_parameter (GalleyConnection *connection)
{
  const gsize size = 8 * 1024 * 1024;
  g_autoptr (GBytes) value = g_bytes_new_take (g_strnfill (size, 'x'), size + 1);
  Gaps gaps;

  for (guint i = 0; i < N_BULKS; i++)
    {
      galley_bench_take_gap (&gaps.gaps[i], &gaps.work[i]);
      send_large (connection, value);
      galley_bench_take_gap (&gaps.gaps[i], &gaps.work[i]);
    }
  print_gaps ("longest gap of the main loop while a parameter of 8 MiB is sent", &gaps);
}

int
main (void)
{
  g_autoptr (GalleyTestCluster) cluster = galley_test_cluster_new ();
  g_autoptr (GalleyConnection) connection = connect_to (galley_test_cluster_get_conninfo (cluster));
  PGconn *link = PQconnectdb (galley_test_cluster_get_conninfo (cluster));

  g_assert_cmpint (PQstatus (link), ==, CONNECTION_OK);
  PQclear (PQprepare (link, "ping", "SELECT 1 AS one", 0, NULL));
  measure_round_trip (connection, link, FALSE);
  measure_round_trip (connection, link, TRUE);
  galley_bench_watch_gaps (NULL);
  measure_rows (connection);
  measure_parameter (connection);
  PQfinish (link);
  galley_connection_close (connection);
  return 0;
}
