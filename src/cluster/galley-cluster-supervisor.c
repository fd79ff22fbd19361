/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-supervisor"

#include "galley-config.h"

#include "galley-cluster-supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* A program that runs from the build folder uses the supervisor that was built with it. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char      *named = g_getenv ("GALLEY_SUPERVISOR");

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  if (self != NULL && g_str_has_prefix (self, GALLEY_BUILDDIR "/"))
    return g_strdup (GALLEY_BUILDDIR "/src/supervisor/galley-supervisor");
  return g_strdup (GALLEY_LIBEXECDIR "/galley-supervisor");
}

static void
add_option (GPtrArray *arguments, const char *name, const char *value)
{
  g_ptr_array_add (arguments, g_strdup_printf ("--%s=%s", name, value));
}

static GPtrArray *
make_arguments (const GalleyClusterSupervisor *self)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, find_program ());
  add_option (arguments, "bin", self->program_folder);
  add_option (arguments, "data", self->data_directory);
  add_option (arguments, "place", self->place);
  add_option (arguments, "sockets", self->socket_folder);
  add_option (arguments, "locks", "2");
  if (self->user->is_other)
    {
      g_ptr_array_add (arguments, g_strdup_printf ("--uid=%u", (unsigned int)self->user->uid));
      g_ptr_array_add (arguments, g_strdup_printf ("--gid=%u", (unsigned int)self->user->gid));
    }
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

/* The descriptors of the supervisor's protocol.  @seat is taken. */
static GSubprocess *
spawn (const GalleyClusterSupervisor *self, int seat, GError **error)
{
  g_autoptr (GPtrArray) arguments = make_arguments (self);
  g_autoptr (GSubprocessLauncher) launcher = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_subprocess_launcher_take_fd (launcher, seat, 3);
  g_subprocess_launcher_take_fd (launcher, fcntl (self->data_lock, F_DUPFD_CLOEXEC, 3), 4);
  g_subprocess_launcher_take_fd (launcher, fcntl (self->runtime_lock, F_DUPFD_CLOEXEC, 3), 5);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *)arguments->pdata, error);
}

/* The process that was started ends as soon as the supervisor proper is in the background, or says why it cannot be. */
static gboolean
wait_for_background (GSubprocess *process, GError **error)
{
  g_autofree char *message = NULL;

  if (!g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &message, error))
    return FALSE;
  if (g_subprocess_get_successful (process))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_strstrip (message));
  return FALSE;
}

/**
 * galley_cluster_supervisor_start:
 * @self: what the supervisor is told
 * @error: return location for a #GError
 *
 * Starts a supervisor, which starts the server.  From now on the locks are its own as well.
 *
 * Returns: (transfer full) (nullable): this client's connection to it, the first one; on failure %NULL with %GALLEY_ERROR_CLUSTER
 */
GalleyClusterControl *
galley_cluster_supervisor_start (const GalleyClusterSupervisor *self, GError **error)
{
  g_autoptr (GalleyClusterControl) control = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) reason = NULL;
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER, "socketpair: %s", g_strerror (errno));
      return NULL;
    }
  control = galley_cluster_control_new (fds[0]);
  process = spawn (self, fds[1], &reason);
  if (process != NULL && wait_for_background (process, &reason))
    return g_steal_pointer (&control);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
               _("The program that looks after the database server could not be started: %s"), reason->message);
  return NULL;
}
