/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-change"

#include "fuzz.h"

#include <glib.h>

#include "galley-change.h"

/* Anybody who may connect may send a notice with anything in it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *payload = g_strndup ((const char *)data, size);
  g_autoptr (GalleyChange) change = galley_change_new (payload, "8f14e45f-ceea-467f-a9e3-0b1b5c1f7c55");

  if (change == NULL)
    return 0;
  g_assert_nonnull (galley_change_get_table (change));
  g_assert_true (*galley_change_get_table (change) != '\0');
  g_assert_cmpint (galley_change_get_operation (change), <=, GALLEY_CHANGE_DELETE);
  g_assert_true (!galley_change_is_own (change) || galley_change_get_session (change) != NULL);
  return 0;
}
