/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-enum"

#include "galley-enum.h"

/**
 * galley_enum_to_string:
 * @type: an enumeration whose nicks are the words that SQL, JSON and the command line use
 * @value: a value of it
 *
 * Gives the word for a value.
 *
 * Returns: (transfer none) (nullable): the word, %NULL when @value is none of @type's
 */
const char *
galley_enum_to_string (GType type,
                       int   value)
{
  GEnumClass *enum_class;
  GEnumValue *enum_value;
  const char *word;

  g_return_val_if_fail (G_TYPE_IS_ENUM (type), NULL);

  enum_class = g_type_class_ref (type);
  enum_value = g_enum_get_value (enum_class, value);
  /* The nicks are literals of a type that is never unloaded. */
  word = enum_value ? enum_value->value_nick : NULL;
  g_type_class_unref (enum_class);

  return word;
}

/**
 * galley_enum_from_string:
 * @type: an enumeration whose nicks are the words that SQL, JSON and the command line use
 * @word: (nullable): a word
 * @value: (out): the value that it means; left alone when there is none
 *
 * Finds the value for a word, which must be written as the nick is.
 *
 * Returns: whether @word is one of @type's
 */
gboolean
galley_enum_from_string (GType       type,
                         const char *word,
                         int        *value)
{
  GEnumClass *enum_class;
  GEnumValue *enum_value;

  g_return_val_if_fail (G_TYPE_IS_ENUM (type), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (word == NULL)
    return FALSE;

  enum_class = g_type_class_ref (type);
  enum_value = g_enum_get_value_by_nick (enum_class, word);
  if (enum_value != NULL)
    *value = enum_value->value;
  g_type_class_unref (enum_class);

  return enum_value != NULL;
}
