/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-diff"

#include "fuzz.h"

#include <string.h>

#include <glib.h>

#include "galley-merge.h"
#include "galley-text.h"

/* Taking all changes gives the new text, taking none the old one, and the spans cover both. */
static void
compare (const char     *old_text,
         const char     *new_text,
         GalleyDiffStyle style)
{
  g_autoptr (GalleyDiff) diff = galley_diff_new (old_text, new_text, style);
  g_autofree gboolean *none = g_new0 (gboolean, galley_diff_get_n_changes (diff) + 1);
  g_autofree char     *all_taken = galley_diff_apply (diff, NULL);
  g_autofree char     *none_taken = galley_diff_apply (diff, none);

  g_assert_cmpstr (all_taken, ==, new_text);
  g_assert_cmpstr (none_taken, ==, old_text);
  for (guint i = 0; i < galley_diff_get_n_spans (diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (diff, i);

      g_assert_true (g_utf8_validate_len (old_text + span->old_range.start, span->old_range.length, NULL));
      g_assert_cmpuint (span->new_range.first_character, ==, g_utf8_strlen (new_text, span->new_range.start));
    }
}

/* What is told of a conflict is in the texts. */
static void
merge (const char *base,
       const char *mine,
       const char *theirs)
{
  g_autoptr (GalleyMerge) merged = galley_merge_new (base, mine, theirs);
  g_autoptr (GalleyMerge) turned = galley_merge_new (base, theirs, mine);
  g_autofree char *my_text = galley_merge_dup_text (merged, GALLEY_MERGE_MINE);
  g_autofree char *turned_text = galley_merge_dup_text (turned, GALLEY_MERGE_THEIRS);

  g_assert_cmpstr (my_text, ==, turned_text);
  g_assert_true (g_utf8_validate (my_text, -1, NULL));
  for (guint i = 0; i < galley_merge_get_n_conflicts (merged); i++)
    {
      const GalleyMergeConflict *conflict = galley_merge_get_conflict (merged, i);

      g_assert_cmpuint (conflict->mine.start + conflict->mine.length, <=, strlen (mine));
      g_assert_cmpuint (conflict->theirs.first_character, ==, g_utf8_strlen (theirs, conflict->theirs.start));
      g_assert_cmpuint (conflict->base.n_characters, ==, g_utf8_strlen (base + conflict->base.start, conflict->base.length));
    }
}

/* Three texts, with the unit separator between them. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *input = g_strndup ((const char *)data, size);
  g_autofree char *valid = g_utf8_make_valid (input, -1);
  g_auto (GStrv) texts = g_strsplit (valid, "\x1f", 3);

  if (g_strv_length (texts) < 3)
    return 0;

  compare (texts[0], texts[1], GALLEY_DIFF_READABLE);
  compare (texts[1], texts[2], GALLEY_DIFF_EXACT);
  merge (texts[0], texts[1], texts[2]);
  return 0;
}
