/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-history.h"
#include "galley-proposal.h"
#include "galley-section.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSAL_ROW (galley_proposal_row_get_type ())

/**
 * GalleyProposalRow:
 *
 * One proposal: the text while it comes, then what it would change, to be accepted or rejected.
 */
G_DECLARE_FINAL_TYPE (GalleyProposalRow, galley_proposal_row, GALLEY, PROPOSAL_ROW, GtkListBoxRow)

GtkWidget      *galley_proposal_row_new (GalleyProposal *proposal, GalleySection *section, GalleyWorkspace *workspace, GalleyHistory *history);
GalleyProposal *galley_proposal_row_get_proposal (GalleyProposalRow *self);
void            galley_proposal_row_set_expanded (GalleyProposalRow *self, gboolean expanded);
gboolean        galley_proposal_row_get_expanded (GalleyProposalRow *self);

G_END_DECLS
