/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-diff"

#include "galley-diff.h"

#include <string.h>

/* Writes a comparison down: [-removed-], {+added+}. */
static char *
show (const char     *old_text,
      const char     *new_text,
      GalleyDiffStyle style)
{
  g_autoptr (GalleyDiff) diff = galley_diff_new (old_text, new_text, style);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < galley_diff_get_n_spans (diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (diff, i);

      if (span->kind == GALLEY_DIFF_REMOVED)
        g_string_append_printf (text, "[-%.*s-]", (int)span->old_range.length, old_text + span->old_range.start);
      else if (span->kind == GALLEY_DIFF_ADDED)
        g_string_append_printf (text, "{+%.*s+}", (int)span->new_range.length, new_text + span->new_range.start);
      else
        g_string_append_len (text, new_text + span->new_range.start, span->new_range.length);
    }

  return g_string_free (text, FALSE);
}

static void
assert_shown (const char *old_text,
              const char *new_text,
              const char *expected)
{
  g_autofree char *shown = show (old_text, new_text, GALLEY_DIFF_READABLE);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_words (void)
{
  assert_shown ("", "", "");
  assert_shown ("", "new", "{+new+}");
  assert_shown ("old", "", "[-old-]");
  assert_shown ("the same", "the same", "the same");
  assert_shown ("the quick fox", "the slow fox", "the [-quick-]{+slow+} fox");
  assert_shown ("a word", "a wordy", "a [-word-]{+wordy+}");
  assert_shown ("one two", "one two three", "one two{+ three+}");
  assert_shown ("I don't know", "I don’t know", "I [-don't-]{+don’t+} know");
  assert_shown ("It is 3.14 here", "It is 3.15 here", "It is [-3.14-]{+3.15+} here");
  assert_shown ("Yes, sir.", "Yes; sir!", "Yes[-,-]{+;+} sir[-.-]{+!+}");
  assert_shown ("one\ntwo\n", "one\n\ntwo\n", "one\n{+\n+}two\n");
}

/* Blanks alone do not part a change; words, and ends of lines, do. */
static void
test_readable (void)
{
  g_autofree char *exact = show ("all new words here", "some old things here", GALLEY_DIFF_EXACT);

  assert_shown ("all new words here", "some old things here", "[-all new words-]{+some old things+} here");
  g_assert_cmpstr (exact, ==, "[-all-]{+some+} [-new-]{+old+} [-words-]{+things+} here");
  assert_shown ("a one\nb two", "x one\ny two", "[-a-]{+x+} one\n[-b-]{+y+} two");
  assert_shown ("a\nb", "x\ny", "[-a-]{+x+}\n[-b-]{+y+}");
}

static void
test_scripts (void)
{
  assert_shown ("我喜欢猫。", "我喜欢狗。", "我喜欢[-猫-]{+狗+}。");
  assert_shown ("ทดสอบ", "ทดลอบ", "ทด[-ส-]{+ล+}อบ");
  assert_shown ("größer als", "großer als", "[-größer-]{+großer+} als");
  assert_shown ("كتاب جديد", "كتاب قديم", "كتاب [-جديد-]{+قديم+}");
}

/* What a reader sees as one character is never cut. */
static void
test_clusters (void)
{
  assert_shown ("e\xcc\x81", "e\xcc\x80", "[-e\xcc\x81-]{+e\xcc\x80+}");
  assert_shown ("👩‍👩‍👦", "👩‍👩‍👧", "[-👩‍👩‍👦-]{+👩‍👩‍👧+}");
  assert_shown ("👍🏻", "👍🏿", "[-👍🏻-]{+👍🏿+}");
  assert_shown ("🇩🇪🇫🇷", "🇩🇪🇫🇮", "🇩🇪[-🇫🇷-]{+🇫🇮+}");
  assert_shown ("a\r\nb", "a\nb", "a[-\r\n-]{+\n+}b");
}

static void
test_offsets (void)
{
  g_autoptr (GalleyDiff) diff = galley_diff_new ("größe alt ende", "größe neue welt ende", GALLEY_DIFF_READABLE);
  const GalleyDiffSpan *removed;
  const GalleyDiffSpan *added;

  g_assert_cmpuint (galley_diff_get_n_spans (diff), ==, 4);
  g_assert_cmpuint (galley_diff_get_n_changes (diff), ==, 1);
  removed = galley_diff_get_span (diff, 1);
  added = galley_diff_get_span (diff, 2);
  g_assert_cmpint (removed->kind, ==, GALLEY_DIFF_REMOVED);
  g_assert_cmpuint (removed->old_range.start, ==, strlen ("größe "));
  g_assert_cmpuint (removed->old_range.first_character, ==, 6);
  g_assert_cmpuint (removed->old_range.n_characters, ==, 3);
  g_assert_cmpuint (removed->new_range.length, ==, 0);
  g_assert_cmpuint (removed->new_range.start, ==, strlen ("größe "));
  g_assert_cmpint (added->kind, ==, GALLEY_DIFF_ADDED);
  g_assert_cmpuint (added->old_range.start, ==, strlen ("größe alt"));
  g_assert_cmpuint (added->new_range.first_character, ==, 6);
  g_assert_cmpuint (added->new_range.n_characters, ==, 9);
  g_assert_cmpint (added->change, ==, 0);
}

static void
test_parts (void)
{
  g_autoptr (GalleyDiff) diff = galley_diff_new ("one two three four", "1 two 3 four!", GALLEY_DIFF_READABLE);
  gboolean         accepted[] = { TRUE, FALSE, TRUE };
  g_autofree char *text = NULL;

  g_assert_cmpuint (galley_diff_get_n_changes (diff), ==, 3);
  text = galley_diff_apply (diff, accepted);
  g_assert_cmpstr (text, ==, "1 two three four!");
}

static const char *const words[] = {
  "one",
  "two",
  "three",
  " ",
  " ",
  " ",
  "  ",
  "\n",
  "\r\n",
  "don't",
  ".",
  ",",
  "ä",
  "e\xcc\x81",
  "\xcc\x81",
  "猫",
  "狗",
  "👩‍👦",
  "\xe2\x80\x8d",
  "🇩",
  "\xc2\xa0",
  "\t",
  "3.14",
  "'",
};

static char *
make_text (guint n_words)
{
  GString *text = g_string_new (NULL);

  while (n_words-- > 0)
    g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

/* Changes a text here and there, without splitting a character. */
static char *
edit_text (const char *text)
{
  GString *edited = g_string_new (text);

  for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
    {
      glong            n_removed = g_test_rand_int_range (0, 8);
      glong            length = g_utf8_strlen (edited->str, -1);
      glong            first = g_test_rand_int_range (0, length + 1);
      glong            last = MIN (length, first + n_removed);
      gsize            start = g_utf8_offset_to_pointer (edited->str, first) - edited->str;
      gsize            end = g_utf8_offset_to_pointer (edited->str, last) - edited->str;
      g_autofree char *added = make_text (g_test_rand_int_range (0, 4));

      g_string_erase (edited, start, end - start);
      g_string_insert (edited, start, added);
    }

  return g_string_free (edited, FALSE);
}

static void
assert_range (const char            *text,
              const GalleyTextRange *range,
              gsize                 *at)
{
  g_assert_cmpuint (range->start, ==, *at);
  g_assert_true (g_utf8_validate_len (text + range->start, range->length, NULL));
  g_assert_cmpuint (range->first_character, ==, g_utf8_strlen (text, range->start));
  g_assert_cmpuint (range->n_characters, ==, g_utf8_strlen (text + range->start, range->length));
  *at += range->length;
}

/* The spans cover both texts, in order and without gaps, and those that are equal are. */
static void
assert_spans (GalleyDiff *diff)
{
  const char *old_text = galley_diff_get_old_text (diff);
  const char *new_text = galley_diff_get_new_text (diff);
  gsize       old_at = 0;
  gsize       new_at = 0;

  for (guint i = 0; i < galley_diff_get_n_spans (diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (diff, i);

      assert_range (old_text, &span->old_range, &old_at);
      assert_range (new_text, &span->new_range, &new_at);
      g_assert_cmpint (span->kind == GALLEY_DIFF_ADDED, ==, span->old_range.length == 0);
      g_assert_cmpint (span->kind == GALLEY_DIFF_REMOVED, ==, span->new_range.length == 0);
      g_assert_cmpint (span->kind == GALLEY_DIFF_EQUAL, ==, span->change == -1);
      if (span->kind == GALLEY_DIFF_EQUAL)
        g_assert_cmpmem (old_text + span->old_range.start, span->old_range.length,
                         new_text + span->new_range.start, span->new_range.length);
      if (i > 0)
        g_assert_cmpint (span->kind, !=, galley_diff_get_span (diff, i - 1)->kind);
    }
  g_assert_cmpuint (old_at, ==, strlen (old_text));
  g_assert_cmpuint (new_at, ==, strlen (new_text));
}

static void
assert_properties (const char     *old_text,
                   const char     *new_text,
                   GalleyDiffStyle style)
{
  g_autoptr (GalleyDiff) diff = galley_diff_new (old_text, new_text, style);
  g_autofree gboolean *none = g_new0 (gboolean, galley_diff_get_n_changes (diff) + 1);
  g_autofree char     *all_taken = galley_diff_apply (diff, NULL);
  g_autofree char     *none_taken = galley_diff_apply (diff, none);

  assert_spans (diff);
  g_assert_cmpstr (all_taken, ==, new_text);
  g_assert_cmpstr (none_taken, ==, old_text);
  g_assert_cmpint (galley_diff_get_n_changes (diff) == 0, ==, g_str_equal (old_text, new_text));
}

static void
test_random (void)
{
  for (guint i = 0; i < 4000; i++)
    {
      g_autofree char *old_text = make_text (g_test_rand_int_range (0, i % 100 == 0 ? 3000 : 40));
      g_autofree char *edited = edit_text (old_text);
      g_autofree char *other = make_text (g_test_rand_int_range (0, 40));

      assert_properties (old_text, edited, i % 2);
      assert_properties (old_text, other, i % 2);
    }
}

/* Counts by dynamic programming how many words must at least change. */
static guint
count_least (const char *old_text,
             const char *new_text)
{
  gsize             n_old = strlen (old_text);
  gsize             n_new = strlen (new_text);
  g_autofree guint *row = g_new (guint, n_new + 1);

  for (gsize j = 0; j <= n_new; j++)
    row[j] = j;
  for (gsize i = 1; i <= n_old; i++)
    {
      guint corner = row[0];

      row[0] = i;
      for (gsize j = 1; j <= n_new; j++)
        {
          guint above = row[j];

          row[j] = old_text[i - 1] == new_text[j - 1] ? corner : 1 + MIN (above, row[j - 1]);
          corner = above;
        }
    }

  return row[n_new];
}

/* Of short texts the difference that is found is the least there is.  Every mark of punctuation is one word. */
static void
test_least (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      char  texts[2][31] = { { 0 }, { 0 } };
      guint n_changed = 0;
      g_autoptr (GalleyDiff) diff = NULL;

      for (guint j = 0; j < 2; j++)
        for (int k = g_test_rand_int_range (0, 30); k > 0; k--)
          texts[j][k - 1] = "#+;"[g_test_rand_int_range (0, 3)];
      diff = galley_diff_new (texts[0], texts[1], GALLEY_DIFF_EXACT);
      for (guint j = 0; j < galley_diff_get_n_spans (diff); j++)
        {
          const GalleyDiffSpan *span = galley_diff_get_span (diff, j);

          if (span->kind != GALLEY_DIFF_EQUAL)
            n_changed += span->old_range.length + span->new_range.length;
        }
      g_assert_cmpuint (n_changed, ==, count_least (texts[0], texts[1]));
    }
}

/* Texts that are too long or too different for the least difference still have a right one. */
static void
test_huge (void)
{
  g_autofree char *one = make_text (60000);
  g_autofree char *other = make_text (60000);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) changed = g_string_new ("x");

  assert_properties (one, other, GALLEY_DIFF_READABLE);

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (lines, "This is line %u of a very long text.\n", i);
  g_string_append_len (changed, lines->str, lines->len - 1);
  assert_properties (lines->str, changed->str, GALLEY_DIFF_READABLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diff/words", test_words);
  g_test_add_func ("/diff/readable", test_readable);
  g_test_add_func ("/diff/scripts", test_scripts);
  g_test_add_func ("/diff/clusters", test_clusters);
  g_test_add_func ("/diff/offsets", test_offsets);
  g_test_add_func ("/diff/parts", test_parts);
  g_test_add_func ("/diff/random", test_random);
  g_test_add_func ("/diff/least", test_least);
  g_test_add_func ("/diff/huge", test_huge);

  return g_test_run ();
}
