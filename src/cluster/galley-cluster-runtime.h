/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-cluster-user.h"

G_BEGIN_DECLS

/* The folder of the sockets of one server, claimed by a lock. */
typedef struct
{
  char *folder;
  int   lock; /* owned: a locked file, or -1 */
} GalleyClusterRuntime;

/* clang-format off */
GalleyClusterRuntime *galley_cluster_runtime_claim (const char *runtime_folder, const char *data_folder,
                                                    const GalleyClusterUser *user, GError **error);
void                  galley_cluster_runtime_free (GalleyClusterRuntime *self);
/* clang-format on */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusterRuntime, galley_cluster_runtime_free)

G_END_DECLS
