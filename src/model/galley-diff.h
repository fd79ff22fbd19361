/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyDiffKind:
 * @GALLEY_DIFF_EQUAL: in both texts
 * @GALLEY_DIFF_REMOVED: only in the old text
 * @GALLEY_DIFF_ADDED: only in the new text
 *
 * What a span of a comparison is.
 */
typedef enum
{
  GALLEY_DIFF_EQUAL,
  GALLEY_DIFF_REMOVED,
  GALLEY_DIFF_ADDED,
} GalleyDiffKind;

/**
 * GalleyDiffStyle:
 * @GALLEY_DIFF_READABLE: for people: changes that only white space or punctuation parts are one change
 * @GALLEY_DIFF_EXACT: for merging: as little as possible counts as changed
 *
 * How fine a comparison is.
 */
typedef enum
{
  GALLEY_DIFF_READABLE,
  GALLEY_DIFF_EXACT,
} GalleyDiffStyle;

/**
 * GalleyTextRange:
 * @start: where it begins, in bytes
 * @length: how many bytes it has
 * @first_character: where it begins, in characters
 * @n_characters: how many characters it has
 *
 * A part of a text, which may be empty.
 */
typedef struct
{
  gsize start;
  gsize length;
  gsize first_character;
  gsize n_characters;
} GalleyTextRange;

/**
 * GalleyDiffSpan:
 * @kind: what it is
 * @change: which change it belongs to, from 0; -1 for what is equal
 * @old_range: where it is in the old text; for what was added empty, and where it would be
 * @new_range: where it is in the new text; for what was removed empty, and where it would be
 *
 * A piece of a comparison.  What replaces something is two spans, what was removed and then what was added, of one change.
 */
typedef struct
{
  GalleyDiffKind  kind;
  int             change;
  GalleyTextRange old_range;
  GalleyTextRange new_range;
} GalleyDiffSpan;

/**
 * GalleyDiff:
 *
 * What is different between two texts, by words.
 */
typedef struct _GalleyDiff GalleyDiff;

GalleyDiff           *galley_diff_new (const char *old_text, const char *new_text, GalleyDiffStyle style);
void                  galley_diff_free (GalleyDiff *self);
const char           *galley_diff_get_old_text (GalleyDiff *self);
const char           *galley_diff_get_new_text (GalleyDiff *self);
guint                 galley_diff_get_n_spans (GalleyDiff *self);
const GalleyDiffSpan *galley_diff_get_span (GalleyDiff *self, guint index);
guint                 galley_diff_get_n_changes (GalleyDiff *self);
char                 *galley_diff_apply (GalleyDiff *self, const gboolean *accepted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDiff, galley_diff_free)

G_END_DECLS
