/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "galley-connection.h"
#include "galley-error.h"
#include "galley-test-certificate.h"
#include "galley-test-cluster.h"
#include "galley-test-util.h"

/* How the answers of newer servers come: in records as large as TLS allows, a little of an answer before most of it.  Servers of
 * the oldest supported version make smaller ones, so this stands in front of one. */
#define FIRST_RECORD   100
#define LARGEST_RECORD 16384

static GalleyTestCluster *cluster;

typedef struct
{
  int      listener;
  int      port;
  SSL_CTX *context; /* (owned) */
  GThread *thread;  /* (owned) */
} Front;

static int
connect_to_server (void)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int                server = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_snprintf (address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.5432", galley_test_cluster_get_socket_folder (cluster));
  g_assert_no_errno (connect (server, (struct sockaddr *)&address, sizeof address));
  return server;
}

static void
write_record (SSL        *tls,
              const char *bytes,
              gsize       n_bytes)
{
  gsize written;

  if (n_bytes > 0)
    g_assert_cmpint (SSL_write_ex (tls, bytes, n_bytes, &written), ==, 1);
}

/* Passes an answer on when it is complete, which is so when the server says that it is ready for the next query. */
static void
pass_answer_on (SSL     *tls,
                GString *answer)
{
  static const char ready[] = { 'Z', 0, 0, 0, 5, 'I' };
  gsize             done = MIN (answer->len, FIRST_RECORD);

  if (answer->len < sizeof ready || memcmp (answer->str + answer->len - sizeof ready, ready, sizeof ready) != 0)
    return;
  write_record (tls, answer->str, done);
  for (; done < answer->len; done += MIN (answer->len - done, LARGEST_RECORD))
    write_record (tls, answer->str + done, MIN (answer->len - done, LARGEST_RECORD));
  g_string_truncate (answer, 0);
}

static void
converse (SSL *tls,
          int  client,
          int  server)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  struct pollfd sockets[] = { { .fd = client, .events = POLLIN }, { .fd = server, .events = POLLIN } };
  char          bytes[LARGEST_RECORD];

  for (;;)
    {
      if (SSL_pending (tls) == 0)
        g_assert_cmpint (poll (sockets, G_N_ELEMENTS (sockets), -1), >, 0);
      if (sockets[0].revents != 0 || SSL_pending (tls) > 0)
        {
          int n_bytes = SSL_read (tls, bytes, sizeof bytes);

          if (n_bytes <= 0)
            return;
          g_assert_cmpint (send (server, bytes, n_bytes, MSG_NOSIGNAL), ==, n_bytes);
        }
      if (sockets[1].revents != 0)
        {
          gssize n_bytes = recv (server, bytes, sizeof bytes, 0);

          if (n_bytes <= 0)
            return;
          g_string_append_len (answer, bytes, n_bytes);
          pass_answer_on (tls, answer);
        }
    }
}

static gpointer
run (gpointer data)
{
  Front *front = data;
  char   request[8];
  int    client = accept4 (front->listener, NULL, NULL, SOCK_CLOEXEC);
  int    server = connect_to_server ();
  SSL   *tls = SSL_new (front->context);
  int    yes = 1;

  /* Without it the second record waits until the first was acknowledged. */
  g_assert_no_errno (setsockopt (client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes));
  g_assert_cmpint (recv (client, request, sizeof request, MSG_WAITALL), ==, sizeof request);
  g_assert_cmpint (send (client, "S", 1, MSG_NOSIGNAL), ==, 1);
  g_assert_cmpint (SSL_set_fd (tls, client), ==, 1);
  g_assert_cmpint (SSL_accept (tls), ==, 1);
  converse (tls, client, server);
  SSL_free (tls);
  close (client);
  close (server);
  return NULL;
}

static SSL_CTX *
load_certificate (const char *folder)
{
  g_autofree char *certificate = g_build_filename (folder, "front.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "front.key", NULL);
  SSL_CTX         *context = SSL_CTX_new (TLS_server_method ());

  g_assert_cmpint (SSL_CTX_use_certificate_file (context, certificate, SSL_FILETYPE_PEM), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey_file (context, key, SSL_FILETYPE_PEM), ==, 1);
  g_assert_no_errno (g_unlink (certificate));
  g_assert_no_errno (g_unlink (key));
  g_assert_no_errno (g_rmdir (folder));
  return context;
}

static void
start_front (Front *front)
{
  g_autofree char   *folder = g_dir_make_tmp ("galley-tls-XXXXXX", NULL);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t          length = sizeof address;

  galley_test_make_certificate (folder, "front", "galley.test");
  front->context = load_certificate (folder);
  front->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_no_errno (bind (front->listener, (struct sockaddr *)&address, length));
  g_assert_no_errno (listen (front->listener, 1));
  g_assert_no_errno (getsockname (front->listener, (struct sockaddr *)&address, &length));
  front->port = ntohs (address.sin_port);
  front->thread = g_thread_new ("front", run, front);
}

static void
stop_front (Front *front)
{
  g_thread_join (front->thread);
  close (front->listener);
  SSL_CTX_free (front->context);
}

static void
assert_answer (GalleyConnection *connection,
               gint64            n_rows,
               gint64            width)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new_for_sql ("SELECT repeat('x', $1::int) FROM generate_series(1, $2)",
                                                                        GALLEY_STATEMENT_READ);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = NULL;

  galley_statement_bind_int (statement, width);
  galley_statement_bind_int (statement, n_rows);
  galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
  rows = galley_connection_execute_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_result_get_n_rows (rows), ==, n_rows);
  g_assert_cmpint (strlen (galley_result_get_text (rows, n_rows - 1, 0)), ==, width);
}

/* An answer ends in a record that is larger than the room that libpq had for it: the rest is in OpenSSL, and the socket is
 * silent. Newer versions of libpq make the room; whichever there is, the answer has to come. */
static void
test_large_records (void)
{
  Front front = { 0 };
  g_autoptr (GalleyConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *conninfo = NULL;

  start_front (&front);
  conninfo = g_strdup_printf ("host=127.0.0.1 port=%d user=galley dbname=galley sslmode=require gssencmode=disable", front.port);
  connection = galley_connection_new (conninfo);
  galley_connection_open_async (connection, NULL, galley_test_result_cb, &result);
  galley_connection_open_finish (connection, galley_test_await (&result), &error);
  g_assert_no_error (error);
  /* Around the size of two records, made of rows that are small enough for libpq not to make room for them. */
  for (gint64 width = 30; width < 40; width++)
    for (gint64 n_bytes = LARGEST_RECORD - 500; n_bytes < LARGEST_RECORD + 500; n_bytes += width)
      assert_answer (connection, n_bytes / (11 + width), width);
  assert_answer (connection, 3, 1000000);
  galley_connection_close (connection);
  stop_front (&front);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = galley_test_cluster_new ();
  g_test_add_func ("/tls/large-records", test_large_records);
  status = g_test_run ();
  galley_test_cluster_free (cluster);
  return status;
}
