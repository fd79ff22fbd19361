/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-status"

#include "galley-outline-status.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyOutlineStatus, galley_outline_status, G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_STATUS_CHANGED, "changed"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_STATUS_UNCHANGED, "unchanged"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_STATUS_MERGED, "merged"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_STATUS_REJECTED, "rejected"))

/**
 * galley_outline_status_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_outline_status_to_string (GalleyOutlineStatus value)
{
  return galley_enum_to_string (GALLEY_TYPE_OUTLINE_STATUS, value);
}

/**
 * galley_outline_status_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_outline_status_from_string (const char          *word,
                                   GalleyOutlineStatus *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_OUTLINE_STATUS, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
