/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-result.h"
#include "galley-statement.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CONNECTION (galley_connection_get_type ())

/**
 * GalleyConnection:
 *
 * One link to a PostgreSQL server, for one life: opening, open, closed or lost.
 *
 * It never reconnects (GalleyDatabase does), never blocks, and owns a queue of operations of which one is under way.  It belongs
 * to the thread-default main context of the thread that opened it, and is used from that thread only.
 */
G_DECLARE_FINAL_TYPE (GalleyConnection, galley_connection, GALLEY, CONNECTION, GObject)

/* clang-format off */
GalleyConnection *galley_connection_new (const char *conninfo);
void              galley_connection_set_timeout (GalleyConnection *self, guint timeout);
void              galley_connection_open_async (GalleyConnection *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean          galley_connection_open_finish (GalleyConnection *self, GAsyncResult *result, GError **error);
void              galley_connection_execute_async (GalleyConnection *self, GalleyStatement *statement, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GalleyResult     *galley_connection_execute_finish (GalleyConnection *self, GAsyncResult *result, GError **error);
void              galley_connection_execute_all_async (GalleyConnection *self, GPtrArray *statements, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray        *galley_connection_execute_all_finish (GalleyConnection *self, GAsyncResult *result, GError **error);
void              galley_connection_close (GalleyConnection *self);
gboolean          galley_connection_is_open (GalleyConnection *self);
int               galley_connection_get_server_version (GalleyConnection *self);
/* clang-format on */

G_END_DECLS
