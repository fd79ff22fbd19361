/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-relative-time"

#include "galley-config.h"

#include "galley-relative-time.h"

#include <glib/gi18n-lib.h>

/* Nights between two times, as a person counts who goes by the calendar. */
static int
count_days (GDateTime *then,
            GDateTime *now)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (g_date_time_get_year (then), g_date_time_get_month (then),
                                                     g_date_time_get_day_of_month (then), 0, 0, 0);
  g_autoptr (GDateTime) last = g_date_time_new_utc (g_date_time_get_year (now), g_date_time_get_month (now),
                                                    g_date_time_get_day_of_month (now), 0, 0, 0);

  return (int)(g_date_time_difference (last, first) / G_TIME_SPAN_DAY);
}

static char *
format_number (const char *format,
               int         number)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, number);
#pragma GCC diagnostic pop
}

/**
 * galley_relative_time_format:
 * @then: a time
 * @now: what time it is, in the zone in which days are counted
 *
 * Says in words how long ago something was: “just now”, “2 hours ago”, “yesterday”, “3 May”.
 *
 * Returns: (transfer full): the words
 */
char *
galley_relative_time_format (GDateTime *then,
                             GDateTime *now)
{
  g_autoptr (GDateTime) local = NULL;
  int seconds;
  int days;

  g_return_val_if_fail (then != NULL && now != NULL, NULL);

  local = g_date_time_to_timezone (then, g_date_time_get_timezone (now));
  seconds = (int)(CLAMP (g_date_time_difference (now, local), 0, G_TIME_SPAN_DAY) / G_TIME_SPAN_SECOND);
  days = count_days (local, now);
  /* Clocks differ: what another machine wrote may be a little ahead. */
  if (seconds < 60)
    return g_strdup (_ ("just now"));
  if (seconds < 60 * 60)
    return format_number (ngettext ("%d minute ago", "%d minutes ago", (gulong)seconds / 60), seconds / 60);
  if (days <= 0 || seconds < 6 * 60 * 60)
    return format_number (ngettext ("%d hour ago", "%d hours ago", (gulong)seconds / 3600), seconds / 3600);
  if (days == 1)
    return g_strdup (_ ("yesterday"));
  if (days < 7)
    return format_number (ngettext ("%d day ago", "%d days ago", (gulong)days), days);
  if (g_date_time_get_year (local) == g_date_time_get_year (now))
    /* Translators: a day of this year, as strftime() writes it */
    return g_date_time_format (local, _ ("%-e %B"));
  /* Translators: a day of another year, as strftime() writes it */
  return g_date_time_format (local, _ ("%-e %B %Y"));
}
