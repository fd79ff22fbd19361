/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-database-queue"

#include "galley-config.h"

#include "galley-database-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-source.h"

/* Calls on their way back to their callers. */
typedef struct
{
  GQueue  calls; /* (owned) (element-type GalleyCall) */
  GError *error; /* (owned) */
} Failure;

static void     executed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static gboolean alarm_cb (gpointer user_data);

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

static void
set_alarm (GalleyDatabase *self)
{
  gint64 earliest = G_MAXINT64;

  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    earliest = MIN (earliest, galley_call_get_deadline (link->data));
  galley_source_clear (&self->alarm);
  self->alarm_at = earliest;
  if (earliest < G_MAXINT64)
    self->alarm = galley_database_start_timer (self, (earliest - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND + 1,
                                               "galley-database-alarm", alarm_cb);
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
  error =
    g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION,
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

/**
 * galley_database_submit:
 * @self: a database that is not closed
 * @call: (transfer full): what to do
 *
 * Does a call, as soon as there is a link.
 */
void
galley_database_submit (GalleyDatabase *self,
                        GalleyCall     *call)
{
  if (!galley_database_has_link (self))
    {
      wait_for_link (self, call);
      return;
    }
  galley_call_set_cancel_source (call, NULL);
  galley_call_send (call, self->connection, executed_cb, call);
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
          galley_database_submit (self, call);
          return;
        }
      error = galley_database_new_closed_error ();
      galley_call_fail (call, error);
    }
  galley_call_return (call);
}

/**
 * galley_database_send_waiting:
 * @self: a database with a link
 *
 * Does what has waited for the link.
 */
void
galley_database_send_waiting (GalleyDatabase *self)
{
  GQueue      waiting = self->waiting;
  GalleyCall *call;

  g_queue_init (&self->waiting);
  set_alarm (self);
  while ((call = g_queue_pop_head (&waiting)) != NULL)
    galley_database_submit (self, call);
}

static gboolean
fail_cb (gpointer user_data)
{
  Failure *failure = user_data;

  return_failed (&failure->calls, failure->error);
  return G_SOURCE_REMOVE;
}

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_error_free (failure->error);
  g_free (failure);
}

/**
 * galley_database_fail_waiting:
 * @self: a database
 * @error: why there will be no link
 *
 * Gives up the calls that wait for a link, and tells their callers in a later turn of the main loop.
 */
void
galley_database_fail_waiting (GalleyDatabase *self,
                              const GError   *error)
{
  g_autoptr (GSource) later = g_idle_source_new ();
  Failure *failure = g_new0 (Failure, 1);

  failure->calls = self->waiting;
  failure->error = g_error_copy (error);
  g_queue_init (&self->waiting);
  set_alarm (self);
  g_source_set_priority (later, G_PRIORITY_DEFAULT);
  g_source_set_static_name (later, "galley-database-failed");
  g_source_set_callback (later, fail_cb, failure, failure_free);
  g_source_attach (later, g_main_context_get_thread_default ());
}
