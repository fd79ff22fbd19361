/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "supervisor-server.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervisor-log.h"

#define PATIENCE_AFTER_INT  10000 /* ms */
#define PATIENCE_AFTER_QUIT 5000
#define RETRY_LIMIT         15000 /* how long another server's remains are waited for */
#define RETRY_DELAY         100
#define LONG_LIFE           30000              /* a server that lived that long died for a new reason */
#define SCARCE_SPACE        (24 * 1024 * 1024) /* bytes: a segment of the log or two */

/* Delays before another start, ms.  When they are used up, the server is given up. */
static const int delays[] = { 0, 100, 400, 1600, 3000 };

/* Reads up to @size - 1 bytes of a file below the data directory.  Returns how many there were, or -1. */
static ssize_t
read_data_file (const Server *self, const char *name, char *buffer, size_t size)
{
  char    path[PATH_MAX];
  ssize_t n;
  int     fd;

  if (snprintf (path, sizeof path, "%s/%s", self->data, name) >= (int)sizeof path)
    return -1;
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  n = read (fd, buffer, size - 1);
  close (fd);
  if (n >= 0)
    buffer[n] = '\0';
  return n;
}

/* pg_control begins with the system identifier (8 bytes), two version numbers (4 bytes each) and the state of the cluster, where
 * 1 is "shut down". */
static bool
was_shut_down (const Server *self)
{
  char    buffer[21];
  int32_t state;

  if (read_data_file (self, "global/pg_control", buffer, sizeof buffer) < 20)
    return false;
  memcpy (&state, buffer + 16, sizeof state);
  return state == 1;
}

/* Line 1 of postmaster.pid is the process, line 8 its state. */
static bool
is_ready (const Server *self)
{
  char  buffer[8192];
  char *line = buffer;

  if (read_data_file (self, "postmaster.pid", buffer, sizeof buffer) <= 0 || atoi (buffer) != self->pid)
    return false;
  for (int i = 1; i < 8; i++)
    {
      line = strchr (line, '\n');
      if (line == NULL)
        return false;
      line++;
    }
  return strncmp (line, "ready", strlen ("ready")) == 0;
}

/* The setting is a list of folders; quotes keep a name with a comma or a blank in one piece. */
static char *
quote_folder (const char *folder)
{
  char *quoted = malloc (2 * strlen (folder) + 3);
  char *end = quoted;

  if (quoted == NULL)
    _exit (EXIT_FAILURE);
  *end++ = '"';
  for (; *folder != '\0'; folder++)
    {
      if (*folder == '"')
        *end++ = '"';
      *end++ = *folder;
    }
  strcpy (end, "\"");
  return quoted;
}

/* In the child.  The kernel tells the server to stop when the supervisor is gone, however it went. */
static void
become_server (const Server *self, pid_t supervisor)
{
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  signal (SIGPIPE, SIG_DFL);
  prctl (PR_SET_PDEATHSIG, SIGINT);
  if (getppid () != supervisor)
    _exit (EXIT_FAILURE);
  execl (self->program, self->program, "-D", self->data, "-k", quote_folder (self->sockets), (char *)NULL);
  supervisor_log_message ("%s: %m", self->program);
  _exit (EXIT_FAILURE);
}

static void
give_up (Server *self)
{
  supervisor_log_message ("the server is given up");
  self->state = SERVER_FAILED;
  self->deadline = -1;
}

/* The folder is taken away with everything in it when a session ends; this server may have been kept beyond that. */
static void
ensure_socket_folder (const Server *self)
{
  if (mkdir (self->sockets, 0700) != 0 && errno != EEXIST)
    supervisor_log_message ("%s: %m", self->sockets);
}

static void
start (Server *self, int64_t now)
{
  pid_t supervisor = getpid ();

  ensure_socket_folder (self);
  self->log_size = supervisor_log_get_size ();
  self->expected = false;
  self->n_signals = 0;
  self->since = now;
  self->state = was_shut_down (self) ? SERVER_STARTING : SERVER_RECOVERING;
  self->deadline = now;
  self->pid = fork ();
  if (self->pid == 0)
    become_server (self, supervisor);
  if (self->pid < 0)
    {
      supervisor_log_message ("no process for the server: %m");
      self->pid = 0;
      give_up (self);
    }
}

/* Looks whether it is ready, at first every millisecond, less often the longer it takes. */
static void
watch_start (Server *self, int64_t now)
{
  int64_t pause = (now - self->since) / 8;

  if (is_ready (self))
    {
      self->state = SERVER_READY;
      self->was_ready = true;
      self->n_blocked = 0;
      self->deadline = -1;
    }
  else
    self->deadline = now + (pause < 1 ? 1 : pause > 100 ? 100
                                                        : pause);
}

/* A fast stop first; what does not heed it is aborted, and in the end killed. */
static void
stop (Server *self, int64_t now)
{
  static const int     signals[] = { SIGINT, SIGQUIT, SIGKILL };
  static const int64_t patience[] = { PATIENCE_AFTER_INT, PATIENCE_AFTER_QUIT, PATIENCE_AFTER_QUIT };
  int                  step = self->n_signals < 2 ? self->n_signals : 2;

  if (self->n_signals > 0)
    supervisor_log_message ("the server does not stop; signal %d", signals[step]);
  kill (self->pid, signals[step]);
  self->state = SERVER_STOPPING;
  self->expected = true;
  self->deadline = now + patience[step];
  self->n_signals++;
}

static bool
is_child (const char *process)
{
  char        path[300];
  char        buffer[512];
  const char *parent;
  ssize_t     n;
  int         fd;

  snprintf (path, sizeof path, "/proc/%s/stat", process);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return false;
  n = read (fd, buffer, sizeof buffer - 1);
  close (fd);
  if (n <= 0)
    return false;
  buffer[n] = '\0';
  /* "PID (NAME) STATE PARENT …", and the name may contain anything */
  parent = strrchr (buffer, ')');
  return parent != NULL && strlen (parent) > 4 && atoi (parent + 4) == getpid ();
}

/* The supervisor is a subreaper, so the children of a killed postmaster are its children now.  While one of them lives, no new
 * server can start. */
static void
signal_orphans (int number)
{
  DIR           *processes = opendir ("/proc");
  struct dirent *entry;

  if (processes == NULL)
    {
      supervisor_log_message ("/proc: %m");
      return;
    }
  while ((entry = readdir (processes)) != NULL)
    if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' && is_child (entry->d_name))
      kill ((pid_t)atoi (entry->d_name), number);
  closedir (processes);
}

static bool
has_children (void)
{
  siginfo_t info;

  return waitid (P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

/* Whether there is too little room for the server to go on. */
static bool
is_disk_full (const Server *self)
{
  static const char *const phrases[] = { "No space left on device", "Disk quota exceeded", NULL };
  struct statvfs           status;

  if (supervisor_log_mentions (self->log_size, phrases))
    return true;
  return statvfs (self->data, &status) == 0 && (uint64_t)status.f_bavail * status.f_frsize < SCARCE_SPACE;
}

/* Remains of another server that go away by themselves. */
static bool
is_blocked (const Server *self)
{
  static const char *const phrases[] = { "pre-existing shared memory block", "lock file \"", NULL };

  return supervisor_log_mentions (self->log_size, phrases);
}

static void
wait_and_retry (Server *self, int64_t now, int delay)
{
  self->state = SERVER_WAITING;
  self->deadline = now + delay;
}

static void
retry_after_crash (Server *self, int64_t now)
{
  if (now - self->since > LONG_LIFE)
    self->n_failures = 0;
  if (self->n_failures >= (int)(sizeof delays / sizeof delays[0]))
    give_up (self);
  else
    wait_and_retry (self, now, delays[self->n_failures++]);
}

/* The server died by itself, and nothing of it is left. */
static void
decide (Server *self, int64_t now)
{
  if (is_disk_full (self) && unlink (self->ballast) == 0)
    {
      supervisor_log_message ("the disk is full; %s was deleted to go on", self->ballast);
      wait_and_retry (self, now, 0);
    }
  else if (is_blocked (self) && self->n_blocked * RETRY_DELAY < RETRY_LIMIT)
    {
      self->n_blocked++;
      wait_and_retry (self, now, RETRY_DELAY);
    }
  else if (self->was_ready)
    retry_after_crash (self, now);
  else
    give_up (self);
}

static void
reap (Server *self, int64_t now)
{
  if (has_children ())
    {
      if (now >= self->deadline)
        {
          signal_orphans (SIGKILL);
          self->deadline = now + PATIENCE_AFTER_QUIT;
        }
      return;
    }
  self->deadline = -1;
  if (self->expected)
    self->state = SERVER_DOWN;
  else
    decide (self, now);
}

/**
 * supervisor_server_exited:
 * @self: a server
 * @pid: a child that was reaped
 * @status: how it ended, of waitpid()
 * @now: monotonic milliseconds
 *
 * Takes note of the end of a process.  What is to be done about it is found out by the next supervisor_server_step(); the ends of
 * orphans are of interest only there.
 */
void
supervisor_server_exited (Server *self, pid_t pid, int status, int64_t now)
{
  if (pid != self->pid)
    return;
  if (!self->expected)
    supervisor_log_message (WIFSIGNALED (status) ? "the server was killed by signal %d"
                                                 : "the server ended by itself with status %d",
                            WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status));
  self->pid = 0;
  self->state = SERVER_REAPING;
  self->deadline = now + PATIENCE_AFTER_QUIT;
  signal_orphans (SIGQUIT);
}

/**
 * supervisor_server_step:
 * @self: a server
 * @wanted: whether anybody uses it
 * @now: monotonic milliseconds
 *
 * Does what is due.  To be called after every event, and at @self's deadline.
 */
void
supervisor_server_step (Server *self, bool wanted, int64_t now)
{
  if (self->state == SERVER_REAPING)
    reap (self, now);
  if (self->state == SERVER_WAITING && !wanted)
    self->state = SERVER_DOWN;

  switch (self->state)
    {
    case SERVER_DOWN:
      if (wanted)
        start (self, now);
      break;
    case SERVER_WAITING:
      if (now >= self->deadline)
        start (self, now);
      break;
    case SERVER_STARTING:
    case SERVER_RECOVERING:
      if (!wanted)
        stop (self, now);
      else
        watch_start (self, now);
      break;
    case SERVER_READY:
      if (!wanted)
        stop (self, now);
      break;
    case SERVER_STOPPING:
      if (now >= self->deadline)
        stop (self, now);
      break;
    case SERVER_REAPING:
    case SERVER_FAILED:
      break;
    }
}

/**
 * supervisor_server_check_socket:
 * @self: a server
 * @now: monotonic milliseconds
 *
 * Restarts a server whose socket somebody deleted: it would run on, and nobody could connect any more.
 */
void
supervisor_server_check_socket (Server *self, int64_t now)
{
  char path[PATH_MAX];

  if (self->state != SERVER_READY || snprintf (path, sizeof path, "%s/.s.PGSQL.5432", self->sockets) >= (int)sizeof path)
    return;
  if (access (path, F_OK) == 0 || errno != ENOENT)
    return;
  supervisor_log_message ("%s was deleted; restarting the server", path);
  stop (self, now);
}

/**
 * supervisor_server_describe:
 * @self: a server
 *
 * Returns: the line that tells clients its state
 */
const char *
supervisor_server_describe (const Server *self)
{
  switch (self->state)
    {
    case SERVER_READY:
      return "ready\n";
    case SERVER_RECOVERING:
    case SERVER_REAPING:
    case SERVER_WAITING:
      return "recovering\n";
    case SERVER_STOPPING:
      return "stopping\n";
    case SERVER_FAILED:
      return "failed\n";
    case SERVER_DOWN:
    case SERVER_STARTING:
      return "starting\n";
    }
  return "failed\n";
}
