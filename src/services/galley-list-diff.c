/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-list-diff"

#include "galley-config.h"

#include "galley-list-diff.h"

/* With more steps than this whoever looks at the list is better off with one that replaces all. */
#define MAX_STEPS 100

/* The part of two lists in which they differ. */
typedef struct
{
  gpointer *from;
  guint     n_from;
  gpointer *to;
  guint     n_to;
  guint     start;
  gboolean *stays_from; /* (owned) by place in from: whether the entry is not touched */
  gboolean *stays_to;   /* (owned) by place in to */
} Difference;

static Difference
trim (GPtrArray *from,
      GPtrArray *to)
{
  Difference difference = { from->pdata, from->len, to->pdata, to->len, 0, NULL, NULL };

  while (difference.n_from > 0 && difference.n_to > 0 && *difference.from == *difference.to)
    {
      difference.from++;
      difference.to++;
      difference.n_from--;
      difference.n_to--;
      difference.start++;
    }
  while (difference.n_from > 0 && difference.n_to > 0 &&
         difference.from[difference.n_from - 1] == difference.to[difference.n_to - 1])
    {
      difference.n_from--;
      difference.n_to--;
    }

  return difference;
}

/* Where each entry of the old list is in the new one; -1 for one that is not there. */
static int *
find_targets (const Difference *difference)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  int *targets = g_new (int, difference->n_from);

  for (guint i = 0; i < difference->n_to; i++)
    g_hash_table_insert (places, difference->to[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < difference->n_from; i++)
    targets[i] = GPOINTER_TO_INT (g_hash_table_lookup (places, difference->from[i])) - 1;

  return targets;
}

/* The first of the ends of ascending runs that is not below a target. */
static guint
find_run (const guint *ends,
          guint        n_ends,
          const int   *targets,
          int          target)
{
  guint low = 0;

  while (low < n_ends)
    {
      guint middle = low + (n_ends - low) / 2;

      if (targets[ends[middle]] < target)
        low = middle + 1;
      else
        n_ends = middle;
    }

  return low;
}

/* As many entries as possible stay: the longest sequence of those that are in the same order in both lists. */
static void
mark_stays (Difference *difference)
{
  g_autofree int   *targets = find_targets (difference);
  g_autofree guint *ends = g_new (guint, difference->n_from);
  g_autofree int   *before = g_new (int, difference->n_from);
  guint             n_ends = 0;

  difference->stays_from = g_new0 (gboolean, difference->n_from);
  difference->stays_to = g_new0 (gboolean, difference->n_to);
  for (guint i = 0; i < difference->n_from; i++)
    {
      guint run;

      if (targets[i] < 0)
        continue;
      run = find_run (ends, n_ends, targets, targets[i]);
      before[i] = run > 0 ? (int)ends[run - 1] : -1;
      ends[run] = i;
      n_ends = MAX (n_ends, run + 1);
    }

  for (int i = n_ends > 0 ? (int)ends[n_ends - 1] : -1; i >= 0; i = before[i])
    {
      difference->stays_from[i] = TRUE;
      difference->stays_to[targets[i]] = TRUE;
    }
}

static guint
count_runs (const gboolean *stays,
            guint           n)
{
  guint n_runs = 0;

  for (guint i = 0; i < n; i++)
    n_runs += !stays[i] && (i == 0 || stays[i - 1]);

  return n_runs;
}

/* From the end, so that the places before stay what they are. */
static void
remove_runs (const Difference *difference,
             GalleySpliceFunc  splice,
             gpointer          user_data)
{
  for (guint end = difference->n_from; end > 0;)
    {
      guint start = end;

      while (start > 0 && !difference->stays_from[start - 1])
        start--;
      if (start < end)
        splice (difference->start + start, end - start, 0, NULL, user_data);
      end = start > 0 ? start - 1 : 0;
    }
}

static void
add_runs (const Difference *difference,
          GalleySpliceFunc  splice,
          gpointer          user_data)
{
  for (guint start = 0; start < difference->n_to;)
    {
      guint end = start;

      while (end < difference->n_to && !difference->stays_to[end])
        end++;
      if (start < end)
        splice (difference->start + start, 0, end - start, difference->to + start, user_data);
      start = end + 1;
    }
}

/**
 * galley_list_diff:
 * @from: (element-type gpointer): a list in which nothing is twice; it may be changed by @splice
 * @to: (element-type gpointer): another one
 * @splice: (scope call): does a step
 * @user_data: for @splice
 *
 * Tells how one list becomes another, in few steps that leave alone what can stay: one that is moved is taken out and put in again.
 * Lists that have little in common are replaced in one step.
 */
void
galley_list_diff (GPtrArray       *from,
                  GPtrArray       *to,
                  GalleySpliceFunc splice,
                  gpointer         user_data)
{
  Difference difference;

  g_return_if_fail (from != NULL && to != NULL && from != to);
  g_return_if_fail (splice != NULL);

  difference = trim (from, to);
  if (difference.n_from == 0 && difference.n_to == 0)
    return;
  if (difference.n_from == 0 || difference.n_to == 0)
    {
      splice (difference.start, difference.n_from, difference.n_to, difference.to, user_data);
      return;
    }

  mark_stays (&difference);
  if (count_runs (difference.stays_from, difference.n_from) + count_runs (difference.stays_to, difference.n_to) > MAX_STEPS)
    {
      splice (difference.start, difference.n_from, difference.n_to, difference.to, user_data);
    }
  else
    {
      remove_runs (&difference, splice, user_data);
      add_runs (&difference, splice, user_data);
    }
  g_free (difference.stays_from);
  g_free (difference.stays_to);
}
