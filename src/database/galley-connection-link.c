/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-connection-link"

#include "galley-config.h"

#include "galley-connection-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/ssl.h>

#include "galley-error.h"
#include "galley-pg-cancel.h"
#include "galley-pg-source.h"
#include "galley-source.h"
#include "galley-sqlstate.h"

/* A cancel request that overtakes its statement finds nothing to cancel, so it is repeated until the statement ends. */
#define CANCEL_AGAIN_MS 100

/* What a server may take to set a session up, if nothing else is said. */
#define OPENING_TIMEOUT_MS 10000

static void ready_cb (GIOCondition condition, gpointer user_data);
static void cancel_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * galley_connection_drop_link:
 * @self: a connection
 *
 * Ends the link, if there is one, and with it the connection's life.  Requests are left alone.
 */
void
galley_connection_drop_link (GalleyConnection *self)
{
  self->state = GALLEY_CONNECTION_CLOSED;
  self->cancel_at = 0;
  galley_connection_stop_probing (self);
  galley_source_clear (&self->source);
  g_clear_pointer (&self->link, PQfinish);
}

/**
 * galley_connection_return_finished:
 * @self: a connection
 *
 * Gives what has ended back to the callers.
 *
 * Their callbacks may do anything, from dropping the connection to running a main loop of their own in which further answers
 * arrive.  So this comes last wherever it is called, and takes one request at a time.
 */
void
galley_connection_return_finished (GalleyConnection *self)
{
  GalleyRequest *request;

  while ((request = g_queue_pop_head (&self->finished)) != NULL)
    galley_request_return (request);
}

/**
 * galley_connection_lose_requests:
 * @self: a connection without a link
 * @error: why it has none
 *
 * Ends all requests, without giving them back yet.
 */
void
galley_connection_lose_requests (GalleyConnection *self,
                                 const GError     *error)
{
  GalleyRequest *request = g_steal_pointer (&self->current);

  if (request != NULL)
    {
      galley_request_lose (request, error);
      g_queue_push_tail (&self->finished, request);
    }
  while ((request = g_queue_pop_head (&self->waiting)) != NULL)
    {
      galley_request_lose (request, error);
      g_queue_push_tail (&self->finished, request);
    }
}

/* The lines after the first are what libpq guesses. */
static GError *
new_libpq_error (PGconn *link)
{
  g_auto (GStrv) lines = g_strsplit (PQerrorMessage (link), "\n", 2);

  return galley_sqlstate_new_error ("08006", lines[0] != NULL && lines[0][0] != '\0' ? lines[0]
                                                                                     : _ ("The connection was lost"), NULL, NULL);
}

static GError *
find_reason (GalleyConnection *self)
{
  const GError *fatal = self->current != NULL ? galley_request_get_fatal_error (self->current) : NULL;
  GError       *error;

  if (fatal != NULL && g_error_matches (fatal, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED))
    return g_error_copy (fatal);
  if (self->last_words != NULL)
    error = g_steal_pointer (&self->last_words);
  else if (fatal != NULL)
    error = g_error_copy (fatal);
  else
    error = new_libpq_error (self->link);
  error->code = GALLEY_ERROR_CONNECTION;
  return error;
}

static void
lose (GalleyConnection *self,
      GError           *reason)
{
  g_autoptr (GError) error = reason;
  gboolean was_open = self->state == GALLEY_CONNECTION_OPEN;

  g_debug ("Lost the connection: %s", error->message);
  galley_connection_drop_link (self);
  galley_connection_lose_requests (self, error);
  galley_connection_return_finished (self);
  if (was_open)
    galley_connection_emit_lost (self, error);
}

/* FALSE when nothing more will come; what came before is still to be read then. */
static gboolean
take_input (GalleyConnection *self)
{
  SSL *tls = PQsslStruct (self->link, "OpenSSL");

  /* libpq may leave a part of a TLS record with OpenSSL, of which the socket knows nothing.  Its newest versions do not. */
  do
    if (!PQconsumeInput (self->link))
      return FALSE;
  while (tls != NULL && SSL_pending (tls) > 0);
  return TRUE;
}

static gboolean
flush (GalleyConnection *self)
{
  int left = PQflush (self->link);

  if (left == 0 && self->current != NULL)
    galley_request_set_sent (self->current);
  /* Input is watched at all times: a server that is not read from may stop to read, and notices and farewells come unasked. */
  galley_pg_source_watch (self->source, PQsocket (self->link), left > 0 ? G_IO_IN | G_IO_OUT : G_IO_IN);
  return left >= 0;
}

/* When the server will have been silent for too long, or for half of that; 0 for never. */
static gint64
get_deadline (GalleyConnection *self,
              gboolean          half)
{
  gint64 timeout = self->timeout;

  if (self->state == GALLEY_CONNECTION_OPENING && timeout == 0)
    timeout = OPENING_TIMEOUT_MS;
  if (self->current == NULL || timeout == 0)
    return 0;
  return self->heard + timeout * G_TIME_SPAN_MILLISECOND / (half ? 2 : 1);
}

/**
 * galley_connection_watch_time:
 * @self: a connection with a link
 *
 * Makes the source look at the clock in time.  A deadline that has moved on since is noticed then, which is cheaper than to move
 * the source's ready time with every statement.
 */
void
galley_connection_watch_time (GalleyConnection *self)
{
  gint64 next = self->cancel_at > 0 ? self->cancel_at : -1;
  gint64 deadline = get_deadline (self, self->probe == NULL);

  if (self->broken)
    return;
  if (deadline > 0 && (next < 0 || deadline < next))
    next = deadline;
  g_source_set_ready_time (self->source, next);
}

/* libpq moves all that is left with every attempt to send some, so with a large request the first one is left to the next
 * turn. */
static gboolean
begin_flushing (GalleyConnection *self)
{
  if (!galley_request_is_large (self->current))
    return flush (self);
  galley_pg_source_watch (self->source, PQsocket (self->link), G_IO_IN | G_IO_OUT);
  return TRUE;
}

static void
break_later (GalleyConnection *self)
{
  self->broken = TRUE;
  g_source_set_ready_time (self->source, 0);
}

/**
 * galley_connection_send_request:
 * @self: a connection whose link has nothing to do
 * @request: (transfer full): what to do
 *
 * Starts a request.
 */
void
galley_connection_send_request (GalleyConnection *self,
                                GalleyRequest    *request)
{
  self->current = request;
  self->heard = g_get_monotonic_time ();
  if (!galley_request_send (request, self->link, self->prepared) || !begin_flushing (self))
    break_later (self);
  else if (g_source_get_ready_time (self->source) < 0)
    galley_connection_watch_time (self);
}

/**
 * galley_connection_send_next:
 * @self: a connection
 *
 * Starts the next request if it can be started now.
 *
 * A cancel request that is on its way hits whatever the server does when it gets there, so nothing is started before.
 */
void
galley_connection_send_next (GalleyConnection *self)
{
  if (self->state == GALLEY_CONNECTION_OPEN && self->current == NULL && !self->cancelling && !self->broken &&
      self->waiting.length > 0)
    galley_connection_send_request (self, g_queue_pop_head (&self->waiting));
}

/**
 * galley_connection_send_soon:
 * @self: a connection
 *
 * Starts the next request in the next turn of the main loop, if it can be started then.
 */
void
galley_connection_send_soon (GalleyConnection *self)
{
  if (self->source != NULL)
    g_source_set_ready_time (self->source, 0);
}

static void
complete (GalleyConnection *self)
{
  GalleyRequest *request = g_steal_pointer (&self->current);

  self->cancel_at = 0;
  if (PQtransactionStatus (self->link) == PQTRANS_IDLE && galley_request_try_again (request))
    {
      if (galley_request_is_stale (request))
        galley_prepared_forget_all (self->prepared);
      galley_connection_send_request (self, request);
      return;
    }
  g_queue_push_tail (&self->finished, request);
  galley_connection_send_next (self);
}

/* FALSE when the link turns out to be dead; answers that came before it died count. */
static gboolean
read_answers (GalleyConnection *self)
{
  while (self->current != NULL && !self->broken && !PQisBusy (self->link))
    {
      gboolean last = galley_request_read (self->current, self->link, self->prepared);

      if (galley_request_get_fatal_error (self->current) != NULL)
        return FALSE;
      if (last)
        complete (self);
    }
  return TRUE;
}

static void
deliver_notices (GalleyConnection *self)
{
  PGnotify *notify;

  /* A handler may close the connection. */
  while (self->link != NULL && (notify = PQnotifies (self->link)) != NULL)
    {
      galley_connection_emit_notice (self, notify);
      PQfreemem (notify);
    }
}

static void
serve (GalleyConnection *self,
       GIOCondition      condition)
{
  gboolean alive = TRUE;

  self->heard = g_get_monotonic_time ();
  galley_connection_stop_probing (self);
  if (condition & G_IO_OUT)
    alive = flush (self);
  if (condition & ~G_IO_OUT)
    alive = take_input (self) && alive;
  alive = read_answers (self) && alive;
  deliver_notices (self);
  if (!alive && self->link != NULL)
    lose (self, find_reason (self));
  else
    galley_connection_return_finished (self);
}

/**
 * galley_connection_send_cancel:
 * @self: a connection with a request under way
 *
 * Asks the server to stop.
 */
void
galley_connection_send_cancel (GalleyConnection *self)
{
  self->cancel_at = 0;
  self->cancelling = TRUE;
  galley_request_set_cancelled (self->current);
  galley_pg_cancel_async (self->link, cancel_sent_cb, g_object_ref (self));
}

static void
cancel_sent_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GalleyConnection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_pg_cancel_finish (result, &error))
    g_debug ("%s", error->message);
  self->cancelling = FALSE;
  if (self->link == NULL)
    return;
  if (self->current != NULL && galley_request_is_cancelled (self->current))
    self->cancel_at = g_get_monotonic_time () + CANCEL_AGAIN_MS * G_TIME_SPAN_MILLISECOND;
  galley_connection_send_next (self);
  galley_connection_watch_time (self);
}

/* What hangs may come to life again, so the server is told to stop, for what that is worth. */
static void
give_up (GalleyConnection *self,
         gint64            now)
{
  double seconds = (double)(now - self->heard) / G_TIME_SPAN_SECOND;

  galley_pg_cancel_async (self->link, NULL, NULL);
  lose (self, g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The server has not answered for %.0f s"), seconds));
}

static void
check_time (GalleyConnection *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 deadline = get_deadline (self, FALSE);

  if (self->broken)
    {
      lose (self, find_reason (self));
      return;
    }
  if (deadline > 0 && now >= deadline)
    {
      give_up (self, now);
      return;
    }
  if (deadline > 0 && self->state == GALLEY_CONNECTION_OPEN && self->probe == NULL && now >= get_deadline (self, TRUE))
    galley_connection_probe (self);
  if (self->cancel_at > 0 && now >= self->cancel_at && !self->cancelling)
    galley_connection_send_cancel (self);
  galley_connection_send_next (self);
  galley_connection_watch_time (self);
}

static void
ready_cb (GIOCondition condition,
          gpointer     user_data)
{
  g_autoptr (GalleyConnection) self = g_object_ref (user_data);

  if (condition != 0 && !self->broken)
    serve (self, condition);
  else
    check_time (self);
}

/**
 * galley_connection_receive_notice:
 * @data: (type GalleyConnection): a connection
 * @notice: what the server says
 *
 * Takes a message of the server that no statement asked for.  One that ends the link is kept, because what libpq says afterwards
 * is only that the link has ended.
 */
void
galley_connection_receive_notice (void           *data,
                                  const PGresult *notice)
{
  GalleyConnection *self = data;
  const char       *severity = PQresultErrorField (notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  const char       *sqlstate = PQresultErrorField (notice, PG_DIAG_SQLSTATE);
  const char       *message = PQresultErrorField (notice, PG_DIAG_MESSAGE_PRIMARY);

  if (message == NULL || sqlstate == NULL)
    {
      g_debug ("%s", PQresultErrorMessage (notice));
      return;
    }
  /* A server that is stopped at once says so in a warning. */
  if (g_strcmp0 (severity, "FATAL") == 0 || g_strcmp0 (severity, "PANIC") == 0 || g_str_has_prefix (sqlstate, "57P"))
    {
      g_clear_error (&self->last_words);
      self->last_words = galley_sqlstate_new_error (sqlstate, message, PQresultErrorField (notice, PG_DIAG_MESSAGE_DETAIL),
                                                    PQresultErrorField (notice, PG_DIAG_MESSAGE_HINT));
    }
  else
    g_log (G_LOG_DOMAIN, g_strcmp0 (severity, "WARNING") == 0 ? G_LOG_LEVEL_MESSAGE : G_LOG_LEVEL_INFO, "%s (%s)", message,
           sqlstate);
}

/**
 * galley_connection_start_link:
 * @self: a connection whose link has just been made
 *
 * Begins to look after the link.
 */
void
galley_connection_start_link (GalleyConnection *self)
{
  self->source = galley_pg_source_new ("galley-connection", ready_cb, self);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}
