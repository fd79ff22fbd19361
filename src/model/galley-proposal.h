/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-proposal-status.h"
#include "galley-record.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSAL (galley_proposal_get_type ())

/**
 * GalleyProposal:
 *
 * What a language model proposes for one field of one section.  While it is written its text grows, and whoever holds it is told by
 * `notify::text`.
 */
G_DECLARE_FINAL_TYPE (GalleyProposal, galley_proposal, GALLEY, PROPOSAL, GalleyRecord)

GalleyProposal      *galley_proposal_new (int id);
int                  galley_proposal_get_run_id (GalleyProposal *self);
int                  galley_proposal_get_post_id (GalleyProposal *self);
int                  galley_proposal_get_section_id (GalleyProposal *self);
int                  galley_proposal_get_place (GalleyProposal *self);
const char          *galley_proposal_get_field (GalleyProposal *self);
GalleyProposalStatus galley_proposal_get_status (GalleyProposal *self);
const char          *galley_proposal_get_messages (GalleyProposal *self);
const char          *galley_proposal_get_base_text (GalleyProposal *self);
int                  galley_proposal_get_base_version (GalleyProposal *self);
const char          *galley_proposal_get_text (GalleyProposal *self);
const char          *galley_proposal_get_reasoning (GalleyProposal *self);
const char          *galley_proposal_get_notice (GalleyProposal *self);
const char          *galley_proposal_get_accepted_text (GalleyProposal *self);
const char          *galley_proposal_get_error (GalleyProposal *self);
const char          *galley_proposal_get_finish_reason (GalleyProposal *self);
int                  galley_proposal_get_input_tokens (GalleyProposal *self);
int                  galley_proposal_get_output_tokens (GalleyProposal *self);
double               galley_proposal_get_duration (GalleyProposal *self);
gboolean             galley_proposal_is_open (GalleyProposal *self);
gboolean             galley_proposal_get_live (GalleyProposal *self);
void                 galley_proposal_set_live (GalleyProposal *self, gboolean live);
void                 galley_proposal_append (GalleyProposal *self, const char *text);

G_END_DECLS
