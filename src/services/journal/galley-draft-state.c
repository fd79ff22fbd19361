/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-draft-state"

#include "galley-draft-state.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyDraftState, galley_draft_state, G_DEFINE_ENUM_VALUE (GALLEY_DRAFT_SAVED, "saved"), G_DEFINE_ENUM_VALUE (GALLEY_DRAFT_UNSAVED, "unsaved"), G_DEFINE_ENUM_VALUE (GALLEY_DRAFT_SAVING, "saving"), G_DEFINE_ENUM_VALUE (GALLEY_DRAFT_UNREACHABLE, "unreachable"), G_DEFINE_ENUM_VALUE (GALLEY_DRAFT_CONFLICT, "conflict"), G_DEFINE_ENUM_VALUE (GALLEY_DRAFT_FAILED, "failed"))

/**
 * galley_draft_state_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_draft_state_to_string (GalleyDraftState value)
{
  return galley_enum_to_string (GALLEY_TYPE_DRAFT_STATE, value);
}

/**
 * galley_draft_state_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_draft_state_from_string (const char       *word,
                                GalleyDraftState *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_DRAFT_STATE, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
