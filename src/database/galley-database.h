/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-change.h"
#include "galley-result.h"
#include "galley-statement.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DATABASE_STATE (galley_database_state_get_type ())

/**
 * GalleyDatabaseState:
 * @GALLEY_DATABASE_CLOSED: not opened, or closed
 * @GALLEY_DATABASE_CONNECTING: being connected to
 * @GALLEY_DATABASE_CONNECTED: in use
 * @GALLEY_DATABASE_WAITING: lost; the next attempt is on its way
 *
 * How a database is to be reached.
 */
typedef enum
{
  GALLEY_DATABASE_CLOSED,
  GALLEY_DATABASE_CONNECTING,
  GALLEY_DATABASE_CONNECTED,
  GALLEY_DATABASE_WAITING,
} GalleyDatabaseState;

GType galley_database_state_get_type (void);

#define GALLEY_TYPE_DATABASE (galley_database_get_type ())

/**
 * GalleyDatabase:
 *
 * A database that stays connected.
 *
 * It opens a GalleyConnection and listens for notices.  When the link is lost it connects again, with growing pauses, and
 * restores the session; keeps statements that were not sent; repeats what may be repeated, and finds out what became of writes
 * that were under way.
 */
G_DECLARE_FINAL_TYPE (GalleyDatabase, galley_database, GALLEY, DATABASE, GObject)

/* clang-format off */
GalleyDatabase     *galley_database_new (const char *conninfo);
void                galley_database_open_async (GalleyDatabase *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean            galley_database_open_finish (GalleyDatabase *self, GAsyncResult *result, GError **error);
void                galley_database_execute_async (GalleyDatabase *self, GalleyStatement *statement, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GalleyResult       *galley_database_execute_finish (GalleyDatabase *self, GAsyncResult *result, GError **error);
void                galley_database_execute_all_async (GalleyDatabase *self, GPtrArray *statements, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray          *galley_database_execute_all_finish (GalleyDatabase *self, GAsyncResult *result, GError **error);
void                galley_database_close (GalleyDatabase *self);
GalleyDatabaseState galley_database_get_state (GalleyDatabase *self);
const char         *galley_database_get_session (GalleyDatabase *self);
gboolean            galley_database_has_password (const char *conninfo);
char              **galley_database_dup_environment (GalleyDatabase *self, GError **error);
void                galley_database_set_conninfo (GalleyDatabase *self, const char *conninfo);
guint               galley_database_get_timeout (GalleyDatabase *self);
void                galley_database_set_timeout (GalleyDatabase *self, guint timeout);
void                galley_database_set_pause (GalleyDatabase *self, guint first, guint longest);
/* clang-format on */

G_END_DECLS
