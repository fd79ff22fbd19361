/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-save-outcome"

#include "galley-save-outcome.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleySaveOutcome, galley_save_outcome, G_DEFINE_ENUM_VALUE (GALLEY_SAVE_OUTCOME_SAVED, "saved"), G_DEFINE_ENUM_VALUE (GALLEY_SAVE_OUTCOME_UNCHANGED, "unchanged"), G_DEFINE_ENUM_VALUE (GALLEY_SAVE_OUTCOME_CONFLICT, "conflict"), G_DEFINE_ENUM_VALUE (GALLEY_SAVE_OUTCOME_PARKED, "parked"))

/**
 * galley_save_outcome_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_save_outcome_to_string (GalleySaveOutcome value)
{
  return galley_enum_to_string (GALLEY_TYPE_SAVE_OUTCOME, value);
}

/**
 * galley_save_outcome_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_save_outcome_from_string (const char        *word,
                                 GalleySaveOutcome *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_SAVE_OUTCOME, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
