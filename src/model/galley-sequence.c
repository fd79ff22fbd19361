/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comparing two sequences of numbers in bounded time.
 *
 * Long ranges are first split where a run of numbers is found exactly once in both (anchors, kept in the greatest ascending order):
 * that takes time in proportion to the length.  What is left between anchors is compared by the shortest edit script, halving it at
 * the middle, which takes time in proportion to length and difference; so all of it together has a budget of steps.  A range for
 * which the budget does not suffice counts as replaced as a whole, which is right, only not the least. */

#define G_LOG_DOMAIN "galley-sequence"

#include "galley-sequence.h"

#include <string.h>

/* About 15 ms of a slow machine. */
#define BUDGET 6000000

/* Longer ranges look for anchors first; the runs of an anchor get shorter the deeper the search is. */
#define LONG_RANGE 400
#define FIRST_RUN  16

typedef struct
{
  const guint *old_numbers;
  const guint *new_numbers;
  guint8      *removed;
  guint8      *added;
  int         *forwards; /* (owned) the furthest point on each diagonal; as long as the whole comparison needs */
  int         *backwards;
  gint64       budget;
} Comparison;

typedef struct
{
  int old_start;
  int old_end;
  int new_start;
  int new_end;
} Range;

/* A run of numbers that is in both ranges. */
typedef struct
{
  int old_at;
  int new_at;
} Anchor;

static void compare_range (Comparison *comparison, Range range, int run);

static void
trim (Comparison *comparison,
      Range      *range)
{
  const guint *old_numbers = comparison->old_numbers;
  const guint *new_numbers = comparison->new_numbers;

  while (range->old_start < range->old_end && range->new_start < range->new_end &&
         old_numbers[range->old_start] == new_numbers[range->new_start])
    {
      range->old_start++;
      range->new_start++;
    }
  while (range->old_start < range->old_end && range->new_start < range->new_end &&
         old_numbers[range->old_end - 1] == new_numbers[range->new_end - 1])
    {
      range->old_end--;
      range->new_end--;
    }
}

static void
mark_all (Comparison *comparison,
          Range       range)
{
  memset (comparison->removed + range.old_start, TRUE, range.old_end - range.old_start);
  memset (comparison->added + range.new_start, TRUE, range.new_end - range.new_start);
}

/* The search for the middle of the shortest edit script of a range: from both ends at once, by diagonals (old place minus new place,
 * counted from the start of the range). */
typedef struct
{
  const guint *old_numbers; /* of the range */
  const guint *new_numbers;
  int          n_old;
  int          n_new;
  int         *forwards; /* index 0 is diagonal 0 */
  int         *backwards;
  int          first_forward, last_forward; /* diagonals reached from the start */
  int          first_backward, last_backward;
} Search;

static void
search_init (Search     *search,
             Comparison *comparison,
             Range       range)
{
  search->old_numbers = comparison->old_numbers + range.old_start;
  search->new_numbers = comparison->new_numbers + range.new_start;
  search->n_old = range.old_end - range.old_start;
  search->n_new = range.new_end - range.new_start;
  search->forwards = comparison->forwards + search->n_new + 1;
  search->backwards = comparison->backwards + search->n_new + 1;
  search->first_forward = search->last_forward = 0;
  search->first_backward = search->last_backward = search->n_old - search->n_new;
  search->forwards[0] = 0;
  search->backwards[search->first_backward] = search->n_old;
}

/* One more diagonal on each side, or where the edge of the range is reached, one less; @outside is what no way has reached. */
static void
widen (Search *search,
       int    *points,
       int    *first,
       int    *last,
       int     outside)
{
  if (*first > -search->n_new)
    points[--*first - 1] = outside;
  else
    ++*first;
  if (*last < search->n_old)
    points[++*last + 1] = outside;
  else
    --*last;
}

static gboolean
go_forwards (Search *search,
             gint64 *budget,
             int    *old_at,
             int    *new_at)
{
  int     *points = search->forwards;
  gboolean may_meet = ((search->n_old - search->n_new) & 1) != 0;

  widen (search, points, &search->first_forward, &search->last_forward, -1);
  for (int diagonal = search->last_forward; diagonal >= search->first_forward; diagonal -= 2)
    {
      int at = MAX (points[diagonal - 1] + 1, points[diagonal + 1]);
      int start;

      /* What is beyond the edge of the range was reached as well at the edge, with one step less. */
      at = MIN (at, MIN (search->n_old, search->n_new + diagonal));
      start = at;

      while (at < search->n_old && at - diagonal < search->n_new &&
             search->old_numbers[at] == search->new_numbers[at - diagonal])
        at++;
      *budget -= 1 + at - start;
      points[diagonal] = at;
      if (may_meet && diagonal >= search->first_backward && diagonal <= search->last_backward &&
          search->backwards[diagonal] <= at)
        {
          *old_at = at;
          *new_at = at - diagonal;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
go_backwards (Search *search,
              gint64 *budget,
              int    *old_at,
              int    *new_at)
{
  int     *points = search->backwards;
  gboolean may_meet = ((search->n_old - search->n_new) & 1) == 0;

  widen (search, points, &search->first_backward, &search->last_backward, G_MAXINT);
  for (int diagonal = search->last_backward; diagonal >= search->first_backward; diagonal -= 2)
    {
      int at = MIN (points[diagonal - 1], points[diagonal + 1] - 1);
      int start;

      at = MAX (at, MAX (0, diagonal));
      start = at;

      while (at > 0 && at - diagonal > 0 && search->old_numbers[at - 1] == search->new_numbers[at - diagonal - 1])
        at--;
      *budget -= 1 + start - at;
      points[diagonal] = at;
      if (may_meet && diagonal >= search->first_forward && diagonal <= search->last_forward && at <= search->forwards[diagonal])
        {
          *old_at = at;
          *new_at = at - diagonal;
          return TRUE;
        }
    }

  return FALSE;
}

/* Finds where the shortest edit script of a trimmed range has its middle. */
static gboolean
find_middle (Comparison *comparison,
             Range       range,
             int        *old_at,
             int        *new_at)
{
  Search search;

  search_init (&search, comparison, range);
  while (comparison->budget > 0)
    if (go_forwards (&search, &comparison->budget, old_at, new_at) ||
        go_backwards (&search, &comparison->budget, old_at, new_at))
      return TRUE;

  return FALSE;
}

static void
compare_shortest (Comparison *comparison,
                  Range       range)
{
  int old_at;
  int new_at;

  trim (comparison, &range);
  if (range.old_start == range.old_end || range.new_start == range.new_end ||
      !find_middle (comparison, range, &old_at, &new_at))
    {
      mark_all (comparison, range);
      return;
    }

  old_at += range.old_start;
  new_at += range.new_start;
  compare_shortest (comparison, (Range){ range.old_start, old_at, range.new_start, new_at });
  compare_shortest (comparison, (Range){ old_at, range.old_end, new_at, range.new_end });
}

/* How often a run of numbers is in each range, and where last. */
typedef struct
{
  guint64 hash;
  int     n_old;
  int     n_new;
  int     old_at;
  int     new_at;
} Run;

typedef struct
{
  Run  *slots; /* (owned) open addressing */
  gsize mask;
} Runs;

static guint64
hash_run (const guint *numbers,
          int          run)
{
  guint64 hash = 0x9e3779b97f4a7c15u;

  for (int i = 0; i < run; i++)
    {
      hash = (hash ^ numbers[i]) * 0xff51afd7ed558ccdu;
      hash ^= hash >> 32;
    }

  return hash;
}

static Run *
find_run (Runs   *runs,
          guint64 hash)
{
  gsize slot = hash & runs->mask;

  while ((runs->slots[slot].n_old > 0 || runs->slots[slot].n_new > 0) && runs->slots[slot].hash != hash)
    slot = (slot + 1) & runs->mask;
  runs->slots[slot].hash = hash;

  return &runs->slots[slot];
}

static void
count_runs (Runs       *runs,
            Comparison *comparison,
            Range       range,
            int         run)
{
  gsize n_slots = 16;

  while (n_slots < 2 * (gsize)(range.old_end - range.old_start + range.new_end - range.new_start))
    n_slots *= 2;
  runs->slots = g_new0 (Run, n_slots);
  runs->mask = n_slots - 1;

  for (int at = range.old_start; at + run <= range.old_end; at++)
    {
      Run *found = find_run (runs, hash_run (comparison->old_numbers + at, run));

      found->n_old++;
      found->old_at = at;
    }
  for (int at = range.new_start; at + run <= range.new_end; at++)
    {
      Run *found = find_run (runs, hash_run (comparison->new_numbers + at, run));

      found->n_new++;
      found->new_at = at;
    }
}

/* The runs that are in both ranges exactly once, in the order of the old one. */
static GArray *
find_unique_runs (Comparison *comparison,
                  Range       range,
                  int         run)
{
  GArray *unique = g_array_new (FALSE, FALSE, sizeof (Anchor));
  Runs    runs;

  count_runs (&runs, comparison, range, run);
  for (int at = range.old_start; at + run <= range.old_end; at++)
    {
      Run   *found = find_run (&runs, hash_run (comparison->old_numbers + at, run));
      Anchor anchor = { at, found->new_at };

      /* The hash of a run says that it is probably the same. */
      if (found->n_old == 1 && found->n_new == 1 &&
          memcmp (comparison->old_numbers + at, comparison->new_numbers + anchor.new_at, run * sizeof (guint)) == 0)
        g_array_append_val (unique, anchor);
    }
  g_free (runs.slots);

  return unique;
}

/* Keeps as many as possible that are in the same order in both: the longest ascending subsequence, by piles. */
static GArray *
keep_ascending (GArray *unique)
{
  g_autofree int *piles = g_new (int, unique->len + 1); /* the anchor on top of each pile */
  g_autofree int *before = g_new (int, unique->len + 1);
  guint           n_piles = 0;
  GArray         *kept;

  for (guint i = 0; i < unique->len; i++)
    {
      guint low = 0;
      guint high = n_piles;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (unique, Anchor, piles[middle]).new_at < g_array_index (unique, Anchor, i).new_at)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? piles[low - 1] : -1;
      piles[low] = i;
      n_piles = MAX (n_piles, low + 1);
    }

  kept = g_array_sized_new (FALSE, FALSE, sizeof (Anchor), n_piles);
  g_array_set_size (kept, n_piles);
  for (int i = n_piles > 0 ? piles[n_piles - 1] : -1; i >= 0; i = before[i])
    g_array_index (kept, Anchor, --n_piles) = g_array_index (unique, Anchor, i);

  return kept;
}

static void
compare_between (Comparison *comparison,
                 Range       range,
                 GArray     *anchors,
                 int         run)
{
  int old_at = range.old_start;
  int new_at = range.new_start;

  for (guint i = 0; i < anchors->len; i++)
    {
      Anchor anchor = g_array_index (anchors, Anchor, i);

      /* Runs overlap; where the rest of one is not the same in both, the next ones say more. */
      if (anchor.old_at < old_at || anchor.new_at < new_at)
        continue;
      compare_range (comparison, (Range){ old_at, anchor.old_at, new_at, anchor.new_at }, run / 2);
      old_at = anchor.old_at + run;
      new_at = anchor.new_at + run;
    }
  compare_range (comparison, (Range){ old_at, range.old_end, new_at, range.new_end }, run / 2);
}

static void
compare_range (Comparison *comparison,
               Range       range,
               int         run)
{
  g_autoptr (GArray) unique = NULL;
  g_autoptr (GArray) anchors = NULL;

  trim (comparison, &range);
  if (run == 0 || range.old_end - range.old_start + range.new_end - range.new_start < LONG_RANGE ||
      range.old_start == range.old_end || range.new_start == range.new_end)
    {
      compare_shortest (comparison, range);
      return;
    }

  unique = find_unique_runs (comparison, range, run);
  anchors = keep_ascending (unique);
  compare_between (comparison, range, anchors, run);
}

/**
 * galley_sequence_compare:
 * @old_numbers: (array length=n_old): a sequence
 * @n_old: its length
 * @new_numbers: (array length=n_new): another one
 * @n_new: its length
 * @removed: (array length=n_old): set to %TRUE for what is only in the first
 * @added: (array length=n_new): set to %TRUE for what is only in the second
 *
 * Compares two sequences.  What is marked in neither is the same in both, in the same order.
 */
void
galley_sequence_compare (const guint *old_numbers,
                         guint        n_old,
                         const guint *new_numbers,
                         guint        n_new,
                         guint8      *removed,
                         guint8      *added)
{
  gsize           n_diagonals = (gsize)n_old + n_new + 3;
  g_autofree int *forwards = g_new (int, n_diagonals);
  g_autofree int *backwards = g_new (int, n_diagonals);
  Comparison      comparison = { old_numbers, new_numbers, removed, added, forwards, backwards, BUDGET };

  g_return_if_fail (n_old < G_MAXINT / 4 && n_new < G_MAXINT / 4);

  compare_range (&comparison, (Range){ 0, n_old, 0, n_new }, FIRST_RUN);
}
