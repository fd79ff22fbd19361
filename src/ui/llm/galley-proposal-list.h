/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-history.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSAL_LIST (galley_proposal_list_get_type ())

/**
 * GalleyProposalList:
 *
 * The proposals for a post that wait for a decision, and those of the run under way, the newest run first.
 */
G_DECLARE_FINAL_TYPE (GalleyProposalList, galley_proposal_list, GALLEY, PROPOSAL_LIST, AdwBin)

void galley_proposal_list_set_history (GalleyProposalList *self, GalleyHistory *history);
void galley_proposal_list_set_sections (GalleyProposalList *self, GListModel *sections);
void galley_proposal_list_show_post (GalleyProposalList *self, GalleyWorkspace *workspace, int post_id);
void galley_proposal_list_show_run (GalleyProposalList *self, GListModel *proposals);

G_END_DECLS
