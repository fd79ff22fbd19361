/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-diff"

#include "galley-diff.h"

#include <string.h>

#include "galley-sequence.h"
#include "galley-token.h"

/* What is left of a text when its common beginning and end are taken off; more than this is compared by lines. */
#define MOST_BYTES_BY_WORDS (2 * 1024 * 1024)

struct _GalleyDiff
{
  char   *old_text; /* (owned) */
  char   *new_text; /* (owned) */
  GArray *spans;    /* (owned) (element-type GalleyDiffSpan) */
  guint   n_changes;
};

/* One of the two texts. */
typedef struct
{
  const char *text;
  gsize       length;
  GArray     *tokens;  /* (owned) (element-type GalleyToken) of what is between beginning and end */
  guint      *numbers; /* (owned) for each token which it is */
  guint8     *changed; /* (owned) for each token whether it is not in the other text */
} Side;

static void
side_clear (Side *side)
{
  g_array_unref (side->tokens);
  g_free (side->numbers);
  g_free (side->changed);
}

/* A word ends for certain before a blank that follows something else. */
static gboolean
is_boundary (const char *text,
             gsize       at)
{
  return (text[at] == ' ' && text[at - 1] != ' ' && text[at - 1] != '\t') || text[at - 1] == '\n';
}

static gsize
measure_beginning (const Side *old_side,
                   const Side *new_side)
{
  gsize most = MIN (old_side->length, new_side->length);
  gsize at = 0;

  while (at < most && old_side->text[at] == new_side->text[at])
    at++;
  /* Where both go on, or end, differently, the last word may not be the same. */
  if (at == old_side->length && at == new_side->length)
    return at;
  while (at > 0 && !(is_boundary (old_side->text, at) && is_boundary (new_side->text, at)))
    at--;

  return at;
}

static gsize
measure_end (const Side *old_side,
             const Side *new_side,
             gsize       beginning)
{
  const char *old_end = old_side->text + old_side->length;
  const char *new_end = new_side->text + new_side->length;
  gsize       most = MIN (old_side->length, new_side->length) - beginning;
  gsize       n = 0;

  while (n < most && old_end[-(gssize)n - 1] == new_end[-(gssize)n - 1])
    n++;
  /* The character before a boundary need not be common, but it has to be there. */
  for (; n > 0; n--)
    if (n < most && is_boundary (old_end - n - 1, 1) && is_boundary (new_end - n - 1, 1))
      break;

  return n;
}

/* Tokens that are the same text get the same number. */
typedef struct
{
  guint64     hash;
  const char *text;
  guint       length;
  guint       number; /* from 1; 0 in a free slot */
} Known;

static guint64
hash_text (const char *text,
           guint       length)
{
  guint64 hash = 0xcbf29ce484222325u;

  for (guint i = 0; i < length; i++)
    hash = (hash ^ (guchar)text[i]) * 0x100000001b3u;

  return hash ^ (hash >> 29);
}

static guint
number_token (Known      *known,
              gsize       mask,
              const char *text,
              guint       length,
              guint      *n_known)
{
  guint64 hash = hash_text (text, length);
  gsize   slot = hash & mask;

  for (; known[slot].number != 0; slot = (slot + 1) & mask)
    if (known[slot].hash == hash && known[slot].length == length && memcmp (known[slot].text, text, length) == 0)
      return known[slot].number;

  known[slot] = (Known){ hash, text, length, ++*n_known };
  return known[slot].number;
}

static void
number_tokens (Side *sides,
               guint n_sides)
{
  gsize             n_slots = 16;
  guint             n_known = 0;
  g_autofree Known *known = NULL;

  for (guint i = 0; i < n_sides; i++)
    n_slots += 2 * (gsize)sides[i].tokens->len;
  n_slots = (gsize)1 << g_bit_storage (n_slots);
  known = g_new0 (Known, n_slots);

  for (guint i = 0; i < n_sides; i++)
    {
      /* One more than there are, since there may be none. */
      sides[i].numbers = g_new (guint, sides[i].tokens->len + 1);
      sides[i].changed = g_new0 (guint8, sides[i].tokens->len + 1);
      for (guint j = 0; j < sides[i].tokens->len; j++)
        {
          GalleyToken *token = &g_array_index (sides[i].tokens, GalleyToken, j);

          sides[i].numbers[j] = number_token (known, n_slots - 1, sides[i].text + token->start, token->length, &n_known);
        }
    }
}

static gboolean
is_word (const Side  *side,
         GalleyToken *token)
{
  gunichar character = g_utf8_get_char (side->text + token->start);

  return !token->blank && (g_unichar_isalnum (character) || character == '\n' || character == '\r');
}

/* For people a change is easier to read as a whole than cut into words by the blanks between them: what is equal between two changes
 * and has no word in it counts as changed, too. */
static void
join_changes (Side *old_side,
              Side *new_side)
{
  guint i = 0;
  guint j = 0;

  while (i < old_side->tokens->len && j < new_side->tokens->len)
    {
      guint    first_old;
      guint    first_new;
      gboolean has_word = FALSE;

      while (i < old_side->tokens->len && old_side->changed[i])
        i++;
      while (j < new_side->tokens->len && new_side->changed[j])
        j++;
      first_old = i;
      first_new = j;
      while (i < old_side->tokens->len && !old_side->changed[i] && j < new_side->tokens->len && !new_side->changed[j])
        {
          has_word |= is_word (old_side, &g_array_index (old_side->tokens, GalleyToken, i));
          i++;
          j++;
        }
      /* What is at the beginning or the end is between nothing. */
      if (!has_word && (first_old > 0 || first_new > 0) && (i < old_side->tokens->len || j < new_side->tokens->len))
        {
          memset (old_side->changed + first_old, TRUE, i - first_old);
          memset (new_side->changed + first_new, TRUE, j - first_new);
        }
    }
}

/* Writing the spans: where they are in both texts. */
typedef struct
{
  GalleyDiff     *diff;
  GalleyTextRange old_range; /* empty, at the end of what was written */
  GalleyTextRange new_range;
} Writer;

static void
advance (GalleyTextRange       *place,
         const GalleyTextRange *range)
{
  place->start += range->length;
  place->first_character += range->n_characters;
}

static gboolean
ends_equal (GArray *spans)
{
  return spans->len > 0 && g_array_index (spans, GalleyDiffSpan, spans->len - 1).kind == GALLEY_DIFF_EQUAL;
}

/* The common beginning and end are equal spans of their own until here. */
static void
append_span (GArray               *spans,
             const GalleyDiffSpan *span)
{
  GalleyDiffSpan *last;

  if (span->kind != GALLEY_DIFF_EQUAL || !ends_equal (spans))
    {
      g_array_append_val (spans, *span);
      return;
    }

  last = &g_array_index (spans, GalleyDiffSpan, spans->len - 1);
  last->old_range.length += span->old_range.length;
  last->old_range.n_characters += span->old_range.n_characters;
  last->new_range.length += span->new_range.length;
  last->new_range.n_characters += span->new_range.n_characters;
}

static void
write_span (Writer        *writer,
            GalleyDiffKind kind,
            gsize          length,
            gsize          n_characters)
{
  GalleyDiffSpan span = { kind, -1, writer->old_range, writer->new_range };
  GArray        *spans = writer->diff->spans;

  if (length == 0)
    return;

  if (kind != GALLEY_DIFF_ADDED)
    {
      span.old_range.length = length;
      span.old_range.n_characters = n_characters;
    }
  if (kind != GALLEY_DIFF_REMOVED)
    {
      span.new_range.length = length;
      span.new_range.n_characters = n_characters;
    }
  if (kind != GALLEY_DIFF_EQUAL)
    {
      if (spans->len == 0 || ends_equal (spans))
        writer->diff->n_changes++;
      span.change = writer->diff->n_changes - 1;
    }

  append_span (spans, &span);
  advance (&writer->old_range, &span.old_range);
  advance (&writer->new_range, &span.new_range);
}

/* Writes the tokens from @at that are changed, or are not, as one span; returns where they end. */
static guint
write_tokens (Writer        *writer,
              const Side    *side,
              guint          at,
              gboolean       changed,
              GalleyDiffKind kind)
{
  gsize length = 0;
  gsize n_characters = 0;

  for (; at < side->tokens->len && !side->changed[at] == !changed; at++)
    {
      length += g_array_index (side->tokens, GalleyToken, at).length;
      n_characters += g_array_index (side->tokens, GalleyToken, at).n_characters;
    }
  write_span (writer, kind, length, n_characters);

  return at;
}

static void
write_middle (Writer     *writer,
              const Side *old_side,
              const Side *new_side)
{
  guint i = 0;
  guint j = 0;

  while (i < old_side->tokens->len || j < new_side->tokens->len)
    {
      guint n_equal;

      i = write_tokens (writer, old_side, i, TRUE, GALLEY_DIFF_REMOVED);
      j = write_tokens (writer, new_side, j, TRUE, GALLEY_DIFF_ADDED);
      /* What is equal in the old text may be parted by something added in the new one. */
      for (n_equal = 0; i + n_equal < old_side->tokens->len && j + n_equal < new_side->tokens->len &&
                        !old_side->changed[i + n_equal] && !new_side->changed[j + n_equal];
           n_equal++)
        {
          GalleyToken *token = &g_array_index (old_side->tokens, GalleyToken, i + n_equal);

          write_span (writer, GALLEY_DIFF_EQUAL, token->length, token->n_characters);
        }
      i += n_equal;
      j += n_equal;
    }
}

static void
split (Side *side,
       gsize beginning,
       gsize end,
       gsize longest)
{
  if (longest > MOST_BYTES_BY_WORDS)
    side->tokens = galley_token_split_lines (side->text, beginning, side->length - end);
  else
    side->tokens = galley_token_split_words (side->text, beginning, side->length - end);
}

static void
compare (GalleyDiff     *self,
         GalleyDiffStyle style)
{
  Side   sides[2] = { { self->old_text, strlen (self->old_text) }, { self->new_text, strlen (self->new_text) } };
  gsize  beginning = measure_beginning (&sides[0], &sides[1]);
  gsize  end = measure_end (&sides[0], &sides[1], beginning);
  gsize  longest = MAX (sides[0].length, sides[1].length) - beginning - end;
  Writer writer = { .diff = self };

  split (&sides[0], beginning, end, longest);
  split (&sides[1], beginning, end, longest);
  number_tokens (sides, G_N_ELEMENTS (sides));
  galley_sequence_compare (sides[0].numbers, sides[0].tokens->len, sides[1].numbers, sides[1].tokens->len,
                           sides[0].changed, sides[1].changed);
  if (style == GALLEY_DIFF_READABLE)
    join_changes (&sides[0], &sides[1]);

  write_span (&writer, GALLEY_DIFF_EQUAL, beginning, g_utf8_strlen (self->old_text, beginning));
  write_middle (&writer, &sides[0], &sides[1]);
  write_span (&writer, GALLEY_DIFF_EQUAL, end, g_utf8_strlen (self->old_text + sides[0].length - end, end));

  side_clear (&sides[0]);
  side_clear (&sides[1]);
}

/**
 * galley_diff_new:
 * @old_text: (nullable): valid UTF-8; %NULL is the empty text
 * @new_text: (nullable): valid UTF-8
 * @style: how fine the comparison is
 *
 * Compares two texts by words.  The time is bounded: in texts that are long and very different, what is found need not be the least
 * difference, but is always a right one; texts of many megabytes are compared by lines.
 *
 * Returns: (transfer full): the comparison
 */
GalleyDiff *
galley_diff_new (const char     *old_text,
                 const char     *new_text,
                 GalleyDiffStyle style)
{
  GalleyDiff *self = g_new0 (GalleyDiff, 1);

  self->old_text = g_strdup (old_text ? old_text : "");
  self->new_text = g_strdup (new_text ? new_text : "");
  self->spans = g_array_new (FALSE, FALSE, sizeof (GalleyDiffSpan));
  compare (self, style);

  return self;
}

/**
 * galley_diff_free:
 * @self: (transfer full): a comparison
 *
 * Frees a comparison.
 */
void
galley_diff_free (GalleyDiff *self)
{
  g_array_unref (self->spans);
  g_free (self->old_text);
  g_free (self->new_text);
  g_free (self);
}

/**
 * galley_diff_get_old_text:
 * @self: a comparison
 *
 * Gives the text that was compared with.
 *
 * Returns: (transfer none): the old text
 */
const char *
galley_diff_get_old_text (GalleyDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->old_text;
}

/**
 * galley_diff_get_new_text:
 * @self: a comparison
 *
 * Gives the text that was compared.
 *
 * Returns: (transfer none): the new text
 */
const char *
galley_diff_get_new_text (GalleyDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->new_text;
}

/**
 * galley_diff_get_n_spans:
 * @self: a comparison
 *
 * Counts the spans.
 *
 * Returns: how many there are
 */
guint
galley_diff_get_n_spans (GalleyDiff *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->spans->len;
}

/**
 * galley_diff_get_span:
 * @self: a comparison
 * @index: which, from 0
 *
 * Gives a span.  Together they cover both texts, in order and without gaps; no two neighbours are equal.
 *
 * Returns: (transfer none): the span
 */
const GalleyDiffSpan *
galley_diff_get_span (GalleyDiff *self,
                      guint       index)
{
  g_return_val_if_fail (self != NULL && index < self->spans->len, NULL);

  return &g_array_index (self->spans, GalleyDiffSpan, index);
}

/**
 * galley_diff_get_n_changes:
 * @self: a comparison
 *
 * Counts the changes: what can be taken or left by itself.
 *
 * Returns: how many there are; 0 when the texts are the same
 */
guint
galley_diff_get_n_changes (GalleyDiff *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_changes;
}

/**
 * galley_diff_apply:
 * @self: a comparison
 * @accepted: (nullable) (array): for each change whether it is taken; %NULL to take all
 *
 * Makes the text that has some of the changes: with none of them the old text, with all of them the new one.
 *
 * Returns: (transfer full): the text
 */
char *
galley_diff_apply (GalleyDiff     *self,
                   const gboolean *accepted)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_sized_new (MAX (strlen (self->old_text), strlen (self->new_text)));
  for (guint i = 0; i < self->spans->len; i++)
    {
      GalleyDiffSpan *span = &g_array_index (self->spans, GalleyDiffSpan, i);
      gboolean        taken = span->change < 0 || accepted == NULL || accepted[span->change];

      if (taken)
        g_string_append_len (text, self->new_text + span->new_range.start, span->new_range.length);
      else
        g_string_append_len (text, self->old_text + span->old_range.start, span->old_range.length);
    }

  return g_string_free (text, FALSE);
}
