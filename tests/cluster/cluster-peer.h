/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cluster-fixture.h"

G_BEGIN_DECLS

/* Another process that uses the server of a fixture; see cluster-client.c. */
typedef struct _ClusterPeer ClusterPeer;

ClusterPeer *cluster_peer_new (ClusterFixture *fixture);
void         cluster_peer_free (ClusterPeer *self);
char        *cluster_peer_read (ClusterPeer *self);
void         cluster_peer_expect (ClusterPeer *self, const char *line);
void         cluster_peer_leave (ClusterPeer *self);
void         cluster_peer_kill (ClusterPeer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClusterPeer, cluster_peer_free)

G_END_DECLS
