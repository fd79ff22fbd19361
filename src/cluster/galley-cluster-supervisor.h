/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-cluster-control.h"
#include "galley-cluster-user.h"

G_BEGIN_DECLS

/* What a supervisor is told when it is started.  Nothing is owned. */
typedef struct
{
  const char              *program_folder;
  const char              *data_directory;
  const char              *place; /* for its log and its own socket */
  const char              *socket_folder;
  const GalleyClusterUser *user;
  int                      data_lock;
  int                      runtime_lock;
} GalleyClusterSupervisor;

GalleyClusterControl *galley_cluster_supervisor_start (const GalleyClusterSupervisor *self, GError **error);

G_END_DECLS
