/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-test-workspace"

#include "galley-test-workspace.h"

#include "galley-migration.h"
#include "galley-test-util.h"

struct _GalleyTestWorkspace
{
  char            *database;  /* (owned): its name */
  char            *conninfo;  /* (owned) */
  GalleyContext   *context;   /* (owned) */
  GalleyWorkspace *workspace; /* (owned) */
};

/* One server a program: making one takes a second, a database on it hardly anything. */
static GalleyTestCluster *cluster;
static guint              n_databases;

static char *
run_sql (const char *database,
         const char *sql)
{
  g_autofree char *conninfo = galley_test_cluster_dup_conninfo_for (cluster, "postgres", database);
  const char      *words[] = { "psql", conninfo, "-XqAt", "-v", "ON_ERROR_STOP=1", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, sql, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("psql refused: %s", sql);
  return g_strchomp (output);
}

/* The database “galley” gets the schema, and is then what those of the cases are copied from. */
static void
start_server (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  cluster = galley_test_cluster_new ();
  galley_migration_run_async (galley_test_cluster_get_conninfo (cluster), FALSE, NULL, galley_test_result_cb, &result);
  names = galley_migration_run_finish (galley_test_await (&result), &error);
  g_assert_no_error (error);
}

/**
 * galley_test_workspace_new:
 *
 * Makes an empty database with Galley's schema on a throw-away server, and opens it.
 *
 * Returns: (transfer full): the workspace
 */
GalleyTestWorkspace *
galley_test_workspace_new (void)
{
  GalleyTestWorkspace *self = g_new0 (GalleyTestWorkspace, 1);
  g_autofree char     *create = NULL;
  g_autofree char     *nothing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  if (cluster == NULL)
    start_server ();
  self->database = g_strdup_printf ("case_%u", ++n_databases);
  create = g_strdup_printf ("CREATE DATABASE %s OWNER galley TEMPLATE galley", self->database);
  nothing = run_sql ("postgres", create);

  self->conninfo = galley_test_cluster_dup_conninfo_for (cluster, "galley", self->database);
  self->context = galley_context_new (self->conninfo);
  galley_context_open_async (self->context, NULL, galley_test_result_cb, &result);
  galley_context_open_finish (self->context, galley_test_await (&result), &error);
  g_assert_no_error (error);
  self->workspace = galley_workspace_new (self->context);
  galley_workspace_open_async (self->workspace, NULL, galley_test_result_cb, &opened);
  galley_workspace_open_finish (self->workspace, galley_test_await (&opened), &error);
  g_assert_no_error (error);
  return self;
}

static void
forget_workspace_cb (gpointer user_data,
                     GObject *where_it_was)
{
  *(gboolean *)user_data = TRUE;
}

/**
 * galley_test_workspace_free:
 * @self: (transfer full): a workspace
 *
 * Closes the database, and fails the test when anything still holds the workspace.
 */
void
galley_test_workspace_free (GalleyTestWorkspace *self)
{
  gboolean gone = FALSE;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_object_weak_ref (G_OBJECT (self->workspace), forget_workspace_cb, &gone);
  g_object_unref (self->workspace);
  galley_test_until (gone);

  galley_context_close_async (self->context, NULL, galley_test_result_cb, &result);
  galley_context_close_finish (self->context, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&self->context);
  g_free (self->database);
  g_free (self->conninfo);
  g_free (self);
}

/**
 * galley_test_workspace_stop_server:
 *
 * Ends the server of this program: to be called after g_test_run().  A program that dies before that leaves none, either.
 */
void
galley_test_workspace_stop_server (void)
{
  g_clear_pointer (&cluster, galley_test_cluster_free);
}

/**
 * galley_test_workspace_get_cluster:
 * @self: a workspace
 *
 * Returns: (transfer none): the server, which all workspaces of the program share
 */
GalleyTestCluster *
galley_test_workspace_get_cluster (GalleyTestWorkspace *self)
{
  return cluster;
}

/**
 * galley_test_workspace_get_conninfo:
 * @self: a workspace
 *
 * Returns: (transfer none): how to connect to its database
 */
const char *
galley_test_workspace_get_conninfo (GalleyTestWorkspace *self)
{
  return self->conninfo;
}

/**
 * galley_test_workspace_get_workspace:
 * @self: a workspace
 *
 * Returns: (transfer none): what to hand to widgets
 */
GalleyWorkspace *
galley_test_workspace_get_workspace (GalleyTestWorkspace *self)
{
  return self->workspace;
}

/**
 * galley_test_workspace_get_context:
 * @self: a workspace
 *
 * Returns: (transfer none): the database and its stores
 */
GalleyContext *
galley_test_workspace_get_context (GalleyTestWorkspace *self)
{
  return self->context;
}

/**
 * galley_test_workspace_get_post:
 * @self: a workspace
 * @post_id: the id of a post in it
 *
 * Returns: (transfer full): the post
 */
GalleyPost *
galley_test_workspace_get_post (GalleyTestWorkspace *self,
                                int                  post_id)
{
  GalleyPostStore *store = galley_context_get_post_store (self->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GalleyPost *post;

  galley_post_store_get_async (store, post_id, NULL, galley_test_result_cb, &result);
  post = galley_post_store_get_finish (store, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return post;
}

static GalleyPost *
import (GalleyTestWorkspace *self,
        const char          *document)
{
  GalleyPostStore *store = galley_context_get_post_store (self->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int post_id;

  galley_post_store_import_async (store, document, NULL, galley_test_result_cb, &result);
  post_id = galley_post_store_import_finish (store, galley_test_await (&result), &error);
  g_assert_no_error (error);
  return galley_test_workspace_get_post (self, post_id);
}

/**
 * galley_test_workspace_add_sample:
 * @self: a workspace
 *
 * Adds the sample post of `data/samples`: seven sections, most with a text, and with facts, ideas and themes.
 *
 * Returns: (transfer full): the post
 */
GalleyPost *
galley_test_workspace_add_sample (GalleyTestWorkspace *self)
{
  g_autofree char *document = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (GALLEY_TEST_SAMPLES "/sourdough.json", &document, NULL, &error);
  g_assert_no_error (error);
  return import (self, document);
}

/**
 * galley_test_workspace_add_post:
 * @self: a workspace
 * @title: (not nullable): a title without a quotation mark
 * @n_sections: how many sections it gets: “Section 1”, “Section 2”, …
 *
 * Adds a post of any length, whose sections are empty.
 *
 * Returns: (transfer full): the post
 */
GalleyPost *
galley_test_workspace_add_post (GalleyTestWorkspace *self,
                                const char          *title,
                                guint                n_sections)
{
  g_autoptr (GString) document = g_string_new (NULL);

  g_string_append_printf (document, "{\"format\": \"galley-post\", \"version\": 1, \"post\": {\"title\": \"%s\"}, \"sections\": [", title);
  for (guint index = 0; index < n_sections; index++)
    g_string_append_printf (document, "%s{\"heading\": \"Section %u\"}", index > 0 ? ", " : "", index + 1);
  g_string_append (document, "]}");
  return import (self, document->str);
}

/**
 * galley_test_workspace_sql:
 * @self: a workspace
 * @format: commands, as for printf()
 * @...: what goes into them
 *
 * Has the superuser execute commands in the database, from outside of the program: another writer, or a look at what is stored.
 *
 * Returns: (transfer full): what they returned, a line a row, columns separated by `|`
 */
char *
galley_test_workspace_sql (GalleyTestWorkspace *self,
                           const char          *format,
                           ...)
{
  g_autofree char *sql = NULL;
  va_list          arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return run_sql (self->database, sql);
}
