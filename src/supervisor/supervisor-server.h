/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef enum
{
  SERVER_DOWN,       /* not running, nothing of it left */
  SERVER_STARTING,   /* after a clean end */
  SERVER_RECOVERING, /* starting after a crash */
  SERVER_READY,
  SERVER_STOPPING,
  SERVER_REAPING, /* the postmaster is gone, some of its children are not */
  SERVER_WAITING, /* it died; the next start is due at the deadline */
  SERVER_FAILED,  /* given up */
} ServerState;

/* The PostgreSQL server of one data directory, through all its lives.  Times are monotonic milliseconds. */
typedef struct
{
  /* where, all of it borrowed */
  const char *program; /* …/bin/postgres */
  const char *data;    /* data directory */
  const char *sockets; /* folder of its socket */
  const char *ballast; /* a file that may be given up when the disk is full */

  ServerState state;
  pid_t       pid;       /* of the postmaster, or 0 */
  bool        expected;  /* its end was asked for */
  int64_t     deadline;  /* when the next step is due, or -1 */
  int64_t     since;     /* when the postmaster was started */
  off_t       log_size;  /* of the log at that time */
  int         n_signals; /* how many ways of stopping were tried */
  bool        was_ready;
  int         n_failures; /* crashes, one soon after the other */
  int         n_blocked;  /* starts that met remains of another server */
} Server;

void        supervisor_server_step (Server *self, bool wanted, int64_t now);
void        supervisor_server_exited (Server *self, pid_t pid, int status, int64_t now);
void        supervisor_server_check_socket (Server *self, int64_t now);
const char *supervisor_server_describe (const Server *self);
