/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-http-answer.h"
#include "galley-http-request.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TRANSPORT (galley_transport_get_type ())

/**
 * GalleyTransport:
 *
 * Asks servers over HTTP, and hands over what they answer while it comes.  It knows of the network and of nothing else: it watches that a
 * silent server is given up, whatever it is silent in, and that one that is only busy is asked again.
 */
G_DECLARE_FINAL_TYPE (GalleyTransport, galley_transport, GALLEY, TRANSPORT, GObject)

/**
 * GalleyTransportFunc:
 * @answer: what the server answered
 * @bytes: (array length=length): a piece of the body
 * @length: how many bytes
 * @user_data: what was given along
 * @error: where to put an error
 *
 * Takes a piece of an answer.
 *
 * Returns: whether more is wanted; %FALSE with @error set, or when it is all there
 */
typedef gboolean (*GalleyTransportFunc) (const GalleyHttpAnswer *answer, const guint8 *bytes, gsize length, gpointer user_data, GError **error);

GalleyTransport *galley_transport_new (void);
void             galley_transport_send_async (GalleyTransport *self, GalleyHttpRequest *request, GalleyTransportFunc func, gpointer func_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         galley_transport_send_finish (GalleyTransport *self, GAsyncResult *result, GalleyHttpAnswer **answer, GError **error);

G_END_DECLS
