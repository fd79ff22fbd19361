/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-provider-kind"

#include "galley-provider-kind.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyProviderKind, galley_provider_kind, G_DEFINE_ENUM_VALUE (GALLEY_PROVIDER_KIND_DEMO, "demo"), G_DEFINE_ENUM_VALUE (GALLEY_PROVIDER_KIND_OLLAMA, "ollama"), G_DEFINE_ENUM_VALUE (GALLEY_PROVIDER_KIND_OPENAI, "openai"))

/**
 * galley_provider_kind_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_provider_kind_to_string (GalleyProviderKind value)
{
  return galley_enum_to_string (GALLEY_TYPE_PROVIDER_KIND, value);
}

/**
 * galley_provider_kind_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_provider_kind_from_string (const char         *word,
                                  GalleyProviderKind *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_PROVIDER_KIND, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
