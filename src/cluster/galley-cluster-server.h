/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-cluster-control.h"
#include "galley-cluster-user.h"

G_BEGIN_DECLS

/* A server that runs, and the seat that this client has got at it. */
typedef struct
{
  GalleyClusterControl *control; /* nullable: none at a server that was started by hand */
  char                 *socket_folder;
  int                   port;
  char                 *data_directory;
  char                 *log_path;
  char                 *ballast_path;
  GalleyClusterUser    *user;
  goffset               log_size; /* of the log when this client came */
} GalleyClusterServer;

GalleyClusterServer *galley_cluster_server_new (const char *place);
void                 galley_cluster_server_free (GalleyClusterServer *self);
char                *galley_cluster_server_describe (const GalleyClusterServer *self);
void                 galley_cluster_server_explain (const GalleyClusterServer *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusterServer, galley_cluster_server_free)

G_END_DECLS
