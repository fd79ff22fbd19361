/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When to try again, and when not to. */

/* Who is told to wait longer than this is told so, and decides. */
#define GALLEY_RETRY_LONGEST 120.0

double   galley_retry_parse_after (const char *seconds_or_date, const char *milliseconds, GDateTime *now);
gboolean galley_retry_is_worthwhile (const GError *error, double retry_after);
double   galley_retry_get_pause (guint attempt, double retry_after, double chance);

G_END_DECLS
