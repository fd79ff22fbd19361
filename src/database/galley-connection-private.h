/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libpq-fe.h>

#include "galley-connection.h"
#include "galley-prepared.h"
#include "galley-request.h"

G_BEGIN_DECLS

/* A connection is three files: galley-connection.c opens and closes it and takes requests, galley-connection-link.c does them,
 * and galley-connection-probe.c tells a server that hangs from one that has much to do. */

typedef enum
{
  GALLEY_CONNECTION_NEW,
  GALLEY_CONNECTION_OPENING,
  GALLEY_CONNECTION_OPEN,
  GALLEY_CONNECTION_CLOSED,
} GalleyConnectionState;

struct _GalleyConnection
{
  GObject parent_instance;

  char                 *conninfo; /* (owned): may hold a password */
  guint                 timeout;  /* ms that an answer may take; 0 for any */
  GalleyConnectionState state;

  /* opening */
  GTask        *opening;    /* (owned) (nullable): waits for the link */
  GCancellable *connecting; /* (owned) (nullable): ends connecting, when the caller cancels or the connection is closed */
  GSource      *forwarding; /* (owned) (nullable): tells it of the caller's */

  /* the link */
  PGconn           *link;       /* (owned) (nullable) */
  GSource          *source;     /* (owned) (nullable) */
  GalleyPrepared   *prepared;   /* (owned) */
  GError           *last_words; /* (owned) (nullable): why the server is going to end the link */
  gint64            heard;      /* when the link moved last, in monotonic time */
  GalleyConnection *probe;      /* (owned) (nullable): asks whether the server is still at work for this one */
  gint64            cancel_at;  /* when to send the cancel request again; 0 for never */
  gboolean          cancelling; /* a cancel request is on its way */
  gboolean          broken;     /* libpq refused to go on; the source is about to notice */

  /* what is to be done */
  GQueue         waiting;  /* (owned) (element-type GalleyRequest): not sent yet */
  GalleyRequest *current;  /* (owned) (nullable): under way */
  GQueue         finished; /* (owned) (element-type GalleyRequest): to be given back to their callers */
};

void galley_connection_start_link (GalleyConnection *self);
void galley_connection_drop_link (GalleyConnection *self);
void galley_connection_probe (GalleyConnection *self);
void galley_connection_stop_probing (GalleyConnection *self);
void galley_connection_receive_notice (void *self, const PGresult *notice);
void galley_connection_send_request (GalleyConnection *self, GalleyRequest *request);
void galley_connection_send_next (GalleyConnection *self);
void galley_connection_send_soon (GalleyConnection *self);
void galley_connection_send_cancel (GalleyConnection *self);
void galley_connection_watch_time (GalleyConnection *self);
void galley_connection_lose_requests (GalleyConnection *self, const GError *error);
void galley_connection_return_finished (GalleyConnection *self);
void galley_connection_emit_notice (GalleyConnection *self, const PGnotify *notify);
void galley_connection_emit_lost (GalleyConnection *self, const GError *error);

G_END_DECLS
