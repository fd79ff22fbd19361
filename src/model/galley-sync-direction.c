/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-sync-direction"

#include "galley-sync-direction.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleySyncDirection, galley_sync_direction, G_DEFINE_ENUM_VALUE (GALLEY_SYNC_DIRECTION_BOTH, "both"), G_DEFINE_ENUM_VALUE (GALLEY_SYNC_DIRECTION_TO_SECTIONS, "to_sections"), G_DEFINE_ENUM_VALUE (GALLEY_SYNC_DIRECTION_TO_DEVELOPMENT, "to_development"))

/**
 * galley_sync_direction_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_sync_direction_to_string (GalleySyncDirection value)
{
  return galley_enum_to_string (GALLEY_TYPE_SYNC_DIRECTION, value);
}

/**
 * galley_sync_direction_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  The original blog system says `to_headings` for `to_development`; both are understood.  @value is left alone
 * when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_sync_direction_from_string (const char          *word,
                                   GalleySyncDirection *value)
{
  int found;

  if (g_strcmp0 (word, "to_headings") == 0)
    word = "to_development";

  if (!galley_enum_from_string (GALLEY_TYPE_SYNC_DIRECTION, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
