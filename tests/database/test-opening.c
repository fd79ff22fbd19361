/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "galley-connection.h"
#include "galley-error.h"
#include "galley-test-certificate.h"
#include "galley-test-cluster.h"
#include "galley-test-resolver.h"
#include "galley-test-util.h"

static GalleyTestCluster  *cluster;
static GalleyTestResolver *resolver;
static int                 port;      /* of the cluster, on 127.0.0.1 */
static char               *folder;    /* with a certificate */
static int                 dead_port; /* where nobody listens */

static gboolean
try (const char        *conninfo,
     GalleyConnection **connection,
     GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  *connection = galley_connection_new (conninfo);
  galley_connection_open_async (*connection, NULL, galley_test_result_cb, &result);
  return galley_connection_open_finish (*connection, galley_test_await (&result), error);
}

/* Opens a connection and uses it. */
static void
assert_opens (const char *conninfo)
{
  g_autoptr (GalleyConnection) connection = NULL;
  g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", conninfo);
  try (conninfo, &connection, &error);
  g_assert_no_error (error);
  g_assert_true (galley_connection_is_open (connection));
  g_assert_cmpint (galley_connection_get_server_version (connection), >=, 150000);
  galley_connection_execute_async (connection, ping, NULL, galley_test_result_cb, &result);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

static void
assert_fails (const char *conninfo,
              GalleyError code,
              const char *part)
{
  g_autoptr (GalleyConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", conninfo);
  g_assert_false (try (conninfo, &connection, &error));
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
  g_assert_null (strstr (error->message, "LOCATION"));
  g_assert_null (strstr (error->message, "geheim"));
  g_assert_false (galley_connection_is_open (connection));
}

G_GNUC_PRINTF (1, 2)
static const char *
text (const char *format,
      ...)
{
  static char *last = NULL;
  va_list      arguments;

  g_free (last);
  va_start (arguments, format);
  last = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return last;
}

/* A server of a few bytes */

typedef struct
{
  GSocketService *service; /* (owned) */
  GBytes         *answer;  /* (owned) (nullable): said to whoever knocks; %NULL for nothing at all */
  int             port;
} Fake;

static gboolean
fake_cb (GThreadedSocketService *service,
         GSocketConnection      *connection,
         GObject                *source,
         gpointer                user_data)
{
  Fake          *fake = user_data;
  char           bytes[4096];
  GInputStream  *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_input_stream_read (input, bytes, sizeof bytes, NULL, NULL);
  if (fake->answer != NULL)
    g_output_stream_write_all (output, g_bytes_get_data (fake->answer, NULL), g_bytes_get_size (fake->answer), NULL, NULL, NULL);
  else
    while (g_input_stream_read (input, bytes, sizeof bytes, NULL, NULL) > 0)
      continue;
  return TRUE;
}

static Fake *
start_fake (const char *answer,
            gsize       length)
{
  Fake *fake = g_new0 (Fake, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  fake->service = g_threaded_socket_service_new (10);
  fake->answer = answer != NULL ? g_bytes_new (answer, length) : NULL;
  g_socket_listener_add_address (G_SOCKET_LISTENER (fake->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &effective, &error);
  g_assert_no_error (error);
  fake->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect (fake->service, "run", G_CALLBACK (fake_cb), fake);
  return fake;
}

static void
stop_fake (Fake *fake)
{
  g_socket_service_stop (fake->service);
  g_socket_listener_close (G_SOCKET_LISTENER (fake->service));
  g_object_unref (fake->service);
  g_clear_pointer (&fake->answer, g_bytes_unref);
  g_free (fake);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fake, stop_fake)

/* Getting there */

static void
test_ways (void)
{
  const char *socket = galley_test_cluster_get_socket_folder (cluster);

  assert_opens (galley_test_cluster_get_conninfo (cluster));
  assert_opens (text ("host=127.0.0.1 port=%d user=galley dbname=galley", port));
  assert_opens (text ("host=one.test port=%d user=galley dbname=galley", port));
  assert_opens (text ("postgresql://galley@one.test:%d/galley", port));
  assert_opens (text ("host=unknown-name.test hostaddr=127.0.0.1 port=%d user=galley dbname=galley", port));
  g_setenv ("PGHOST", socket, TRUE);
  g_setenv ("PGPORT", text ("%d", port), TRUE);
  assert_opens ("user=galley dbname=galley");
  g_unsetenv ("PGHOST");
  g_unsetenv ("PGPORT");
}

static void
test_several_hosts (void)
{
  assert_opens (text ("host=127.0.0.1,127.0.0.1 port=%d,%d user=galley dbname=galley", dead_port, port));
  assert_opens (text ("host=missing.test,one.test port=%d user=galley dbname=galley", port));
  assert_opens (text ("host=/nowhere,one.test port=%d user=galley dbname=galley", port));
  /* The first address of this name is one where nobody listens. */
  assert_opens (text ("host=two.test port=%d user=galley dbname=galley", port));
}

static void
test_unreachable (void)
{
  assert_fails ("host=/nowhere user=galley", GALLEY_ERROR_CONNECTION, "No such file");
  assert_fails (text ("host=127.0.0.1 port=%d user=galley password=geheim", dead_port), GALLEY_ERROR_CONNECTION, "refused");
  assert_fails ("host=missing.test user=galley", GALLEY_ERROR_CONNECTION, "missing.test");
  assert_fails ("host=127.0.0.1 port=nonsense user=galley password=geheim", GALLEY_ERROR_CONNECTION, "nonsense");
  assert_fails ("nonsense", GALLEY_ERROR_INVALID, "database address");
}

/* A host that takes the connection and says nothing is given up after connect_timeout, and then the next one gets its chance. */
static void
test_silent_host (void)
{
  g_autoptr (Fake) fake = start_fake (NULL, 0);

  assert_fails (text ("host=127.0.0.1 port=%d user=galley sslmode=disable gssencmode=disable connect_timeout=1", fake->port),
                GALLEY_ERROR_CONNECTION, "did not answer within 1 s");
  assert_opens (
    text ("host=127.0.0.1,127.0.0.1 port=%d,%d user=galley dbname=galley sslmode=disable gssencmode=disable connect_timeout=1",
          fake->port, port));
}

static void
test_silent_name_server (void)
{
  assert_fails ("host=silent.test user=galley connect_timeout=1", GALLEY_ERROR_CONNECTION, "looked up within 1 s");
}

static void
test_starting_up (void)
{
  static const char refusal[] = "E\0\0\0\x43SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0Fx.c\0L1\0\0";
  g_autoptr (Fake) fake = start_fake (refusal, sizeof refusal - 1);

  assert_fails (text ("host=127.0.0.1 port=%d user=galley sslmode=disable gssencmode=disable", fake->port),
                GALLEY_ERROR_CONNECTION, "starting up. Try again in a moment.");
}

static void
test_old_server (void)
{
  static const char welcome[] = "R\0\0\0\x08\0\0\0\0"
                                "S\0\0\0\x18server_version\0"
                                "14.9\0"
                                "Z\0\0\0\x05I";
  g_autoptr (Fake) fake = start_fake (welcome, sizeof welcome - 1);

  assert_fails (text ("host=127.0.0.1 port=%d user=galley sslmode=disable gssencmode=disable", fake->port),
                GALLEY_ERROR_UNSUPPORTED, "PostgreSQL 14.9");
}

static void
test_no_server (void)
{
  static const char nonsense[] = "HTTP/1.1 400 Bad Request\r\n\r\n";
  g_autoptr (Fake) fake = start_fake (nonsense, sizeof nonsense - 1);

  assert_fails (text ("host=127.0.0.1 port=%d user=galley sslmode=disable gssencmode=disable", fake->port),
                GALLEY_ERROR_CONNECTION, "127.0.0.1");
}

/* Getting in */

static void
test_passwords (void)
{
  g_autofree char *passfile = g_build_filename (folder, "pgpass", NULL);
  g_autofree char *output = galley_test_cluster_psql (cluster, "CREATE ROLE guarded LOGIN PASSWORD 'geheim'");
  g_autoptr (GError) error = NULL;

  galley_test_cluster_allow (cluster, "host all guarded 127.0.0.1/32 scram-sha-256");
  assert_opens (text ("host=127.0.0.1 port=%d user=guarded dbname=galley password=geheim", port));
  assert_opens (text ("postgresql://guarded:geheim@one.test:%d/galley", port));
  assert_fails (text ("host=127.0.0.1 port=%d user=guarded dbname=galley password=geheimnis", port), GALLEY_ERROR_PERMISSION,
                "Check the user name and the password");
  assert_fails (text ("host=127.0.0.1 port=%d user=guarded dbname=galley passfile=/nowhere", port), GALLEY_ERROR_PERMISSION,
                "asks for a password");

  g_file_set_contents_full (passfile, text ("one.test:%d:galley:guarded:geheim\n", port), -1, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  g_setenv ("PGPASSFILE", passfile, TRUE);
  assert_opens (text ("host=one.test port=%d user=guarded dbname=galley", port));
  g_unsetenv ("PGPASSFILE");
}

static void
test_refusals (void)
{
  g_autofree char *output = galley_test_cluster_psql (cluster, "CREATE ROLE crowd LOGIN CONNECTION LIMIT 0");

  galley_test_cluster_allow (cluster, "host all galley,crowd,stranger 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 reject");
  assert_fails (text ("host=127.0.0.1 port=%d user=postgres dbname=galley", port), GALLEY_ERROR_PERMISSION, "pg_hba.conf");
  assert_fails (text ("host=127.0.0.1 port=%d user=stranger dbname=galley", port), GALLEY_ERROR_PERMISSION, "stranger");
  assert_fails (text ("host=127.0.0.1 port=%d user=galley dbname=nothing", port), GALLEY_ERROR_CONNECTION, "createdb");
  assert_fails (text ("host=127.0.0.1 port=%d user=crowd dbname=galley", port), GALLEY_ERROR_BUSY, "too many connections");
  assert_fails (text ("host=127.0.0.1 port=%d user=galley dbname=galley target_session_attrs=standby", port),
                GALLEY_ERROR_CONNECTION, "standby");
}

/* TLS */

static void
test_tls (void)
{
  galley_test_cluster_allow (cluster, "hostssl all all 127.0.0.1/32 trust");
  assert_opens (text ("host=127.0.0.1 port=%d user=galley dbname=galley sslmode=require", port));
  assert_opens (
    text ("host=galley.test port=%d user=galley dbname=galley sslmode=verify-full sslrootcert=%s/cert.pem", port, folder));
  assert_fails (text ("host=127.0.0.1 port=%d user=galley dbname=galley sslmode=disable", port), GALLEY_ERROR_PERMISSION,
                "pg_hba.conf");
  /* The name of the host is checked, though libpq is given its address. */
  assert_fails (
    text ("host=one.test port=%d user=galley dbname=galley sslmode=verify-full sslrootcert=%s/cert.pem", port, folder),
    GALLEY_ERROR_CONNECTION, "galley.test");
  assert_fails (
    text ("host=galley.test port=%d user=galley dbname=galley sslmode=verify-full sslrootcert=%s/other.pem", port, folder),
    GALLEY_ERROR_CONNECTION, "certificate");
}

/* Many TLS records of many sizes, in both directions at once. */
static void
test_tls_bulk (void)
{
  g_autoptr (GalleyConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = g_strnfill (1000000, 'x');

  galley_test_cluster_allow (cluster, "hostssl all all 127.0.0.1/32 trust");
  g_assert_true (try (text ("host=127.0.0.1 port=%d user=galley dbname=galley sslmode=require", port), &connection, &error));
  for (guint i = 1; i <= 5; i++)
    {
      g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql (
        "SELECT n, repeat('y', n * $2::int), $1::text FROM generate_series(1, 100) AS n", GALLEY_STATEMENT_READ);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GalleyResult) rows = NULL;

      galley_statement_bind_text (statement, i == 5 ? value : "short");
      galley_statement_bind_int (statement, i * 97);
      galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
      rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (galley_result_get_n_rows (rows), ==, 100);
      g_assert_cmpuint (strlen (galley_result_get_text (rows, 99, 1)), ==, 100 * i * 97);
    }
}

/* Giving up */

static void
assert_cancelled (const char *conninfo,
                  guint       turns)
{
  g_autoptr (GalleyConnection) connection = galley_connection_new (conninfo);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_connection_open_async (connection, cancellable, galley_test_result_cb, &result);
  for (guint i = 0; i < turns && result == NULL; i++)
    galley_test_turn ();
  g_cancellable_cancel (cancellable);
  if (!galley_connection_open_finish (connection, galley_test_await (&result), &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_cmpuint (turns, >, 0);
  g_assert_true (galley_connection_is_open (connection) == (error == NULL));
}

static void
test_cancelling (void)
{
  g_autoptr (Fake) fake = start_fake (NULL, 0);

  galley_test_cluster_allow (cluster, "host all all 127.0.0.1/32 trust");
  assert_cancelled ("host=silent.test user=galley", 0);
  assert_cancelled (text ("host=127.0.0.1 port=%d user=galley sslmode=disable gssencmode=disable", fake->port), 1);
  for (guint turns = 0; turns < 12; turns++)
    assert_cancelled (text ("host=one.test port=%d user=galley dbname=galley", port), turns);
}

static void
test_closing (void)
{
  for (guint turns = 0; turns < 12; turns++)
    {
      g_autoptr (GalleyConnection) connection =
                   galley_connection_new (text ("host=one.test port=%d user=galley dbname=galley", port));
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
      for (guint i = 0; i < turns && result == NULL; i++)
        galley_test_turn ();
      galley_connection_close (connection);
      if (!galley_connection_open_finish (connection, galley_test_await (&result), &error))
        g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
      g_assert_false (galley_connection_is_open (connection));
    }
}

static void
run (const char *command)
{
  g_autofree char *messages = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, &messages, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", command, messages);
}

/* The key has to belong to the user that the server runs as. */
static void
install_key (void)
{
  g_autofree char *user = galley_test_cluster_dup_user (cluster);
  g_autofree char *command = g_strdup_printf ("install -m 0600 -o %s %s/cert.key %s/server.key", user, folder,
                                              galley_test_cluster_get_data_folder (cluster));

  run (command);
}

static void
set_up (void)
{
  g_autofree char *settings = NULL;
  g_autoptr (Fake) fake = start_fake (NULL, 0);

  dead_port = fake->port;
  folder = g_dir_make_tmp ("galley-opening-XXXXXX", NULL);
  g_assert_no_errno (g_chmod (folder, 0755));
  galley_test_make_certificate (folder, "cert", "galley.test");
  galley_test_make_certificate (folder, "other", "galley.test");
  cluster = galley_test_cluster_new ();
  install_key ();
  settings = g_strdup_printf ("ssl = on\nssl_cert_file = '%s/cert.pem'\nssl_key_file = 'server.key'", folder);
  port = galley_test_cluster_listen (cluster, settings);
  resolver = galley_test_resolver_install ();
  galley_test_resolver_add (resolver, "one.test", "127.0.0.1");
  galley_test_resolver_add (resolver, "galley.test", "127.0.0.1");
  galley_test_resolver_add (resolver, "two.test", "127.0.0.2");
  galley_test_resolver_add (resolver, "two.test", "127.0.0.1");
}

static void
tear_down (void)
{
  static const char *const names[] = { "cert.key", "cert.pem", "other.key", "other.pem", "pgpass" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (folder));
  g_free (folder);
  galley_test_cluster_free (cluster);
  g_object_unref (resolver);
  text ("%s", "");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  set_up ();
  g_test_add_func ("/opening/ways", test_ways);
  g_test_add_func ("/opening/several-hosts", test_several_hosts);
  g_test_add_func ("/opening/unreachable", test_unreachable);
  g_test_add_func ("/opening/silent-host", test_silent_host);
  g_test_add_func ("/opening/silent-name-server", test_silent_name_server);
  g_test_add_func ("/opening/starting-up", test_starting_up);
  g_test_add_func ("/opening/old-server", test_old_server);
  g_test_add_func ("/opening/no-server", test_no_server);
  g_test_add_func ("/opening/passwords", test_passwords);
  g_test_add_func ("/opening/refusals", test_refusals);
  g_test_add_func ("/opening/tls", test_tls);
  g_test_add_func ("/opening/tls-bulk", test_tls_bulk);
  g_test_add_func ("/opening/cancelling", test_cancelling);
  g_test_add_func ("/opening/closing", test_closing);
  status = g_test_run ();
  tear_down ();
  return status;
}
