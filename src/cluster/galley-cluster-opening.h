/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster-server.h"
#include "galley-cluster-start.h"

G_BEGIN_DECLS

/* clang-format off */
void                 galley_cluster_opening_run_async (const char *data_folder, const char *runtime_folder,
                                                       GalleyClusterStageFunc stage_func, gpointer stage_data,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                                       gpointer user_data);
GalleyClusterServer *galley_cluster_opening_run_finish (GAsyncResult *result, GError **error);
/* clang-format on */

G_END_DECLS
