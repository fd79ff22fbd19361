/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GalleyClusterStage:
 * @GALLEY_CLUSTER_CLOSED: not in use
 * @GALLEY_CLUSTER_SEARCHING: looking for a server that runs, and waiting for others that are busy with one
 * @GALLEY_CLUSTER_CREATING: making a new cluster, which takes a second
 * @GALLEY_CLUSTER_STARTING: starting the server
 * @GALLEY_CLUSTER_RECOVERING: the server is starting after a crash; it can take a while
 * @GALLEY_CLUSTER_READY: the server can be used
 * @GALLEY_CLUSTER_FAILED: there is no server; opening again may help
 *
 * What a private server is doing.
 */
typedef enum
{
  GALLEY_CLUSTER_CLOSED,
  GALLEY_CLUSTER_SEARCHING,
  GALLEY_CLUSTER_CREATING,
  GALLEY_CLUSTER_STARTING,
  GALLEY_CLUSTER_RECOVERING,
  GALLEY_CLUSTER_READY,
  GALLEY_CLUSTER_FAILED,
} GalleyClusterStage;

#define GALLEY_TYPE_CLUSTER_STAGE (galley_cluster_stage_get_type ())
GType galley_cluster_stage_get_type (void);

/**
 * GalleyCluster:
 *
 * The private PostgreSQL server of one data folder.
 *
 * Opening it makes the cluster when there is none, starts the server when it is not running, and joins it when another process
 * already did; the last one to close stops it, and so does the end of the last process that uses it, whichever way it ends.  A
 * server that dies while it is open is started again; [property@Cluster:stage] tells about it.
 */
#define GALLEY_TYPE_CLUSTER (galley_cluster_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCluster, galley_cluster, GALLEY, CLUSTER, GObject)

/* clang-format off */
GalleyCluster     *galley_cluster_new (const char *data_folder, const char *runtime_folder);
void               galley_cluster_open_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean           galley_cluster_open_finish (GalleyCluster *self, GAsyncResult *result, GError **error);
void               galley_cluster_close_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean           galley_cluster_close_finish (GalleyCluster *self, GAsyncResult *result, GError **error);
void               galley_cluster_check_space_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                                     gpointer user_data);
gboolean           galley_cluster_check_space_finish (GalleyCluster *self, GAsyncResult *result, guint64 *data_size,
                                                      guint64 *free_space, GError **error);
GalleyClusterStage galley_cluster_get_stage (GalleyCluster *self);
const char        *galley_cluster_get_conninfo (GalleyCluster *self);
const char        *galley_cluster_get_data_folder (GalleyCluster *self);
const char        *galley_cluster_get_log_path (GalleyCluster *self);
gboolean           galley_cluster_get_low_on_space (GalleyCluster *self);
/* clang-format on */

G_END_DECLS
