/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-control"

#include "galley-config.h"

#include "galley-cluster-control.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "galley-error.h"

struct _GalleyClusterControl
{
  int      fd;     /* owned */
  GString *buffer; /* owned: what was received and is not a whole line */
  guint64  device; /* of the lock of the data folder that the supervisor serves */
  guint64  inode;
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

/**
 * galley_cluster_control_connect:
 * @folder: the folder of a server's sockets
 * @error: return location for a #GError
 *
 * Connects to the supervisor that listens in @folder, if there is one.
 *
 * Returns: (transfer full) (nullable): the connection; else %NULL with an error of #GFileError
 */
GalleyClusterControl *
galley_cluster_control_connect (const char *folder, GError **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  g_autofree char   *path = g_build_filename (folder, "control", NULL);
  int                number;
  int                fd = -1;

  if (g_strlcpy (address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
    errno = ENAMETOOLONG;
  else
    fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd >= 0 && connect (fd, (struct sockaddr *)&address, sizeof address) == 0)
    return galley_cluster_control_new (fd);

  number = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path, g_strerror (number));
  if (fd >= 0)
    close (fd);
  return NULL;
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
  if (sscanf (line, "galley-supervisor 1 %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &self->device, &self->inode) == 2)
    return GALLEY_CLUSTER_CONTROL_GREETING;
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
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_BUSY, _("The database server does not answer. Wait a moment and try again."));
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
galley_cluster_control_wait (GalleyClusterControl *self, gint64 deadline, GCancellable *cancellable, GalleyClusterControlEvent *event, GError **error)
{
  while ((*event = galley_cluster_control_read (self)) == GALLEY_CLUSTER_CONTROL_NOTHING)
    if (!wait_for_input (self, deadline, cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * galley_cluster_control_is_of:
 * @self: a connection on which the greeting was received
 * @lock: a descriptor of a data folder's lock
 *
 * Returns: whether the supervisor serves this data folder
 */
gboolean
galley_cluster_control_is_of (GalleyClusterControl *self, int lock)
{
  struct stat status;

  return fstat (lock, &status) == 0 && self->device == status.st_dev && self->inode == status.st_ino;
}

/**
 * galley_cluster_control_leave:
 * @self: a connection
 *
 * Says that this client does not use the server any more.  %GALLEY_CLUSTER_CONTROL_GONE follows: at once while others use it, else
 * when it has stopped.
 */
void
galley_cluster_control_leave (GalleyClusterControl *self)
{
  shutdown (self->fd, SHUT_WR);
}
