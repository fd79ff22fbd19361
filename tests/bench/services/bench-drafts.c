/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What typing into a text of 50,000 words costs the main loop, how soon it is safe, and what comparing and merging such texts takes. */

#include <string.h>

#include "draft-fixture.h"
#include "galley-bench.h"
#include "galley-draft-private.h"
#include "galley-merge.h"
#include "galley-test-util.h"

#define N_WORDS  50000
#define N_ROUNDS 15

static const char *const common_words[] = { "the", "of", "and", "a", "to", "in", "is", "you", "that", "it", "he", "was" };

/* English has few words that come often, and many that come seldom. */
static char *
make_text (GRand *random,
           guint  n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= n_words; i++)
    {
      if (g_rand_boolean (random))
        g_string_append (text, common_words[g_rand_int_range (random, 0, G_N_ELEMENTS (common_words))]);
      else
        g_string_append_printf (text, "word%d", g_rand_int_range (random, 0, 4000));
      g_string_append (text, i % 100 == 0 ? ".\n\n" : i % 12 == 0 ? ". "
                                                                  : " ");
    }

  return g_string_free (text, FALSE);
}

/* Every @nth word is another one. */
static char *
change_words (const char *text,
              guint       nth,
              const char *other)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = nth / 2; i < g_strv_length (words); i += nth)
    {
      g_free (words[i]);
      words[i] = g_strdup (other);
    }

  return g_strjoinv (" ", words);
}

static void
measure_diff (const char *what,
              const char *old_text,
              const char *new_text)
{
  double times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begin = galley_bench_now ();
      g_autoptr (GalleyDiff) diff = galley_diff_new (old_text, new_text, GALLEY_DIFF_READABLE);

      times[i] = galley_bench_now () - begin;
    }
  galley_bench_print (what, "at most 50 ms", "median %.1f ms", galley_bench_median (times, N_ROUNDS));
}

static void
measure_merge (const char *base,
               const char *mine,
               const char *theirs)
{
  double times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begin = galley_bench_now ();
      g_autoptr (GalleyMerge) merge = galley_merge_new (base, mine, theirs);

      times[i] = galley_bench_now () - begin;
    }
  galley_bench_print ("merging two versions of 50,000 words, every 20th another", "at most 100 ms", "median %.1f ms",
                      galley_bench_median (times, N_ROUNDS));
}

static void
measure_texts (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20250501);
  g_autofree char *text = make_text (random, N_WORDS);
  g_autofree char *other = make_text (random, N_WORDS);
  g_autofree char *typed = g_strdup_printf ("%.*s typed %s", (int)(strlen (text) / 2), text, text + strlen (text) / 2);
  g_autofree char *polished = change_words (text, 10, "polished");
  g_autofree char *mine = change_words (text, 20, "mine");
  g_autofree char *theirs = change_words (text, 21, "theirs");

  measure_diff ("comparing 50,000 words, one typed", text, typed);
  measure_diff ("comparing 50,000 words, every 10th another", text, polished);
  measure_diff ("comparing 50,000 words with 50,000 quite different ones", text, other);
  measure_merge (text, mine, theirs);
}

/* The main loop runs until the draft is somewhere. */
static double
await_safe (GalleyDraft *draft)
{
  double begin = galley_bench_now ();

  galley_test_until (galley_draft_is_safe (draft));
  return galley_bench_now () - begin;
}

static void
measure_typing (GalleyDraft *draft,
                TestEditor  *editor)
{
  double keys[N_ROUNDS];
  double safe[N_ROUNDS];
  double saved[N_ROUNDS];
  double gap;
  double work;

  galley_bench_take_gap (&gap, &work);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begin = galley_bench_now ();

      test_editor_type (editor, "x");
      keys[i] = galley_bench_now () - begin;
      safe[i] = await_safe (draft);
      draft_fixture_await_saved (draft);
      saved[i] = galley_bench_now () - begin;
    }
  galley_bench_take_gap (&gap, &work);

  galley_bench_print ("a key in 50,000 words", "at most 0.1 ms", "median %.3f ms, at most %.3f ms",
                      galley_bench_median (keys, N_ROUNDS), galley_bench_most (keys, N_ROUNDS));
  galley_bench_print ("from the key to the disk", "at most 250 ms", "median %.0f ms, at most %.0f ms",
                      galley_bench_median (safe, N_ROUNDS), galley_bench_most (safe, N_ROUNDS));
  galley_bench_print ("from the key to the database", "at most 1000 ms", "median %.0f ms, at most %.0f ms",
                      galley_bench_median (saved, N_ROUNDS), galley_bench_most (saved, N_ROUNDS));
  galley_bench_print ("main loop while journaling and saving 50,000 words", "held up for at most 8 ms", "%.1f ms, %.1f ms of it work", gap,
                      work);
}

int
main (void)
{
  DraftFixture     fixture = { NULL };
  g_autofree char *text = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (20250501);
  GalleyDraft *draft;
  TestEditor  *editor;

  measure_texts ();

  fixture_start ();
  draft_fixture_set_up (&fixture, NULL);
  draft = draft_fixture_get (fixture.drafts, fixture.section_id, GALLEY_SECTION_DRAFT);
  editor = test_editor_new (draft);
  text = make_text (random, N_WORDS);
  test_editor_set_text (editor, text);
  draft_fixture_await_saved (draft);
  galley_bench_watch_gaps (NULL);
  measure_typing (draft, editor);

  test_editor_close (editor);
  g_object_unref (draft);
  draft_fixture_tear_down (&fixture, NULL);
  fixture_stop ();
  return 0;
}
