/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-result.h"
#include "galley-statement.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DATABASE (galley_database_get_type ())

/* A database that stays connected: it opens a GalleyConnection, listens for notices, reconnects with back-off when the link is
 * lost (restoring LISTEN and session settings), keeps statements that were not sent yet, repeats reads, and looks up the
 * outcome of writes that were under way. */
G_DECLARE_FINAL_TYPE (GalleyDatabase, galley_database, GALLEY, DATABASE, GObject)

typedef enum
{
  GALLEY_DATABASE_CLOSED,
  GALLEY_DATABASE_CONNECTING,
  GALLEY_DATABASE_CONNECTED,
  GALLEY_DATABASE_WAITING, /* lost; the next attempt is on its way */
} GalleyDatabaseState;

GalleyDatabase *galley_database_new            (const char *conninfo);
void            galley_database_open_async     (GalleyDatabase *self, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean        galley_database_open_finish    (GalleyDatabase *self, GAsyncResult *result, GError **error);
/* By the statement's kind, see GalleyStatementKind.  While the link is down the statement waits; it fails with
 * GALLEY_ERROR_CONNECTION when no link was got within GalleyDatabase:timeout, and with GALLEY_ERROR_UNKNOWN_OUTCOME
 * when it was under way and the outcome could not be looked up within that time. */
void            galley_database_execute_async  (GalleyDatabase *self, GalleyStatement *statement,
                                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyResult   *galley_database_execute_finish (GalleyDatabase *self, GAsyncResult *result, GError **error);
/* All in one transaction and one round trip.  The weakest kind among the statements counts for all of them;
 * kind ONCE is not allowed here. */
void            galley_database_execute_all_async  (GalleyDatabase *self, GPtrArray *statements,
                                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray      *galley_database_execute_all_finish (GalleyDatabase *self, GAsyncResult *result, GError **error);
void            galley_database_close          (GalleyDatabase *self);
GalleyDatabaseState galley_database_get_state  (GalleyDatabase *self);
/* The id this writer's notices carry (a UUID, made at construction, set as galley.session on every connection). */
const char     *galley_database_get_session    (GalleyDatabase *self);

/* Properties: "state" (notify), "timeout" (ms, 15000)
 * Signals
 *   "changed" (GalleyChange *change): a notice arrived, of this or another writer (galley_change_is_own)
 *   "resumed": the link is back after a loss; notices may have been missed, so holders must refresh
 */

G_END_DECLS
