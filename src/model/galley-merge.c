/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-merge"

#include "galley-merge.h"

#include <string.h>

struct _GalleyMerge
{
  GalleyDiff *mine;      /* (owned) against the base */
  GalleyDiff *theirs;    /* (owned) against the base */
  GArray     *pieces;    /* (owned) (element-type Piece) of the merged text, in order */
  GArray     *conflicts; /* (owned) (element-type GalleyMergeConflict) */
};

/* A piece of the merged text: a part of one of the three texts, or a conflict. */
typedef struct
{
  const char *text; /* (unowned) of a comparison; NULL for a conflict */
  gsize       length;
  guint       conflict;
} Piece;

/* What one writer changed in one place. */
typedef struct
{
  GalleyTextRange base;
  GalleyTextRange own;
} Change;

/* One writer's changes, as they are gone through. */
typedef struct
{
  GalleyDiff *diff;    /* (unowned) */
  GArray     *changes; /* (owned) (element-type Change) in order */
  guint       next;    /* which comes next */
} Writer;

static gsize
get_end (const GalleyTextRange *range)
{
  return range->start + range->length;
}

static void
extend_range (GalleyTextRange       *range,
              const GalleyTextRange *by)
{
  range->length += by->length;
  range->n_characters += by->n_characters;
}

static GArray *
list_changes (GalleyDiff *diff)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));

  for (guint i = 0; i < galley_diff_get_n_spans (diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (diff, i);

      if (span->change < 0)
        continue;
      if ((guint)span->change == changes->len)
        {
          Change change = { span->old_range, span->new_range };

          g_array_append_val (changes, change);
        }
      else
        {
          Change *change = &g_array_index (changes, Change, span->change);

          extend_range (&change->base, &span->old_range);
          extend_range (&change->own, &span->new_range);
        }
    }

  return changes;
}

static Change *
peek (Writer *writer)
{
  return writer->next < writer->changes->len ? &g_array_index (writer->changes, Change, writer->next) : NULL;
}

/* Whether two changes are in each other's way.  Those that only touch are not: what is between them belongs to one of them, and their
 * order is clear; but of two insertions at one place it is not. */
static gboolean
overlap (const GalleyTextRange *first,
         const GalleyTextRange *second)
{
  if (first->start == second->start && first->length == 0 && second->length == 0)
    return TRUE;

  return first->start < get_end (second) && second->start < get_end (first);
}

static gboolean
comes_first (const Change *change,
             const Change *other)
{
  if (other == NULL || change == NULL)
    return change != NULL;
  if (change->base.start != other->base.start)
    return change->base.start < other->base.start;

  return get_end (&change->base) <= get_end (&other->base);
}

/* Grows @hull over a writer's changes that overlap it. */
static gboolean
absorb (Writer          *writer,
        GalleyTextRange *hull)
{
  gboolean grown = FALSE;

  for (Change *change = peek (writer); change != NULL && overlap (&change->base, hull); change = peek (writer))
    {
      if (get_end (&change->base) > get_end (hull))
        {
          hull->n_characters = change->base.first_character + change->base.n_characters - hull->first_character;
          hull->length = get_end (&change->base) - hull->start;
        }
      writer->next++;
      grown = TRUE;
    }

  return grown;
}

/* What a writer made of a part of the base; the changes in it are those from @first up to the next one. */
static GalleyTextRange
map_range (Writer                *writer,
           guint                  first,
           const GalleyTextRange *hull)
{
  const Change   *begin = &g_array_index (writer->changes, Change, first);
  const Change   *end = &g_array_index (writer->changes, Change, writer->next - 1);
  GalleyTextRange range;
  gsize           end_character = end->own.first_character + end->own.n_characters;

  range.start = begin->own.start - (begin->base.start - hull->start);
  range.first_character = begin->own.first_character - (begin->base.first_character - hull->first_character);
  range.length = get_end (&end->own) + (get_end (hull) - get_end (&end->base)) - range.start;
  end_character += hull->first_character + hull->n_characters - (end->base.first_character + end->base.n_characters);
  range.n_characters = end_character - range.first_character;

  return range;
}

static void
add_piece (GalleyMerge           *self,
           const char            *text,
           const GalleyTextRange *range)
{
  Piece piece = { text + range->start, range->length, 0 };

  if (range->length > 0)
    g_array_append_val (self->pieces, piece);
}

/* Both writers changed the same place: the same way, or not. */
static void
add_disputed (GalleyMerge           *self,
              const GalleyTextRange *hull,
              const GalleyTextRange *mine,
              const GalleyTextRange *theirs)
{
  const char         *my_text = galley_diff_get_new_text (self->mine);
  const char         *their_text = galley_diff_get_new_text (self->theirs);
  GalleyMergeConflict conflict = { *hull, *mine, *theirs };
  Piece               piece = { NULL, 0, self->conflicts->len };

  if (mine->length == theirs->length && memcmp (my_text + mine->start, their_text + theirs->start, mine->length) == 0)
    {
      add_piece (self, my_text, mine);
      return;
    }

  g_array_append_val (self->conflicts, conflict);
  g_array_append_val (self->pieces, piece);
}

/* Takes the next changes: one, or all those that are in each other's way.  Returns where they end in the base. */
static gsize
merge_next (GalleyMerge *self,
            Writer      *mine,
            Writer      *theirs,
            gsize        at)
{
  guint           my_first = mine->next;
  guint           their_first = theirs->next;
  Writer         *first = comes_first (peek (mine), peek (theirs)) ? mine : theirs;
  GalleyTextRange hull = peek (first)->base;
  GalleyTextRange untouched = { .start = at, .length = hull.start - at };

  add_piece (self, galley_diff_get_old_text (self->mine), &untouched);
  first->next++;
  while (absorb (mine, &hull) || absorb (theirs, &hull))
    continue;

  if (mine->next > my_first && theirs->next > their_first)
    {
      GalleyTextRange my_range = map_range (mine, my_first, &hull);
      GalleyTextRange their_range = map_range (theirs, their_first, &hull);

      add_disputed (self, &hull, &my_range, &their_range);
    }
  else
    {
      GalleyTextRange range = map_range (first, first == mine ? my_first : their_first, &hull);

      add_piece (self, galley_diff_get_new_text (first->diff), &range);
    }

  return get_end (&hull);
}

static void
merge (GalleyMerge *self)
{
  Writer          mine = { self->mine, list_changes (self->mine), 0 };
  Writer          theirs = { self->theirs, list_changes (self->theirs), 0 };
  const char     *base = galley_diff_get_old_text (self->mine);
  gsize           at = 0;
  GalleyTextRange rest;

  while (peek (&mine) != NULL || peek (&theirs) != NULL)
    at = merge_next (self, &mine, &theirs, at);
  rest = (GalleyTextRange){ .start = at, .length = strlen (base + at) };
  add_piece (self, base, &rest);

  g_array_unref (mine.changes);
  g_array_unref (theirs.changes);
}

/**
 * galley_merge_new:
 * @base: (nullable): valid UTF-8, what both writers began with; %NULL is the empty text
 * @mine: (nullable): valid UTF-8, what this writer made of it
 * @theirs: (nullable): valid UTF-8, what the other writer made of it
 *
 * Merges what two writers made of a text, by words.  What only one of them changed is taken; what both changed in the same way is taken
 * once; what both changed in another way is a conflict.  The other way round, the same comes out, with the sides changed.
 *
 * Returns: (transfer full): the merge
 */
GalleyMerge *
galley_merge_new (const char *base,
                  const char *mine,
                  const char *theirs)
{
  GalleyMerge *self = g_new0 (GalleyMerge, 1);

  self->mine = galley_diff_new (base, mine, GALLEY_DIFF_EXACT);
  self->theirs = galley_diff_new (base, theirs, GALLEY_DIFF_EXACT);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (GalleyMergeConflict));
  merge (self);

  return self;
}

/**
 * galley_merge_free:
 * @self: (transfer full): a merge
 *
 * Frees a merge.
 */
void
galley_merge_free (GalleyMerge *self)
{
  g_array_unref (self->conflicts);
  g_array_unref (self->pieces);
  galley_diff_free (self->mine);
  galley_diff_free (self->theirs);
  g_free (self);
}

/**
 * galley_merge_get_n_conflicts:
 * @self: a merge
 *
 * Counts the places where a person has to decide.
 *
 * Returns: how many there are; 0 when everything could be merged
 */
guint
galley_merge_get_n_conflicts (GalleyMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->conflicts->len;
}

/**
 * galley_merge_get_conflict:
 * @self: a merge
 * @index: which, from 0
 *
 * Gives a place where a person has to decide.
 *
 * Returns: (transfer none): the conflict
 */
const GalleyMergeConflict *
galley_merge_get_conflict (GalleyMerge *self,
                           guint        index)
{
  g_return_val_if_fail (self != NULL && index < self->conflicts->len, NULL);

  return &g_array_index (self->conflicts, GalleyMergeConflict, index);
}

static void
append_conflict (GString                   *text,
                 GalleyMerge               *self,
                 const GalleyMergeConflict *conflict,
                 GalleyMergeSide            side)
{
  if (side != GALLEY_MERGE_THEIRS)
    g_string_append_len (text, galley_diff_get_new_text (self->mine) + conflict->mine.start, conflict->mine.length);
  /* Words of two writers must not grow together. */
  if (side == GALLEY_MERGE_BOTH && conflict->mine.length > 0 && conflict->theirs.length > 0)
    g_string_append_c (text, '\n');
  if (side != GALLEY_MERGE_MINE)
    g_string_append_len (text, galley_diff_get_new_text (self->theirs) + conflict->theirs.start, conflict->theirs.length);
}

/**
 * galley_merge_dup_text:
 * @self: a merge
 * @side: what stands where there is a conflict
 *
 * Gives the merged text.
 *
 * Returns: (transfer full): the text; without conflicts the same for every @side
 */
char *
galley_merge_dup_text (GalleyMerge    *self,
                       GalleyMergeSide side)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->text != NULL)
        g_string_append_len (text, piece->text, piece->length);
      else
        append_conflict (text, self, galley_merge_get_conflict (self, piece->conflict), side);
    }

  return g_string_free (text, FALSE);
}
