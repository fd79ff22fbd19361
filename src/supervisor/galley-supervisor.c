/* SPDX-License-Identifier: GPL-3.0-or-later */

/* galley-supervisor: owns the private PostgreSQL server of one data directory.
 *
 * It is started by a client that holds the locks, with these descriptors, which it and the server keep open:
 *   3    the first client's end of a socket pair
 *   4…   locked files.  Locks belong to the open file, so they last until the last process of the server is gone, however it
 *   ended.
 *
 * In the folder --place it keeps the log (server.log), deletes the ballast (ballast) when the disk is full, and listens
 * (control). The folder --sockets, with the file "lock" in it, is the server's own and is removed in the end.
 *
 * Protocol, on descriptor 3 and on every connection to the control socket: the supervisor sends lines, clients send nothing.
 *   galley-supervisor 1 FOLDER         once, at first: where the server's own socket is
 *   starting | recovering | ready | stopping
 *                                      the server's state, at first and whenever it changes
 *   failed                             the server was given up; the log says why; the end follows
 *   terminated                         somebody asked the supervisor to stop; the end follows
 * A client uses the server as long as its connection is open.  One that shuts its sending side down has left; the supervisor
 * closes the connection when it needs to wait no more: at once while others stay, else when the server has stopped.
 *
 * While the server is ready there is no timer: nothing wakes this process but a client or the end of the server. */

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "galley-config.h"
#include "supervisor-clients.h"
#include "supervisor-log.h"
#include "supervisor-server.h"

#define FIRST_CLIENT_FD 3
#define LOCK_FD         4

typedef struct
{
  Server  server;
  Clients clients;
  int     signals;
  bool    terminated;
} Supervisor;

typedef struct
{
  char *bin;
  char *data;
  char *place;
  char *sockets;
  long  n_locks;
  long  uid; /* -1: stay who we are */
  long  gid;
} Options;

static int64_t
get_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static char *
join (const char *folder, const char *name)
{
  char *path = NULL;

  if (asprintf (&path, "%s/%s", folder, name) < 0)
    err (EXIT_FAILURE, "memory");
  return path;
}

static long
parse_number (const char *text)
{
  char *end = NULL;
  long  number;

  errno = 0;
  number = strtol (text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || number < 0)
    errx (EXIT_FAILURE, "\"%s\" is not a number", text);
  return number;
}

static void
take_option (Options *options, int option, char *value)
{
  switch (option)
    {
    case 'b':
      options->bin = value;
      break;
    case 'd':
      options->data = value;
      break;
    case 'p':
      options->place = value;
      break;
    case 's':
      options->sockets = value;
      break;
    case 'n':
      options->n_locks = parse_number (value);
      break;
    case 'u':
      options->uid = parse_number (value);
      break;
    case 'g':
      options->gid = parse_number (value);
      break;
    case 'v':
      puts ("galley-supervisor " GALLEY_VERSION);
      exit (EXIT_SUCCESS);
    default:
      exit (2);
    }
}

static void
parse_options (Options *options, int argc, char **argv)
{
  static const struct option names[] = {
    { "bin", required_argument, NULL, 'b' },
    { "data", required_argument, NULL, 'd' },
    { "place", required_argument, NULL, 'p' },
    { "sockets", required_argument, NULL, 's' },
    { "locks", required_argument, NULL, 'n' },
    { "uid", required_argument, NULL, 'u' },
    { "gid", required_argument, NULL, 'g' },
    { "version", no_argument, NULL, 'v' },
    { NULL, 0, NULL, 0 },
  };
  int option;

  while ((option = getopt_long (argc, argv, "", names, NULL)) != -1)
    take_option (options, option, optarg);
  if (options->bin == NULL || options->data == NULL || options->place == NULL || options->sockets == NULL)
    errx (2, "started by Galley, not by hand; needs --bin, --data, --place, --sockets and --locks");
}

/* Nothing of the caller but the given descriptors may live on here: an inherited pipe would keep its reader waiting. */
static void
close_others (long n_locks)
{
  unsigned int first = (unsigned int)(LOCK_FD + n_locks);

  if (syscall (SYS_close_range, first, ~0U, 0) == 0)
    return;
  for (long fd = first, last = sysconf (_SC_OPEN_MAX); fd < last; fd++)
    close ((int)fd);
}

/* PostgreSQL refuses to run as root. */
static void
drop_privileges (const Options *options)
{
  gid_t group = (gid_t)options->gid;

  if (options->uid < 0)
    return;
  if (setgroups (1, &group) != 0 || setresgid (group, group, group) != 0)
    err (EXIT_FAILURE, "group %ld", options->gid);
  if (setresuid ((uid_t)options->uid, (uid_t)options->uid, (uid_t)options->uid) != 0)
    err (EXIT_FAILURE, "user %ld", options->uid);
}

/* Only what the server needs: variables such as PGDATA or LC_ALL of the caller must not reach it. */
static void
clean_environment (const Options *options)
{
  const char *libraries = getenv ("LD_LIBRARY_PATH");
  char       *kept = libraries != NULL ? strdup (libraries) : NULL;
  char       *path = NULL;

  if (asprintf (&path, "%s:/usr/bin:/bin", options->bin) < 0 || clearenv () != 0)
    err (EXIT_FAILURE, "environment");
  setenv ("PATH", path, 1);
  setenv ("LC_ALL", "C.UTF-8", 1);
  setenv ("TZ", "UTC", 1);
  if (kept != NULL)
    setenv ("LD_LIBRARY_PATH", kept, 1);
  free (kept);
  free (path);
}

static int
watch_signals (void)
{
  sigset_t set;
  int      fd;

  sigemptyset (&set);
  sigaddset (&set, SIGCHLD);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGHUP);
  sigaddset (&set, SIGINT);
  sigprocmask (SIG_SETMASK, &set, NULL);
  fd = signalfd (-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd < 0)
    err (EXIT_FAILURE, "signals");
  return fd;
}

/* Leaves the caller's session, so that neither its terminal nor the end of its process group reaches the server.  Until here
 * messages went to the caller; from here on they go to the log. */
static void
become_daemon (int log)
{
  int   nothing = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  pid_t child = fork ();

  if (child < 0 || nothing < 0)
    err (EXIT_FAILURE, "no process");
  if (child > 0)
    _exit (EXIT_SUCCESS);
  setsid ();
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  dup2 (nothing, STDIN_FILENO);
  dup2 (log, STDOUT_FILENO);
  dup2 (log, STDERR_FILENO);
  close (nothing);
  close (log);
}

static void
reap_children (Supervisor *self)
{
  pid_t pid;
  int   status;

  while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
    supervisor_server_exited (&self->server, pid, status, get_now ());
}

static void
dispatch_signals (Supervisor *self)
{
  struct signalfd_siginfo info;

  while (read (self->signals, &info, sizeof info) == (ssize_t)sizeof info)
    {
      if (info.ssi_signo == SIGCHLD || self->terminated)
        continue;
      self->terminated = true;
      supervisor_clients_announce (&self->clients, "terminated\n");
    }
  reap_children (self);
}

static void
wait_for_event (Supervisor *self)
{
  int           n_fds = self->clients.n_users + 2;
  struct pollfd fds[n_fds];
  int64_t       pause = self->server.deadline < 0 ? -1 : self->server.deadline - get_now ();

  fds[0] = (struct pollfd){ .fd = self->signals, .events = POLLIN };
  supervisor_clients_watch (&self->clients, fds + 1);
  if (self->server.deadline >= 0 && pause < 0)
    pause = 0;
  if (poll (fds, (nfds_t)n_fds, (int)pause) <= 0)
    return;
  if (fds[0].revents != 0)
    dispatch_signals (self);
  supervisor_clients_dispatch (&self->clients, fds + 1, n_fds - 1);
  if (fds[1].revents != 0)
    {
      supervisor_server_check_socket (&self->server, get_now ());
      supervisor_clients_accept (&self->clients, supervisor_server_describe (&self->server));
    }
}

static bool
is_wanted (const Supervisor *self)
{
  return !self->terminated && self->clients.n_users > 0;
}

/* Runs until nobody uses the server any more and it has stopped, or until it is given up. */
static void
supervise (Supervisor *self)
{
  const char *told = NULL;

  for (;;)
    {
      const char *state;

      supervisor_server_step (&self->server, is_wanted (self), get_now ());
      state = supervisor_server_describe (&self->server);
      if (state != told)
        supervisor_clients_announce (&self->clients, state);
      told = state;
      if (self->server.state == SERVER_FAILED)
        return;
      if (self->server.state != SERVER_DOWN)
        wait_for_event (self);
      else if (self->terminated || !supervisor_clients_accept (&self->clients, state))
        return; /* and nobody came in while the server was stopping */
    }
}

/* Everything that can fail comes before the background, so that the caller is told. */
static int
set_up (Supervisor *self, const Options *options)
{
  char *greeting = NULL;
  int   listener, log;

  umask (0077);
  signal (SIGPIPE, SIG_IGN);
  if (chdir (options->place) != 0)
    err (EXIT_FAILURE, "%s", options->place);
  log = supervisor_log_open ("server.log");
  if (log < 0)
    err (EXIT_FAILURE, "%s/server.log", options->place);
  listener = supervisor_clients_listen ("control");
  if (listener < 0)
    err (EXIT_FAILURE, "%s/control", options->place);
  if (asprintf (&greeting, "galley-supervisor 1 %s\n", options->sockets) < 0)
    err (EXIT_FAILURE, "memory");
  fcntl (FIRST_CLIENT_FD, F_SETFD, FD_CLOEXEC);
  supervisor_clients_init (&self->clients, listener, greeting);
  self->server = (Server){
    .program = join (options->bin, "postgres"),
    .data = options->data,
    .sockets = options->sockets,
    .ballast = "ballast",
    .deadline = -1,
  };
  return log;
}

/* What is left of it.  Clients see to it that nobody takes a lock for theirs whose file is gone. */
static void
clear_away (const Options *options)
{
  char *lock = join (options->sockets, "lock");

  unlink ("control");
  unlink (lock);
  rmdir (options->sockets); /* unless somebody keeps other things there */
  free (lock);
}

int
main (int argc, char **argv)
{
  static Supervisor self;
  Options           options = { .uid = -1, .gid = -1, .n_locks = 1 };
  int               log;

  parse_options (&options, argc, argv);
  close_others (options.n_locks);
  drop_privileges (&options);
  clean_environment (&options);
  log = set_up (&self, &options);
  become_daemon (log);

  self.signals = watch_signals ();
  supervisor_clients_add (&self.clients, FIRST_CLIENT_FD, supervisor_server_describe (&self.server));
  supervise (&self);
  clear_away (&options);
  /* given up before the connections, whose end tells a client that all is over and that it may start anew */
  for (long i = 0; i < options.n_locks; i++)
    close (LOCK_FD + (int)i);
  return EXIT_SUCCESS;
}
