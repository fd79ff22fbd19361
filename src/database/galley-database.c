/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-database"

#include "galley-config.h"

#include "galley-database-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-source.h"

#define DEFAULT_TIMEOUT_MS 15000
#define FIRST_PAUSE_MS     50
#define LONGEST_PAUSE_MS   5000

enum
{
  PROP_STATE = 1,
  PROP_TIMEOUT,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESUMED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (GalleyDatabaseState,
                    galley_database_state,
                    G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_WAITING, "waiting"))

G_DEFINE_FINAL_TYPE (GalleyDatabase, galley_database, G_TYPE_OBJECT)

/**
 * galley_database_set_state:
 * @self: a database
 * @state: how it is to be reached
 *
 * Sets [property@Database:state].
 */
void
galley_database_set_state (GalleyDatabase     *self,
                           GalleyDatabaseState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * galley_database_emit_changed:
 * @self: a database
 * @change: what changed
 *
 * Emits [signal@Database::changed].
 */
void
galley_database_emit_changed (GalleyDatabase *self,
                              GalleyChange   *change)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change);
}

/**
 * galley_database_emit_resumed:
 * @self: a database
 *
 * Emits [signal@Database::resumed].
 */
void
galley_database_emit_resumed (GalleyDatabase *self)
{
  g_signal_emit (self, signals[SIGNAL_RESUMED], 0);
}

/**
 * galley_database_start_timer:
 * @self: a database
 * @delay: milliseconds
 * @name: a static name, for debugging
 * @callback: called with the database when the time is over
 *
 * Starts a timer that does not keep the database alive.
 *
 * Returns: (transfer full): the timer, to be cleared before the database goes
 */
GSource *
galley_database_start_timer (GalleyDatabase *self,
                             gint64          delay,
                             const char     *name,
                             GSourceFunc     callback)
{
  GSource *source = g_timeout_source_new ((guint)CLAMP (delay, 0, G_MAXINT));

  g_source_set_static_name (source, name);
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

/**
 * galley_database_new_closed_error:
 *
 * Returns: (transfer full): the error of everything that is asked of a database that is closed
 */
GError *
galley_database_new_closed_error (void)
{
  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The database is not open"));
}

static void
galley_database_get_property (GObject    *object,
                              guint       property,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GalleyDatabase *self = GALLEY_DATABASE (object);

  switch (property)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TIMEOUT:
      g_value_set_uint (value, self->timeout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
galley_database_set_property (GObject      *object,
                              guint         property,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (property)
    {
    case PROP_TIMEOUT:
      galley_database_set_timeout (GALLEY_DATABASE (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
galley_database_dispose (GObject *object)
{
  GalleyDatabase *self = GALLEY_DATABASE (object);

  galley_source_clear (&self->alarm);
  galley_database_drop_link (self);
  G_OBJECT_CLASS (galley_database_parent_class)->dispose (object);
}

static void
galley_database_finalize (GObject *object)
{
  GalleyDatabase *self = GALLEY_DATABASE (object);

  g_free (self->conninfo);
  g_free (self->session);
  G_OBJECT_CLASS (galley_database_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * GalleyDatabase:state:
   *
   * How the database is to be reached.  After a loss it stays `waiting`, through all attempts, until there is a link again.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GALLEY_TYPE_DATABASE_STATE, GALLEY_DATABASE_CLOSED,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * GalleyDatabase:timeout:
   *
   * How many milliseconds a statement waits for a link, and how long the server may be silent, without being known to be at work,
   * before the link counts as lost; see galley_connection_set_timeout().  Two thirds of it are how long a statement waits for a
   * lock.
   */
  properties[PROP_TIMEOUT] = g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXINT, DEFAULT_TIMEOUT_MS,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_database_class_init (GalleyDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_database_get_property;
  object_class->set_property = galley_database_set_property;
  object_class->dispose = galley_database_dispose;
  object_class->finalize = galley_database_finalize;
  install_properties (object_class);

  /**
   * GalleyDatabase::changed:
   * @self: a database
   * @change: what changed
   *
   * Somebody, this program or another writer, changed something; see galley_change_is_own().
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, GALLEY_TYPE_CHANGE);

  /**
   * GalleyDatabase::resumed:
   * @self: a database
   *
   * The link is back after a loss.  Notices may have been missed, so whoever holds data must fetch it again.
   */
  signals[SIGNAL_RESUMED] =
    g_signal_new ("resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_database_init (GalleyDatabase *self)
{
  self->session = g_uuid_string_random ();
  self->timeout = DEFAULT_TIMEOUT_MS;
  self->first_pause = FIRST_PAUSE_MS;
  self->longest_pause = LONGEST_PAUSE_MS;
  self->alarm_at = G_MAXINT64;
  g_queue_init (&self->waiting);
}

/**
 * galley_database_new:
 * @conninfo: a URI or a libpq keyword string, several hosts allowed
 *
 * Returns: (transfer full): a database that was not opened yet
 */
GalleyDatabase *
galley_database_new (const char *conninfo)
{
  GalleyDatabase *self;

  g_return_val_if_fail (conninfo != NULL, NULL);

  self = g_object_new (GALLEY_TYPE_DATABASE, NULL);
  self->conninfo = g_strdup (conninfo);
  return self;
}

/**
 * galley_database_open_async:
 * @self: a database that is closed
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Connects, and listens for notices.  There is one attempt; only a link that was there once is tried to get back again and again.
 */
void
galley_database_open_async (GalleyDatabase     *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_DATABASE (self));
  g_return_if_fail (self->state == GALLEY_DATABASE_CLOSED && self->opening == NULL);

  self->opening = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->opening, galley_database_open_async);
  /* What was opened just before the cancellation is open. */
  g_task_set_check_cancellable (self->opening, FALSE);
  self->lost = FALSE;
  self->pause = self->first_pause;
  galley_database_set_state (self, GALLEY_DATABASE_CONNECTING);
  galley_database_connect (self);
}

/**
 * galley_database_open_finish:
 * @self: a database
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the database is open; %FALSE with an error as from galley_connection_open_finish()
 */
gboolean
galley_database_open_finish (GalleyDatabase *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static GTask *
create_task (GalleyDatabase     *self,
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
enqueue (GalleyDatabase *self,
         GTask          *task,
         GPtrArray      *statements,
         gboolean        several)
{
  GalleyCall *call = galley_call_new (task, statements, several, ++self->serial);
  g_autoptr (GError) error = NULL;

  if (self->state != GALLEY_DATABASE_CLOSED)
    {
      galley_database_submit (self, call);
      return;
    }
  error = galley_database_new_closed_error ();
  galley_call_fail (call, error);
  galley_call_return (call);
}

/**
 * galley_database_execute_async:
 * @self: a database that was opened
 * @statement: what to do
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Executes one statement, by its kind.
 *
 * While the link is down the statement waits.  When the link is lost while the statement is under way, a read or an idempotent
 * statement is done again on the next link; a statement of kind once is tried again under the same operation id, under which it
 * can be done once only, and if that fails the database is asked what became of the first try.  Cancelling is as for
 * galley_connection_execute_async().
 */
void
galley_database_execute_async (GalleyDatabase     *self,
                               GalleyStatement    *statement,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GPtrArray *statements;

  g_return_if_fail (GALLEY_IS_DATABASE (self));
  g_return_if_fail (statement != NULL);

  statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  g_ptr_array_add (statements, galley_statement_ref (statement));
  enqueue (self, create_task (self, galley_database_execute_async, cancellable, callback, user_data), statements, FALSE);
}

/**
 * galley_database_execute_finish:
 * @self: a database
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full): what the statement returned, for one of kind once the one column `result`; %NULL with an
 *   error of the server (see galley_sqlstate_new_error()), `GALLEY_ERROR_CONNECTION` when no link was got within
 *   [property@Database:timeout] and nothing was changed, `GALLEY_ERROR_UNKNOWN_OUTCOME` when the statement was under way and the
 *   outcome could not be found out within that time, or `G_IO_ERROR_CANCELLED`
 */
GalleyResult *
galley_database_execute_finish (GalleyDatabase *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
check_kinds (GPtrArray *statements)
{
  for (guint i = 0; i < statements->len; i++)
    if (galley_statement_get_kind (g_ptr_array_index (statements, i)) == GALLEY_STATEMENT_ONCE)
      return FALSE;
  return TRUE;
}

/**
 * galley_database_execute_all_async:
 * @self: a database that was opened
 * @statements: (element-type GalleyStatement): what to do, in this order; none of kind once
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Executes several statements in one transaction and one round trip.  If one of them is a write, all together are treated as one
 * when the link is lost.
 */
void
galley_database_execute_all_async (GalleyDatabase     *self,
                                   GPtrArray          *statements,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GPtrArray *copy;

  g_return_if_fail (GALLEY_IS_DATABASE (self));
  g_return_if_fail (statements != NULL && statements->len > 0);
  g_return_if_fail (check_kinds (statements));

  copy = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  for (guint i = 0; i < statements->len; i++)
    g_ptr_array_add (copy, galley_statement_ref (g_ptr_array_index (statements, i)));
  enqueue (self, create_task (self, galley_database_execute_all_async, cancellable, callback, user_data), copy, TRUE);
}

/**
 * galley_database_execute_all_finish:
 * @self: a database
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full) (element-type GalleyResult): one result for each statement; %NULL with the first error, as
 *   from galley_database_execute_finish()
 */
GPtrArray *
galley_database_execute_all_finish (GalleyDatabase *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_database_close:
 * @self: a database
 *
 * Ends the link and gives up getting one.  Statements that have not ended yet fail, in a later turn of the main loop.
 */
void
galley_database_close (GalleyDatabase *self)
{
  g_autoptr (GError) error = galley_database_new_closed_error ();

  g_return_if_fail (GALLEY_IS_DATABASE (self));

  galley_database_drop_link (self);
  galley_database_fail_waiting (self, error);
  galley_database_set_state (self, GALLEY_DATABASE_CLOSED);
}

/**
 * galley_database_get_state:
 * @self: a database
 *
 * Returns: how the database is to be reached
 */
GalleyDatabaseState
galley_database_get_state (GalleyDatabase *self)
{
  g_return_val_if_fail (GALLEY_IS_DATABASE (self), GALLEY_DATABASE_CLOSED);

  return self->state;
}

/**
 * galley_database_get_session:
 * @self: a database
 *
 * Returns: (transfer none): the id that this writer's notices carry, a UUID that is the session setting `galley.session` on every
 *   link
 */
const char *
galley_database_get_session (GalleyDatabase *self)
{
  g_return_val_if_fail (GALLEY_IS_DATABASE (self), NULL);

  return self->session;
}

/**
 * galley_database_get_timeout:
 * @self: a database
 *
 * Returns: the value of [property@Database:timeout], in milliseconds
 */
guint
galley_database_get_timeout (GalleyDatabase *self)
{
  g_return_val_if_fail (GALLEY_IS_DATABASE (self), 0);

  return self->timeout;
}

/**
 * galley_database_set_timeout:
 * @self: a database
 * @timeout: milliseconds
 *
 * Sets [property@Database:timeout].  It is best set before the database is opened, as the time that a lock is waited for follows
 * it only on the next link.
 */
void
galley_database_set_timeout (GalleyDatabase *self,
                             guint           timeout)
{
  g_return_if_fail (GALLEY_IS_DATABASE (self));
  g_return_if_fail (timeout > 0);

  if (self->timeout == timeout)
    return;
  self->timeout = timeout;
  if (self->connection != NULL)
    galley_connection_set_timeout (self->connection, timeout);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMEOUT]);
}

/**
 * galley_database_set_pause:
 * @self: a database
 * @first: milliseconds before the first attempt to get a lost link back
 * @longest: milliseconds up to which the pauses between attempts grow, doubling
 *
 * Sets how patiently a lost link is tried to get back; 50 ms to 5 s at first.
 */
void
galley_database_set_pause (GalleyDatabase *self,
                           guint           first,
                           guint           longest)
{
  g_return_if_fail (GALLEY_IS_DATABASE (self));
  g_return_if_fail (first > 0 && first <= longest);

  self->first_pause = first;
  self->longest_pause = longest;
  self->pause = first;
}
