/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* The system user whom the server runs as.  PostgreSQL refuses to run as root, so for root it is somebody else. */
typedef struct
{
  uid_t    uid;
  gid_t    gid;
  char    *name;
  gboolean is_other; /* not the caller, who is root then */
} GalleyClusterUser;

GalleyClusterUser *galley_cluster_user_new (uid_t owner, GError **error);
GalleyClusterUser *galley_cluster_user_copy (const GalleyClusterUser *self);
void               galley_cluster_user_free (GalleyClusterUser *self);
gboolean           galley_cluster_user_can_reach (const GalleyClusterUser *self, const char *folder);
void               galley_cluster_user_enter (const GalleyClusterUser *self);
void               galley_cluster_user_leave (const GalleyClusterUser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusterUser, galley_cluster_user_free)

G_END_DECLS
