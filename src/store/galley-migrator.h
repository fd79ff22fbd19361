/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-connection.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_MIGRATOR (galley_migrator_get_type ())

/**
 * GalleyMigrator:
 *
 * Brings the schema of a database up to date: the migrations once each, then functions and defaults when they changed.
 */
G_DECLARE_FINAL_TYPE (GalleyMigrator, galley_migrator, GALLEY, MIGRATOR, GObject)

GalleyMigrator *galley_migrator_new (GalleyConnection *connection);
void            galley_migrator_migrate_async (GalleyMigrator *self, gboolean dry_run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char          **galley_migrator_migrate_finish (GalleyMigrator *self, GAsyncResult *result, GError **error);

G_END_DECLS
