/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-step"

#include "galley-section-step-private.h"

/**
 * galley_section_step_make:
 * @kind: a kind
 * @context: the database
 *
 * Makes a step, for its kind to fill.
 *
 * Returns: (transfer full): the kind's struct
 */
gpointer
galley_section_step_make (const GalleySectionStepKind *kind,
                          GalleyContext               *context)
{
  GalleySectionStep *self = g_malloc0 (kind->size);

  self->kind = kind;
  self->context = g_object_ref (context);

  return self;
}

/**
 * galley_section_step_get_of_task:
 * @task: the task of galley_section_step_run()
 *
 * Finds the step that is being done.
 *
 * Returns: (transfer none): the kind's struct
 */
gpointer
galley_section_step_get_of_task (GTask *task)
{
  return g_object_get_data (G_OBJECT (task), "galley-section-step");
}

/**
 * galley_section_step_get_store:
 * @step: a step
 *
 * Gives the store of the sections.
 *
 * Returns: (transfer none): the store
 */
GalleySectionStore *
galley_section_step_get_store (gpointer step)
{
  GalleySectionStep *self = step;

  return galley_context_get_section_store (self->context);
}

/**
 * galley_section_step_end:
 * @task: (transfer full): the task of galley_section_step_run()
 * @error: (transfer full) (nullable): why it could not be done; %NULL when it was
 *
 * Ends what a kind has started.
 */
void
galley_section_step_end (GTask  *task,
                         GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * galley_section_step_free:
 * @self: (transfer full): a step
 *
 * Frees a step; what was done stays.
 */
void
galley_section_step_free (GalleySectionStep *self)
{
  if (self->kind->clear != NULL)
    self->kind->clear (self);
  g_clear_object (&self->context);
  g_clear_object (&self->drafts);
  g_clear_object (&self->outcome);
  g_free (self);
}

/**
 * galley_section_step_set_drafts:
 * @self: a step
 * @drafts: (nullable): what is typed in the windows
 *
 * Has texts that are not saved yet saved before they are split, joined or put away.
 */
void
galley_section_step_set_drafts (GalleySectionStep *self,
                                GalleyDrafts      *drafts)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->drafts, drafts);
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask             *task = user_data;
  GalleySectionStep *self = galley_section_step_get_of_task (task);
  GError            *error = NULL;

  if (galley_drafts_flush_finish (GALLEY_DRAFTS (source), result, &error))
    self->kind->start (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "galley-section-step-back")), task);
  else
    galley_section_step_end (task, error);
}

/**
 * galley_section_step_run:
 * @step: a [struct@SectionStep]
 * @back: %TRUE to take it back, %FALSE to do it
 * @task: (transfer full): returned as a boolean when that is done, or with the error of the store's verb; %GALLEY_ERROR_CONFLICT when
 *   somebody else has changed the field meanwhile
 *
 * A [callback@StepFunc].
 */
void
galley_section_step_run (gpointer step,
                         gboolean back,
                         GTask   *task)
{
  GalleySectionStep *self = step;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));

  g_object_set_data (G_OBJECT (task), "galley-section-step", self);
  if (self->drafts == NULL || !self->kind->needs_texts)
    {
      self->kind->start (self, back, task);
      return;
    }

  g_object_set_data (G_OBJECT (task), "galley-section-step-back", GINT_TO_POINTER (back));
  galley_drafts_flush_async (self->drafts, g_task_get_cancellable (task), flushed_cb, task);
}

/**
 * galley_section_step_get_section_id:
 * @self: a step
 *
 * Returns: the section that was made, or that came; 0 for none
 */
int
galley_section_step_get_section_id (GalleySectionStep *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->section_id;
}

/**
 * galley_section_step_get_outcome:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what setting the outline did
 */
GalleyOutlineOutcome *
galley_section_step_get_outcome (GalleySectionStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->outcome;
}
