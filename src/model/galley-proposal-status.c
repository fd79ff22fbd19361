/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-status"

#include "galley-proposal-status.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyProposalStatus, galley_proposal_status, G_DEFINE_ENUM_VALUE (GALLEY_PROPOSAL_STATUS_QUEUED, "queued"), G_DEFINE_ENUM_VALUE (GALLEY_PROPOSAL_STATUS_RUNNING, "running"), G_DEFINE_ENUM_VALUE (GALLEY_PROPOSAL_STATUS_PROPOSED, "proposed"), G_DEFINE_ENUM_VALUE (GALLEY_PROPOSAL_STATUS_FAILED, "failed"), G_DEFINE_ENUM_VALUE (GALLEY_PROPOSAL_STATUS_CANCELLED, "cancelled"), G_DEFINE_ENUM_VALUE (GALLEY_PROPOSAL_STATUS_ACCEPTED, "accepted"), G_DEFINE_ENUM_VALUE (GALLEY_PROPOSAL_STATUS_REJECTED, "rejected"))

/**
 * galley_proposal_status_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_proposal_status_to_string (GalleyProposalStatus value)
{
  return galley_enum_to_string (GALLEY_TYPE_PROPOSAL_STATUS, value);
}

/**
 * galley_proposal_status_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_proposal_status_from_string (const char           *word,
                                    GalleyProposalStatus *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_PROPOSAL_STATUS, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
