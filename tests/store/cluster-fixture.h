/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-cluster.h"

G_BEGIN_DECLS

/* Folders of a test's own for a private server. */
typedef struct
{
  char *folder;  /* what is below is the test's */
  char *data;    /* data folder, not there at first */
  char *runtime; /* runtime folder, not there at first */
} ClusterFixture;

typedef void (*ClusterFixtureFunc) (ClusterFixture *fixture, gconstpointer data);

void           cluster_fixture_add (const char *path, ClusterFixtureFunc test);
GalleyCluster *cluster_fixture_new (ClusterFixture *fixture);
GalleyCluster *cluster_fixture_open (ClusterFixture *fixture);
void           cluster_fixture_reopen (GalleyCluster *cluster);
GError        *cluster_fixture_refuse (GalleyCluster *cluster);
void           cluster_fixture_close (GalleyCluster *cluster);
char          *cluster_fixture_query (GalleyCluster *cluster, const char *sql);

G_END_DECLS
