/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-retry"

#include "galley-retry.h"

#include <math.h>

#include <libsoup/soup.h>

#include "galley-llm-error.h"

/* The first pause, which doubles, and the longest one that is of our own making. */
#define FIRST_PAUSE   0.5
#define LONGEST_PAUSE 8.0

static gboolean
parse_number (const char *text,
              double     *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

/**
 * galley_retry_parse_after:
 * @seconds_or_date: (nullable): the header `Retry-After`
 * @milliseconds: (nullable): the header `retry-after-ms`, which wins
 * @now: what time it is
 *
 * Reads how long a server wants to be left alone.
 *
 * Returns: seconds, not less than 0; -1 if it does not say, or not in a way that can be understood
 */
double
galley_retry_parse_after (const char *seconds_or_date,
                          const char *milliseconds,
                          GDateTime  *now)
{
  g_autoptr (GDateTime) date = NULL;
  double number;

  if (milliseconds != NULL && parse_number (milliseconds, &number))
    return MAX (number / 1000, 0);
  if (seconds_or_date == NULL)
    return -1;
  if (parse_number (seconds_or_date, &number))
    return MAX (number, 0);

  date = soup_date_time_new_from_http_string (seconds_or_date);
  return date ? MAX ((double)g_date_time_difference (date, now) / G_TIME_SPAN_SECOND, 0) : -1;
}

/**
 * galley_retry_is_worthwhile:
 * @error: why there is no answer
 * @retry_after: how long the server wants to be left alone, in seconds; -1 if it did not say
 *
 * Tells whether the same question may be answered a little later: not one that was refused, and not when the wait is long.
 *
 * Returns: whether to try again
 */
gboolean
galley_retry_is_worthwhile (const GError *error,
                            double        retry_after)
{
  return g_error_matches (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_BUSY) && retry_after <= GALLEY_RETRY_LONGEST;
}

/**
 * galley_retry_get_pause:
 * @attempt: how often it was tried, from 1
 * @retry_after: how long the server wants to be left alone, in seconds; -1 if it did not say
 * @chance: from 0 to 1, so that many who were sent away do not come back at once
 *
 * Tells how long to wait before the next try.
 *
 * Returns: seconds
 */
double
galley_retry_get_pause (guint  attempt,
                        double retry_after,
                        double chance)
{
  double pause = MIN (FIRST_PAUSE * (1u << MIN (attempt - 1, 10)), LONGEST_PAUSE);

  return MAX (pause * (1 - chance / 4), retry_after);
}
