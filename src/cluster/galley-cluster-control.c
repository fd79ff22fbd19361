/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-control"

#include "galley-config.h"

#include "galley-cluster-control.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Followed by the folder of the server's socket. */
#define GREETING "galley-supervisor 1 "

struct _GalleyClusterControl
{
  int      fd;            /* owned */
  GString *buffer;        /* owned: what was received and is not a whole line */
  char    *socket_folder; /* owned (nullable): of the server, known after the greeting */
};

static const struct
{
  const char               *line;
  GalleyClusterControlEvent event;
} events[] = {
  { "starting", GALLEY_CLUSTER_CONTROL_STARTING },
  { "recovering", GALLEY_CLUSTER_CONTROL_RECOVERING },
  { "ready", GALLEY_CLUSTER_CONTROL_READY },
  { "stopping", GALLEY_CLUSTER_CONTROL_STOPPING },
  { "failed", GALLEY_CLUSTER_CONTROL_FAILED },
  { "terminated", GALLEY_CLUSTER_CONTROL_TERMINATED },
};

/**
 * galley_cluster_control_new:
 * @fd: (transfer full): a connected socket
 *
 * Returns: (transfer full): a connection to a supervisor
 */
GalleyClusterControl *
galley_cluster_control_new (int fd)
{
  GalleyClusterControl *self = g_new0 (GalleyClusterControl, 1);

  self->fd = fd;
  self->buffer = g_string_new (NULL);
  if (!g_unix_set_fd_nonblocking (fd, TRUE, NULL))
    g_warning ("a socket stays blocking: %s", g_strerror (errno));
  return self;
}

/* The address of a socket is short, and the path of a data folder need not be: the kernel is shown the way from an open
 * folder. */
static int
connect_in (int folder)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int                fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_snprintf (address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/control", folder);
  if (fd >= 0 && connect (fd, (struct sockaddr *)&address, sizeof address) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * galley_cluster_control_connect:
 * @place: the folder of the clusters
 *
 * Connects to the supervisor of the server there, if there is one.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL
 */
GalleyClusterControl *
galley_cluster_control_connect (const char *place)
{
  int folder = open (place, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int fd = folder >= 0 ? connect_in (folder) : -1;

  if (folder >= 0)
    close (folder);
  return fd >= 0 ? galley_cluster_control_new (fd) : NULL;
}

/**
 * galley_cluster_control_free:
 * @self: (transfer full): a connection
 *
 * Closes it: this client does not use the server any more.
 */
void
galley_cluster_control_free (GalleyClusterControl *self)
{
  close (self->fd);
  g_string_free (self->buffer, TRUE);
  g_free (self->socket_folder);
  g_free (self);
}

/**
 * galley_cluster_control_get_fd:
 * @self: a connection
 *
 * Returns: the descriptor that becomes readable when the supervisor says something; it stays @self's
 */
int
galley_cluster_control_get_fd (GalleyClusterControl *self)
{
  return self->fd;
}

static GalleyClusterControlEvent
parse_line (GalleyClusterControl *self, const char *line)
{
  if (g_str_has_prefix (line, GREETING))
    {
      g_free (self->socket_folder);
      self->socket_folder = g_strdup (line + strlen (GREETING));
      return GALLEY_CLUSTER_CONTROL_GREETING;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (strcmp (line, events[i].line) == 0)
      return events[i].event;
  g_debug ("the supervisor said \"%s\"", line);
  return GALLEY_CLUSTER_CONTROL_NOTHING;
}

static GalleyClusterControlEvent
take_line (GalleyClusterControl *self)
{
  char                     *end;
  GalleyClusterControlEvent event = GALLEY_CLUSTER_CONTROL_NOTHING;

  while (event == GALLEY_CLUSTER_CONTROL_NOTHING && (end = strchr (self->buffer->str, '\n')) != NULL)
    {
      *end = '\0';
      event = parse_line (self, self->buffer->str);
      g_string_erase (self->buffer, 0, end + 1 - self->buffer->str);
    }
  return event;
}

/**
 * galley_cluster_control_read:
 * @self: a connection
 *
 * Takes the next thing that the supervisor said, without waiting.
 *
 * Returns: what it said, %GALLEY_CLUSTER_CONTROL_NOTHING when it said nothing, or %GALLEY_CLUSTER_CONTROL_GONE
 */
GalleyClusterControlEvent
galley_cluster_control_read (GalleyClusterControl *self)
{
  GalleyClusterControlEvent event;

  while ((event = take_line (self)) == GALLEY_CLUSTER_CONTROL_NOTHING)
    {
      char    text[256];
      ssize_t n = recv (self->fd, text, sizeof text, MSG_DONTWAIT);

      if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return GALLEY_CLUSTER_CONTROL_NOTHING;
      if (n <= 0)
        return GALLEY_CLUSTER_CONTROL_GONE;
      g_string_append_len (self->buffer, text, n);
    }
  return event;
}

static gboolean
wait_for_input (GalleyClusterControl *self, gint64 deadline, GCancellable *cancellable, GError **error)
{
  GPollFD fds[2] = { { .fd = self->fd, .events = G_IO_IN } };
  guint   n_fds = 1;
  gint64  pause = (deadline - g_get_monotonic_time ()) / 1000;
  int     n_ready;

  if (g_cancellable_make_pollfd (cancellable, &fds[1]))
    n_fds = 2;
  n_ready = g_poll (fds, n_fds, (int)CLAMP (pause, 0, G_MAXINT));
  if (n_fds == 2)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n_ready != 0 || g_get_monotonic_time () < deadline)
    return TRUE;
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_BUSY,
                       _("The database server does not answer. Wait a moment and try again."));
  return FALSE;
}

/**
 * galley_cluster_control_wait:
 * @self: a connection
 * @deadline: until when to wait, monotonic microseconds
 * @cancellable: (nullable): a #GCancellable
 * @event: (out): what the supervisor said
 * @error: return location for a #GError
 *
 * Blocks until the supervisor says something.
 *
 * Returns: %TRUE if it did; else %FALSE with %GALLEY_ERROR_BUSY or %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_control_wait (GalleyClusterControl      *self,
                             gint64                     deadline,
                             GCancellable              *cancellable,
                             GalleyClusterControlEvent *event,
                             GError                   **error)
{
  while ((*event = galley_cluster_control_read (self)) == GALLEY_CLUSTER_CONTROL_NOTHING)
    if (!wait_for_input (self, deadline, cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * galley_cluster_control_get_socket_folder:
 * @self: a connection on which the greeting was received
 *
 * Returns: (nullable): where the server's socket is
 */
const char *
galley_cluster_control_get_socket_folder (GalleyClusterControl *self)
{
  return self->socket_folder;
}

/**
 * galley_cluster_control_leave:
 * @self: a connection
 *
 * Says that this client does not use the server any more.  %GALLEY_CLUSTER_CONTROL_GONE follows: at once while others use it,
 * else when it has stopped.
 */
void
galley_cluster_control_leave (GalleyClusterControl *self)
{
  shutdown (self->fd, SHUT_WR);
}
