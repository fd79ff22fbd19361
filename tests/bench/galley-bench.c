/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct
{
  double time; /* that has passed */
  double work; /* the time that this thread had the processor */
} Moment;

static Moment    awake; /* when the main loop last got something to do; 0 before the first time */
static Moment    longest;
static GPollFunc poll_before;

/**
 * galley_bench_now:
 *
 * Returns: the time in milliseconds since some moment
 */
double
galley_bench_now (void)
{
  return (double)g_get_monotonic_time () / 1000;
}

static int
compare (const void *a,
         const void *b)
{
  double one = *(const double *)a;
  double other = *(const double *)b;

  return one < other ? -1 : one > other;
}

/**
 * galley_bench_median:
 * @values: (array length=n_values) (inout): figures, which are sorted
 * @n_values: how many, at least one
 *
 * Returns: the one in the middle
 */
double
galley_bench_median (double *values,
                     guint   n_values)
{
  qsort (values, n_values, sizeof *values, compare);
  return values[n_values / 2];
}

/**
 * galley_bench_most:
 * @values: (array length=n_values): figures
 * @n_values: how many
 *
 * Returns: the greatest, at least 0
 */
double
galley_bench_most (const double *values,
                   guint         n_values)
{
  double most = 0;

  for (guint i = 0; i < n_values; i++)
    most = MAX (most, values[i]);
  return most;
}

static Moment
look_at_clocks (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (Moment){ galley_bench_now (), (double)work.tv_sec * 1e3 + (double)work.tv_nsec / 1e6 };
}

static int
poll_and_measure (GPollFD *sockets,
                  guint    n_sockets,
                  int      timeout)
{
  Moment now = look_at_clocks ();
  int    ready;

  if (awake.time > 0)
    {
      longest.time = MAX (longest.time, now.time - awake.time);
      longest.work = MAX (longest.work, now.work - awake.work);
    }
  ready = poll_before (sockets, n_sockets, timeout);
  awake = look_at_clocks ();
  return ready;
}

/**
 * galley_bench_watch_gaps:
 * @context: (nullable): a main context
 *
 * Begins to measure for how long the main loop does not look whether there is something else to do: from each time that it wakes up to the next
 * time that it is ready to.
 */
void
galley_bench_watch_gaps (GMainContext *context)
{
  poll_before = g_main_context_get_poll_func (context);
  g_main_context_set_poll_func (context, poll_and_measure);
}

/**
 * galley_bench_take_gap:
 * @gap: (out): the longest gap since the last call, in milliseconds
 * @work: (out): the same, without the time in which the machine did something else; not less telling on one that is busy
 */
void
galley_bench_take_gap (double *gap,
                       double *work)
{
  *gap = longest.time;
  *work = longest.work;
  longest = (Moment){ 0 };
  awake = (Moment){ 0 };
}

/**
 * galley_bench_print:
 * @what: what was measured
 * @target: what the figure should be
 * @format: a format for printf()
 * @...: its arguments
 *
 * Prints one figure in one line.
 */
void
galley_bench_print (const char *what,
                    const char *target,
                    const char *format,
                    ...)
{
  g_autofree char *figure = NULL;
  va_list          arguments;

  va_start (arguments, format);
  figure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  printf ("%s: %s (target: %s)\n", what, figure, target);
  fflush (stdout);
}
