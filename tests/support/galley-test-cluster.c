/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-test-cluster"

#include "galley-test-cluster.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>

#define SCRIPT GALLEY_TEST_SUPPORT "/throwaway-cluster"

struct _GalleyTestCluster
{
  GSubprocess *guard;    /* (owned): stops the server when this program ends, also if it crashes */
  char        *folder;   /* (owned): what throwaway-cluster was given */
  char        *data;     /* (owned): the data folder of the server */
  char        *socket;   /* (owned): the folder of its socket */
  char        *conninfo; /* (owned) */
  int          port;
};

/* Runs a program to its end, fails the test if it fails, and returns what it printed. */
static char *
run (const char *const *words,
     const char        *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *output = NULL;

  process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s %s failed", words[0], words[1]);
  return g_strchomp (output);
}

static char *
run_script (GalleyTestCluster *self,
            const char        *verb,
            const char        *argument)
{
  const char *words[] = { SCRIPT, verb, self->folder, argument, NULL };

  return run (words, NULL);
}

/**
 * galley_test_cluster_new:
 *
 * Makes a cluster in a temporary folder and starts its server.
 *
 * Returns: (transfer full): the cluster
 */
GalleyTestCluster *
galley_test_cluster_new (void)
{
  GalleyTestCluster *self = g_new0 (GalleyTestCluster, 1);
  g_autofree char   *top = NULL;
  g_autoptr (GError) error = NULL;

  top = g_dir_make_tmp ("galley-test-XXXXXX", &error);
  g_assert_no_error (error);
  /* The server may belong to another user, who has to get through. */
  g_assert_no_errno (chmod (top, 0711));
  self->folder = g_build_filename (top, "cluster", NULL);
  self->port = 5432;
  self->data = g_build_filename (self->folder, "data", NULL);
  self->socket = run_script (self, "start", NULL);
  self->conninfo = galley_test_cluster_dup_conninfo_for (self, "galley", "galley");
  self->guard = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, SCRIPT, "guard", self->folder, NULL);
  g_assert_no_error (error);
  return self;
}

/**
 * galley_test_cluster_free:
 * @self: (transfer full): a cluster
 *
 * Stops the server and removes every trace of it.
 */
void
galley_test_cluster_free (GalleyTestCluster *self)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->guard), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (self->guard, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (self->guard);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->socket);
  g_free (self->conninfo);
  g_free (self);
}

/**
 * galley_test_cluster_get_conninfo:
 * @self: a cluster
 *
 * Returns: (transfer none): how to connect to the database `galley` as its owner
 */
const char *
galley_test_cluster_get_conninfo (GalleyTestCluster *self)
{
  return self->conninfo;
}

/**
 * galley_test_cluster_dup_conninfo_for:
 * @self: a cluster
 * @user: a role; `postgres` is the superuser
 * @database: a database
 *
 * Returns: (transfer full): how to connect to that database as that role
 */
char *
galley_test_cluster_dup_conninfo_for (GalleyTestCluster *self,
                                      const char        *user,
                                      const char        *database)
{
  return g_strdup_printf ("host=%s port=%d user=%s dbname=%s", self->socket, self->port, user, database);
}

/**
 * galley_test_cluster_get_socket_folder:
 * @self: a cluster
 *
 * Returns: (transfer none): the folder with the server's socket
 */
const char *
galley_test_cluster_get_socket_folder (GalleyTestCluster *self)
{
  return self->socket;
}

/**
 * galley_test_cluster_get_data_folder:
 * @self: a cluster
 *
 * Returns: (transfer none): the server's data folder
 */
const char *
galley_test_cluster_get_data_folder (GalleyTestCluster *self)
{
  return self->data;
}

/**
 * galley_test_cluster_dup_user:
 * @self: a cluster
 *
 * Returns: (transfer full): the name of the user that the server runs as
 */
char *
galley_test_cluster_dup_user (GalleyTestCluster *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_OWNER_USER, G_FILE_QUERY_INFO_NONE, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_OWNER_USER));
}

/**
 * galley_test_cluster_get_pid:
 * @self: a cluster that runs
 *
 * Returns: the process of the server
 */
int
galley_test_cluster_get_pid (GalleyTestCluster *self)
{
  g_autofree char *path = g_build_filename (self->data, "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return (int)g_ascii_strtoll (text, NULL, 10);
}

/**
 * galley_test_cluster_load_schema:
 * @self: a cluster that runs
 *
 * Installs Galley's schema in the database `galley`.
 */
void
galley_test_cluster_load_schema (GalleyTestCluster *self)
{
  g_autofree char *host = g_strconcat ("PGHOST=", self->socket, NULL);
  const char      *words[] = { "env", host, "PGUSER=galley", "PGDATABASE=galley", GALLEY_TEST_SUPPORT "/load-schema", NULL };
  g_autofree char *output = run (words, NULL);
}

/**
 * galley_test_cluster_psql:
 * @self: a cluster that runs
 * @sql: commands
 *
 * Has the superuser execute commands in the database `galley`, from outside of the program that is tested.
 *
 * Returns: (transfer full): what they returned, columns separated by `|`
 */
char *
galley_test_cluster_psql (GalleyTestCluster *self,
                          const char        *sql)
{
  g_autofree char *conninfo = galley_test_cluster_dup_conninfo_for (self, "postgres", "galley");
  const char      *words[] = { "psql", conninfo, "-XqAt", "-v", "ON_ERROR_STOP=1", NULL };

  return run (words, sql);
}

static void
write_file (GalleyTestCluster *self,
            const char        *name,
            const char        *text,
            gboolean           append)
{
  g_autofree char *path = g_build_filename (self->data, name, NULL);
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;
  FILE *file;

  g_file_get_contents (path, &before, NULL, &error);
  g_assert_no_error (error);
  whole = append ? g_strconcat (before, text, "\n", NULL) : g_strconcat (text, "\n", NULL);
  /* Not g_file_set_contents(), whose new file would belong to whoever runs the test. */
  file = fopen (path, "w");
  g_assert_nonnull (file);
  g_assert_cmpint (fputs (whole, file), >=, 0);
  g_assert_no_errno (fclose (file));
}

/* The server takes notice at some time; asked by a session that starts after that, it tells the new settings. */
static void
reload (GalleyTestCluster *self)
{
  g_autofree char *before = galley_test_cluster_psql (self, "SELECT pg_conf_load_time()");
  gboolean         loaded = FALSE;

  g_assert_no_errno (kill (galley_test_cluster_get_pid (self), SIGHUP));
  while (!loaded)
    {
      g_autofree char *now = galley_test_cluster_psql (self, "SELECT pg_conf_load_time()");

      loaded = !g_str_equal (before, now);
    }
}

/**
 * galley_test_cluster_configure:
 * @self: a cluster that runs
 * @settings: lines for `postgresql.conf`
 *
 * Adds settings to the server's, and makes it read them.
 */
void
galley_test_cluster_configure (GalleyTestCluster *self,
                               const char        *settings)
{
  write_file (self, "postgresql.conf", settings, TRUE);
  reload (self);
}

/**
 * galley_test_cluster_allow:
 * @self: a cluster that runs
 * @hba: lines for `pg_hba.conf`
 *
 * Replaces the rules of who may connect how, but for the superuser's, who always may by the socket.
 */
void
galley_test_cluster_allow (GalleyTestCluster *self,
                           const char        *hba)
{
  g_autofree char *whole = g_strconcat ("local all postgres trust\n", hba, NULL);

  write_file (self, "pg_hba.conf", whole, FALSE);
  reload (self);
}

/**
 * galley_test_cluster_halt:
 * @self: a cluster that runs
 * @mode: `fast` or `immediate`
 *
 * Stops the server, to be resumed later.
 */
void
galley_test_cluster_halt (GalleyTestCluster *self,
                          const char        *mode)
{
  g_autofree char *output = run_script (self, "halt", mode);
}

/* A port that was free a moment ago; nobody else on the machine is likely to be given it in the meantime. */
static int
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  int port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  return port;
}

/**
 * galley_test_cluster_listen:
 * @self: a cluster that runs
 * @settings: further lines for `postgresql.conf`
 *
 * Makes the server listen on 127.0.0.1, too, for which it is restarted.
 *
 * Returns: the port, which its Unix socket has from now on as well
 */
int
galley_test_cluster_listen (GalleyTestCluster *self,
                            const char        *settings)
{
  int              port = find_port ();
  g_autofree char *text = g_strdup_printf ("listen_addresses = '127.0.0.1'\nport = %d\n%s", port, settings);

  write_file (self, "postgresql.conf", text, TRUE);
  galley_test_cluster_halt (self, "fast");
  galley_test_cluster_resume (self);
  self->port = port;
  g_free (self->conninfo);
  self->conninfo = galley_test_cluster_dup_conninfo_for (self, "galley", "galley");
  return port;
}

/**
 * galley_test_cluster_resume:
 * @self: a cluster that was halted
 *
 * Starts the server again.
 */
void
galley_test_cluster_resume (GalleyTestCluster *self)
{
  g_autofree char *output = run_script (self, "resume", NULL);
}
