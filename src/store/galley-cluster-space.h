/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room that is kept in reserve: enough for a server whose disk is full to start, recover and save. */
#define GALLEY_CLUSTER_BALLAST_SIZE (32 * 1024 * 1024)

/* What making a cluster takes, ballast and first write-ahead log included. */
#define GALLEY_CLUSTER_CREATION_SIZE (96 * 1024 * 1024)

guint64  galley_cluster_space_get_free (const char *folder);
guint64  galley_cluster_space_measure (const char *folder);
gboolean galley_cluster_space_check (const char *folder, GError **error);
gboolean galley_cluster_space_has_ballast (const char *ballast);
gboolean galley_cluster_space_make_ballast (const char *ballast);

G_END_DECLS
