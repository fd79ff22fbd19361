/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-type"

#include "galley-element-type.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyElementType, galley_element_type, G_DEFINE_ENUM_VALUE (GALLEY_ELEMENT_TYPE_FACT, "fact"), G_DEFINE_ENUM_VALUE (GALLEY_ELEMENT_TYPE_IDEA, "idea"), G_DEFINE_ENUM_VALUE (GALLEY_ELEMENT_TYPE_THEME, "theme"))

/**
 * galley_element_type_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_element_type_to_string (GalleyElementType value)
{
  return galley_enum_to_string (GALLEY_TYPE_ELEMENT_TYPE, value);
}

/**
 * galley_element_type_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_element_type_from_string (const char        *word,
                                 GalleyElementType *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_ELEMENT_TYPE, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
