/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyTestCluster:
 *
 * A PostgreSQL server of a test's own, with an empty database `galley` that the role `galley` owns.
 */
typedef struct _GalleyTestCluster GalleyTestCluster;

GalleyTestCluster *galley_test_cluster_new (void);
void               galley_test_cluster_free (GalleyTestCluster *self);
const char        *galley_test_cluster_get_conninfo (GalleyTestCluster *self);
char              *galley_test_cluster_dup_conninfo_for (GalleyTestCluster *self, const char *user, const char *database);
const char        *galley_test_cluster_get_socket_folder (GalleyTestCluster *self);
const char        *galley_test_cluster_get_data_folder (GalleyTestCluster *self);
char              *galley_test_cluster_dup_user (GalleyTestCluster *self);
int                galley_test_cluster_get_pid (GalleyTestCluster *self);
void               galley_test_cluster_load_schema (GalleyTestCluster *self);
char              *galley_test_cluster_psql (GalleyTestCluster *self, const char *sql);
void               galley_test_cluster_configure (GalleyTestCluster *self, const char *settings);
void               galley_test_cluster_allow (GalleyTestCluster *self, const char *hba);
int                galley_test_cluster_listen (GalleyTestCluster *self, const char *settings);
void               galley_test_cluster_halt (GalleyTestCluster *self, const char *mode);
void               galley_test_cluster_resume (GalleyTestCluster *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTestCluster, galley_test_cluster_free)

G_END_DECLS
