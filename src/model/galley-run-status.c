/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run-status"

#include "galley-run-status.h"

#include "galley-enum.h"

G_DEFINE_ENUM_TYPE (GalleyRunStatus, galley_run_status, G_DEFINE_ENUM_VALUE (GALLEY_RUN_STATUS_QUEUED, "queued"), G_DEFINE_ENUM_VALUE (GALLEY_RUN_STATUS_RUNNING, "running"), G_DEFINE_ENUM_VALUE (GALLEY_RUN_STATUS_DONE, "done"), G_DEFINE_ENUM_VALUE (GALLEY_RUN_STATUS_FAILED, "failed"), G_DEFINE_ENUM_VALUE (GALLEY_RUN_STATUS_CANCELLED, "cancelled"))

/**
 * galley_run_status_to_string:
 * @value: a value
 *
 * Gives the word for @value.
 *
 * Returns: (transfer none): the word, never %NULL for a value of the enumeration
 */
const char *
galley_run_status_to_string (GalleyRunStatus value)
{
  return galley_enum_to_string (GALLEY_TYPE_RUN_STATUS, value);
}

/**
 * galley_run_status_from_string:
 * @word: (nullable): a word
 * @value: (out): the value that it means
 *
 * Reads a word.  @value is left alone when @word is none of the enumeration's.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_run_status_from_string (const char      *word,
                               GalleyRunStatus *value)
{
  int found;

  if (!galley_enum_from_string (GALLEY_TYPE_RUN_STATUS, word, &found))
    return FALSE;

  *value = found;
  return TRUE;
}
