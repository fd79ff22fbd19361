/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-cluster-server.h"
#include "galley-cluster.h"

G_BEGIN_DECLS

/* A cluster is two files: galley-cluster.c is the object and what it tells, galley-cluster-session.c joins the server, follows
 * what becomes of it, and leaves it. */

struct _GalleyCluster
{
  GObject parent_instance;

  /* owned */
  char                *data_folder;
  char                *runtime_folder;    /* nullable */
  char                *conninfo;          /* nullable */
  GalleyClusterServer *server;            /* nullable */
  GCancellable        *opening;           /* nullable: while a start is under way */
  GCancellable        *opener;            /* nullable: of whoever asked for that start */
  GTask               *closing;           /* nullable: waits for the end of the start or of the server */
  GSource             *closing_cancelled; /* nullable */
  GError              *failure;           /* nullable: why there is no server */

  /* state */
  GalleyClusterStage stage;
  gboolean           low_on_space;
  guint              watch; /* of the supervisor's connection */
  gulong             opener_handler;
  gint64             reopened_at;
  int                n_reopens;
};

void galley_cluster_set_stage (GalleyCluster *self, GalleyClusterStage stage);
void galley_cluster_set_conninfo (GalleyCluster *self, char *conninfo);
void galley_cluster_update_low_on_space (GalleyCluster *self);
void galley_cluster_emit_failed (GalleyCluster *self, const GError *error);

G_END_DECLS
