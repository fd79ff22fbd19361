/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-test-proxy"

#include "galley-test-proxy.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define SOCKET_NAME ".s.PGSQL.5432"

/* One link through the proxy. */
typedef struct
{
  int      client;
  int      server;
  gint64   n_bytes[2]; /* that went through, each way */
  gboolean doomed;     /* to be cut */
  gboolean frozen;     /* the bytes that were allowed are used up, and nobody shall notice */
} Pair;

struct _GalleyTestProxy
{
  char    *folder;        /* (owned): with the socket for clients */
  char    *server_folder; /* (owned): with the socket of the server */
  int      listener;
  int      stop[2]; /* a pipe that ends the thread */
  GThread *thread;  /* (owned) */
  GArray  *pairs;   /* (owned) (element-type Pair): used by the thread only */

  GMutex   mutex; /* for all that follows */
  gint64   limit[2];
  gint64   n_bytes[2]; /* of the last link that was to be cut */
  gboolean silently;
  guint    n_doomed; /* how many of the links to come are to be cut */
};

static struct sockaddr_un
make_address (const char *folder)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  g_snprintf (address.sun_path, sizeof address.sun_path, "%s/%s", folder, SOCKET_NAME);
  return address;
}

static void
close_pair (GalleyTestProxy *self,
            guint            index)
{
  Pair *pair = &g_array_index (self->pairs, Pair, index);

  close (pair->client);
  if (pair->server >= 0)
    close (pair->server);
  g_array_remove_index (self->pairs, index);
}

/* A server that is down is one that closes at once. */
static void
accept_client (GalleyTestProxy *self)
{
  struct sockaddr_un address = make_address (self->server_folder);
  Pair               pair = { .client = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC) };

  g_assert_cmpint (pair.client, >=, 0);
  pair.server = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_mutex_lock (&self->mutex);
  pair.doomed = self->n_doomed > 0;
  self->n_doomed -= pair.doomed;
  g_mutex_unlock (&self->mutex);
  if (connect (pair.server, (struct sockaddr *)&address, sizeof address) == 0)
    {
      g_array_append_val (self->pairs, pair);
      return;
    }
  close (pair.client);
  close (pair.server);
}

/* How many of the bytes that came may go on. */
static gsize
count (GalleyTestProxy    *self,
       Pair               *pair,
       GalleyTestDirection direction,
       gsize               n_bytes,
       gboolean           *silently)
{
  gsize allowed = n_bytes;

  if (!pair->doomed)
    return n_bytes;
  g_mutex_lock (&self->mutex);
  if (self->limit[direction] >= 0)
    allowed = MIN (allowed, (gsize)MAX (self->limit[direction] - pair->n_bytes[direction], 0));
  pair->n_bytes[direction] += allowed;
  self->n_bytes[direction] = pair->n_bytes[direction];
  *silently = self->silently;
  g_mutex_unlock (&self->mutex);
  return allowed;
}

static gboolean
write_all (int         socket,
           const char *bytes,
           gsize       n_bytes)
{
  for (gsize done = 0; done < n_bytes;)
    {
      gssize written = send (socket, bytes + done, n_bytes - done, MSG_NOSIGNAL);

      if (written <= 0)
        return FALSE;
      done += written;
    }
  return TRUE;
}

/* FALSE when the pair is to be closed. */
static gboolean
pass_on (GalleyTestProxy    *self,
         Pair               *pair,
         GalleyTestDirection direction)
{
  char     bytes[8192];
  int      from = direction == GALLEY_TEST_UP ? pair->client : pair->server;
  int      to = direction == GALLEY_TEST_UP ? pair->server : pair->client;
  gboolean silently = FALSE;
  gssize   n_bytes = recv (from, bytes, sizeof bytes, 0);
  gsize    allowed;

  if (n_bytes <= 0)
    return FALSE;
  allowed = count (self, pair, direction, n_bytes, &silently);
  if (!write_all (to, bytes, allowed))
    return FALSE;
  if (allowed == (gsize)n_bytes)
    return TRUE;
  pair->frozen = silently;
  return silently;
}

/* A cut that is due before the first byte has to happen without any. */
static gboolean
is_over (GalleyTestProxy *self,
         const Pair      *pair)
{
  gboolean over;

  g_mutex_lock (&self->mutex);
  over = pair->doomed && !self->silently;
  over = over && (self->limit[GALLEY_TEST_UP] == pair->n_bytes[GALLEY_TEST_UP] || self->limit[GALLEY_TEST_DOWN] == pair->n_bytes[GALLEY_TEST_DOWN]);
  g_mutex_unlock (&self->mutex);
  return over;
}

static void
serve_pair (GalleyTestProxy     *self,
            guint                index,
            const struct pollfd *client,
            const struct pollfd *server)
{
  Pair    *pair = &g_array_index (self->pairs, Pair, index);
  gboolean alive = TRUE;

  if (pair->frozen)
    alive = (client->revents & (POLLHUP | POLLERR)) == 0;
  else
    {
      if (client->revents != 0)
        alive = pass_on (self, pair, GALLEY_TEST_UP);
      if (alive && server->revents != 0)
        alive = pass_on (self, pair, GALLEY_TEST_DOWN);
      alive = alive && !is_over (self, pair);
    }
  if (!alive)
    close_pair (self, index);
}

static gpointer
run (gpointer data)
{
  GalleyTestProxy *self = data;
  g_autoptr (GArray) polls = g_array_new (FALSE, TRUE, sizeof (struct pollfd));

  for (;;)
    {
      struct pollfd *polled;

      g_array_set_size (polls, 2 + 2 * self->pairs->len);
      polled = &g_array_index (polls, struct pollfd, 0);
      polled[0] = (struct pollfd){ .fd = self->stop[0], .events = POLLIN };
      polled[1] = (struct pollfd){ .fd = self->listener, .events = POLLIN };
      for (guint i = 0; i < self->pairs->len; i++)
        {
          const Pair *pair = &g_array_index (self->pairs, Pair, i);

          polled[2 + 2 * i] = (struct pollfd){ .fd = pair->client, .events = pair->frozen ? 0 : POLLIN };
          polled[3 + 2 * i] = (struct pollfd){ .fd = pair->frozen ? -1 : pair->server, .events = POLLIN };
        }
      g_assert_cmpint (poll (polled, polls->len, -1), >, 0);
      if (polled[0].revents != 0)
        return NULL;
      for (guint i = self->pairs->len; i > 0; i--)
        serve_pair (self, i - 1, &polled[2 * i], &polled[1 + 2 * i]);
      if (polled[1].revents != 0)
        accept_client (self);
    }
}

/**
 * galley_test_proxy_new:
 * @server_folder: the folder with the server's socket
 *
 * Returns: (transfer full): a proxy that passes everything on
 */
GalleyTestProxy *
galley_test_proxy_new (const char *server_folder)
{
  GalleyTestProxy   *self = g_new0 (GalleyTestProxy, 1);
  struct sockaddr_un address;

  self->folder = g_dir_make_tmp ("galley-proxy-XXXXXX", NULL);
  self->server_folder = g_strdup (server_folder);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->limit[GALLEY_TEST_UP] = self->limit[GALLEY_TEST_DOWN] = -1;
  g_mutex_init (&self->mutex);
  address = make_address (self->folder);
  self->listener = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_no_errno (bind (self->listener, (struct sockaddr *)&address, sizeof address));
  g_assert_no_errno (listen (self->listener, 16));
  g_assert_no_errno (pipe (self->stop));
  self->thread = g_thread_new ("galley-test-proxy", run, self);
  return self;
}

/**
 * galley_test_proxy_free:
 * @self: (transfer full): a proxy
 *
 * Closes all links through it, and removes it.
 */
void
galley_test_proxy_free (GalleyTestProxy *self)
{
  struct sockaddr_un address = make_address (self->folder);

  close (self->stop[1]);
  g_thread_join (self->thread);
  close (self->stop[0]);
  while (self->pairs->len > 0)
    close_pair (self, 0);
  close (self->listener);
  g_assert_no_errno (g_unlink (address.sun_path));
  g_assert_no_errno (g_rmdir (self->folder));
  g_array_unref (self->pairs);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->server_folder);
  g_free (self);
}

/**
 * galley_test_proxy_get_folder:
 * @self: a proxy
 *
 * Returns: (transfer none): the folder with the socket to connect to, in place of the server's
 */
const char *
galley_test_proxy_get_folder (GalleyTestProxy *self)
{
  return self->folder;
}

/**
 * galley_test_proxy_cut:
 * @self: a proxy
 * @direction: the way whose bytes count
 * @n_bytes: how many of them get through a link; -1 for all of them
 * @n_links: how many of the next links are cut; those after them are left alone
 * @silently: whether the links stay, so that neither side can tell but by waiting
 *
 * Has links cut.
 */
void
galley_test_proxy_cut (GalleyTestProxy    *self,
                       GalleyTestDirection direction,
                       gint64              n_bytes,
                       guint               n_links,
                       gboolean            silently)
{
  g_mutex_lock (&self->mutex);
  self->limit[GALLEY_TEST_UP] = self->limit[GALLEY_TEST_DOWN] = -1;
  self->limit[direction] = n_bytes;
  self->n_bytes[GALLEY_TEST_UP] = self->n_bytes[GALLEY_TEST_DOWN] = 0;
  self->silently = silently;
  self->n_doomed = n_links;
  g_mutex_unlock (&self->mutex);
}

/**
 * galley_test_proxy_get_n_bytes:
 * @self: a proxy
 * @direction: a way
 *
 * Returns: how many bytes went that way through the last link that was to be cut
 */
gint64
galley_test_proxy_get_n_bytes (GalleyTestProxy    *self,
                               GalleyTestDirection direction)
{
  gint64 n_bytes;

  g_mutex_lock (&self->mutex);
  n_bytes = self->n_bytes[direction];
  g_mutex_unlock (&self->mutex);
  return n_bytes;
}
