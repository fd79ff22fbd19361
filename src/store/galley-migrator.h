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

/* @connection: open, and not used by anybody else meanwhile */
GalleyMigrator *galley_migrator_new (GalleyConnection *connection);
/* Returns (transfer full): the names of what was (or, with @dry_run, would be) applied, in order, ending with NULL; empty when the
 * database is up to date.  Errors: GALLEY_ERROR_SCHEMA (newer than the program, a changed migration, made by the original blog system),
 * GALLEY_ERROR_PERMISSION (the message says what to grant), GALLEY_ERROR_UNSUPPORTED (server too old, not UTF-8). */
void   galley_migrator_migrate_async (GalleyMigrator *self, gboolean dry_run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char **galley_migrator_migrate_finish (GalleyMigrator *self, GAsyncResult *result, GError **error);

G_END_DECLS
