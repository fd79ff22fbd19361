/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-test-cluster.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

/**
 * GalleyTestWorkspace:
 *
 * A workspace for a test of widgets, on a server of the test program's own: each one has a database of its own, which is empty at first.
 */
typedef struct _GalleyTestWorkspace GalleyTestWorkspace;

GalleyTestWorkspace *galley_test_workspace_new (void);
void                 galley_test_workspace_free (GalleyTestWorkspace *self);
void                 galley_test_workspace_stop_server (void);
GalleyTestCluster   *galley_test_workspace_get_cluster (GalleyTestWorkspace *self);
const char          *galley_test_workspace_get_conninfo (GalleyTestWorkspace *self);
GalleyWorkspace     *galley_test_workspace_get_workspace (GalleyTestWorkspace *self);
GalleyContext       *galley_test_workspace_get_context (GalleyTestWorkspace *self);
GalleyPost          *galley_test_workspace_add_sample (GalleyTestWorkspace *self);
GalleyPost          *galley_test_workspace_add_post (GalleyTestWorkspace *self, const char *title, guint n_sections);
GalleyPost          *galley_test_workspace_get_post (GalleyTestWorkspace *self, int post_id);
char                *galley_test_workspace_sql (GalleyTestWorkspace *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTestWorkspace, galley_test_workspace_free)

G_END_DECLS
