/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-conninfo"

#include "fuzz.h"

#include "galley-conninfo.h"

/* A connection string comes from the command line, the environment or the settings. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyConninfo) conninfo = galley_conninfo_new (text, &error);
  g_autofree char *shown = NULL;

  g_assert_true ((conninfo == NULL) == (error != NULL));
  if (conninfo == NULL)
    return 0;
  g_assert_nonnull (galley_conninfo_get_hosts (conninfo));
  g_assert_cmpint (galley_conninfo_get_connect_timeout (conninfo), >=, -1);
  shown = galley_conninfo_to_string (conninfo);
  g_assert_nonnull (shown);
  return 0;
}
