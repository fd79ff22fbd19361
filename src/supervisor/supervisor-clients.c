/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "supervisor-clients.h"

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "supervisor-log.h"

/**
 * supervisor_clients_listen:
 * @path: where the control socket is to be
 *
 * Binds the control socket, in place of one that a killed supervisor left.  The caller holds the lock of the folder, so nobody
 * listens there.
 *
 * Returns: a descriptor that listens; on failure -1 with errno set
 */
int
supervisor_clients_listen (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int                fd;

  if (strlen (path) >= sizeof address.sun_path)
    {
      errno = ENAMETOOLONG;
      return -1;
    }
  strcpy (address.sun_path, path);
  if (unlink (path) != 0 && errno != ENOENT)
    return -1;
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return -1;
  if (bind (fd, (struct sockaddr *)&address, sizeof address) != 0 || listen (fd, 16) != 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

/**
 * supervisor_clients_init:
 * @self: to be filled in
 * @listener: (transfer full): what supervisor_clients_listen() returned
 * @greeting: (transfer full): the line that every client is told first
 *
 * Begins without a client.
 */
void
supervisor_clients_init (Clients *self, int listener, char *greeting)
{
  *self = (Clients){ .listener = listener, .greeting = greeting };
}

static void
append (int **fds, int *n_fds, int fd)
{
  int *grown = realloc (*fds, sizeof (int) * (size_t)(*n_fds + 1));

  if (grown == NULL)
    err (EXIT_FAILURE, "memory");
  *fds = grown;
  grown[(*n_fds)++] = fd;
}

/* A client that does not read is not waited for: its buffer holds more lines than a server ever has states.  One that is gone is
 * seen by poll(). */
static void
tell (int fd, const char *line)
{
  if (send (fd, line, strlen (line), MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EPIPE && errno != ECONNRESET)
    supervisor_log_message ("a client could not be told: %m");
}

/* Those who left and wait for the end need not wait when the server goes on. */
static void
release_leavers (Clients *self)
{
  for (int i = 0; i < self->n_leavers; i++)
    close (self->leavers[i]);
  self->n_leavers = 0;
}

/**
 * supervisor_clients_add:
 * @self: the clients
 * @fd: (transfer full): a connected socket
 * @state: the line that tells the server's state
 *
 * Takes a client in, greets it and tells it the state.
 */
void
supervisor_clients_add (Clients *self, int fd, const char *state)
{
  append (&self->users, &self->n_users, fd);
  release_leavers (self);
  tell (fd, self->greeting);
  tell (fd, state);
  supervisor_log_trim ();
}

/**
 * supervisor_clients_accept:
 * @self: the clients
 * @state: the line that tells the server's state
 *
 * Takes in everybody who knocked.
 *
 * Returns: whether there was anybody
 */
bool
supervisor_clients_accept (Clients *self, const char *state)
{
  bool any = false;
  int  fd;

  while ((fd = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0)
    {
      supervisor_clients_add (self, fd, state);
      any = true;
    }
  return any;
}

/**
 * supervisor_clients_announce:
 * @self: the clients
 * @state: a line
 *
 * Tells all who use the server.
 */
void
supervisor_clients_announce (Clients *self, const char *state)
{
  for (int i = 0; i < self->n_users; i++)
    tell (self->users[i], state);
}

/**
 * supervisor_clients_watch:
 * @self: the clients
 * @fds: (out): has room for the listener and all who use the server, and gets them in this order
 *
 * Says what poll() has to watch.
 */
void
supervisor_clients_watch (const Clients *self, struct pollfd *fds)
{
  fds[0] = (struct pollfd){ .fd = self->listener, .events = POLLIN };
  for (int i = 0; i < self->n_users; i++)
    fds[i + 1] = (struct pollfd){ .fd = self->users[i], .events = POLLIN };
}

/* Clients have nothing to say; what they send is read so that their end is seen. */
static bool
has_left (int fd)
{
  char    ignored[256];
  ssize_t n;

  while ((n = recv (fd, ignored, sizeof ignored, MSG_DONTWAIT)) > 0)
    continue;
  return n == 0 || (errno != EAGAIN && errno != EINTR);
}

/* The last one out is kept connected until the process ends: that is how it learns that the server has stopped. */
static void
remove_user (Clients *self, int index)
{
  int fd = self->users[index];

  memmove (self->users + index, self->users + index + 1, sizeof (int) * (size_t)(self->n_users - index - 1));
  self->n_users--;
  if (self->n_users == 0)
    append (&self->leavers, &self->n_leavers, fd);
  else
    close (fd);
  supervisor_log_trim ();
}

/**
 * supervisor_clients_dispatch:
 * @self: the clients, as they were when supervisor_clients_watch() was called
 * @fds: what poll() said
 * @n_fds: how many these are
 *
 * Lets those go who left; from the last one on, since leaving moves those behind.
 */
void
supervisor_clients_dispatch (Clients *self, const struct pollfd *fds, int n_fds)
{
  for (int i = n_fds - 1; i >= 1; i--)
    if (fds[i].revents != 0 && has_left (fds[i].fd))
      remove_user (self, i - 1);
}
