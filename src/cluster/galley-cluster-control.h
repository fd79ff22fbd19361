/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the supervisor said.  Its protocol is described in galley-supervisor.c. */
typedef enum
{
  GALLEY_CLUSTER_CONTROL_NOTHING, /* no whole line yet */
  GALLEY_CLUSTER_CONTROL_GREETING,
  GALLEY_CLUSTER_CONTROL_STARTING,
  GALLEY_CLUSTER_CONTROL_RECOVERING,
  GALLEY_CLUSTER_CONTROL_READY,
  GALLEY_CLUSTER_CONTROL_STOPPING,
  GALLEY_CLUSTER_CONTROL_FAILED,
  GALLEY_CLUSTER_CONTROL_TERMINATED,
  GALLEY_CLUSTER_CONTROL_GONE, /* the connection is at its end */
} GalleyClusterControlEvent;

/* A client's connection to the supervisor: while it is open, the server runs. */
typedef struct _GalleyClusterControl GalleyClusterControl;

/* clang-format off */
GalleyClusterControl     *galley_cluster_control_new (int fd);
GalleyClusterControl     *galley_cluster_control_connect (const char *place);
void                      galley_cluster_control_free (GalleyClusterControl *self);
int                       galley_cluster_control_get_fd (GalleyClusterControl *self);
GalleyClusterControlEvent galley_cluster_control_read (GalleyClusterControl *self);
gboolean                  galley_cluster_control_wait (GalleyClusterControl *self, gint64 deadline, GCancellable *cancellable,
                                                       GalleyClusterControlEvent *event, GError **error);
const char               *galley_cluster_control_get_socket_folder (GalleyClusterControl *self);
void                      galley_cluster_control_leave (GalleyClusterControl *self);
/* clang-format on */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusterControl, galley_cluster_control_free)

G_END_DECLS
