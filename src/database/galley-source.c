/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-source"

#include "galley-source.h"

/**
 * galley_source_clear:
 * @source: (inout) (transfer full) (nullable): a source of the main loop
 *
 * Takes a source out of its main loop and drops it, if there is one.
 */
void
galley_source_clear (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}
