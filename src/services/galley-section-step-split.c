/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-step-split"

#include "galley-section-step-private.h"

/* The steps that make two sections out of one, and one out of two. */

typedef struct
{
  GalleySectionStep parent; /* whose section is the one that was split off */

  int                split_id;
  GalleySectionField field;
  int                at; /* after how many characters */
} SplitStep;

typedef struct
{
  GalleySectionStep parent; /* whose section is the one that stays */

  int next_id;
} MergeStep;

static void
split_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GalleySectionStep *step = galley_section_step_get_of_task (user_data);
  GError            *error = NULL;

  step->section_id = galley_section_store_split_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

static void
unsplit_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_unsplit_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

static void
start_splitting (GalleySectionStep *step,
                 gboolean           back,
                 GTask             *task)
{
  SplitStep *self = (SplitStep *)step;

  if (back)
    galley_section_store_unsplit_async (galley_section_step_get_store (step), self->split_id, step->section_id,
                                        g_task_get_cancellable (task), unsplit_cb, task);
  else
    galley_section_store_split_async (galley_section_step_get_store (step), self->split_id, self->at, self->field, NULL,
                                      g_task_get_cancellable (task), split_cb, task);
}

/**
 * galley_section_step_new_split:
 * @context: the database
 * @section_id: a section
 * @field: the text that is split
 * @at: after how many characters
 *
 * Returns: (transfer full): splits a section in two
 */
GalleySectionStep *
galley_section_step_new_split (GalleyContext     *context,
                               int                section_id,
                               GalleySectionField field,
                               int                at)
{
  static const GalleySectionStepKind kind = { sizeof (SplitStep), start_splitting, NULL, TRUE };
  SplitStep                         *self = galley_section_step_make (&kind, context);

  self->split_id = section_id;
  self->field = field;
  self->at = at;

  return &self->parent;
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_merge_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

static void
unmerged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_unmerge_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

static void
start_merging (GalleySectionStep *step,
               gboolean           back,
               GTask             *task)
{
  MergeStep          *self = (MergeStep *)step;
  GalleySectionStore *store = galley_section_step_get_store (step);

  if (back)
    galley_section_store_unmerge_async (store, self->next_id, g_task_get_cancellable (task), unmerged_cb, task);
  else
    galley_section_store_merge_async (store, step->section_id, g_task_get_cancellable (task), merged_cb, task);
}

/**
 * galley_section_step_new_merge:
 * @context: the database
 * @section_id: a section
 * @next_id: the one that follows it
 *
 * Returns: (transfer full): joins the next section to a section
 */
GalleySectionStep *
galley_section_step_new_merge (GalleyContext *context,
                               int            section_id,
                               int            next_id)
{
  static const GalleySectionStepKind kind = { sizeof (MergeStep), start_merging, NULL, TRUE };
  MergeStep                         *self = galley_section_step_make (&kind, context);

  self->parent.section_id = section_id;
  self->next_id = next_id;

  return &self->parent;
}
