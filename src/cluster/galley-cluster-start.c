/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-start"

#include "galley-config.h"

#include "galley-cluster-start.h"

#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-cluster-creator.h"
#include "galley-cluster-folder.h"
#include "galley-cluster-pid-file.h"
#include "galley-cluster-programs.h"
#include "galley-cluster-runtime.h"
#include "galley-cluster-settings.h"
#include "galley-cluster-space.h"
#include "galley-cluster-supervisor.h"
#include "galley-error.h"

#define LOCK_PATIENCE  (30 * G_USEC_PER_SEC)     /* for another process that makes or leaves a server */
#define GREET_PATIENCE (5 * G_USEC_PER_SEC)      /* for a supervisor that accepted a connection */
#define READY_PATIENCE (5 * 60 * G_USEC_PER_SEC) /* for a server that recovers from a crash */
#define LONGEST_PAUSE  10                        /* ms, between two looks at the lock */
#define MOST_ATTEMPTS  5                         /* at meeting a supervisor that was just leaving */

typedef enum
{
  OUTCOME_FAILED,
  OUTCOME_READY,
  OUTCOME_GONE, /* the supervisor ended meanwhile; another attempt will do */
} Outcome;

/* One attempt to get a server.  Nothing in it is shared with another thread. */
typedef struct
{
  /* input */
  const char            *runtime_folder;
  GalleyClusterStageFunc stage_func;
  gpointer               user_data;
  GCancellable          *cancellable;

  /* in progress */
  GalleyClusterFolder *folder;
  int                  lock; /* owned: the data folder's lock file */

  /* output */
  GalleyClusterServer *server;
} Attempt;

static void
set_stage (Attempt *self, GalleyClusterStage stage)
{
  self->stage_func (stage, self->user_data);
}

/* Connects to the supervisor of this data folder.  Returns %NULL without an error when there is none, or when it is just
 * leaving. */
static GalleyClusterControl *
find_supervisor (Attempt *self, GError **error)
{
  g_autoptr (GalleyClusterControl) control = galley_cluster_control_connect (self->folder->place);
  gint64                    deadline = g_get_monotonic_time () + GREET_PATIENCE;
  GalleyClusterControlEvent event;

  if (control == NULL || !galley_cluster_control_wait (control, deadline, self->cancellable, &event, error) ||
      event != GALLEY_CLUSTER_CONTROL_GREETING)
    return NULL;
  return g_steal_pointer (&control);
}

static void
complain_about_lock (Attempt *self, GError **error)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_BUSY,
               _("Another program is busy with the database in %s. Wait a moment and try again; if that does not help, end the "
                 "processes \"galley-supervisor\" and \"postgres\"."),
                  self->folder->data);
}

/* A supervisor that runs in another sandbox can be reached where the data is, but its server perhaps not. */
static gboolean
check_socket (Attempt *self, GError **error)
{
  g_autofree char *name = g_strdup_printf (".s.PGSQL.%d", self->server->port);
  g_autofree char *path = g_build_filename (self->server->socket_folder, name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_BUSY,
               _("Another Galley is using the data in %s, and its database server cannot be reached from here (%s). Close the "
                 "other Galley and try again."),
                  self->folder->data, path);
  return FALSE;
}

static gboolean
pause_for_lock (Attempt *self, int pause, GError **error)
{
  GPollFD  fd;
  gboolean has_fd = g_cancellable_make_pollfd (self->cancellable, &fd);

  g_poll (&fd, has_fd ? 1 : 0, pause);
  if (has_fd)
    g_cancellable_release_fd (self->cancellable);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* Either joins a server that runs, or gets the lock that allows to start one; in between, somebody else is just making one, or
 * the last processes of one are going. */
static gboolean
join_or_lock (Attempt *self, GError **error)
{
  gint64  deadline = g_get_monotonic_time () + LOCK_PATIENCE;
  GError *problem = NULL;

  for (int pause = 1;; pause = MIN (pause + 1, LONGEST_PAUSE))
    {
      self->server->control = find_supervisor (self, &problem);
      if (self->server->control != NULL)
        return TRUE;
      if (problem == NULL && flock (self->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
      if (problem == NULL && g_get_monotonic_time () > deadline)
        complain_about_lock (self, &problem);
      if (problem != NULL || !pause_for_lock (self, pause, &problem))
        break;
    }
  g_propagate_error (error, problem);
  return FALSE;
}

/* A server that somebody started by hand, to look after the data, is used as it is, and not stopped either. */
static gboolean
use_foreign_server (Attempt *self, GalleyClusterPidFile *pid_file, GError **error)
{
  if (*pid_file->socket_folder != '/')
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_BUSY,
                   _("A database server that was started by hand (process %d) uses the data in %s, and it has no socket. Stop "
                     "it and try again."),
                      (int)pid_file->pid, self->folder->data);
      return FALSE;
    }
  self->server->socket_folder = g_strdup (pid_file->socket_folder);
  self->server->port = pid_file->port;
  return TRUE;
}

/* Makes the cluster when there is none, and brings the settings of one that is there up to date. */
static gboolean
prepare_cluster (Attempt *self, GalleyClusterPrograms *programs, GError **error)
{
  GalleyClusterFolder *folder = self->folder;
  GalleyClusterProcess process = {
    .user = folder->user,
    .program_folder = programs->folder,
    .work_folder = folder->place,
    .lock = self->lock,
  };

  if (folder->cluster != NULL)
    return galley_cluster_settings_write (folder->cluster, folder->major, &process, self->cancellable, error);

  set_stage (self, GALLEY_CLUSTER_CREATING);
  folder->major = programs->major;
  folder->cluster = g_strdup_printf ("%s/%d", folder->place, folder->major);
  return galley_cluster_creator_run (folder->cluster, folder->major, &process, self->cancellable, error);
}

static gboolean
start_supervisor (Attempt *self, GalleyClusterPrograms *programs, GError **error)
{
  GalleyClusterFolder *folder = self->folder;
  g_autoptr (GalleyClusterRuntime) runtime = NULL;
  GalleyClusterSupervisor supervisor;

  set_stage (self, GALLEY_CLUSTER_STARTING);
  runtime = galley_cluster_runtime_claim (self->runtime_folder, folder->data, folder->user, error);
  if (runtime == NULL)
    return FALSE;
  supervisor = (GalleyClusterSupervisor){
    .program_folder = programs->folder,
    .data_directory = folder->cluster,
    .place = folder->place,
    .socket_folder = runtime->folder,
    .user = folder->user,
    .data_lock = self->lock,
    .runtime_lock = runtime->lock,
  };
  self->server->control = galley_cluster_supervisor_start (&supervisor, error);
  return self->server->control != NULL;
}

/* With the lock held: all that happens in the server's own folders, with the rights of its user. */
static gboolean
prepare (Attempt *self, GalleyClusterPidFile **pid_file, GalleyClusterPrograms **programs, GError **error)
{
  if (!galley_cluster_folder_find_cluster (self->folder, error))
    return FALSE;
  *pid_file = self->folder->cluster != NULL ? galley_cluster_pid_file_read (self->folder->cluster) : NULL;
  if (*pid_file != NULL)
    return TRUE;
  *programs = galley_cluster_programs_find (self->folder->major, error);
  if (*programs == NULL || !prepare_cluster (self, *programs, error))
    return FALSE;
  galley_cluster_space_make_ballast (self->server->ballast_path);
  return TRUE;
}

static gboolean
start_server (Attempt *self, GError **error)
{
  g_autoptr (GalleyClusterPidFile) pid_file = NULL;
  g_autoptr (GalleyClusterPrograms) programs = NULL;
  gboolean prepared;

  galley_cluster_user_enter (self->folder->user);
  prepared = prepare (self, &pid_file, &programs, error);
  galley_cluster_user_leave (self->folder->user);
  if (!prepared)
    return FALSE;
  return pid_file != NULL ? use_foreign_server (self, pid_file, error) : start_supervisor (self, programs, error);
}

/* Follows the server until it is ready. */
static Outcome
wait_until_ready (Attempt *self, GError **error)
{
  gint64                    deadline = g_get_monotonic_time () + READY_PATIENCE;
  GalleyClusterControlEvent event;

  while (galley_cluster_control_wait (self->server->control, deadline, self->cancellable, &event, error))
    switch (event)
      {
      case GALLEY_CLUSTER_CONTROL_READY:
        self->server->socket_folder = g_strdup (galley_cluster_control_get_socket_folder (self->server->control));
        return OUTCOME_READY;
      case GALLEY_CLUSTER_CONTROL_GONE:
        return OUTCOME_GONE;
      case GALLEY_CLUSTER_CONTROL_STARTING:
        set_stage (self, GALLEY_CLUSTER_STARTING);
        break;
      case GALLEY_CLUSTER_CONTROL_RECOVERING:
        set_stage (self, GALLEY_CLUSTER_RECOVERING);
        break;
      case GALLEY_CLUSTER_CONTROL_FAILED:
        galley_cluster_server_explain (self->server, error);
        return OUTCOME_FAILED;
      case GALLEY_CLUSTER_CONTROL_TERMINATED:
        g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                             _("The database server was told to stop while it was starting. Try again."));
        return OUTCOME_FAILED;
      case GALLEY_CLUSTER_CONTROL_NOTHING:
      case GALLEY_CLUSTER_CONTROL_GREETING:
      case GALLEY_CLUSTER_CONTROL_STOPPING:
        break; /* one that is stopping starts again, for us */
      }
  return OUTCOME_FAILED;
}

static Outcome
run (Attempt *self, GError **error)
{
  Outcome outcome;

  self->lock = galley_cluster_folder_open_lock (self->folder, error);
  if (self->lock < 0 || !join_or_lock (self, error))
    return OUTCOME_FAILED;
  if (self->server->control == NULL && !start_server (self, error))
    return OUTCOME_FAILED;
  outcome = self->server->control != NULL ? wait_until_ready (self, error) : OUTCOME_READY;
  if (outcome == OUTCOME_READY && !check_socket (self, error))
    return OUTCOME_FAILED;
  return outcome;
}

/* What is known of the cluster only when it is there, which may be another process's doing. */
static gboolean
describe_cluster (Attempt *self, GError **error)
{
  gboolean found = self->folder->cluster != NULL;

  galley_cluster_user_enter (self->folder->user);
  found = found || galley_cluster_folder_find_cluster (self->folder, error);
  galley_cluster_user_leave (self->folder->user);
  self->server->data_directory = g_strdup (self->folder->cluster);
  self->server->user = g_steal_pointer (&self->folder->user);
  return found;
}

/* The lock is opened anew for every attempt: the processes of the server that was started by the last one share that one's. */
static Outcome
attempt (const Attempt *input, const char *data_folder, GalleyClusterServer **server, GError **error)
{
  Attempt self = *input;
  Outcome outcome = OUTCOME_FAILED;

  self.lock = -1;
  self.folder = galley_cluster_folder_open (data_folder, error);
  if (self.folder != NULL)
    {
      self.server = galley_cluster_server_new (self.folder->place);
      outcome = run (&self, error);
    }
  if (outcome == OUTCOME_READY && describe_cluster (&self, error))
    *server = g_steal_pointer (&self.server);
  g_clear_pointer (&self.server, galley_cluster_server_free);
  g_clear_pointer (&self.folder, galley_cluster_folder_free);
  if (self.lock >= 0)
    close (self.lock);
  return outcome;
}

/**
 * galley_cluster_start:
 * @data_folder: the data folder, which is made when it is missing
 * @runtime_folder: (nullable): where sockets should be
 * @stage_func: (scope call): told what is going on
 * @user_data: for @stage_func
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Joins the server of a data folder, or starts it; makes the cluster first when there is none.  Any number of processes may do so
 * at once: one of them starts the server, the others join it.  Blocks: to be called on a thread of its own.
 *
 * Returns: (transfer full) (nullable): the server; on failure %NULL with %GALLEY_ERROR_CLUSTER, %GALLEY_ERROR_UNSUPPORTED,
 *   %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_BUSY or %G_IO_ERROR_CANCELLED
 */
GalleyClusterServer *
galley_cluster_start (const char            *data_folder,
                      const char            *runtime_folder,
                      GalleyClusterStageFunc stage_func,
                      gpointer               user_data,
                      GCancellable          *cancellable,
                      GError               **error)
{
  Attempt input = {
    .runtime_folder = runtime_folder, .stage_func = stage_func, .user_data = user_data, .cancellable = cancellable
  };
  GalleyClusterServer *server = NULL;

  stage_func (GALLEY_CLUSTER_SEARCHING, user_data);
  for (int i = 0; i < MOST_ATTEMPTS; i++)
    if (attempt (&input, data_folder, &server, error) != OUTCOME_GONE)
      return server;
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                       _("The program that looks after the database server ends again and again. Restart the computer and try "
                         "again."));
  return NULL;
}
