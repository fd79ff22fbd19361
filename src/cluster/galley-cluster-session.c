/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-session"

#include "galley-config.h"

#include "galley-cluster-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "galley-cluster-opening.h"
#include "galley-error.h"

/* A supervisor that was killed is replaced, but not for ever. */
#define MOST_REOPENS  3
#define REOPEN_PERIOD (60 * G_USEC_PER_SEC)

/* A start that is under way. */
typedef struct
{
  GalleyCluster *self;  /* owned */
  GTask         *outer; /* owned (nullable): whoever asked for it */
} Opening;

static void start (GalleyCluster *self, GTask *outer);

static void
drop_server (GalleyCluster *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->server, galley_cluster_server_free);
  galley_cluster_update_low_on_space (self);
}

/* There is no server any more, or there never was one. */
static void
fail (GalleyCluster *self, const GError *error)
{
  drop_server (self);
  galley_cluster_set_stage (self, GALLEY_CLUSTER_FAILED);
  galley_cluster_emit_failed (self, error);
}

static void
finish_closing (GalleyCluster *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->closing);

  if (self->closing_cancelled != NULL)
    g_source_destroy (self->closing_cancelled);
  g_clear_pointer (&self->closing_cancelled, g_source_unref);
  g_clear_error (&self->failure);
  drop_server (self);
  galley_cluster_set_conninfo (self, NULL);
  galley_cluster_set_stage (self, GALLEY_CLUSTER_CLOSED);
  g_task_return_boolean (task, TRUE);
}

/* Somebody killed the supervisor; its server ends as well.  Whoever uses this object only sees that it takes a moment. */
static void
reopen (GalleyCluster *self)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  if (now - self->reopened_at > REOPEN_PERIOD)
    self->n_reopens = 0;
  self->reopened_at = now;
  if (self->n_reopens++ < MOST_REOPENS)
    {
      g_info ("the supervisor is gone; starting another one");
      drop_server (self);
      start (self, NULL);
      return;
    }
  g_set_error_literal (&error, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                       _("The program that looks after the database server ends again and again. Restart the computer and try "
                         "again."));
  fail (self, error);
}

static void
lose_supervisor (GalleyCluster *self)
{
  g_autoptr (GError) failure = g_steal_pointer (&self->failure);

  if (self->closing != NULL)
    finish_closing (self);
  else if (failure != NULL)
    fail (self, failure);
  else
    reopen (self);
}

/* Returns whether there may be more. */
static gboolean
dispatch_event (GalleyCluster *self, GalleyClusterControlEvent event)
{
  switch (event)
    {
    case GALLEY_CLUSTER_CONTROL_READY:
      galley_cluster_update_low_on_space (self);
      galley_cluster_set_stage (self, GALLEY_CLUSTER_READY);
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_RECOVERING:
    case GALLEY_CLUSTER_CONTROL_STARTING:
      galley_cluster_set_stage (self, GALLEY_CLUSTER_RECOVERING);
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_FAILED:
      g_clear_error (&self->failure);
      galley_cluster_server_explain (self->server, &self->failure);
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_TERMINATED:
      g_clear_error (&self->failure);
      g_set_error_literal (&self->failure, GALLEY_ERROR, GALLEY_ERROR_CLUSTER,
                           _("The database server was told to stop, as happens when the session ends."));
      return TRUE;
    case GALLEY_CLUSTER_CONTROL_GONE:
      lose_supervisor (self);
      return FALSE;
    case GALLEY_CLUSTER_CONTROL_NOTHING:
      return FALSE;
    case GALLEY_CLUSTER_CONTROL_GREETING:
    case GALLEY_CLUSTER_CONTROL_STOPPING:
      return TRUE;
    }
  return FALSE;
}

static gboolean
supervisor_spoke_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (GalleyCluster) self = g_object_ref (user_data);

  while (self->server != NULL && dispatch_event (self, galley_cluster_control_read (self->server->control)))
    continue;
  return self->watch != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
leave (GalleyCluster *self)
{
  if (self->server == NULL || self->server->control == NULL)
    finish_closing (self);
  else
    galley_cluster_control_leave (self->server->control);
}

static void
take_server (GalleyCluster *self, GalleyClusterServer *server)
{
  self->server = server;
  if (server->control != NULL)
    self->watch = g_unix_fd_add (galley_cluster_control_get_fd (server->control), G_IO_IN | G_IO_HUP, supervisor_spoke_cb, self);
  g_clear_error (&self->failure);
  galley_cluster_set_conninfo (self, galley_cluster_server_describe (server));
  galley_cluster_update_low_on_space (self);
  galley_cluster_set_stage (self, GALLEY_CLUSTER_READY);
}

/* A start that is under way holds a reference, so this object is there. */
static void
stage_reached_cb (GalleyClusterStage stage, gpointer user_data)
{
  galley_cluster_set_stage (user_data, stage);
}

static void
opener_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* A start has a cancellable of its own, since closing ends it as well. */
static void
begin_opening (GalleyCluster *self, GTask *outer)
{
  GCancellable *opener = outer != NULL ? g_task_get_cancellable (outer) : NULL;

  self->opening = g_cancellable_new ();
  if (opener == NULL)
    return;
  self->opener = g_object_ref (opener);
  self->opener_handler =
    g_cancellable_connect (opener, G_CALLBACK (opener_cancelled_cb), g_object_ref (self->opening), g_object_unref);
}

static void
end_opening (GalleyCluster *self)
{
  g_cancellable_disconnect (self->opener, self->opener_handler);
  self->opener_handler = 0;
  g_clear_object (&self->opener);
  g_clear_object (&self->opening);
}

/* One who only asked for a server gets the error, and one who had one is told by a signal. */
static void
take_failure (GalleyCluster *self, GTask *outer, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    galley_cluster_set_stage (self, GALLEY_CLUSTER_CLOSED);
  else if (outer != NULL)
    galley_cluster_set_stage (self, GALLEY_CLUSTER_FAILED);
  else
    fail (self, error);
}

static void
started_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GalleyCluster) self = opening->self;
  g_autoptr (GTask) outer = opening->outer;
  g_autoptr (GError) error = NULL;
  GalleyClusterServer *server = galley_cluster_opening_run_finish (result, &error);

  /* it may have been called off when it was done already */
  if (server != NULL && g_cancellable_set_error_if_cancelled (self->opening, &error))
    g_clear_pointer (&server, galley_cluster_server_free);
  end_opening (self);
  if (server != NULL)
    take_server (self, server);
  else
    take_failure (self, outer, error);
  if (self->closing != NULL)
    leave (self);

  if (outer != NULL && error == NULL)
    g_task_return_boolean (outer, TRUE);
  else if (outer != NULL)
    g_task_return_error (outer, g_steal_pointer (&error));
}

/* Gets a server.
 * @outer: (transfer full) (nullable): returned when it is there */
static void
start (GalleyCluster *self, GTask *outer)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->self = g_object_ref (self);
  opening->outer = outer;
  begin_opening (self, outer);
  galley_cluster_opening_run_async (self->data_folder, self->runtime_folder, stage_reached_cb, self, self->opening, started_cb,
                                    opening);
}

/**
 * galley_cluster_open_async:
 * @self: a cluster
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the server can be used
 * @user_data: for @callback
 *
 * Joins the server, or starts it; makes the cluster first when there is none.  Opening one that is open does nothing.
 */
void
galley_cluster_open_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CLUSTER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_cluster_open_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->opening != NULL || self->closing != NULL)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_BUSY,
                             _("The database server is just being started or stopped. Try again."));
  else if (self->server != NULL)
    g_task_return_boolean (task, TRUE);
  else
    start (self, g_steal_pointer (&task));
}

/**
 * galley_cluster_open_finish:
 * @self: a cluster
 * @result: what the callback of galley_cluster_open_async() got
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the server can be used; on failure %FALSE with a message that says what to do, and %GALLEY_ERROR_CLUSTER,
 *   %GALLEY_ERROR_UNSUPPORTED (programs missing, too old, or of another version than the cluster), %GALLEY_ERROR_DISK_FULL,
 *   %GALLEY_ERROR_BUSY (others are using the data, or the operation is already under way) or %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_open_finish (GalleyCluster *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
closing_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  finish_closing (user_data);
  return G_SOURCE_REMOVE;
}

static void
watch_closing_cancellable (GalleyCluster *self, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;
  self->closing_cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->closing_cancelled, G_SOURCE_FUNC (closing_cancelled_cb), self, NULL);
  g_source_attach (self->closing_cancelled, g_task_get_context (self->closing));
}

/**
 * galley_cluster_close_async:
 * @self: a cluster
 * @cancellable: (nullable): a #GCancellable; cancelling ends the waiting, and not the leaving
 * @callback: called when the server is not used any more, and has stopped if this was the last one to use it
 * @user_data: for @callback
 *
 * Leaves the server; a start that is under way is given up.  Connections to the database must not be used any more.  Closing one
 * that is not open does nothing.
 */
void
galley_cluster_close_async (GalleyCluster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CLUSTER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_cluster_close_async);
  if (self->closing != NULL)
    {
      g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_BUSY, _("The database server is just being stopped."));
      return;
    }
  self->closing = g_steal_pointer (&task);
  watch_closing_cancellable (self, cancellable);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  else
    leave (self);
}

/**
 * galley_cluster_close_finish:
 * @self: a cluster
 * @result: what the callback of galley_cluster_close_async() got
 * @error: return location for a #GError
 *
 * Returns: %TRUE; or %FALSE with %GALLEY_ERROR_BUSY (the operation is already under way) or %G_IO_ERROR_CANCELLED
 */
gboolean
galley_cluster_close_finish (GalleyCluster *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
