/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* clang-format off */
void    galley_connector_connect_async (const char *conninfo, PQnoticeReceiver receiver, gpointer receiver_data,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PGconn *galley_connector_connect_finish (GAsyncResult *result, GError **error);
/* clang-format on */

G_END_DECLS
