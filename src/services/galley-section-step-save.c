/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-step-save"

#include "galley-config.h"

#include "galley-section-step-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* The step that gives a field of sections another text. */

/* What was done to the text of one section. */
typedef struct
{
  int   section_id;
  char *text; /* (owned) (nullable) what it was */
} Saved;

typedef struct
{
  GalleySectionStep parent;

  GalleySectionField field;
  char              *text;   /* (owned) what it is to be */
  GPtrArray         *saved;  /* (owned) (element-type Saved) */
  guint              n_left; /* how many are being saved */
  GError            *error;  /* (owned) (nullable) the first one of several */
} SaveStep;

static void
free_saved (gpointer data)
{
  Saved *saved = data;

  g_free (saved->text);
  g_free (saved);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask            *task = user_data;
  SaveStep         *self = galley_section_step_get_of_task (task);
  GalleySaveOutcome outcome;
  g_autoptr (GError) error = NULL;

  if (galley_section_store_save_finish (GALLEY_SECTION_STORE (source), result, &outcome, NULL, NULL, &error) &&
      outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    g_set_error_literal (&error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, _ ("Somebody else has changed it meanwhile."));
  if (error != NULL && self->error == NULL)
    self->error = g_steal_pointer (&error);
  if (--self->n_left == 0)
    galley_section_step_end (task, g_steal_pointer (&self->error));
}

/* What stood there is the base, so that what somebody else wrote meanwhile is not written over. */
static void
start_saving (GalleySectionStep *step,
              gboolean           back,
              GTask             *task)
{
  SaveStep           *self = (SaveStep *)step;
  GalleySectionStore *store = galley_section_step_get_store (step);

  self->n_left = self->saved->len;
  for (guint i = 0; i < self->saved->len; i++)
    {
      const Saved *saved = g_ptr_array_index (self->saved, i);
      const char  *old = saved->text != NULL ? saved->text : "";

      galley_section_store_save_async (store, saved->section_id, self->field, back ? saved->text : self->text, 0,
                                       back ? self->text : old, g_task_get_cancellable (task), saved_cb, task);
    }
}

static void
clear_save_step (GalleySectionStep *step)
{
  SaveStep *self = (SaveStep *)step;

  g_free (self->text);
  g_ptr_array_unref (self->saved);
  g_clear_error (&self->error);
}

/**
 * galley_section_step_new_save:
 * @context: the database
 * @field: a field
 * @text: what it is to be
 *
 * Returns: (transfer full): gives a field of sections another text: those of galley_section_step_add_saved(), of which there is at
 *   least one
 */
GalleySectionStep *
galley_section_step_new_save (GalleyContext     *context,
                              GalleySectionField field,
                              const char        *text)
{
  static const GalleySectionStepKind kind = { sizeof (SaveStep), start_saving, clear_save_step, FALSE };
  SaveStep                          *self = galley_section_step_make (&kind, context);

  self->field = field;
  self->text = g_strdup (text);
  self->saved = g_ptr_array_new_with_free_func (free_saved);

  return &self->parent;
}

/**
 * galley_section_step_add_saved:
 * @step: a step of galley_section_step_new_save()
 * @section_id: a section that is concerned
 * @text: (nullable): what its field is now
 */
void
galley_section_step_add_saved (GalleySectionStep *step,
                               int                section_id,
                               const char        *text)
{
  SaveStep *self = (SaveStep *)step;
  Saved    *saved = g_new0 (Saved, 1);

  saved->section_id = section_id;
  saved->text = g_strdup (text);
  g_ptr_array_add (self->saved, saved);
}
