/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "store-fixture"

#include "store-fixture.h"

#include "galley-migration.h"
#include "galley-test-util.h"

static GalleyTestCluster *cluster;
static guint              n_databases;
static char *template; /* name of a database with Galley's schema */

/* Starts the server of this program. */
void
fixture_start (void)
{
  cluster = galley_test_cluster_new ();
  n_databases = 0;
}

/* Stops it. */
void
fixture_stop (void)
{
  g_clear_pointer (&template, g_free);
  g_clear_pointer (&cluster, galley_test_cluster_free);
}

/* The server, for tests that stop it. */
GalleyTestCluster *
fixture_get_cluster (void)
{
  return cluster;
}

/* Makes an empty database that the role “galley” owns; @options go into CREATE DATABASE.  Returns its name. */
char *
fixture_make_database (const char *options)
{
  char            *name = g_strdup_printf ("case_%u", ++n_databases);
  g_autofree char *nothing = NULL;

  nothing = fixture_sql ("postgres", "CREATE DATABASE %s OWNER galley %s", name, options ? options : "");
  return name;
}

/* How to connect to a database; @role may be NULL for its owner. */
char *
fixture_dup_conninfo (const char *database,
                      const char *role)
{
  return galley_test_cluster_dup_conninfo_for (cluster, role ? role : "galley", database);
}

static void
make_template (void)
{
  g_autofree char *conninfo = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  template = fixture_make_database (NULL);
  conninfo = fixture_dup_conninfo (template, NULL);
  galley_migration_run_async (conninfo, FALSE, NULL, galley_test_result_cb, &result);
  names = galley_migration_run_finish (galley_test_await (&result), &error);
  g_assert_no_error (error);
}

/* Makes a database with Galley's schema, installed once and copied for every case; returns its name. */
char *
fixture_make_galley (void)
{
  g_autofree char *options = NULL;

  if (template == NULL)
    make_template ();

  options = g_strconcat ("TEMPLATE ", template, NULL);
  return fixture_make_database (options);
}

/* Executes something that is expected to work. */
GalleyResult *
fixture_execute (GalleyConnection *connection,
                 const char       *sql)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (sql, GALLEY_STATEMENT_READ);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GalleyResult *rows;

  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);

  return rows;
}

char *
fixture_sql (const char *database,
             const char *format,
             ...)
{
  g_autofree char *conninfo = fixture_dup_conninfo (database, "postgres");
  g_autoptr (GalleyConnection) connection = fixture_connect (conninfo);
  g_autoptr (GalleyResult) rows = NULL;
  g_autofree char *sql = NULL;
  GString         *text = g_string_new (NULL);
  va_list          arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  rows = fixture_execute (connection, sql);
  for (guint row = 0; row < galley_result_get_n_rows (rows); row++)
    {
      const char *value = galley_result_get_text (rows, row, 0);

      g_string_append_printf (text, "%s%s", row > 0 ? "\n" : "", value ? value : "");
    }
  galley_connection_close (connection);

  return g_string_free (text, FALSE);
}

/* Connects; the connection is open. */
GalleyConnection *
fixture_connect (const char *conninfo)
{
  GalleyConnection *connection = galley_connection_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
  galley_connection_open_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);

  return connection;
}

/* Opens a context on a database with Galley's schema. */
GalleyContext *
fixture_open_context (const char *conninfo)
{
  GalleyContext *context = galley_context_new (conninfo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_context_open_async (context, NULL, galley_test_result_cb, &result);
  galley_context_open_finish (context, galley_test_await (&result), &error);
  g_assert_no_error (error);

  return context;
}

/* Closes a context, which nobody else holds. */
void
fixture_close_context (GalleyContext *context)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_context_close_async (context, NULL, galley_test_result_cb, &result);
  galley_context_close_finish (context, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);

  g_assert_finalize_object (context);
}
