/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-runner"

#include "galley-config.h"

#include "galley-runner-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

G_DEFINE_FINAL_TYPE (GalleyRunner, galley_runner, G_TYPE_OBJECT)

static void
galley_runner_dispose (GObject *object)
{
  GalleyRunner *self = GALLEY_RUNNER (object);

  g_clear_object (&self->context);
  g_clear_object (&self->keyring);
  g_clear_object (&self->llm_store);
  g_clear_object (&self->run_store);
  g_clear_object (&self->proposal_store);

  G_OBJECT_CLASS (galley_runner_parent_class)->dispose (object);
}

static void
galley_runner_finalize (GObject *object)
{
  GalleyRunner *self = GALLEY_RUNNER (object);

  g_ptr_array_unref (self->jobs);
  g_ptr_array_unref (self->waiters);

  G_OBJECT_CLASS (galley_runner_parent_class)->finalize (object);
}

static void
galley_runner_class_init (GalleyRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_runner_dispose;
  object_class->finalize = galley_runner_finalize;
}

static void
galley_runner_init (GalleyRunner *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * galley_runner_new:
 * @context: a context, which has to be open when something is started
 * @keyring: where keys are
 *
 * Makes a runner.  It lives as long as a run does that it carries out.
 *
 * Returns: (transfer full): the runner
 */
GalleyRunner *
galley_runner_new (GalleyContext *context,
                   GalleyKeyring *keyring)
{
  GalleyRunner *self;

  g_return_val_if_fail (GALLEY_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GALLEY_IS_KEYRING (keyring), NULL);

  self = g_object_new (GALLEY_TYPE_RUNNER, NULL);
  self->context = g_object_ref (context);
  self->keyring = g_object_ref (keyring);
  return self;
}

/**
 * galley_runner_get_keyring:
 * @self: a runner
 *
 * Gives the keyring.
 *
 * Returns: (transfer none): the keyring
 */
GalleyKeyring *
galley_runner_get_keyring (GalleyRunner *self)
{
  g_return_val_if_fail (GALLEY_IS_RUNNER (self), NULL);

  return self->keyring;
}

/**
 * galley_runner_take_stores:
 * @self: a runner
 * @task: fails with %GALLEY_ERROR_CONNECTION when the context is not open
 *
 * Takes the stores of the open context.
 *
 * Returns: whether it is open
 */
gboolean
galley_runner_take_stores (GalleyRunner *self,
                           GTask        *task)
{
  if (galley_context_get_run_store (self->context) == NULL)
    {
      g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _("The database is closed"));
      return FALSE;
    }

  g_set_object (&self->llm_store, galley_context_get_llm_store (self->context));
  g_set_object (&self->run_store, galley_context_get_run_store (self->context));
  g_set_object (&self->proposal_store, galley_context_get_proposal_store (self->context));
  return TRUE;
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int     count = galley_run_store_recover_finish (GALLEY_RUN_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, count);
}

/**
 * galley_runner_recover_async:
 * @self: a runner
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Ends the runs of programs that are gone; for the start of a program.  What came of them is kept.
 */
void
galley_runner_recover_async (GalleyRunner       *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_RUNNER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_runner_recover_async);
  if (!galley_runner_take_stores (self, task))
    return;
  galley_run_store_recover_async (self->run_store, cancellable, recovered_cb,
                                  g_steal_pointer (&task));
}

/**
 * galley_runner_recover_finish:
 * @self: a runner
 * @result: the result of galley_runner_recover_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_runner_recover_async().
 *
 * Returns: how many there were, -1 with @error set
 */
int
galley_runner_recover_finish (GalleyRunner *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int)g_task_propagate_int (G_TASK (result), error);
}

static GalleyRunJob *
find_job (GalleyRunner *self,
          GalleyRun    *run)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (galley_run_job_get_run (g_ptr_array_index (self->jobs, i)) == run)
      return g_ptr_array_index (self->jobs, i);

  return NULL;
}

static void
answer_waiters (GalleyRunner *self,
                GalleyRun    *run)
{
  for (guint i = self->waiters->len; i > 0; i--)
    {
      GTask     *task = g_ptr_array_index (self->waiters, i - 1);
      GalleyRun *awaited = g_task_get_task_data (task);

      if (awaited != NULL ? awaited != run : self->jobs->len > 0)
        continue;
      g_task_return_boolean (task, TRUE);
      g_ptr_array_remove_index (self->waiters, i - 1);
    }
}

static void
start_first (GalleyRunner *self)
{
  if (self->jobs->len > 0)
    galley_run_job_start (g_ptr_array_index (self->jobs, 0));
}

static void
ended_cb (GalleyRunJob *job,
          gpointer      user_data)
{
  /* The job holds the runner. */
  g_autoptr (GalleyRunner) self = user_data;
  g_autoptr (GalleyRun) run = g_object_ref (galley_run_job_get_run (job));

  g_signal_handlers_disconnect_by_func (job, ended_cb, self);
  g_ptr_array_remove (self->jobs, job);
  answer_waiters (self, run);
  start_first (self);
}

/**
 * galley_runner_add_job:
 * @self: a runner
 * @job: a job that has not begun
 *
 * Carries a job out, after those that are there already.
 */
void
galley_runner_add_job (GalleyRunner *self,
                       GalleyRunJob *job)
{
  g_signal_connect (job, "ended", G_CALLBACK (ended_cb), g_object_ref (self));
  g_ptr_array_add (self->jobs, g_object_ref (job));
  if (self->jobs->len == 1)
    start_first (self);
}

/**
 * galley_runner_find_run:
 * @self: a runner
 * @post_id: a post
 *
 * Looks for a run over sections of a post that was started here and is not over.
 *
 * Returns: (transfer none) (nullable): the one that began first
 */
GalleyRun *
galley_runner_find_run (GalleyRunner *self,
                        int           post_id)
{
  g_return_val_if_fail (GALLEY_IS_RUNNER (self), NULL);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      GalleyRun *run = galley_run_job_get_run (g_ptr_array_index (self->jobs, i));

      if (galley_run_get_post_id (run) == post_id && galley_run_is_open (run))
        return run;
    }

  return NULL;
}

/**
 * galley_runner_stop:
 * @self: a runner
 * @run: a run that was started here
 *
 * Stops a run at once, here and at the provider.  What came is kept.  A run that is over is left alone.
 */
void
galley_runner_stop (GalleyRunner *self,
                    GalleyRun    *run)
{
  GalleyRunJob *job;

  g_return_if_fail (GALLEY_IS_RUNNER (self));
  g_return_if_fail (GALLEY_IS_RUN (run));

  job = find_job (self, run);
  if (job != NULL)
    galley_run_job_stop (job);
}

/**
 * galley_runner_stop_all:
 * @self: a runner
 *
 * Stops all runs that were started here; for the end of a program.
 */
void
galley_runner_stop_all (GalleyRunner *self)
{
  g_return_if_fail (GALLEY_IS_RUNNER (self));

  for (guint i = 0; i < self->jobs->len; i++)
    galley_run_job_stop (g_ptr_array_index (self->jobs, i));
}

static void
waiting_cancelled_cb (GCancellable *cancellable,
                      GTask        *task)
{
  GalleyRunner *self = g_task_get_source_object (task);
  g_autoptr (GTask) kept = g_object_ref (task);

  if (g_ptr_array_remove (self->waiters, task))
    g_task_return_error_if_cancelled (kept);
}

/**
 * galley_runner_wait_async:
 * @self: a runner
 * @run: (nullable): a run that was started here, %NULL for all of them
 * @cancellable: (nullable): ends the waiting, but not the run
 * @callback: called when the run is over
 * @user_data: given to @callback
 *
 * Waits until a run is over, and all that came of it is stored.
 */
void
galley_runner_wait_async (GalleyRunner       *self,
                          GalleyRun          *run,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_RUNNER (self));
  g_return_if_fail (run == NULL || GALLEY_IS_RUN (run));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_runner_wait_async);
  if (run != NULL)
    g_task_set_task_data (task, g_object_ref (run), g_object_unref);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (run != NULL ? find_job (self, run) == NULL : self->jobs->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (waiting_cancelled_cb), task, 0);
  g_ptr_array_add (self->waiters, g_steal_pointer (&task));
}

/**
 * galley_runner_wait_finish:
 * @self: a runner
 * @result: the result of galley_runner_wait_async()
 * @error: where to put `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_runner_wait_async().
 *
 * Returns: whether the run is over
 */
gboolean
galley_runner_wait_finish (GalleyRunner *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
