/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

/* Who uses the server: one connection each, and the socket that more of them come in by. */
typedef struct
{
  int   listener;
  int  *users; /* descriptors of those who use the server */
  int   n_users;
  int  *leavers; /* descriptors of those who left last and wait for the end */
  int   n_leavers;
  char *greeting;
} Clients;

int  supervisor_clients_listen (const char *path);
void supervisor_clients_init (Clients *self, int listener, char *greeting);
void supervisor_clients_add (Clients *self, int fd, const char *state);
bool supervisor_clients_accept (Clients *self, const char *state);
void supervisor_clients_announce (Clients *self, const char *state);
void supervisor_clients_watch (const Clients *self, struct pollfd *fds);
void supervisor_clients_dispatch (Clients *self, const struct pollfd *fds, int n_fds);
