/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-cluster-user.h"

G_BEGIN_DECLS

/* Where the data is.  Clusters are in folders named after the major version of PostgreSQL that made them. */
typedef struct
{
  char              *data;    /* the data folder, canonical */
  char              *place;   /* the folder of the clusters, the ballast and the log */
  char              *cluster; /* nullable: the data directory, when there is one */
  int                major;   /* of the cluster, or 0 */
  GalleyClusterUser *user;    /* whom @place belongs to */
} GalleyClusterFolder;

GalleyClusterFolder *galley_cluster_folder_open (const char *data_folder, GError **error);
void                 galley_cluster_folder_free (GalleyClusterFolder *self);
int                  galley_cluster_folder_open_lock (GalleyClusterFolder *self, GError **error);
gboolean             galley_cluster_folder_find_cluster (GalleyClusterFolder *self, GError **error);
const char          *galley_cluster_folder_name_network (guint32 type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusterFolder, galley_cluster_folder_free)

G_END_DECLS
