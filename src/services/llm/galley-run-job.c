/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One proposal:
 *
 *   fetch material ─▶ compose ─▶ say that it starts ─▶ ask the provider ─▶ say what came of it ─▶ the next one
 *                                                       └─ each half second: store what came so far
 *
 * Stopping cancels whatever of this is under way, and goes on with the last step.  What cannot be stored, because the database is
 * not to be reached, is tried again until it can: the text is kept here meanwhile. */

#define G_LOG_DOMAIN "galley-run-job"

#include "galley-run-job-private.h"

G_DEFINE_FINAL_TYPE (GalleyRunJob, galley_run_job, G_TYPE_OBJECT)

enum
{
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
galley_run_job_dispose (GObject *object)
{
  GalleyRunJob *self = GALLEY_RUN_JOB (object);

  g_clear_handle_id (&self->store_timer, g_source_remove);
  g_clear_handle_id (&self->retry_timer, g_source_remove);
  g_clear_object (&self->generation);
  g_clear_object (&self->prompt);
  g_clear_object (&self->proposal);
  g_clear_object (&self->provider);
  g_clear_object (&self->proposals);
  g_clear_object (&self->run);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  g_clear_object (&self->run_store);
  g_clear_object (&self->llm_store);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (galley_run_job_parent_class)->dispose (object);
}

static void
galley_run_job_finalize (GObject *object)
{
  GalleyRunJob *self = GALLEY_RUN_JOB (object);

  g_clear_error (&self->failure);
  g_free (self->parameters);

  G_OBJECT_CLASS (galley_run_job_parent_class)->finalize (object);
}

static void
galley_run_job_class_init (GalleyRunJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_run_job_dispose;
  object_class->finalize = galley_run_job_finalize;

  /**
   * GalleyRunJob::ended:
   * @self: the job
   *
   * The run is over, and all of it is stored.
   */
  signals[ENDED] = g_signal_new ("ended", GALLEY_TYPE_RUN_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_run_job_init (GalleyRunJob *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_run_job_new:
 * @context: an open context
 * @run: a run
 * @proposals: (element-type GalleyProposal): its proposals in their order
 * @provider: the provider that is asked
 * @parameters: (nullable): what is known of the model, a JSON object
 *
 * Makes a job that has not begun.
 *
 * Returns: (transfer full): the job
 */
GalleyRunJob *
galley_run_job_new (GalleyContext  *context,
                    GalleyRun      *run,
                    GListModel     *proposals,
                    GalleyProvider *provider,
                    const char     *parameters)
{
  GalleyRunJob *self = g_object_new (GALLEY_TYPE_RUN_JOB, NULL);

  self->context = g_object_ref (context);
  self->store = g_object_ref (galley_context_get_proposal_store (context));
  self->run_store = g_object_ref (galley_context_get_run_store (context));
  self->llm_store = g_object_ref (galley_context_get_llm_store (context));
  self->run = g_object_ref (run);
  self->proposals = g_object_ref (proposals);
  self->provider = g_object_ref (provider);
  self->parameters = g_strdup (parameters);
  return self;
}

/**
 * galley_run_job_get_run:
 * @self: a job
 *
 * Gives the run.
 *
 * Returns: (transfer none): the run
 */
GalleyRun *
galley_run_job_get_run (GalleyRunJob *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_JOB (self), NULL);

  return self->run;
}

/**
 * galley_run_job_get_proposals:
 * @self: a job
 *
 * Gives the proposals.
 *
 * Returns: (transfer none): the [class@Proposal]s in their order
 */
GListModel *
galley_run_job_get_proposals (GalleyRunJob *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_JOB (self), NULL);

  return self->proposals;
}

/**
 * galley_run_job_is_over:
 * @self: a job
 *
 * Tells whether `ended` was emitted.
 *
 * Returns: whether it was
 */
gboolean
galley_run_job_is_over (GalleyRunJob *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_JOB (self), FALSE);

  return self->is_over;
}

/**
 * galley_run_job_is_closed:
 * @self: a job
 *
 * Tells whether somebody closed the database while the run was under way: nothing can be stored any more, now or later.
 *
 * Returns: whether it is closed
 */
gboolean
galley_run_job_is_closed (GalleyRunJob *self)
{
  return galley_database_get_state (galley_store_get_database (GALLEY_STORE (self->store))) == GALLEY_DATABASE_CLOSED;
}

static void
tell_end (GalleyRunJob *self)
{
  self->is_over = TRUE;
  g_signal_emit (self, signals[ENDED], 0);
}

/**
 * galley_run_job_abandon_if_closed:
 * @self: a job
 *
 * Ends the run when the program ends, or goes over to another database: what is not stored by now is found to be nobody's the next
 * time.
 *
 * Returns: whether the run is over
 */
gboolean
galley_run_job_abandon_if_closed (GalleyRunJob *self)
{
  if (!galley_run_job_is_closed (self))
    return FALSE;

  tell_end (self);
  return TRUE;
}

static void
run_fetched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = galley_run_store_get_finish (GALLEY_RUN_STORE (source), result, &error);

  if (run == NULL)
    g_debug ("The run is over, but could not be read again: %s", error->message);
  tell_end (self);
}

static void
end_run (GalleyRunJob *self)
{
  if (galley_run_job_abandon_if_closed (self))
    return;
  galley_run_store_get_async (self->run_store, galley_record_get_id (GALLEY_RECORD (self->run)),
                              NULL, run_fetched_cb, g_object_ref (self));
}

static void
run_cancelled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What was not cancelled there is found to be nobody's when a program is started the next time. */
  if (galley_run_store_cancel_finish (GALLEY_RUN_STORE (source), result, &error) == 0)
    g_warning ("The run could not be stopped in the database: %s", error->message);
  end_run (self);
}

/**
 * galley_run_job_make_next:
 * @self: a job with no proposal under way
 *
 * Begins with the proposal whose turn it is, or ends the run.
 */
void
galley_run_job_make_next (GalleyRunJob *self)
{
  if (galley_run_job_abandon_if_closed (self))
    return;
  if (self->is_stopped)
    {
      galley_run_store_cancel_async (self->run_store,
                                     galley_record_get_id (GALLEY_RECORD (self->run)), NULL, run_cancelled_cb,
                                     g_object_ref (self));
      return;
    }
  if (self->place == g_list_model_get_n_items (self->proposals))
    {
      end_run (self);
      return;
    }

  self->proposal = g_list_model_get_item (self->proposals, self->place);
  galley_proposal_set_live (self->proposal, TRUE);
  if (self->failure != NULL)
    galley_run_job_end_proposal (self, self->failure);
  else
    galley_run_job_ask (self);
}

/**
 * galley_run_job_start:
 * @self: a job that has not begun
 *
 * Begins with the first proposal.
 */
void
galley_run_job_start (GalleyRunJob *self)
{
  g_return_if_fail (GALLEY_IS_RUN_JOB (self));
  g_return_if_fail (self->place == 0 && self->proposal == NULL);

  galley_run_job_make_next (self);
}

/**
 * galley_run_job_stop:
 * @self: a job
 *
 * Stops at once: whatever is under way is cancelled, and the objects say so before the database does.  What came is kept.
 */
void
galley_run_job_stop (GalleyRunJob *self)
{
  g_return_if_fail (GALLEY_IS_RUN_JOB (self));

  if (self->is_stopped || self->is_over)
    return;

  self->is_stopped = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (self->proposals); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (self->proposals, i);

      if (galley_proposal_is_open (proposal))
        g_object_set (proposal, "status", GALLEY_PROPOSAL_STATUS_CANCELLED, NULL);
    }
  g_object_set (self->run, "status", GALLEY_RUN_STATUS_CANCELLED, NULL);
  g_cancellable_cancel (self->cancellable);
}
