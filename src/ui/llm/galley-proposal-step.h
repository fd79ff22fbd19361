/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-proposal-store.h"

G_BEGIN_DECLS

/**
 * GalleyProposalStep:
 *
 * The acceptance of a proposal, which can be taken back and done again: what a [class@History] is given.
 */
typedef struct _GalleyProposalStep GalleyProposalStep;

GalleyProposalStep *galley_proposal_step_new (GalleyProposalStore *store, int id, char *text);
void                galley_proposal_step_free (GalleyProposalStep *self);
const char         *galley_proposal_step_get_text (GalleyProposalStep *self);
void                galley_proposal_step_set_version (GalleyProposalStep *self, int version);
void                galley_proposal_step_run (gpointer step, gboolean back, GTask *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyProposalStep, galley_proposal_step_free)

G_END_DECLS
