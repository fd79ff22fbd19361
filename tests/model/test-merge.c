/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-merge"

#include "galley-merge.h"

#include <string.h>

static void
assert_merged (const char *base,
               const char *mine,
               const char *theirs,
               const char *expected)
{
  g_autoptr (GalleyMerge) merge = galley_merge_new (base, mine, theirs);
  g_autoptr (GalleyMerge) turned = galley_merge_new (base, theirs, mine);
  g_autofree char *merged = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);
  g_autofree char *turned_merged = galley_merge_dup_text (turned, GALLEY_MERGE_BOTH);

  g_assert_cmpuint (galley_merge_get_n_conflicts (merge), ==, 0);
  g_assert_cmpstr (merged, ==, expected);
  g_assert_cmpstr (turned_merged, ==, expected);
}

static void
test_clean (void)
{
  assert_merged ("the quick fox", "the slow fox", "the quick dog", "the slow dog");
  assert_merged ("a b", "a b", "a b", "a b");
  assert_merged ("a b", "a c", "a b", "a c");
  assert_merged ("a b", "a c", "a c", "a c");
  assert_merged ("one two three", "one three", "one two three four", "one three four");
  assert_merged ("Hello world", "Hello, world", "Hello World", "Hello, World");
  assert_merged (NULL, "mine", NULL, "mine");
  assert_merged (NULL, "same", "same", "same");
  assert_merged ("a\nb\nc\n", "a\nB\nc\n", "A\nb\nC\n", "A\nB\nC\n");
}

static void
test_conflict (void)
{
  g_autoptr (GalleyMerge) merge = galley_merge_new ("größe: the quick fox", "größe: the slow fox", "größe: the lazy fox");
  const GalleyMergeConflict *conflict;
  g_autofree char           *mine = galley_merge_dup_text (merge, GALLEY_MERGE_MINE);
  g_autofree char           *theirs = galley_merge_dup_text (merge, GALLEY_MERGE_THEIRS);
  g_autofree char           *both = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);

  g_assert_cmpuint (galley_merge_get_n_conflicts (merge), ==, 1);
  g_assert_cmpstr (mine, ==, "größe: the slow fox");
  g_assert_cmpstr (theirs, ==, "größe: the lazy fox");
  g_assert_cmpstr (both, ==, "größe: the slow\nlazy fox");
  conflict = galley_merge_get_conflict (merge, 0);
  g_assert_cmpuint (conflict->base.first_character, ==, 11);
  g_assert_cmpuint (conflict->base.n_characters, ==, 5);
  g_assert_cmpuint (conflict->mine.first_character, ==, 11);
  g_assert_cmpuint (conflict->mine.n_characters, ==, 4);
  g_assert_cmpuint (conflict->theirs.start, ==, strlen ("größe: the "));
  g_assert_cmpuint (conflict->theirs.length, ==, 4);
}

/* Nobody can tell which comes first. */
static void
test_same_place (void)
{
  g_autoptr (GalleyMerge) merge = galley_merge_new ("end", "end of mine", "end and theirs");
  g_autofree char *both = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);

  g_assert_cmpuint (galley_merge_get_n_conflicts (merge), ==, 1);
  g_assert_nonnull (strstr (both, "of mine"));
  g_assert_nonnull (strstr (both, "and theirs"));
}

/* A deleted passage in which the other one wrote. */
static void
test_deleted (void)
{
  g_autoptr (GalleyMerge) merge = galley_merge_new ("keep this old passage here", "keep here", "keep this very old passage here");
  g_autofree char *both = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);

  g_assert_cmpuint (galley_merge_get_n_conflicts (merge), ==, 1);
  g_assert_nonnull (strstr (both, "very"));
}

/* A text of numbered words, of which each writer renames, removes and adds some, recognisably. */
static char *
write_words (guint    n_words,
             guint8  *touched,
             guint8   writer,
             GString *tokens)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      guint action = g_test_rand_int_range (0, 12);

      if (action < 3)
        touched[i] |= writer;
      if (action == 0)
        continue;
      g_string_append_printf (text, action == 1 ? "w%u_%u " : "w%u ", i, (guint)writer);
      if (action == 2)
        {
          g_string_append_printf (text, "new%u_%u ", i, (guint)writer);
          g_string_append_printf (tokens, "new%u_%u ", i, (guint)writer);
        }
      if (action == 1)
        g_string_append_printf (tokens, "w%u_%u ", i, (guint)writer);
    }

  return g_string_free (text, FALSE);
}

/* Every one of the words is in the merged text. */
static void
assert_kept (const char *text,
             const char *tokens)
{
  g_auto (GStrv) list = g_strsplit (tokens, " ", -1);
  g_autofree char *padded = g_strconcat (" ", text, " ", NULL);

  g_strdelimit (padded, "\n", ' ');
  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *word = g_strconcat (" ", list[i], " ", NULL);

      if (*list[i] != '\0')
        g_assert_nonnull (strstr (padded, word));
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < 1500; i++)
    {
      guint              n_words = g_test_rand_int_range (1, 60);
      g_autofree guint8 *touched = g_new0 (guint8, n_words);
      g_autoptr (GString) base = g_string_new (NULL);
      g_autoptr (GString) tokens = g_string_new (NULL);
      g_autofree char *mine = write_words (n_words, touched, 1, tokens);
      g_autofree char *theirs = write_words (n_words, touched, 2, tokens);
      g_autoptr (GalleyMerge) merge = NULL;
      g_autofree char *both = NULL;

      for (guint j = 0; j < n_words; j++)
        g_string_append_printf (base, "w%u ", j);
      for (guint j = 0; j < n_words; j++)
        if (touched[j] == 0)
          g_string_append_printf (tokens, "w%u ", j);

      merge = galley_merge_new (base->str, mine, theirs);
      both = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);
      assert_kept (both, tokens->str);
    }
}

/* With no change of one's own the other's text comes out, and with the same changes there is nothing to decide. */
static void
test_trivial (void)
{
  for (guint i = 0; i < 500; i++)
    {
      guint8 touched[40];
      g_autoptr (GString) tokens = g_string_new (NULL);
      g_autofree char *base = write_words (40, touched, 1, tokens);
      g_autofree char *other = write_words (40, touched, 2, tokens);

      assert_merged (base, base, other, other);
      assert_merged (base, other, other, other);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge/clean", test_clean);
  g_test_add_func ("/merge/conflict", test_conflict);
  g_test_add_func ("/merge/same-place", test_same_place);
  g_test_add_func ("/merge/deleted", test_deleted);
  g_test_add_func ("/merge/random", test_random);
  g_test_add_func ("/merge/trivial", test_trivial);

  return g_test_run ();
}
