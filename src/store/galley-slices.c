/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-slices"

#include "galley-slices.h"

/* How long the main loop may be held at a time, in microseconds: a small part of a frame, so that drawing goes on in between. */
#define SLICE_USEC 4000

typedef struct
{
  GalleySliceFunc func;
  gpointer        func_data; /* (owned) if destroy is set */
  GDestroyNotify  destroy;
  guint           n_pieces;
  guint           n_done;
} Work;

static void
work_free (Work *work)
{
  if (work->destroy != NULL)
    work->destroy (work->func_data);
  g_free (work);
}

static gboolean
work_cb (gpointer user_data)
{
  GTask  *task = user_data;
  Work   *work = g_task_get_task_data (task);
  gint64  end = g_get_monotonic_time () + SLICE_USEC;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  while (work->n_done < work->n_pieces)
    {
      if (!work->func (work->n_done, work->func_data, &error))
        {
          g_task_return_error (task, error);
          return G_SOURCE_REMOVE;
        }

      work->n_done++;
      if (g_get_monotonic_time () >= end)
        return G_SOURCE_CONTINUE;
    }

  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * galley_slices_run_async:
 * @n_pieces: how many pieces the work has
 * @func: (scope notified): does one piece; called for each in order, from the thread-default main context
 * @func_data: given to @func
 * @destroy: (nullable): frees @func_data when the work is over
 * @cancellable: (nullable): ends the work between two slices
 * @callback: called when the work is over
 * @user_data: given to @callback
 *
 * Does a long work in slices that are so short that the main loop stays responsive.  The first slice is done at once, the others
 * when the main loop has nothing more urgent to do.
 */
void
galley_slices_run_async (guint               n_pieces,
                         GalleySliceFunc     func,
                         gpointer            func_data,
                         GDestroyNotify      destroy,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSource) source = NULL;
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->func_data = func_data;
  work->destroy = destroy;
  work->n_pieces = n_pieces;
  g_task_set_source_tag (task, galley_slices_run_async);
  /* The source takes the task's priority: below drawing and below what arrives meanwhile. */
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);

  if (work_cb (task) == G_SOURCE_REMOVE)
    return;

  source = g_idle_source_new ();
  g_task_attach_source (task, source, work_cb);
}

/**
 * galley_slices_run_finish:
 * @result: the result of galley_slices_run_async()
 * @error: where to put why the work was not done: what a piece said, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_slices_run_async().
 *
 * Returns: whether every piece was done
 */
gboolean
galley_slices_run_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_slices_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
