/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-action"

#include "galley-outline-action.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyOutlineAction, galley_outline_action, G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_ACTION_KEPT, "kept"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_ACTION_RENAMED, "renamed"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_ACTION_MOVED, "moved"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_ACTION_ADDED, "added"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_ACTION_PARKED, "parked"), G_DEFINE_ENUM_VALUE (GALLEY_OUTLINE_ACTION_RESTORED, "restored"))

/**
 * galley_outline_action_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_outline_action_to_string (GalleyOutlineAction value)
{
  return galley_enum_to_string (GALLEY_TYPE_OUTLINE_ACTION, value);
}

/**
 * galley_outline_action_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_outline_action_from_string (const char          *word,
                                   GalleyOutlineAction *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_OUTLINE_ACTION, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
