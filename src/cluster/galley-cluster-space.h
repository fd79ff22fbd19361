/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster-server.h"

G_BEGIN_DECLS

/* Room that is kept in reserve: enough for a server whose disk is full to start, recover and save. */
#define GALLEY_CLUSTER_BALLAST_SIZE (32 * 1024 * 1024)

/* What making a cluster takes, ballast and first write-ahead log included. */
#define GALLEY_CLUSTER_CREATION_SIZE (96 * 1024 * 1024)

/* What there is to know about space, bytes. */
typedef struct
{
  guint64 data_size;
  guint64 free_space;
} GalleyClusterSpace;

guint64  galley_cluster_space_get_free (const char *folder);
guint64  galley_cluster_space_measure (const char *folder);
gboolean galley_cluster_space_require (const char *folder, GError **error);
gboolean galley_cluster_space_has_ballast (const char *ballast);
gboolean galley_cluster_space_make_ballast (const char *ballast);

/* clang-format off */
void                galley_cluster_space_check_async (const GalleyClusterServer *server, GCancellable *cancellable,
                                                      GAsyncReadyCallback callback, gpointer user_data);
GalleyClusterSpace *galley_cluster_space_check_finish (GAsyncResult *result, GError **error);
/* clang-format on */

G_END_DECLS
