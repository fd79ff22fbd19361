/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-connection"

#include "galley-config.h"

#include "galley-connection-private.h"

#include <glib/gi18n-lib.h>

#include "galley-connector.h"
#include "galley-error.h"
#include "galley-source.h"
#include "galley-sqlstate.h"

#define OLDEST_SERVER_VERSION 150000

/* Everything that the program relies on, whatever the server, the database, the role or the environment have as their default. */
#define SESSION_SQL                                                                   \
  "SELECT pg_catalog.set_config('TimeZone', 'UTC', false),"                           \
  " pg_catalog.set_config('DateStyle', 'ISO, YMD', false),"                           \
  " pg_catalog.set_config('bytea_output', 'hex', false),"                             \
  " pg_catalog.set_config('standard_conforming_strings', 'on', false),"               \
  " pg_catalog.set_config('default_transaction_isolation', 'read committed', false)," \
  " pg_catalog.set_config('search_path', 'public', false)"

enum
{
  SIGNAL_NOTICE,
  SIGNAL_LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void     connected_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void     set_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static gboolean request_cancelled_cb (GCancellable *cancellable, gpointer user_data);

G_DEFINE_FINAL_TYPE (GalleyConnection, galley_connection, G_TYPE_OBJECT)

static GError *
new_closed_error (void)
{
  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("There is no connection to the database"));
}

static GError *
new_cancelled_error (void)
{
  return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The database operation was cancelled"));
}

static gboolean
return_finished_cb (gpointer user_data)
{
  galley_connection_return_finished (user_data);
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
        galley_connection_send_cancel (self);
      return G_SOURCE_REMOVE;
    }
  if (!g_queue_remove (&self->waiting, request))
    return G_SOURCE_REMOVE;
  error = new_cancelled_error ();
  galley_request_fail (request, error);
  g_queue_push_tail (&self->finished, request);
  galley_connection_return_finished (self);
  return G_SOURCE_REMOVE;
}

/**
 * galley_connection_emit_notice:
 * @self: a connection
 * @notify: what arrived
 *
 * Emits [signal@Connection::notice].
 */
void
galley_connection_emit_notice (GalleyConnection *self,
                               const PGnotify   *notify)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, notify->relname, notify->extra, notify->be_pid);
}

/**
 * galley_connection_emit_lost:
 * @self: a connection that has just lost its link
 * @error: why
 *
 * Emits [signal@Connection::lost].
 */
void
galley_connection_emit_lost (GalleyConnection *self,
                             const GError     *error)
{
  g_signal_emit (self, signals[SIGNAL_LOST], 0, error);
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
  GalleyRequest *request = galley_request_new (task, statements, several);
  g_autoptr (GError) error = NULL;

  if (self->state != GALLEY_CONNECTION_OPEN && self->state != GALLEY_CONNECTION_OPENING)
    error = new_closed_error ();
  else if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    error = new_cancelled_error ();
  if (error != NULL)
    {
      galley_request_fail (request, error);
      galley_request_return (request);
      return;
    }
  watch_cancellable (self, request);
  g_queue_push_tail (&self->waiting, request);
  if (galley_request_is_large (request))
    galley_connection_send_soon (self);
  else
    galley_connection_send_next (self);
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
  galley_source_clear (&self->forwarding);
  g_clear_object (&self->connecting);
}

/* The only place where opening ends. */
static void
finish_opening (GalleyConnection *self,
                GError           *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);

  if (error == NULL && self->state != GALLEY_CONNECTION_OPENING)
    error = new_closed_error ();
  if (error == NULL)
    {
      self->state = GALLEY_CONNECTION_OPEN;
      galley_connection_send_next (self);
      g_task_return_boolean (task, TRUE);
      return;
    }
  galley_connection_drop_link (self);
  galley_connection_lose_requests (self, error);
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
  galley_connection_send_request (self, request);
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
  if (self->state != GALLEY_CONNECTION_OPENING)
    {
      g_clear_error (&error);
      error = new_closed_error ();
    }
  else if (self->link != NULL && PQserverVersion (self->link) < OLDEST_SERVER_VERSION)
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
  galley_connection_start_link (self);
  set_up (self);
}

static void
galley_connection_dispose (GObject *object)
{
  GalleyConnection *self = GALLEY_CONNECTION (object);

  galley_connection_drop_link (self);
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
   * The link died, maybe while idle.  Operations under way and waiting have been failed.  Not emitted after
   * galley_connection_close().
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
 *
 * After half of the time a second connection asks the server whether it is at work for this one, and as long as it is, it may be
 * silent: a statement that takes long is not a server that hangs.
 */
void
galley_connection_set_timeout (GalleyConnection *self,
                               guint             timeout)
{
  g_return_if_fail (GALLEY_IS_CONNECTION (self));

  self->timeout = timeout;
  if (self->source != NULL)
    galley_connection_watch_time (self);
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
  g_return_if_fail (self->state == GALLEY_CONNECTION_NEW);

  self->state = GALLEY_CONNECTION_OPENING;
  self->opening = create_task (self, galley_connection_open_async, cancellable, callback, user_data);
  forward_cancellation (self, cancellable);
  galley_connector_connect_async (self->conninfo, galley_connection_receive_notice, self, self->connecting, connected_cb,
                                  g_object_ref (self));
}

/**
 * galley_connection_open_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the connection is open; %FALSE with `GALLEY_ERROR_CONNECTION`, `GALLEY_ERROR_PERMISSION` (password,
 *   `pg_hba.conf`), `GALLEY_ERROR_BUSY` (too many connections), `GALLEY_ERROR_UNSUPPORTED` (a server that is too old),
 *   `GALLEY_ERROR_INVALID` (the connection string) or `G_IO_ERROR_CANCELLED`
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
 * One that met another session in a deadlock, outside of a transaction, is repeated a few times: it has changed nothing, and the
 * other one is out of the way.
 *
 * Cancelling a statement that was not sent takes it out of the queue.  One that is under way is asked to stop, and ends when the
 * server has answered: cancelled, or with its result when the wish came too late.
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
 * Returns: (nullable) (transfer full): what the statement returned; %NULL with an error of the server (see
 *   galley_sqlstate_new_error()), `GALLEY_ERROR_CONNECTION` when the link is gone and nothing was changed,
 *   `GALLEY_ERROR_UNKNOWN_OUTCOME` when it died while a write was under way, or `G_IO_ERROR_CANCELLED`
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
 * Returns: (nullable) (transfer full) (element-type GalleyResult): one result for each statement; %NULL with the first error, as
 *   from galley_connection_execute_finish(): then none of the statements was done
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
  g_autoptr (GError) error = new_closed_error ();

  g_return_if_fail (GALLEY_IS_CONNECTION (self));

  if (self->connecting != NULL)
    g_cancellable_cancel (self->connecting);
  galley_connection_drop_link (self);
  galley_connection_lose_requests (self, error);
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

  return self->state == GALLEY_CONNECTION_OPEN;
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
