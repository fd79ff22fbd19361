/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster-server.h"
#include "galley-cluster.h"

G_BEGIN_DECLS

/* Called on the starting thread. */
typedef void (*GalleyClusterStageFunc) (GalleyClusterStage stage, gpointer user_data);

/* clang-format off */
GalleyClusterServer *galley_cluster_start (const char *data_folder, const char *runtime_folder, GalleyClusterStageFunc stage_func,
                                           gpointer user_data, GCancellable *cancellable, GError **error);
/* clang-format on */

G_END_DECLS
