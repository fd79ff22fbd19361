/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-result.h"
#include "galley-statement.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CONNECTION (galley_connection_get_type ())

/* One link to a PostgreSQL server, for one life: opening, ready, lost.  It never reconnects (GalleyDatabase does), never
 * blocks, and owns a queue of operations of which one is under way. */
G_DECLARE_FINAL_TYPE (GalleyConnection, galley_connection, GALLEY, CONNECTION, GObject)

/* @conninfo: a URI or a libpq keyword string, several hosts allowed */
GalleyConnection *galley_connection_new            (const char *conninfo);
/* Connects, also waiting for name resolution and TLS without blocking, and sets the session up (UTC, UTF-8, ISO dates,
 * search_path public, application_name). */
void              galley_connection_open_async     (GalleyConnection *self, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean          galley_connection_open_finish    (GalleyConnection *self, GAsyncResult *result, GError **error);
/* One statement.  Cancelling sends a cancel request and ends with G_IO_ERROR_CANCELLED when the server has answered. */
void              galley_connection_execute_async  (GalleyConnection *self, GalleyStatement *statement,
                                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyResult     *galley_connection_execute_finish (GalleyConnection *self, GAsyncResult *result, GError **error);
/* Several statements as one pipeline: one round trip, one transaction, all or nothing.
 * The finish function returns (transfer full) (element-type GalleyResult), one for each statement. */
void              galley_connection_execute_all_async  (GalleyConnection *self, GPtrArray *statements /* of GalleyStatement */,
                                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray        *galley_connection_execute_all_finish (GalleyConnection *self, GAsyncResult *result, GError **error);
void              galley_connection_close          (GalleyConnection *self);
gboolean          galley_connection_is_open        (GalleyConnection *self);
int               galley_connection_get_server_version (GalleyConnection *self); /* 150018 */

/* Signals
 *   "notice" (const char *channel, const char *payload, int pid): a NOTIFY arrived
 *   "lost" (GError *error): the link died, also while idle; operations under way and waiting have been failed
 */

G_END_DECLS
