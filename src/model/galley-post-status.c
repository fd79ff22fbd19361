/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-status"

#include "galley-post-status.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyPostStatus, galley_post_status, G_DEFINE_ENUM_VALUE (GALLEY_POST_STATUS_DRAFT, "draft"), G_DEFINE_ENUM_VALUE (GALLEY_POST_STATUS_IN_PROCESS, "in_process"), G_DEFINE_ENUM_VALUE (GALLEY_POST_STATUS_PUBLISHED, "published"), G_DEFINE_ENUM_VALUE (GALLEY_POST_STATUS_ARCHIVED, "archived"), G_DEFINE_ENUM_VALUE (GALLEY_POST_STATUS_DELETED, "deleted"))

/**
 * galley_post_status_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_post_status_to_string (GalleyPostStatus value)
{
  return galley_enum_to_string (GALLEY_TYPE_POST_STATUS, value);
}

/**
 * galley_post_status_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_post_status_from_string (const char       *word,
                                GalleyPostStatus *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_POST_STATUS, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
