/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSAL_STATUS (galley_proposal_status_get_type ())

/**
 * GalleyProposalStatus:
 * @GALLEY_PROPOSAL_STATUS_QUEUED: its turn has not come
 * @GALLEY_PROPOSAL_STATUS_RUNNING: it is being written
 * @GALLEY_PROPOSAL_STATUS_PROPOSED: it waits for the writer
 * @GALLEY_PROPOSAL_STATUS_FAILED: it could not be had; what came is kept
 * @GALLEY_PROPOSAL_STATUS_CANCELLED: it was stopped; what came is kept
 * @GALLEY_PROPOSAL_STATUS_ACCEPTED: its text is in the section
 * @GALLEY_PROPOSAL_STATUS_REJECTED: the writer did not want it
 *
 * How far a proposal is.  The words (`queued`, …) are the same in SQL and JSON.
 */
typedef enum
{
  GALLEY_PROPOSAL_STATUS_QUEUED,
  GALLEY_PROPOSAL_STATUS_RUNNING,
  GALLEY_PROPOSAL_STATUS_PROPOSED,
  GALLEY_PROPOSAL_STATUS_FAILED,
  GALLEY_PROPOSAL_STATUS_CANCELLED,
  GALLEY_PROPOSAL_STATUS_ACCEPTED,
  GALLEY_PROPOSAL_STATUS_REJECTED,
} GalleyProposalStatus;

GType       galley_proposal_status_get_type (void);
const char *galley_proposal_status_to_string (GalleyProposalStatus value);
gboolean    galley_proposal_status_from_string (const char *word, GalleyProposalStatus *value);

G_END_DECLS
