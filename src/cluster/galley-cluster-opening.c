/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-opening"

#include "galley-cluster-opening.h"

/* Whom stages are told.  Both threads hold it; the functions in it are touched on the caller's only. */
typedef struct
{
  GMainContext          *context;
  GalleyClusterStageFunc func; /* NULL when the operation is over */
  gpointer               data;
} StageListener;

/* What the starting thread is given: plain data, since it may be the one that frees it. */
typedef struct
{
  char          *data_folder;
  char          *runtime_folder; /* nullable */
  StageListener *listener;
} OpeningRequest;

/* A stage on its way from the starting thread. */
typedef struct
{
  StageListener     *listener;
  GalleyClusterStage stage;
} StageNote;

static void
stage_listener_clear (gpointer data)
{
  StageListener *self = data;

  g_main_context_unref (self->context);
}

static void
stage_listener_unref (StageListener *self)
{
  g_atomic_rc_box_release_full (self, stage_listener_clear);
}

static void
opening_request_free (gpointer data)
{
  OpeningRequest *self = data;

  stage_listener_unref (self->listener);
  g_free (self->data_folder);
  g_free (self->runtime_folder);
  g_free (self);
}

static void
stage_note_free (gpointer data)
{
  StageNote *self = data;

  stage_listener_unref (self->listener);
  g_free (self);
}

static gboolean
stage_reached_cb (gpointer user_data)
{
  StageNote *note = user_data;

  if (note->listener->func != NULL)
    note->listener->func (note->stage, note->listener->data);
  return G_SOURCE_REMOVE;
}

/* On the starting thread.  An idle source, and not g_main_context_invoke(), which would run the function here when nobody happens
 * to run the context. */
static void
pass_stage_on (GalleyClusterStage stage, gpointer user_data)
{
  OpeningRequest *request = user_data;
  StageNote      *note = g_new0 (StageNote, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  note->listener = g_atomic_rc_box_acquire (request->listener);
  note->stage = stage;
  g_source_set_callback (source, stage_reached_cb, note, stage_note_free);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_attach (source, request->listener->context);
}

static void
run_in_thread_cb (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  OpeningRequest      *request = task_data;
  GError              *error = NULL;
  GalleyClusterServer *server;

  server = galley_cluster_start (request->data_folder, request->runtime_folder, pass_stage_on, request, cancellable, &error);
  if (server != NULL)
    g_task_return_pointer (task, server, (GDestroyNotify)galley_cluster_server_free);
  else
    g_task_return_error (task, error);
}

/**
 * galley_cluster_opening_run_async:
 * @data_folder: the data folder
 * @runtime_folder: (nullable): where sockets should be
 * @stage_func: (scope notified): told what is going on, on the caller's thread, and never after @callback
 * @stage_data: for @stage_func
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does galley_cluster_start() on a thread of its own.  It has no source object, which could otherwise be let go by that thread.
 */
void
galley_cluster_opening_run_async (const char            *data_folder,
                                  const char            *runtime_folder,
                                  GalleyClusterStageFunc stage_func,
                                  gpointer               stage_data,
                                  GCancellable          *cancellable,
                                  GAsyncReadyCallback    callback,
                                  gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpeningRequest *request = g_new0 (OpeningRequest, 1);

  g_task_set_source_tag (task, galley_cluster_opening_run_async);
  g_task_set_check_cancellable (task, FALSE); /* a server that was got is not thrown away unseen */
  request->data_folder = g_strdup (data_folder);
  request->runtime_folder = g_strdup (runtime_folder);
  request->listener = g_atomic_rc_box_new0 (StageListener);
  request->listener->context = g_main_context_ref (g_task_get_context (task));
  request->listener->func = stage_func;
  request->listener->data = stage_data;
  g_task_set_task_data (task, request, opening_request_free);
  g_task_run_in_thread (task, run_in_thread_cb);
}

/**
 * galley_cluster_opening_run_finish:
 * @result: what the callback of galley_cluster_opening_run_async() got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the server; on failure %NULL with the errors of galley_cluster_start()
 */
GalleyClusterServer *
galley_cluster_opening_run_finish (GAsyncResult *result, GError **error)
{
  OpeningRequest *request;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  request = g_task_get_task_data (G_TASK (result));
  request->listener->func = NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}
