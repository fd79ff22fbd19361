/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-step"

#include "galley-config.h"

#include "galley-proposal-step.h"

#include <glib/gi18n.h>

struct _GalleyProposalStep
{
  GalleyProposalStore *store; /* (owned) */
  int                  id;
  char                *text;    /* (owned) what was accepted */
  int                  version; /* of the section, since */
};

/**
 * galley_proposal_step_new:
 * @store: the store of the proposals
 * @id: a proposal
 * @text: (transfer full): what is accepted of it
 *
 * Returns: (transfer full): a step that is being done the first time
 */
GalleyProposalStep *
galley_proposal_step_new (GalleyProposalStore *store,
                          int                  id,
                          char                *text)
{
  GalleyProposalStep *self = g_new0 (GalleyProposalStep, 1);

  self->store = g_object_ref (store);
  self->id = id;
  self->text = text;

  return self;
}

/**
 * galley_proposal_step_free:
 * @self: (transfer full): a step
 *
 * Frees a step; what was done stays.
 */
void
galley_proposal_step_free (GalleyProposalStep *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->store);
  g_free (self->text);
  g_free (self);
}

/**
 * galley_proposal_step_get_text:
 * @self: a step
 *
 * Returns: (transfer none): what is accepted
 */
const char *
galley_proposal_step_get_text (GalleyProposalStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * galley_proposal_step_set_version:
 * @self: a step
 * @version: the version that the section has got by it
 *
 * Notes what doing it again would be based on.
 */
void
galley_proposal_step_set_version (GalleyProposalStep *self,
                                  int                 version)
{
  g_return_if_fail (self != NULL);

  self->version = version;
}

static gboolean
take_outcome (GalleyAcceptance   *acceptance,
              GalleyProposalStep *self,
              GError            **error)
{
  if (acceptance == NULL)
    return FALSE;
  if (galley_acceptance_get_outcome (acceptance) == GALLEY_SAVE_OUTCOME_CONFLICT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the text was changed since"));
      return FALSE;
    }
  self->version = galley_acceptance_get_version (acceptance);
  return TRUE;
}

static void
step_back_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GalleyAcceptance) acceptance = galley_proposal_store_undo_finish (GALLEY_PROPOSAL_STORE (source), result, &error);

  if (take_outcome (acceptance, g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
step_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GalleyAcceptance) acceptance = galley_proposal_store_accept_finish (GALLEY_PROPOSAL_STORE (source), result, &error);

  if (take_outcome (acceptance, g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * galley_proposal_step_run:
 * @step: a [struct@ProposalStep]
 * @back: %TRUE to take it back, %FALSE to do it
 * @task: (transfer full): returned as a boolean when that is done, or with the error of the store's verb; `G_IO_ERROR_FAILED` when the
 *   text was changed since
 *
 * A [callback@StepFunc].
 */
void
galley_proposal_step_run (gpointer step,
                          gboolean back,
                          GTask   *task)
{
  GalleyProposalStep *self = step;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));

  g_task_set_task_data (task, self, NULL);
  if (back)
    galley_proposal_store_undo_async (self->store, self->id, g_task_get_cancellable (task), step_back_cb, task);
  else
    galley_proposal_store_accept_async (self->store, self->id, self->text, self->version, g_task_get_cancellable (task),
                                        step_again_cb, task);
}
