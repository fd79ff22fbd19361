/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster"

#include "galley-config.h"

#include "galley-cluster.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "galley-cluster-opening.h"
#include "galley-cluster-space.h"
#include "galley-error.h"

/* A supervisor that was killed is replaced, but not for ever. */
#define MOST_REOPENS  3
#define REOPEN_PERIOD (60 * G_USEC_PER_SEC)

struct _GalleyCluster
{
  GObject parent_instance;

  /* owned */
  char                *data_folder;
  char                *runtime_folder;    /* nullable */
  char                *conninfo;          /* nullable */
  GalleyClusterServer *server;            /* nullable */
  GCancellable        *opening;           /* nullable: while a start is under way */
  GCancellable        *opener;            /* nullable: of whoever asked for that start */
  GTask               *closing;           /* nullable: waits for the end of the start or of the server */
  GSource             *closing_cancelled; /* nullable */
  GError              *failure;           /* nullable: why there is no server */

  /* state */
  GalleyClusterStage stage;
  gboolean           low_on_space;
  guint              watch; /* of the supervisor's connection */
  gulong             opener_handler;
  gint64             reopened_at;
  int                n_reopens;
};

typedef enum
{
  PROP_DATA_FOLDER = 1,
  PROP_RUNTIME_FOLDER,
  PROP_STAGE,
  PROP_CONNINFO,
  PROP_LOW_ON_SPACE,
} GalleyClusterProperty;

static GParamSpec *properties[PROP_LOW_ON_SPACE + 1];

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A start that is under way. */
typedef struct
{
  GalleyCluster *self;  /* owned */
  GTask         *outer; /* owned (nullable): whoever asked for it */
} Opening;

static void start (GalleyCluster *self, GTask *outer);

G_DEFINE_FINAL_TYPE (GalleyCluster, galley_cluster, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (GalleyClusterStage, galley_cluster_stage, G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_CLOSED, "closed"), G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_SEARCHING, "searching"), G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_CREATING, "creating"), G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_STARTING, "starting"), G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_RECOVERING, "recovering"), G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_READY, "ready"), G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_FAILED, "failed"))

static void
set_stage (GalleyCluster *self, GalleyClusterStage stage)
{
  if (self->stage == stage)
    return;
  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/* The ballast is gone only when the server needed its space. */
static void
update_low_on_space (GalleyCluster *self)
{
  gboolean low = self->server != NULL && self->server->control != NULL && !galley_cluster_space_has_ballast (self->server->ballast_path);

  if (self->low_on_space == low)
    return;
  self->low_on_space = low;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW_ON_SPACE]);
}

static void
set_conninfo (GalleyCluster *self, char *conninfo)
{
  if (g_strcmp0 (self->conninfo, conninfo) == 0)
    {
      g_free (conninfo);
      return;
    }
  g_free (self->conninfo);
  self->conninfo = conninfo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNINFO]);
}

static void
drop_server (GalleyCluster *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->server, galley_cluster_server_free);
  update_low_on_space (self);
}

/* There is no server any more, or there never was one. */
static void
fail (GalleyCluster *self, const GError *error)
{
  drop_server (self);
  set_stage (self, GALLEY_CLUSTER_FAILED);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
finish_closing (GalleyCluster *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->closing);

  if (self->closing_cancelled != NULL)
    g_source_destroy (self->closing_cancelled);
  g_clear_pointer (&self->closing_cancelled, g_source_unref);
  g_clear_error (&self->failure);
  drop_server (self);
  set_conninfo (self, NULL);
  set_stage (self, GALLEY_CLUSTER_CLOSED);
  g_task_return_boolean (task, TRUE);
}

/* Somebody killed the supervisor; its server ends as well.  Whoever uses this object only sees that it takes a moment. */
static void
reopen (GalleyCluster *self)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  if (now - self->reopened_at > REOPEN_PERIOD)
    self->n_reopens = 0;
  self->reopened_at = now;
  if (self->n_reopens++ < MOST_REOPENS)
    {
      g_info ("the supervisor is gone; starting another one");
      drop_server (self);
      start (self, NULL);
      return;
    }
  g_set_error_literal (&error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                       _("The program that looks after the database server ends again and again. Restart the computer and try again."));
  fail (self, error);
}

static void
lose_supervisor (GalleyCluster *self)
{
  g_autoptr (GError) failure = g_steal_pointer (&self->failure);

  if (self->closing != NULL)
    finish_closing (self);
  else if (failure != NULL)
    fail (self, failure);
  else
    reopen (self);
}

/* Returns whether there may be more. */
static gboolean
dispatch_event (GalleyCluster *self, GalleyClusterControlEvent event)
{
  switch (event)
    {
    case GALLEY_CLUSTER_CONTROL_READY:
      update_low_on_space (self);
      set_stage (self, GALLEY_CLUSTER_READY);
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_RECOVERING:
    case GALLEY_CLUSTER_CONTROL_STARTING:
      set_stage (self, GALLEY_CLUSTER_RECOVERING);
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_FAILED:
      g_clear_error (&self->failure);
      galley_cluster_server_explain (self->server, &self->failure);
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_TERMINATED:
      g_clear_error (&self->failure);
      g_set_error_literal (&self->failure, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                           _("The database server was told to stop, as happens when the session ends."));
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_GONE:
      lose_supervisor (self);
      return FALSE;
    case GALLEY_CLUSTER_CONTROL_NOTHING:
      return FALSE;
    case GALLEY_CLUSTER_CONTROL_GREETING:
    case GALLEY_CLUSTER_CONTROL_STOPPING:
      return TRUE;
    }
  return FALSE;
}

static gboolean
supervisor_spoke_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (GalleyCluster) self = g_object_ref (user_data);

  while (self->server != NULL && dispatch_event (self, galley_cluster_control_read (self->server->control)))
    continue;
  return self->watch != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
leave (GalleyCluster *self)
{
  if (self->server == NULL || self->server->control == NULL)
    finish_closing (self);
  else
    galley_cluster_control_leave (self->server->control);
}

static void
take_server (GalleyCluster *self, GalleyClusterServer *server)
{
  self->server = server;
  if (server->control != NULL)
    self->watch = g_unix_fd_add (galley_cluster_control_get_fd (server->control), G_IO_IN | G_IO_HUP, supervisor_spoke_cb, self);
  g_clear_error (&self->failure);
  set_conninfo (self, galley_cluster_server_describe (server));
  update_low_on_space (self);
  set_stage (self, GALLEY_CLUSTER_READY);
}

/* A start that is under way holds a reference, so this object is there. */
static void
stage_reached_cb (GalleyClusterStage stage, gpointer user_data)
{
  set_stage (user_data, stage);
}

static void
opener_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* A start has a cancellable of its own, since closing ends it as well. */
static void
begin_opening (GalleyCluster *self, GTask *outer)
{
  GCancellable *opener = outer != NULL ? g_task_get_cancellable (outer) : NULL;

  self->opening = g_cancellable_new ();
  if (opener == NULL)
    return;
  self->opener = g_object_ref (opener);
  self->opener_handler = g_cancellable_connect (opener, G_CALLBACK (opener_cancelled_cb), g_object_ref (self->opening), g_object_unref);
}

static void
end_opening (GalleyCluster *self)
{
  g_cancellable_disconnect (self->opener, self->opener_handler);
  self->opener_handler = 0;
  g_clear_object (&self->opener);
  g_clear_object (&self->opening);
}

/* One who only asked for a server gets the error, and one who had one is told by a signal. */
static void
take_failure (GalleyCluster *self, GTask *outer, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_stage (self, GALLEY_CLUSTER_CLOSED);
  else if (outer != NULL)
    set_stage (self, GALLEY_CLUSTER_FAILED);
  else
    fail (self, error);
}

static void
started_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GalleyCluster) self = opening->self;
  g_autoptr (GTask) outer = opening->outer;
  g_autoptr (GError) error = NULL;
  GalleyClusterServer *server = galley_cluster_opening_run_finish (result, &error);

  /* it may have been called off when it was done already */
  if (server != NULL && g_cancellable_set_error_if_cancelled (self->opening, &error))
    g_clear_pointer (&server, galley_cluster_server_free);
  end_opening (self);
  if (server != NULL)
    take_server (self, server);
  else
    take_failure (self, outer, error);
  if (self->closing != NULL)
    leave (self);

  if (outer != NULL && error == NULL)
    g_task_return_boolean (outer, TRUE);
  else if (outer != NULL)
    g_task_return_error (outer, g_steal_pointer (&error));
}

/* Gets a server.
 * @outer: (transfer full) (nullable): returned when it is there */
static void
start (GalleyCluster *self, GTask *outer)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->self = g_object_ref (self);
  opening->outer = outer;
  begin_opening (self, outer);
  galley_cluster_opening_run_async (self->data_folder, self->runtime_folder, stage_reached_cb, self, self->opening, started_cb, opening);
}

/**
 * galley_cluster_open_async:
 * @self: a cluster
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the server can be used
 * @user_data: for @callback
 *
 * Joins the server, or starts it; makes the cluster first when there is none.  Opening one that is open does nothing.
 */
void
galley_cluster_open_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CLUSTER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_cluster_open_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->opening != NULL || self->closing != NULL)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_BUSY, _("The database server is just being started or stopped. Try again."));
  else if (self->server != NULL)
    g_task_return_boolean (task, TRUE);
  else
    start (self, g_steal_pointer (&task));
}

/**
 * galley_cluster_open_finish:
 * @self: a cluster
 * @result: what the callback of galley_cluster_open_async() got
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the server can be used; on failure %FALSE with a message that says what to do, and %GALLEY_ERROR_CLUSTER,
 *   %GALLEY_ERROR_UNSUPPORTED (programs missing, too old, or of another version than the cluster), %GALLEY_ERROR_DISK_FULL,
 *   %GALLEY_ERROR_BUSY (others are using the data, or the operation is already under way) or %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_open_finish (GalleyCluster *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
closing_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  finish_closing (user_data);
  return G_SOURCE_REMOVE;
}

static void
watch_closing_cancellable (GalleyCluster *self, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;
  self->closing_cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->closing_cancelled, G_SOURCE_FUNC (closing_cancelled_cb), self, NULL);
  g_source_attach (self->closing_cancelled, g_task_get_context (self->closing));
}

/**
 * galley_cluster_close_async:
 * @self: a cluster
 * @cancellable: (nullable): a #GCancellable; cancelling ends the waiting, and not the leaving
 * @callback: called when the server is not used any more, and has stopped if this was the last one to use it
 * @user_data: for @callback
 *
 * Leaves the server; a start that is under way is given up.  Connections to the database must not be used any more.  Closing one that is
 * not open does nothing.
 */
void
galley_cluster_close_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CLUSTER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_cluster_close_async);
  if (self->closing != NULL)
    {
      g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_BUSY, _("The database server is just being stopped."));
      return;
    }
  self->closing = g_steal_pointer (&task);
  watch_closing_cancellable (self, cancellable);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  else
    leave (self);
}

/**
 * galley_cluster_close_finish:
 * @self: a cluster
 * @result: what the callback of galley_cluster_close_async() got
 * @error: return location for a #GError
 *
 * Returns: %TRUE; or %FALSE with %GALLEY_ERROR_BUSY (the operation is already under way) or %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_close_finish (GalleyCluster *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
space_checked_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GalleyClusterSpace *space = galley_cluster_space_check_finish (result, &error);

  update_low_on_space (g_task_get_source_object (task));
  if (space != NULL)
    g_task_return_pointer (task, space, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * galley_cluster_check_space_async:
 * @self: a cluster
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Finds out how much space the data takes and how much is left.  When the reserve had to be used and there is room for it again, it is
 * made again, which ends [property@Cluster:low-on-space].
 */
void
galley_cluster_check_space_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CLUSTER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_cluster_check_space_async);
  if (self->server != NULL)
    galley_cluster_space_check_async (self->server, cancellable, space_checked_cb, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_CLUSTER, _("The database server is not running."));
}

/**
 * galley_cluster_check_space_finish:
 * @self: a cluster
 * @result: what the callback of galley_cluster_check_space_async() got
 * @data_size: (out) (optional): what the data takes on the disk, bytes
 * @free_space: (out) (optional): what is left on the disk, bytes, or %G_MAXUINT64 when it is unknown
 * @error: return location for a #GError
 *
 * Returns: %TRUE; or %FALSE with %GALLEY_ERROR_CLUSTER (not open) or %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_check_space_finish (GalleyCluster *self, GAsyncResult *result, guint64 *data_size, guint64 *free_space, GError **error)
{
  g_autofree GalleyClusterSpace *space = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  space = g_task_propagate_pointer (G_TASK (result), error);
  if (space == NULL)
    return FALSE;
  if (data_size != NULL)
    *data_size = space->data_size;
  if (free_space != NULL)
    *free_space = space->free_space;
  return TRUE;
}

/**
 * galley_cluster_get_stage:
 * @self: a cluster
 *
 * Returns: what it is doing
 */
GalleyClusterStage
galley_cluster_get_stage (GalleyCluster *self)
{
  g_return_val_if_fail (GALLEY_IS_CLUSTER (self), GALLEY_CLUSTER_CLOSED);

  return self->stage;
}

/**
 * galley_cluster_get_conninfo:
 * @self: a cluster
 *
 * Returns: (nullable): a libpq keyword string for the database `galley`, or %NULL before the cluster was opened
 */
const char *
galley_cluster_get_conninfo (GalleyCluster *self)
{
  g_return_val_if_fail (GALLEY_IS_CLUSTER (self), NULL);

  return self->conninfo;
}

/**
 * galley_cluster_get_data_folder:
 * @self: a cluster
 *
 * Returns: the data folder
 */
const char *
galley_cluster_get_data_folder (GalleyCluster *self)
{
  g_return_val_if_fail (GALLEY_IS_CLUSTER (self), NULL);

  return self->data_folder;
}

/**
 * galley_cluster_get_log_path:
 * @self: a cluster
 *
 * Returns: (nullable): the file that the server writes its messages to, or %NULL before the cluster was opened
 */
const char *
galley_cluster_get_log_path (GalleyCluster *self)
{
  g_return_val_if_fail (GALLEY_IS_CLUSTER (self), NULL);

  return self->server != NULL ? self->server->log_path : NULL;
}

/**
 * galley_cluster_get_low_on_space:
 * @self: a cluster
 *
 * Returns: whether the disk is, or was, so full that the space that is kept in reserve had to be used
 */
gboolean
galley_cluster_get_low_on_space (GalleyCluster *self)
{
  g_return_val_if_fail (GALLEY_IS_CLUSTER (self), FALSE);

  return self->low_on_space;
}

/* In a Flatpak only this folder of the runtime folder is shared by all sandboxes of the application. */
static char *
make_default_runtime_folder (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  const char *flatpak = g_getenv ("FLATPAK_ID");

  if (runtime == NULL || !g_path_is_absolute (runtime))
    return NULL;
  if (flatpak != NULL && g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return g_build_filename (runtime, "app", flatpak, "galley", NULL);
  return g_build_filename (runtime, "galley", NULL);
}

static void
galley_cluster_constructed (GObject *object)
{
  GalleyCluster *self = GALLEY_CLUSTER (object);

  G_OBJECT_CLASS (galley_cluster_parent_class)->constructed (object);
  if (self->data_folder == NULL)
    self->data_folder = g_build_filename (g_get_user_data_dir (), "galley", NULL);
  if (self->runtime_folder == NULL)
    self->runtime_folder = make_default_runtime_folder ();
}

static void
galley_cluster_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GalleyCluster *self = GALLEY_CLUSTER (object);

  switch ((GalleyClusterProperty)prop_id)
    {
    case PROP_DATA_FOLDER:
      g_value_set_string (value, self->data_folder);
      break;
    case PROP_RUNTIME_FOLDER:
      g_value_set_string (value, self->runtime_folder);
      break;
    case PROP_STAGE:
      g_value_set_enum (value, self->stage);
      break;
    case PROP_CONNINFO:
      g_value_set_string (value, self->conninfo);
      break;
    case PROP_LOW_ON_SPACE:
      g_value_set_boolean (value, self->low_on_space);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_cluster_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GalleyCluster *self = GALLEY_CLUSTER (object);

  switch ((GalleyClusterProperty)prop_id)
    {
    case PROP_DATA_FOLDER:
      self->data_folder = g_value_dup_string (value);
      break;
    case PROP_RUNTIME_FOLDER:
      self->runtime_folder = g_value_dup_string (value);
      break;
    case PROP_STAGE:
    case PROP_CONNINFO:
    case PROP_LOW_ON_SPACE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* No operation is under way, since that would hold a reference.  Closing the connection is leaving. */
static void
galley_cluster_finalize (GObject *object)
{
  GalleyCluster *self = GALLEY_CLUSTER (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->server, galley_cluster_server_free);
  g_clear_error (&self->failure);
  g_free (self->data_folder);
  g_free (self->runtime_folder);
  g_free (self->conninfo);
  G_OBJECT_CLASS (galley_cluster_parent_class)->finalize (object);
}

static void
galley_cluster_class_init (GalleyClusterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = galley_cluster_constructed;
  object_class->get_property = galley_cluster_get_property;
  object_class->set_property = galley_cluster_set_property;
  object_class->finalize = galley_cluster_finalize;

  /**
   * GalleyCluster:data-folder:
   *
   * Where the data is.
   */
  properties[PROP_DATA_FOLDER] = g_param_spec_string ("data-folder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyCluster:runtime-folder:
   *
   * Where sockets should be.
   */
  properties[PROP_RUNTIME_FOLDER] = g_param_spec_string ("runtime-folder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyCluster:stage:
   *
   * What the server is doing.  It can change at any time, since a server can die.
   */
  properties[PROP_STAGE] = g_param_spec_enum ("stage", NULL, NULL, GALLEY_TYPE_CLUSTER_STAGE, GALLEY_CLUSTER_CLOSED, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyCluster:conninfo:
   *
   * How the database is reached, as a libpq keyword string.
   */
  properties[PROP_CONNINFO] = g_param_spec_string ("conninfo", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyCluster:low-on-space:
   *
   * Whether the disk got so full that the space that is kept in reserve had to be used.
   */
  properties[PROP_LOW_ON_SPACE] = g_param_spec_boolean ("low-on-space", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleyCluster::failed:
   * @self: a cluster
   * @error: why, and what to do
   *
   * The server of an open cluster died and could not be started again.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", GALLEY_TYPE_CLUSTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
galley_cluster_init (GalleyCluster *self)
{
}

/**
 * galley_cluster_new:
 * @data_folder: (nullable): where the data is, by default `$XDG_DATA_HOME/galley`
 * @runtime_folder: (nullable): where sockets should be, by default `$XDG_RUNTIME_DIR/galley`
 *
 * Returns: (transfer full): the private server of this data folder, not open
 */
GalleyCluster *
galley_cluster_new (const char *data_folder, const char *runtime_folder)
{
  return g_object_new (GALLEY_TYPE_CLUSTER, "data-folder", data_folder, "runtime-folder", runtime_folder, NULL);
}
