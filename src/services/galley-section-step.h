/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-context.h"
#include "galley-drafts.h"

G_BEGIN_DECLS

/**
 * GalleySectionStep:
 *
 * Something that is done to the sections of a post, and can be taken back and done again: what a [class@History] is given, and what
 * does it the first time, too.
 */
typedef struct _GalleySectionStep GalleySectionStep;

GalleySectionStep *galley_section_step_new_move (GalleyContext *context, int post_id, GArray *ids, int place, GArray *order);
GalleySectionStep *galley_section_step_new_add (GalleyContext *context, int post_id, const char *heading, int place);
GalleySectionStep *galley_section_step_new_save (GalleyContext *context, GalleySectionField field, const char *text);
void               galley_section_step_add_saved (GalleySectionStep *step, int section_id, const char *text);
GalleySectionStep *galley_section_step_new_park (GalleyContext *context, GArray *ids);
GalleySectionStep *galley_section_step_new_restore (GalleyContext *context, GArray *ids);
GalleySectionStep *galley_section_step_new_split (GalleyContext *context, int section_id, GalleySectionField field, int at);
GalleySectionStep *galley_section_step_new_merge (GalleyContext *context, int section_id, int next_id);
GalleySectionStep *galley_section_step_new_outline (GalleyContext *context, int post_id, const char *list, int base_version);
void               galley_section_step_free (GalleySectionStep *self);

void galley_section_step_set_drafts (GalleySectionStep *self, GalleyDrafts *drafts);
void galley_section_step_run (gpointer step, gboolean back, GTask *task);

int                   galley_section_step_get_section_id (GalleySectionStep *self);
GalleyOutlineOutcome *galley_section_step_get_outcome (GalleySectionStep *self);

G_END_DECLS
