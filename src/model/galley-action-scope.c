/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-action-scope"

#include "galley-action-scope.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyActionScope, galley_action_scope, G_DEFINE_ENUM_VALUE (GALLEY_ACTION_SCOPE_POST, "post"), G_DEFINE_ENUM_VALUE (GALLEY_ACTION_SCOPE_SECTION, "section"))

/**
 * galley_action_scope_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_action_scope_to_string (GalleyActionScope value)
{
  return galley_enum_to_string (GALLEY_TYPE_ACTION_SCOPE, value);
}

/**
 * galley_action_scope_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_action_scope_from_string (const char        *word,
                                 GalleyActionScope *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_ACTION_SCOPE, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
