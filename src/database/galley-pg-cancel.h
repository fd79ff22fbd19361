/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

void     galley_pg_cancel_async (PGconn *link, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_pg_cancel_finish (GAsyncResult *result, GError **error);

G_END_DECLS
