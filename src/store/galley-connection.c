/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-connection"

#include "galley-config.h"

#include "galley-connection.h"

#include <glib/gi18n-lib.h>
#include <libpq-fe.h>
#include <openssl/ssl.h>

#include "galley-connector.h"
#include "galley-error.h"
#include "galley-pg-cancel.h"
#include "galley-pg-source.h"
#include "galley-prepared.h"
#include "galley-request.h"
#include "galley-sqlstate.h"

#define OLDEST_SERVER_VERSION 150000

/* A cancel request that overtakes its statement finds nothing to cancel, so it is repeated until the statement ends. */
#define CANCEL_AGAIN_MS 100

/* Everything that the program relies on, whatever the server, the database, the role or the environment have as their default. */
#define SESSION_SQL                                                                   \
  "SELECT pg_catalog.set_config('TimeZone', 'UTC', false),"                           \
  " pg_catalog.set_config('DateStyle', 'ISO, YMD', false),"                           \
  " pg_catalog.set_config('bytea_output', 'hex', false),"                             \
  " pg_catalog.set_config('standard_conforming_strings', 'on', false),"               \
  " pg_catalog.set_config('default_transaction_isolation', 'read committed', false)," \
  " pg_catalog.set_config('search_path', 'public', false)"

typedef enum
{
  STATE_NEW,
  STATE_OPENING,
  STATE_OPEN,
  STATE_CLOSED,
} State;

struct _GalleyConnection
{
  GObject parent_instance;

  char         *conninfo; /* (owned): may hold a password */
  guint         timeout;  /* ms that an answer may take; 0 for any */
  State         state;
  GError       *last_words; /* (owned) (nullable): why the server is going to end the link */
  gint64        heard;      /* when the link moved last, in monotonic time */
  gint64        cancel_at;  /* when to send the cancel request again; 0 for never */
  gboolean      cancelling; /* a cancel request is on its way */
  gboolean      broken;     /* libpq refused to go on; the source is about to notice */
  GCancellable *connecting; /* (owned) (nullable): ends connecting, when the caller cancels or the connection is closed */
  GSource      *forwarding; /* (owned) (nullable): tells it of the caller's */

  PGconn         *link;     /* (owned) (nullable) */
  GSource        *source;   /* (owned) (nullable) */
  GalleyPrepared *prepared; /* (owned) */

  GTask         *opening;  /* (owned) (nullable): waits for the link */
  GQueue         waiting;  /* (owned) (element-type GalleyRequest): not sent yet */
  GalleyRequest *current;  /* (owned) (nullable): under way */
  GQueue         finished; /* (owned) (element-type GalleyRequest): to be given back to their callers */
};

enum
{
  SIGNAL_NOTICE,
  SIGNAL_LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void     connected_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void     set_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void     ready_cb (GIOCondition condition, gpointer user_data);
static gboolean request_cancelled_cb (GCancellable *cancellable, gpointer user_data);
static void     cancel_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GalleyConnection, galley_connection, G_TYPE_OBJECT)

static void
drop_link (GalleyConnection *self)
{
  self->state = STATE_CLOSED;
  self->cancel_at = 0;
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_pointer (&self->link, PQfinish);
}

/* Callbacks may do anything, from dropping the connection to running a main loop of their own in which further answers arrive.  So
 * this comes last wherever it is called, and takes one request at a time. */
static void
return_finished (GalleyConnection *self)
{
  GalleyRequest *request;

  while ((request = g_queue_pop_head (&self->finished)) != NULL)
    galley_request_return (request);
}

static gboolean
return_finished_cb (gpointer user_data)
{
  return_finished (user_data);
  return G_SOURCE_REMOVE;
}

static void
return_finished_later (GalleyConnection *self)
{
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_static_name (idle, "galley-connection-finished");
  g_source_set_callback (idle, return_finished_cb, g_object_ref (self), g_object_unref);
  g_source_attach (idle, g_main_context_get_thread_default ());
}

static void
lose_requests (GalleyConnection *self,
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
    error = galley_sqlstate_new_error ("08006", PQerrorMessage (self->link), NULL, NULL);
  error->code = GALLEY_ERROR_CONNECTION;
  return error;
}

static void
lose (GalleyConnection *self,
      GError           *reason)
{
  g_autoptr (GError) error = reason;
  gboolean was_open = self->state == STATE_OPEN;

  g_debug ("Lost the connection: %s", error->message);
  drop_link (self);
  lose_requests (self, error);
  return_finished (self);
  if (was_open)
    g_signal_emit (self, signals[SIGNAL_LOST], 0, error);
}

/* FALSE when nothing more will come; what came before is still to be read then. */
static gboolean
take_input (GalleyConnection *self)
{
  SSL *tls = PQsslStruct (self->link, "OpenSSL");

  /* libpq may leave a part of a TLS record with OpenSSL, of which the socket knows nothing. */
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

/* Makes the source look at the clock in time.  A deadline that has moved on since is noticed then, which is cheaper than to move the
 * source's ready time with every statement. */
static void
arm (GalleyConnection *self)
{
  gint64 next = self->cancel_at > 0 ? self->cancel_at : -1;
  gint64 deadline = self->heard + self->timeout * G_TIME_SPAN_MILLISECOND;

  if (self->timeout > 0 && self->current != NULL && (next < 0 || deadline < next))
    next = deadline;
  g_source_set_ready_time (self->source, next);
}

static void
break_later (GalleyConnection *self)
{
  self->broken = TRUE;
  g_source_set_ready_time (self->source, 0);
}

static void
send_request (GalleyConnection *self,
              GalleyRequest    *request)
{
  self->current = request;
  self->heard = g_get_monotonic_time ();
  if (!galley_request_send (request, self->link, self->prepared) || !flush (self))
    break_later (self);
  else if (self->timeout > 0 && g_source_get_ready_time (self->source) < 0)
    arm (self);
}

/* A cancel request that is on its way hits whatever the server does when it gets there, so nothing is started before. */
static void
start_next (GalleyConnection *self)
{
  if (self->state == STATE_OPEN && self->current == NULL && !self->cancelling && !self->broken && self->waiting.length > 0)
    send_request (self, g_queue_pop_head (&self->waiting));
}

static void
complete (GalleyConnection *self)
{
  GalleyRequest *request = g_steal_pointer (&self->current);

  self->cancel_at = 0;
  if (galley_request_is_stale (request) && PQtransactionStatus (self->link) == PQTRANS_IDLE && galley_request_try_again (request))
    {
      galley_prepared_forget_all (self->prepared);
      send_request (self, request);
      return;
    }
  g_queue_push_tail (&self->finished, request);
  start_next (self);
}

/* FALSE when the link turns out to be dead. */
static gboolean
read_answers (GalleyConnection *self)
{
  while (self->current != NULL && !self->broken && !PQisBusy (self->link))
    {
      gboolean last = galley_request_read (self->current, self->link, self->prepared);

      if (galley_request_get_fatal_error (self->current) != NULL || PQstatus (self->link) == CONNECTION_BAD)
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
      g_signal_emit (self, signals[SIGNAL_NOTICE], 0, notify->relname, notify->extra, notify->be_pid);
      PQfreemem (notify);
    }
}

static void
serve (GalleyConnection *self,
       GIOCondition      condition)
{
  gboolean alive = TRUE;

  self->heard = g_get_monotonic_time ();
  if (condition & G_IO_OUT)
    alive = flush (self);
  if (condition & ~G_IO_OUT)
    alive = take_input (self) && alive;
  alive = read_answers (self) && alive;
  deliver_notices (self);
  if (!alive && self->link != NULL)
    lose (self, find_reason (self));
  else
    return_finished (self);
}

static void
send_cancel (GalleyConnection *self)
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
  start_next (self);
  arm (self);
}

static void
check_time (GalleyConnection *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 silence = now - self->heard;

  if (self->broken)
    {
      lose (self, find_reason (self));
      return;
    }
  if (self->current != NULL && self->timeout > 0 && silence >= self->timeout * G_TIME_SPAN_MILLISECOND)
    {
      lose (self, g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The server has not answered for %u s"), self->timeout / 1000));
      return;
    }
  if (self->cancel_at > 0 && now >= self->cancel_at && !self->cancelling)
    send_cancel (self);
  arm (self);
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

/* The server's messages.  One that ends the link is kept, because what libpq says afterwards is only that the link has ended. */
static void
receive_notice (void           *data,
                const PGresult *notice)
{
  GalleyConnection *self = data;
  const char       *severity = PQresultErrorField (notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  const char       *sqlstate = PQresultErrorField (notice, PG_DIAG_SQLSTATE);
  const char       *message = PQresultErrorField (notice, PG_DIAG_MESSAGE_PRIMARY);

  if (message == NULL)
    g_debug ("%s", PQresultErrorMessage (notice));
  else if (g_strcmp0 (severity, "FATAL") == 0 || g_strcmp0 (severity, "PANIC") == 0)
    {
      g_clear_error (&self->last_words);
      self->last_words = galley_sqlstate_new_error (sqlstate, message, PQresultErrorField (notice, PG_DIAG_MESSAGE_DETAIL),
                                                    PQresultErrorField (notice, PG_DIAG_MESSAGE_HINT));
    }
  else if (g_strcmp0 (severity, "WARNING") == 0)
    g_message ("%s (%s)", message, sqlstate);
  else
    g_info ("%s", message);
}

static void
watch_cancellable (GalleyConnection *self,
                   GalleyRequest    *request)
{
  GCancellable *cancellable = g_task_get_cancellable (galley_request_get_task (request));
  GSource      *source;

  if (cancellable == NULL)
    return;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (request_cancelled_cb), request, NULL);
  g_source_attach (source, g_task_get_context (galley_request_get_task (request)));
  galley_request_set_cancel_source (request, source);
}

static gboolean
request_cancelled_cb (GCancellable *cancellable,
                      gpointer      user_data)
{
  GalleyRequest *request = user_data;
  g_autoptr (GalleyConnection) self = g_object_ref (g_task_get_source_object (galley_request_get_task (request)));
  g_autoptr (GError) error = NULL;

  if (request == self->current)
    {
      if (!self->cancelling)
        send_cancel (self);
      return G_SOURCE_REMOVE;
    }
  if (!g_queue_remove (&self->waiting, request))
    return G_SOURCE_REMOVE;
  error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The database operation was cancelled"));
  galley_request_fail (request, error);
  g_queue_push_tail (&self->finished, request);
  return_finished (self);
  return G_SOURCE_REMOVE;
}

static GTask *
create_task (GalleyConnection   *self,
             gpointer            tag,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* A cancellation that came too late must not hide that the statement was done. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
enqueue (GalleyConnection *self,
         GTask            *task,
         GPtrArray        *statements,
         gboolean          several)
{
  GalleyRequest *request;

  if (self->state != STATE_OPEN && self->state != STATE_OPENING)
    {
      g_ptr_array_unref (statements);
      g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("There is no connection to the database"));
      g_object_unref (task);
      return;
    }
  request = galley_request_new (task, statements, several);
  watch_cancellable (self, request);
  g_queue_push_tail (&self->waiting, request);
  start_next (self);
}

static gboolean
open_cancelled_cb (GCancellable *cancellable,
                   gpointer      user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
forward_cancellation (GalleyConnection *self,
                      GCancellable     *cancellable)
{
  self->connecting = g_cancellable_new ();
  if (cancellable == NULL)
    return;
  self->forwarding = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->forwarding, G_SOURCE_FUNC (open_cancelled_cb), self->connecting, NULL);
  g_source_attach (self->forwarding, g_task_get_context (self->opening));
}

static void
stop_connecting (GalleyConnection *self)
{
  if (self->forwarding != NULL)
    g_source_destroy (self->forwarding);
  g_clear_pointer (&self->forwarding, g_source_unref);
  g_clear_object (&self->connecting);
}

/* The only place where opening ends. */
static void
finish_opening (GalleyConnection *self,
                GError           *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);

  if (error == NULL)
    {
      self->state = STATE_OPEN;
      start_next (self);
      g_task_return_boolean (task, TRUE);
      return;
    }
  drop_link (self);
  lose_requests (self, error);
  return_finished_later (self);
  g_task_return_error (task, error);
}

static void
set_up (GalleyConnection *self)
{
  GTask         *task = create_task (self, set_up, g_task_get_cancellable (self->opening), set_up_cb, NULL);
  GPtrArray     *statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  GalleyRequest *request;

  g_ptr_array_add (statements, galley_statement_new_for_sql (SESSION_SQL, GALLEY_STATEMENT_READ));
  request = galley_request_new (task, statements, FALSE);
  watch_cancellable (self, request);
  send_request (self, request);
}

static void
set_up_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GalleyConnection *self = GALLEY_CONNECTION (source);
  GError           *error = NULL;
  g_autoptr (GalleyResult) settings = galley_connection_execute_finish (self, result, &error);

  finish_opening (self, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyConnection) self = user_data;
  GError *error = NULL;

  stop_connecting (self);
  self->link = galley_connector_connect_finish (result, &error);
  if (self->link != NULL && PQserverVersion (self->link) < OLDEST_SERVER_VERSION)
    error = g_error_new (GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                         _ ("The server is PostgreSQL %s, and Galley needs PostgreSQL 15 or newer. Upgrade the server."),
                            PQparameterStatus (self->link, "server_version"));
  if (error == NULL && PQsetnonblocking (self->link, 1) != 0)
    error = galley_sqlstate_new_error ("08001", PQerrorMessage (self->link), NULL, NULL);
  if (error != NULL)
    {
      finish_opening (self, error);
      return;
    }
  self->source = galley_pg_source_new ("galley-connection", ready_cb, self);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  set_up (self);
}

static void
galley_connection_dispose (GObject *object)
{
  GalleyConnection *self = GALLEY_CONNECTION (object);

  drop_link (self);
  G_OBJECT_CLASS (galley_connection_parent_class)->dispose (object);
}

static void
galley_connection_finalize (GObject *object)
{
  GalleyConnection *self = GALLEY_CONNECTION (object);

  g_free (self->conninfo);
  g_clear_error (&self->last_words);
  galley_prepared_free (self->prepared);
  G_OBJECT_CLASS (galley_connection_parent_class)->finalize (object);
}

static void
galley_connection_class_init (GalleyConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_connection_dispose;
  object_class->finalize = galley_connection_finalize;

  /**
   * GalleyConnection::notice:
   * @self: a connection
   * @channel: the channel
   * @payload: what was sent, maybe empty
   * @pid: the server process of the session that sent it
   *
   * A `NOTIFY` arrived on a channel that the session listens to.
   */
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT);

  /**
   * GalleyConnection::lost:
   * @self: a connection
   * @error: why, in `GALLEY_ERROR`
   *
   * The link died, maybe while idle.  Operations under way and waiting have been failed.  Not emitted after galley_connection_close().
   */
  signals[SIGNAL_LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
galley_connection_init (GalleyConnection *self)
{
  self->prepared = galley_prepared_new ();
  g_queue_init (&self->waiting);
  g_queue_init (&self->finished);
}

/**
 * galley_connection_new:
 * @conninfo: a URI or a libpq keyword string, several hosts allowed
 *
 * Returns: (transfer full): a connection that was not opened yet
 */
GalleyConnection *
galley_connection_new (const char *conninfo)
{
  GalleyConnection *self;

  g_return_val_if_fail (conninfo != NULL, NULL);

  self = g_object_new (GALLEY_TYPE_CONNECTION, NULL);
  self->conninfo = g_strdup (conninfo);
  return self;
}

/**
 * galley_connection_set_timeout:
 * @self: a connection
 * @timeout: milliseconds; 0, as at first, for as long as it takes
 *
 * Sets how long the server may be silent while an operation is under way, before the link counts as lost.
 */
void
galley_connection_set_timeout (GalleyConnection *self,
                               guint             timeout)
{
  g_return_if_fail (GALLEY_IS_CONNECTION (self));

  self->timeout = timeout;
  if (self->source != NULL)
    arm (self);
}

/**
 * galley_connection_open_async:
 * @self: a connection that was not opened before
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Connects, without ever blocking, also while names are looked up and TLS is negotiated; and sets the session up: UTC, UTF-8, ISO
 * dates, `search_path` public, read committed.
 *
 * Operations may be queued at once, and start when the connection is open.
 */
void
galley_connection_open_async (GalleyConnection   *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_CONNECTION (self));
  g_return_if_fail (self->state == STATE_NEW);

  self->state = STATE_OPENING;
  self->opening = create_task (self, galley_connection_open_async, cancellable, callback, user_data);
  forward_cancellation (self, cancellable);
  galley_connector_connect_async (self->conninfo, receive_notice, self, self->connecting, connected_cb, g_object_ref (self));
}

/**
 * galley_connection_open_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the connection is open; %FALSE with `GALLEY_ERROR_CONNECTION`, `GALLEY_ERROR_PERMISSION` (password, `pg_hba.conf`),
 *   `GALLEY_ERROR_BUSY` (too many connections), `GALLEY_ERROR_UNSUPPORTED` (a server that is too old), `GALLEY_ERROR_INVALID` (the
 *   connection string) or `G_IO_ERROR_CANCELLED`
 */
gboolean
galley_connection_open_finish (GalleyConnection *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_connection_execute_async:
 * @self: a connection
 * @statement: what to do
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Executes one statement, after those that were asked for before.
 *
 * Cancelling a statement that was not sent takes it out of the queue.  One that is under way is asked to stop, and ends when the server
 * has answered: cancelled, or with its result when the wish came too late.
 */
void
galley_connection_execute_async (GalleyConnection   *self,
                                 GalleyStatement    *statement,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GPtrArray *statements;

  g_return_if_fail (GALLEY_IS_CONNECTION (self));
  g_return_if_fail (statement != NULL);

  statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  g_ptr_array_add (statements, galley_statement_ref (statement));
  enqueue (self, create_task (self, galley_connection_execute_async, cancellable, callback, user_data), statements, FALSE);
}

/**
 * galley_connection_execute_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full): what the statement returned; %NULL with an error of the server (see galley_sqlstate_new_error()),
 *   `GALLEY_ERROR_CONNECTION` when the link is gone and nothing was changed, `GALLEY_ERROR_UNKNOWN_OUTCOME` when it died while a write was
 *   under way, or `G_IO_ERROR_CANCELLED`
 */
GalleyResult *
galley_connection_execute_finish (GalleyConnection *self,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_connection_execute_all_async:
 * @self: a connection
 * @statements: (element-type GalleyStatement): what to do, in this order
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Executes several statements as one pipeline: in one round trip and one transaction, all or nothing.
 *
 * Cancelling is as for galley_connection_execute_async().
 */
void
galley_connection_execute_all_async (GalleyConnection   *self,
                                     GPtrArray          *statements,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GPtrArray *copy;

  g_return_if_fail (GALLEY_IS_CONNECTION (self));
  g_return_if_fail (statements != NULL && statements->len > 0);

  copy = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  for (guint i = 0; i < statements->len; i++)
    g_ptr_array_add (copy, galley_statement_ref (g_ptr_array_index (statements, i)));
  enqueue (self, create_task (self, galley_connection_execute_all_async, cancellable, callback, user_data), copy, TRUE);
}

/**
 * galley_connection_execute_all_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full) (element-type GalleyResult): one result for each statement; %NULL with the first error, as from
 *   galley_connection_execute_finish(): then none of the statements was done
 */
GPtrArray *
galley_connection_execute_all_finish (GalleyConnection *self,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_connection_close:
 * @self: a connection
 *
 * Ends the link.  Operations that have not ended yet fail, in a later turn of the main loop.
 */
void
galley_connection_close (GalleyConnection *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GALLEY_IS_CONNECTION (self));

  if (self->connecting != NULL)
    g_cancellable_cancel (self->connecting);
  drop_link (self);
  error = g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The connection to the database was closed"));
  lose_requests (self, error);
  return_finished_later (self);
}

/**
 * galley_connection_is_open:
 * @self: a connection
 *
 * Returns: whether it can be used
 */
gboolean
galley_connection_is_open (GalleyConnection *self)
{
  g_return_val_if_fail (GALLEY_IS_CONNECTION (self), FALSE);

  return self->state == STATE_OPEN;
}

/**
 * galley_connection_get_server_version:
 * @self: a connection
 *
 * Returns: the version of the server as libpq tells it, 150018 for 15.18; 0 when there is no link
 */
int
galley_connection_get_server_version (GalleyConnection *self)
{
  g_return_val_if_fail (GALLEY_IS_CONNECTION (self), 0);

  return self->link != NULL ? PQserverVersion (self->link) : 0;
}
