/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-connection.h"

G_BEGIN_DECLS

/**
 * GalleyCall:
 *
 * What a database was asked to do, through all the connections that it may take until the outcome is known.
 */
typedef struct _GalleyCall GalleyCall;

GalleyCall *galley_call_new (GTask *task, GPtrArray *statements, gboolean several, guint64 serial);
void        galley_call_free (GalleyCall *self);
GTask      *galley_call_get_task (GalleyCall *self);
void        galley_call_set_cancel_source (GalleyCall *self, GSource *source);
guint64     galley_call_get_serial (GalleyCall *self);
gint64      galley_call_get_deadline (GalleyCall *self);
void        galley_call_set_deadline (GalleyCall *self, gint64 deadline);
void        galley_call_send (GalleyCall *self, GalleyConnection *connection, GAsyncReadyCallback callback, gpointer user_data);
gboolean    galley_call_take (GalleyCall *self, GalleyConnection *connection, GAsyncResult *result);
void        galley_call_fail (GalleyCall *self, const GError *error);
void        galley_call_return (GalleyCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCall, galley_call_free)

G_END_DECLS
