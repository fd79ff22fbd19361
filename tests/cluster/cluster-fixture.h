/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sys/types.h>

#include "galley-cluster.h"
#include "galley-error.h"

G_BEGIN_DECLS

/* Folders of a test's own for a private server. */
typedef struct
{
  char *folder;  /* what is below is the test's */
  char *data;    /* data folder, not there at first */
  char *runtime; /* runtime folder, not there at first */
} ClusterFixture;

typedef void (*ClusterFixtureFunc) (ClusterFixture *fixture, gconstpointer data);

/* The server */
void           cluster_fixture_add (const char *path, ClusterFixtureFunc test);
int            cluster_fixture_run (void);
GalleyCluster *cluster_fixture_new (ClusterFixture *fixture);
GalleyCluster *cluster_fixture_open (ClusterFixture *fixture);
void           cluster_fixture_reopen (GalleyCluster *cluster);
GError        *cluster_fixture_refuse (GalleyCluster *cluster);
void           cluster_fixture_close (GalleyCluster *cluster);
void           cluster_fixture_create (ClusterFixture *fixture);
char          *cluster_fixture_try (GalleyCluster *cluster, const char *sql, GError **error);
char          *cluster_fixture_query (GalleyCluster *cluster, const char *sql);

/* What is expected of it: that it has what cluster_fixture_create() wrote, also when it is opened again, or says what to do */
void cluster_fixture_assert_kept (GalleyCluster *cluster);
void cluster_fixture_assert_opens (ClusterFixture *fixture);
void cluster_fixture_assert_refused (ClusterFixture *fixture, GalleyError code, const char *part);

/* Its files, as somebody else could have left them */
char *cluster_fixture_path (ClusterFixture *fixture, const char *name);
void  cluster_fixture_write (ClusterFixture *fixture, const char *name, const char *text);
void  cluster_fixture_remove (const char *path);
void  cluster_fixture_assert_mode (const char *path, mode_t mode);

/* Its processes */
pid_t cluster_fixture_get_postmaster (ClusterFixture *fixture);
pid_t cluster_fixture_get_parent (pid_t pid);
void  cluster_fixture_await_end (pid_t pid);
void  cluster_fixture_assert_stopped (ClusterFixture *fixture);

G_END_DECLS
