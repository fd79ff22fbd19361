/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void   galley_migration_run_async (const char *conninfo, gboolean dry_run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char **galley_migration_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
