/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-section-step.h"

G_BEGIN_DECLS

/* For the kinds of steps alone.  What a kind has to remember is a struct of its own, whose first member is the step. */

/**
 * GalleySectionStepKind:
 * @size: of the kind's struct, in bytes
 * @start: starts doing it or taking it back; ends with galley_section_step_end()
 * @clear: (nullable): frees what the kind's struct owns
 * @needs_texts: whether what is typed has to be saved before
 *
 * A kind of step.
 */
typedef struct
{
  gsize size;
  void (*start) (GalleySectionStep *step, gboolean back, GTask *task);
  void (*clear) (GalleySectionStep *step);
  gboolean needs_texts;
} GalleySectionStepKind;

struct _GalleySectionStep
{
  const GalleySectionStepKind *kind;
  GalleyContext               *context; /* (owned) */
  GalleyDrafts                *drafts;  /* (owned) (nullable) what is typed and not saved yet */
  int                          section_id;
  GalleyOutlineOutcome        *outcome; /* (owned) (nullable) what the outline became last */
};

gpointer            galley_section_step_make (const GalleySectionStepKind *kind, GalleyContext *context);
gpointer            galley_section_step_get_of_task (GTask *task);
GalleySectionStore *galley_section_step_get_store (gpointer step);
void                galley_section_step_end (GTask *task, GError *error);

G_END_DECLS
