/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "database-fixture.h"

#include <string.h>

#include "galley-test-util.h"

static GalleyTestCluster *cluster;

int
fixture_run (const char *tables)
{
  int status;

  /* What is meant to fail in a process of its own needs no server. */
  if (g_test_subprocess ())
    return g_test_run ();

  cluster = galley_test_cluster_new ();
  galley_test_cluster_load_schema (cluster);
  if (tables != NULL)
    g_free (galley_test_cluster_psql (cluster, tables));
  status = g_test_run ();
  galley_test_cluster_free (cluster);

  return status;
}

GalleyTestCluster *
fixture_get_cluster (void)
{
  return cluster;
}

const char *
fixture_get_conninfo (void)
{
  return galley_test_cluster_get_conninfo (cluster);
}

GalleyDatabase *
fixture_new (const char *conninfo,
             guint       timeout)
{
  GalleyDatabase *database = galley_database_new (conninfo);

  galley_database_set_pause (database, 1, 20);
  galley_database_set_timeout (database, timeout);
  return database;
}

void
fixture_open (GalleyDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_database_open_async (database, NULL, galley_test_result_cb, &result);
  galley_database_open_finish (database, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTED);
}

GalleyDatabase *
fixture_open_cluster (void)
{
  GalleyDatabase *database = fixture_new (fixture_get_conninfo (), 30000);

  fixture_open (database);
  return database;
}

void
fixture_start (GalleyDatabase     *database,
               const char         *sql,
               GalleyStatementKind kind,
               GAsyncResult      **result)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, kind);

  galley_database_execute_async (database, statement, NULL, galley_test_result_cb, result);
}

GalleyResult *
fixture_execute (GalleyDatabase     *database,
                 const char         *sql,
                 GalleyStatementKind kind,
                 GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fixture_start (database, sql, kind, &result);
  return galley_database_execute_finish (database, galley_test_await (&result), error);
}

gint64
fixture_get_number (GalleyDatabase *database,
                    const char     *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = fixture_execute (database, sql, GALLEY_STATEMENT_READ, &error);

  g_assert_no_error (error);
  return galley_result_get_int (rows, 0, 0);
}

gint64
fixture_await_number (GalleyDatabase *database,
                      GAsyncResult  **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_database_execute_finish (database, galley_test_await (result), &error);

  g_assert_no_error (error);
  return galley_result_get_int (rows, 0, 0);
}

void
fixture_assert_fails (GalleyDatabase *database,
                      GAsyncResult  **result,
                      GalleyError     code,
                      const char     *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_database_execute_finish (database, galley_test_await (result), &error);

  g_assert_null (rows);
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
}

char *
fixture_psql (const char *format,
              ...)
{
  g_autofree char *sql = NULL;
  va_list          arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return galley_test_cluster_psql (cluster, sql);
}

void
fixture_assert_psql (const char *sql,
                     const char *expected)
{
  g_autofree char *output = fixture_psql ("%s", sql);

  g_assert_cmpstr (output, ==, expected);
}

void
fixture_terminate (gint64 pid)
{
  g_autofree char *output = fixture_psql ("SELECT pg_terminate_backend(%d)", (int)pid);
}

/* A process that is known to wait in a lock is one whose statement is under way. */
void
fixture_wait_for_lock (gint64 pid)
{
  gboolean waits = FALSE;

  while (!waits)
    {
      g_autofree char *output =
        fixture_psql ("SELECT count(*) FROM pg_stat_activity WHERE pid = %d AND wait_event_type = 'Lock'", (int)pid);

      waits = g_str_equal (output, "1");
    }
}

void
fixture_lock (FixtureLocked *locked,
              const char    *conninfo,
              guint          timeout)
{
  locked->database = fixture_new (conninfo, timeout);
  fixture_open (locked->database);
  locked->pid = fixture_get_number (locked->database, "SELECT pg_backend_pid()");
  locked->holder = fixture_open_cluster ();
  fixture_get_number (locked->holder, "SELECT 1 FROM pg_advisory_lock(1)");
}

void
fixture_unlock (FixtureLocked *locked)
{
  fixture_get_number (locked->holder, "SELECT pg_advisory_unlock(1)::int");
}

void
fixture_clear_locked (FixtureLocked *locked)
{
  g_clear_object (&locked->database);
  g_clear_object (&locked->holder);
}
