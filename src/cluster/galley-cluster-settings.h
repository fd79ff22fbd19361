/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster-process.h"

G_BEGIN_DECLS

/* clang-format off */
gboolean galley_cluster_settings_write (const char *cluster, int major, const GalleyClusterProcess *process,
                                        GCancellable *cancellable, GError **error);
/* clang-format on */

gboolean galley_cluster_settings_write_entry (const char *cluster, GError **error);

G_END_DECLS
