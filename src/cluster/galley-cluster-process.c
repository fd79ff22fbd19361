/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-process"

#include "galley-cluster-process.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib-unix.h>

#include "galley-cluster-message.h"
#include "galley-error.h"

/* In the child, between fork and exec.  A program that was started to make a cluster must not go on when the one who wanted it is
 * gone. */
static void
set_up_child_cb (gpointer user_data)
{
  const GalleyClusterUser *user = user_data;

  if (user->is_other && (setgroups (1, &user->gid) != 0 || setresgid (user->gid, user->gid, user->gid) != 0 ||
                         setresuid (user->uid, user->uid, user->uid) != 0))
    _exit (126);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Variables such as PGDATA, LC_ALL or a broken LANG must not reach the programs.  A set TZ spares initdb a search for the time
 * zone. */
static char **
make_environment (const char *program_folder)
{
  const char      *libraries = g_getenv ("LD_LIBRARY_PATH");
  g_autofree char *path = g_strdup_printf ("%s:/usr/bin:/bin", program_folder);
  char           **environment = g_environ_setenv (NULL, "PATH", path, TRUE);

  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  environment = g_environ_setenv (environment, "TZ", "UTC", TRUE);
  if (libraries != NULL)
    environment = g_environ_setenv (environment, "LD_LIBRARY_PATH", libraries, TRUE);
  return environment;
}

/* A file in memory, so that neither side waits for the other one. */
static int
make_input (const char *text)
{
  gsize length = strlen (text);
  int   fd = memfd_create ("input", MFD_CLOEXEC);

  if (fd >= 0 && (write (fd, text, length) != (ssize_t)length || lseek (fd, 0, SEEK_SET) != 0))
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* Starts the program with its output and errors going into a pipe, whose other end is @out.  No GSubprocess: it makes threads,
 * and a thread that is made here would keep the rights of galley_cluster_user_enter() for ever. */
static gboolean
spawn (const GalleyClusterProcess *self, char **arguments, const char *input, GPid *pid, int *out, GError **error)
{
  g_auto (GStrv) environment = make_environment (self->program_folder);
  int      target = 3;
  int      ends[2];
  int      in = make_input (input);
  gboolean spawned;

  if (in < 0 || !g_unix_open_pipe (ends, FD_CLOEXEC, NULL))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER, "%s: %s", arguments[0], g_strerror (errno));
      if (in >= 0)
        close (in);
      return FALSE;
    }
  spawned = g_spawn_async_with_pipes_and_fds (self->work_folder, (const char *const *)arguments, (const char *const *)environment,
                                              G_SPAWN_DO_NOT_REAP_CHILD, set_up_child_cb, (gpointer)self->user, in, ends[1],
                                              ends[1], &self->lock, &target, 1, pid, NULL, NULL, NULL, error);
  close (in);
  close (ends[1]);
  if (spawned)
    *out = ends[0];
  else
    close (ends[0]);
  return spawned;
}

/* Reads until the program and all its children have closed their output, or @cancellable is cancelled. */
static char *
read_all (int out, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPollFD fds[2] = { { .fd = out, .events = G_IO_IN } };
  guint   n_fds = g_cancellable_make_pollfd (cancellable, &fds[1]) ? 2 : 1;
  ssize_t n = 1;

  while (n > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      char part[4096];

      if (g_poll (fds, n_fds, -1) <= 0 || fds[0].revents == 0)
        continue;
      n = read (out, part, sizeof part);
      g_string_append_len (text, part, MAX (n, 0));
    }
  if (n_fds == 2)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_utf8_make_valid (text->str, (gssize)text->len);
}

static int
wait_for_end (GPid pid)
{
  int status = -1;

  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    continue;
  return status;
}

static char **
complete_arguments (const GalleyClusterProcess *self, const char *const *arguments)
{
  char **all = g_strdupv ((char **)arguments);

  g_free (all[0]);
  all[0] = g_build_filename (self->program_folder, arguments[0], NULL);
  return all;
}

/**
 * galley_cluster_process_run:
 * @self: where and as whom
 * @arguments: (array zero-terminated=1): a program of @self's program folder and its arguments
 * @input: (nullable): what it reads, a few lines
 * @cancellable: (nullable): a #GCancellable; when it is cancelled, the program is killed
 * @error: return location for a #GError
 *
 * Runs a program and waits for its end.  Blocks.  It is killed when the calling thread ends before it.
 *
 * Returns: %TRUE if it succeeded; on failure %FALSE with what its output says, see galley_cluster_message_to_error(), or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_process_run (const GalleyClusterProcess *self,
                            const char *const          *arguments,
                            const char                 *input,
                            GCancellable               *cancellable,
                            GError                    **error)
{
  g_auto (GStrv) all = complete_arguments (self, arguments);
  g_autofree char *output = NULL;
  GPid             pid;
  int              out, status;

  if (!spawn (self, all, input != NULL ? input : "", &pid, &out, error))
    return FALSE;
  output = read_all (out, cancellable, error);
  close (out);
  if (output == NULL)
    kill (pid, SIGKILL);
  status = wait_for_end (pid);
  if (output == NULL || g_spawn_check_wait_status (status, NULL))
    return output != NULL;
  galley_cluster_message_to_error (output, NULL, error);
  return FALSE;
}
