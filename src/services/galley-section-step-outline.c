/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-step-outline"

#include "galley-section-step-private.h"

#include "galley-error.h"

/* The step that gives a post another outline. */

typedef struct
{
  GalleySectionStep parent;

  int   post_id;
  char *list; /* (owned) */
  int   base_version;
} OutlineStep;

/* A list that cannot be taken is an outcome to the database, and an error to a person. */
static void
end_outline (GTask                *task,
             GalleyOutlineOutcome *outcome, /* (transfer full) (nullable) */
             GError               *error)                 /* (transfer full) (nullable) */
{
  GalleySectionStep *step = galley_section_step_get_of_task (task);

  if (outcome != NULL && galley_outline_outcome_get_status (outcome) == GALLEY_OUTLINE_STATUS_REJECTED)
    {
      g_set_error_literal (&error, GALLEY_ERROR, GALLEY_ERROR_INVALID, galley_outline_outcome_get_reason (outcome));
      g_object_unref (outcome);
    }
  else if (outcome != NULL)
    {
      g_set_object (&step->outcome, outcome);
      g_object_unref (outcome);
    }
  galley_section_step_end (task, error);
}

static void
outline_set_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError               *error = NULL;
  GalleyOutlineOutcome *outcome = galley_outline_store_set_finish (GALLEY_OUTLINE_STORE (source), result, &error);

  end_outline (user_data, outcome, error);
}

static void
outline_rolled_back_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  GError               *error = NULL;
  GalleyOutlineOutcome *outcome = galley_outline_store_rollback_finish (GALLEY_OUTLINE_STORE (source), result, &error);

  end_outline (user_data, outcome, error);
}

/* Every change of an outline is logged, taking one back, too; so the last one is taken back each time. */
static void
start_setting (GalleySectionStep *step,
               gboolean           back,
               GTask             *task)
{
  OutlineStep        *self = (OutlineStep *)step;
  GalleyOutlineStore *store = galley_context_get_outline_store (step->context);

  if (step->outcome != NULL)
    galley_outline_store_rollback_async (store, galley_outline_outcome_get_log_id (step->outcome), g_task_get_cancellable (task),
                                         outline_rolled_back_cb, task);
  else
    galley_outline_store_set_async (store, self->post_id, self->list, self->base_version, g_task_get_cancellable (task),
                                    outline_set_cb, task);
}

static void
clear_outline_step (GalleySectionStep *step)
{
  g_free (((OutlineStep *)step)->list);
}

/**
 * galley_section_step_new_outline:
 * @context: the database
 * @post_id: a post
 * @list: an outline, in any format that is accepted
 * @base_version: the version of the outline that it is made from; 0 to replace whatever there is
 *
 * Returns: (transfer full): gives a post another outline
 */
GalleySectionStep *
galley_section_step_new_outline (GalleyContext *context,
                                 int            post_id,
                                 const char    *list,
                                 int            base_version)
{
  static const GalleySectionStepKind kind = { sizeof (OutlineStep), start_setting, clear_outline_step, TRUE };
  OutlineStep                       *self = galley_section_step_make (&kind, context);

  self->post_id = post_id;
  self->list = g_strdup (list);
  self->base_version = base_version;

  return &self->parent;
}
