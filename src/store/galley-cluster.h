/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_CLUSTER (galley_cluster_get_type ())

/* The private PostgreSQL server of one data folder.  Opening it makes the cluster when there is none, starts the server when it is
 * not running, and joins it when another process already did; the last one to close stops it. */
G_DECLARE_FINAL_TYPE (GalleyCluster, galley_cluster, GALLEY, CLUSTER, GObject)

/* @data_folder: (nullable): $XDG_DATA_HOME/galley by default; @runtime_folder: (nullable): $XDG_RUNTIME_DIR/galley by default */
GalleyCluster *galley_cluster_new          (const char *data_folder, const char *runtime_folder);
void           galley_cluster_open_async   (GalleyCluster *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_cluster_open_finish  (GalleyCluster *self, GAsyncResult *result, GError **error);
/* Leaves; when this was the last user, the server has stopped when the operation ends. */
void           galley_cluster_close_async  (GalleyCluster *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_cluster_close_finish (GalleyCluster *self, GAsyncResult *result, GError **error);
/* A libpq keyword string for the database "galley"; NULL before the cluster is open. */
const char    *galley_cluster_get_conninfo (GalleyCluster *self);

/* Properties: "stage" (notify): what opening is doing now, a GalleyClusterStage (searching, creating, starting, recovering, ready), for
 * a first-start page.  Errors: GALLEY_ERROR_CLUSTER, GALLEY_ERROR_UNSUPPORTED (programs missing or too old), GALLEY_ERROR_DISK_FULL. */

G_END_DECLS
