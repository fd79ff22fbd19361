/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

#include "galley-prepared.h"

G_BEGIN_DECLS

/**
 * GalleyRequest:
 *
 * What a connection was asked to do: one statement, or several as one transaction; with the task that waits for it.
 */
typedef struct _GalleyRequest GalleyRequest;

GalleyRequest *galley_request_new (GTask *task, GPtrArray *statements, gboolean pipeline);
void           galley_request_free (GalleyRequest *self);
GTask         *galley_request_get_task (GalleyRequest *self);
void           galley_request_set_cancel_source (GalleyRequest *self, GSource *source);
gboolean       galley_request_is_large (GalleyRequest *self);
gboolean       galley_request_send (GalleyRequest *self, PGconn *link, GalleyPrepared *prepared);
gboolean       galley_request_read (GalleyRequest *self, PGconn *link, GalleyPrepared *prepared);
void           galley_request_set_sent (GalleyRequest *self);
void           galley_request_set_cancelled (GalleyRequest *self);
gboolean       galley_request_is_cancelled (GalleyRequest *self);
gboolean       galley_request_is_stale (GalleyRequest *self);
gboolean       galley_request_try_again (GalleyRequest *self);
const GError  *galley_request_get_fatal_error (GalleyRequest *self);
void           galley_request_fail (GalleyRequest *self, const GError *error);
void           galley_request_lose (GalleyRequest *self, const GError *error);
void           galley_request_return (GalleyRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRequest, galley_request_free)

G_END_DECLS
