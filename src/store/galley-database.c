/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-database"

#include "galley-config.h"

#include "galley-database.h"

#include <glib/gi18n-lib.h>

#include "galley-call.h"
#include "galley-connection.h"
#include "galley-error.h"

#define CHANNEL            "galley"
#define DEFAULT_TIMEOUT_MS 15000
#define FIRST_PAUSE_MS     50
#define LONGEST_PAUSE_MS   5000

struct _GalleyDatabase
{
  GObject parent_instance;

  char               *conninfo; /* (owned): may hold a password */
  char               *session;  /* (owned): the writer's id, a UUID */
  guint               timeout;  /* ms */
  guint               first_pause;
  guint               longest_pause;
  GalleyDatabaseState state;

  GTask            *opening;    /* (owned) (nullable): waits for the first link */
  GalleyConnection *connection; /* (owned) (nullable): the link, or the one that is being made */
  GSource          *pausing;    /* (owned) (nullable): ends the pause before the next attempt */
  GSource          *alarm;      /* (owned) (nullable): ends the patience of the call that has waited longest */
  gint64            alarm_at;   /* when, in monotonic time */
  guint             pause;      /* ms until the next attempt */
  gboolean          ready;      /* the session knows what it must, so that calls can be sent */
  gboolean          lost;       /* there was a link, so that notices may have been missed */

  GQueue  waiting; /* (owned) (element-type GalleyCall): for a link, in the order in which they were asked for */
  guint64 serial;  /* of the last call */
};

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

static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void session_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void executed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_ENUM_TYPE (GalleyDatabaseState, galley_database_state, G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_CLOSED, "closed"), G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_CONNECTING, "connecting"), G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_CONNECTED, "connected"), G_DEFINE_ENUM_VALUE (GALLEY_DATABASE_WAITING, "waiting"))

G_DEFINE_FINAL_TYPE (GalleyDatabase, galley_database, G_TYPE_OBJECT)

static void
set_state (GalleyDatabase     *self,
           GalleyDatabaseState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GSource *
start_timer (GalleyDatabase *self,
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

static gboolean
has_link (GalleyDatabase *self)
{
  return self->ready && galley_connection_is_open (self->connection);
}

/* Calls may have their callbacks do anything, so this comes last wherever it is called. */
static void
return_failed (GQueue       *calls,
               const GError *error)
{
  GalleyCall *call;

  while ((call = g_queue_pop_head (calls)) != NULL)
    {
      galley_call_fail (call, error);
      galley_call_return (call);
    }
}

static gboolean alarm_cb (gpointer user_data);

static void
set_alarm (GalleyDatabase *self)
{
  gint64 earliest = G_MAXINT64;

  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    earliest = MIN (earliest, galley_call_get_deadline (link->data));
  clear_source (&self->alarm);
  self->alarm_at = earliest;
  if (earliest < G_MAXINT64)
    self->alarm = start_timer (self, (earliest - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND + 1, "galley-database-alarm", alarm_cb);
}

static gboolean
alarm_cb (gpointer user_data)
{
  g_autoptr (GalleyDatabase) self = g_object_ref (user_data);
  g_autoptr (GError) error = NULL;
  GQueue late = G_QUEUE_INIT;
  gint64 now = g_get_monotonic_time ();
  GList *next;

  for (GList *link = self->waiting.head; link != NULL; link = next)
    {
      next = link->next;
      if (galley_call_get_deadline (link->data) <= now)
        {
          g_queue_unlink (&self->waiting, link);
          g_queue_push_tail_link (&late, link);
        }
    }
  set_alarm (self);
  error = g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION,
                       _ ("The database could not be reached for %u s. Check that it runs and that your network lets you through."),
                          MAX (self->timeout / 1000, 1));
  return_failed (&late, error);
  return G_SOURCE_REMOVE;
}

static gboolean
call_cancelled_cb (GCancellable *cancellable,
                   gpointer      user_data)
{
  GalleyCall *call = user_data;
  g_autoptr (GalleyDatabase) self = g_object_ref (g_task_get_source_object (galley_call_get_task (call)));
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The database operation was cancelled"));

  /* Unless it is being given back already. */
  if (!g_queue_remove (&self->waiting, call))
    return G_SOURCE_REMOVE;
  galley_call_fail (call, error);
  galley_call_return (call);
  return G_SOURCE_REMOVE;
}

/* For as long as the call waits here; one that was sent is looked after by the connection. */
static void
watch_cancellable (GalleyCall *call)
{
  GTask   *task = galley_call_get_task (call);
  GSource *source;

  if (g_task_get_cancellable (task) == NULL)
    return;
  source = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (source, G_SOURCE_FUNC (call_cancelled_cb), call, NULL);
  g_source_attach (source, g_task_get_context (task));
  galley_call_set_cancel_source (call, source);
}

static int
compare_calls (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  guint64 one = galley_call_get_serial ((gpointer)a);
  guint64 other = galley_call_get_serial ((gpointer)b);

  return one < other ? -1 : one > other;
}

/* Calls that were under way come back before those that were asked for later, so what one caller did in a row stays in a row. */
static void
wait_for_link (GalleyDatabase *self,
               GalleyCall     *call)
{
  if (galley_call_get_deadline (call) == 0)
    galley_call_set_deadline (call, g_get_monotonic_time () + self->timeout * G_TIME_SPAN_MILLISECOND);
  g_queue_insert_sorted (&self->waiting, call, compare_calls, NULL);
  watch_cancellable (call);
  if (self->alarm == NULL || galley_call_get_deadline (call) < self->alarm_at)
    set_alarm (self);
}

static void
submit (GalleyDatabase *self,
        GalleyCall     *call)
{
  if (!has_link (self))
    {
      wait_for_link (self, call);
      return;
    }
  galley_call_set_cancel_source (call, NULL);
  galley_call_send (call, self->connection, executed_cb, call);
}

static GError *
new_closed_error (void)
{
  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The database is not open"));
}

static void
executed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GalleyCall *call = user_data;
  g_autoptr (GalleyDatabase) self = g_object_ref (g_task_get_source_object (galley_call_get_task (call)));

  if (!galley_call_take (call, GALLEY_CONNECTION (source), result))
    {
      g_autoptr (GError) error = NULL;

      if (self->state != GALLEY_DATABASE_CLOSED)
        {
          submit (self, call);
          return;
        }
      error = new_closed_error ();
      galley_call_fail (call, error);
    }
  galley_call_return (call);
}

/* The link */

static void
drop_connection (GalleyDatabase *self)
{
  g_autoptr (GalleyConnection) connection = g_steal_pointer (&self->connection);

  self->ready = FALSE;
  clear_source (&self->pausing);
  if (connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (connection, self);
  galley_connection_close (connection);
}

/* The only place where opening ends. */
static void
finish_opening (GalleyDatabase *self,
                GError         *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
notice_cb (GalleyConnection *connection,
           const char       *channel,
           const char       *payload,
           int               pid,
           GalleyDatabase   *self)
{
  g_autoptr (GalleyChange) change = NULL;

  if (!g_str_equal (channel, CHANNEL))
    return;
  change = galley_change_new (payload, self->session);
  if (change != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change);
  else
    g_message ("A notice of process %d is not understood: “%s”", pid, payload);
}

static void attempt (GalleyDatabase *self);

static gboolean
pause_over_cb (gpointer user_data)
{
  GalleyDatabase *self = user_data;

  clear_source (&self->pausing);
  attempt (self);
  return G_SOURCE_REMOVE;
}

/* Pauses grow, so as not to pester a server that is in trouble, and vary, so that not all of its clients come at once. */
static void
attempt_later (GalleyDatabase *self)
{
  guint pause = self->pause / 2 + (guint)g_random_int_range (0, (int)self->pause / 2 + 1);

  self->pause = MIN (self->pause * 2, self->longest_pause);
  self->pausing = start_timer (self, pause, "galley-database-pause", pause_over_cb);
  set_state (self, GALLEY_DATABASE_WAITING);
}

static void
attempt_failed (GalleyDatabase *self,
                GError         *error)
{
  GQueue waiting = self->waiting;

  g_debug ("Connecting failed: %s", error->message);
  drop_connection (self);
  if (self->opening == NULL)
    {
      attempt_later (self);
      g_error_free (error);
      return;
    }
  g_queue_init (&self->waiting);
  set_alarm (self);
  set_state (self, GALLEY_DATABASE_CLOSED);
  return_failed (&waiting, error);
  finish_opening (self, error);
}

static void
lost_cb (GalleyConnection *connection,
         const GError     *error,
         GalleyDatabase   *self)
{
  g_debug ("Lost the link: %s", error->message);
  self->lost = TRUE;
  drop_connection (self);
  attempt_later (self);
}

static void
send_waiting (GalleyDatabase *self)
{
  GQueue      waiting = self->waiting;
  GalleyCall *call;

  g_queue_init (&self->waiting);
  set_alarm (self);
  while ((call = g_queue_pop_head (&waiting)) != NULL)
    submit (self, call);
}

static void
link_ready (GalleyDatabase *self)
{
  gboolean resumed = self->lost;

  self->ready = TRUE;
  self->lost = FALSE;
  self->pause = self->first_pause;
  g_signal_connect (self->connection, "lost", G_CALLBACK (lost_cb), self);
  send_waiting (self);
  set_state (self, GALLEY_DATABASE_CONNECTED);
  if (resumed)
    g_signal_emit (self, signals[SIGNAL_RESUMED], 0);
  if (self->opening != NULL)
    finish_opening (self, self->state == GALLEY_DATABASE_CLOSED ? new_closed_error () : NULL);
}

/* An attempt does not keep the database alive.  NULL as well when the database has given the attempt up. */
static GalleyDatabase *
dup_database (GWeakRef *place,
              GObject  *connection)
{
  g_autoptr (GalleyDatabase) self = g_weak_ref_get (place);

  g_weak_ref_clear (place);
  g_free (place);
  if (self == NULL || G_OBJECT (self->connection) == connection)
    return g_steal_pointer (&self);
  if (self->state == GALLEY_DATABASE_CLOSED && self->opening != NULL)
    finish_opening (self, new_closed_error ());
  return NULL;
}

static GWeakRef *
new_place (GalleyDatabase *self)
{
  GWeakRef *place = g_new0 (GWeakRef, 1);

  g_weak_ref_init (place, self);
  return place;
}

static void
attempt (GalleyDatabase *self)
{
  GCancellable *cancellable = self->opening != NULL ? g_task_get_cancellable (self->opening) : NULL;

  self->connection = galley_connection_new (self->conninfo);
  galley_connection_set_timeout (self->connection, self->timeout);
  g_signal_connect (self->connection, "notice", G_CALLBACK (notice_cb), self);
  galley_connection_open_async (self->connection, cancellable, opened_cb, new_place (self));
}

/* What a session must know before anything else is done in it.  A lock is waited for less long than an answer, so that the server
 * says that somebody is in the way before it looks as if it were dead. */
static void
prepare_session (GalleyDatabase *self)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  GCancellable    *cancellable = self->opening != NULL ? g_task_get_cancellable (self->opening) : NULL;
  GalleyStatement *settings = galley_statement_new_for_sql ("SELECT pg_catalog.set_config('galley.session', $1, false),"
                                                            " pg_catalog.set_config('lock_timeout', $2, false)",
                                                            GALLEY_STATEMENT_READ);
  g_autofree char *lock_timeout = g_strdup_printf ("%ums", self->timeout - self->timeout / 3);

  galley_statement_bind_text (settings, self->session);
  galley_statement_bind_text (settings, lock_timeout);
  g_ptr_array_add (statements, settings);
  g_ptr_array_add (statements, galley_statement_new_for_sql ("LISTEN " CHANNEL, GALLEY_STATEMENT_READ));
  galley_connection_execute_all_async (self->connection, statements, cancellable, session_prepared_cb, new_place (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyDatabase) self = dup_database (user_data, source);
  g_autoptr (GError) error = NULL;
  gboolean open = galley_connection_open_finish (GALLEY_CONNECTION (source), result, &error);

  if (self == NULL)
    return;
  if (open)
    prepare_session (self);
  else
    attempt_failed (self, g_steal_pointer (&error));
}

static void
session_prepared_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GalleyDatabase) self = dup_database (user_data, source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = galley_connection_execute_all_finish (GALLEY_CONNECTION (source), result, &error);

  if (self == NULL)
    return;
  if (answers != NULL && galley_connection_is_open (self->connection))
    link_ready (self);
  else if (answers != NULL)
    attempt_failed (self, g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The connection was lost while it was being set up")));
  else
    attempt_failed (self, g_steal_pointer (&error));
}

/* The object */

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

  clear_source (&self->alarm);
  drop_connection (self);
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
galley_database_class_init (GalleyDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_database_get_property;
  object_class->set_property = galley_database_set_property;
  object_class->dispose = galley_database_dispose;
  object_class->finalize = galley_database_finalize;

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
   * How many milliseconds a statement waits for a link, and how long the server may be silent while it works for one, before the link
   * counts as lost.
   */
  properties[PROP_TIMEOUT] = g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXINT, DEFAULT_TIMEOUT_MS,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  set_state (self, GALLEY_DATABASE_CONNECTING);
  attempt (self);
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
      submit (self, call);
      return;
    }
  error = new_closed_error ();
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
 * While the link is down the statement waits.  When the link is lost while the statement is under way, a read or an idempotent statement is
 * done again on the next link; a statement of kind once is tried again under the same operation id, under which it can be done once
 * only, and if that fails the database is asked what became of the first try.  Cancelling is as for galley_connection_execute_async().
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
 * Returns: (nullable) (transfer full): what the statement returned, for one of kind once the one column `result`; %NULL with an error of
 *   the server (see galley_sqlstate_new_error()), `GALLEY_ERROR_CONNECTION` when no link was got within [property@Database:timeout] and
 *   nothing was changed, `GALLEY_ERROR_UNKNOWN_OUTCOME` when the statement was under way and the outcome could not be found out within
 *   that time, or `G_IO_ERROR_CANCELLED`
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
 * Executes several statements in one transaction and one round trip.  If one of them is a write, all together are treated as one when the
 * link is lost.
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
 * Returns: (nullable) (transfer full) (element-type GalleyResult): one result for each statement; %NULL with the first error, as from
 *   galley_database_execute_finish()
 */
GPtrArray *
galley_database_execute_all_finish (GalleyDatabase *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
return_closed_cb (gpointer user_data)
{
  g_autoptr (GError) error = new_closed_error ();

  return_failed (user_data, error);
  g_free (user_data);
  return G_SOURCE_REMOVE;
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
  g_autoptr (GSource) later = NULL;
  GQueue *waiting;

  g_return_if_fail (GALLEY_IS_DATABASE (self));

  waiting = g_memdup2 (&self->waiting, sizeof self->waiting);
  g_queue_init (&self->waiting);
  set_alarm (self);
  drop_connection (self);
  set_state (self, GALLEY_DATABASE_CLOSED);
  later = g_idle_source_new ();
  g_source_set_priority (later, G_PRIORITY_DEFAULT);
  g_source_set_static_name (later, "galley-database-closed");
  g_source_set_callback (later, return_closed_cb, waiting, NULL);
  g_source_attach (later, g_main_context_get_thread_default ());
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
 * Returns: (transfer none): the id that this writer's notices carry, a UUID that is the session setting `galley.session` on every link
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
 * Sets [property@Database:timeout].  It is best set before the database is opened, as the time that a lock is waited for follows it only
 * on the next link.
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
