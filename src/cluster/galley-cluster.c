/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster"

#include "galley-config.h"

#include "galley-cluster-private.h"

#include <glib/gi18n-lib.h>

#include "galley-cluster-space.h"
#include "galley-error.h"

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

G_DEFINE_FINAL_TYPE (GalleyCluster, galley_cluster, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (GalleyClusterStage,
                    galley_cluster_stage,
                    G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_SEARCHING, "searching"),
                    G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_CREATING, "creating"),
                    G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_RECOVERING, "recovering"),
                    G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (GALLEY_CLUSTER_FAILED, "failed"))

/**
 * galley_cluster_set_stage:
 * @self: a cluster
 * @stage: what it is doing from now on
 *
 * Sets [property@Cluster:stage].
 */
void
galley_cluster_set_stage (GalleyCluster *self, GalleyClusterStage stage)
{
  if (self->stage == stage)
    return;
  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/**
 * galley_cluster_update_low_on_space:
 * @self: a cluster
 *
 * Sets [property@Cluster:low-on-space]: the ballast is gone only when the server needed its space.
 */
void
galley_cluster_update_low_on_space (GalleyCluster *self)
{
  gboolean low =
    self->server != NULL && self->server->control != NULL && !galley_cluster_space_has_ballast (self->server->ballast_path);

  if (self->low_on_space == low)
    return;
  self->low_on_space = low;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW_ON_SPACE]);
}

/**
 * galley_cluster_set_conninfo:
 * @self: a cluster
 * @conninfo: (transfer full) (nullable): how the database is reached
 *
 * Sets [property@Cluster:conninfo].
 */
void
galley_cluster_set_conninfo (GalleyCluster *self, char *conninfo)
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

/**
 * galley_cluster_emit_failed:
 * @self: a cluster whose server could not be started again
 * @error: why
 *
 * Emits [signal@Cluster::failed].
 */
void
galley_cluster_emit_failed (GalleyCluster *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
space_checked_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GalleyClusterSpace *space = galley_cluster_space_check_finish (result, &error);

  galley_cluster_update_low_on_space (g_task_get_source_object (task));
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
 * Finds out how much space the data takes and how much is left.  When the reserve had to be used and there is room for it again,
 * it is made again, which ends [property@Cluster:low-on-space].
 */
void
galley_cluster_check_space_async (GalleyCluster      *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
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
galley_cluster_check_space_finish (GalleyCluster *self,
                                   GAsyncResult  *result,
                                   guint64       *data_size,
                                   guint64       *free_space,
                                   GError       **error)
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
install_properties (GObjectClass *object_class)
{
  /**
   * GalleyCluster:data-folder:
   *
   * Where the data is.
   */
  properties[PROP_DATA_FOLDER] =
    g_param_spec_string ("data-folder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyCluster:runtime-folder:
   *
   * Where sockets should be.
   */
  properties[PROP_RUNTIME_FOLDER] =
    g_param_spec_string ("runtime-folder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyCluster:stage:
   *
   * What the server is doing.  It can change at any time, since a server can die.
   */
  properties[PROP_STAGE] = g_param_spec_enum ("stage", NULL, NULL, GALLEY_TYPE_CLUSTER_STAGE, GALLEY_CLUSTER_CLOSED,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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
  properties[PROP_LOW_ON_SPACE] =
    g_param_spec_boolean ("low-on-space", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_cluster_class_init (GalleyClusterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = galley_cluster_constructed;
  object_class->get_property = galley_cluster_get_property;
  object_class->set_property = galley_cluster_set_property;
  object_class->finalize = galley_cluster_finalize;
  install_properties (object_class);

  /**
   * GalleyCluster::failed:
   * @self: a cluster
   * @error: why, and what to do
   *
   * The server of an open cluster died and could not be started again.
   */
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", GALLEY_TYPE_CLUSTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
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
