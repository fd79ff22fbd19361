/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* A server that runs, as postmaster.pid describes it. */
typedef struct
{
  pid_t pid;
  char *socket_folder; /* empty when it has no socket */
  int   port;
} GalleyClusterPidFile;

GalleyClusterPidFile *galley_cluster_pid_file_read (const char *cluster);
void                  galley_cluster_pid_file_free (GalleyClusterPidFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusterPidFile, galley_cluster_pid_file_free)

G_END_DECLS
