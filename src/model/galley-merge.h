/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-diff.h"

G_BEGIN_DECLS

/**
 * GalleyMergeSide:
 * @GALLEY_MERGE_MINE: this writer's words
 * @GALLEY_MERGE_THEIRS: the other writer's words
 * @GALLEY_MERGE_BOTH: both, first this writer's
 *
 * What stands in a merged text where both writers changed the same place.
 */
typedef enum
{
  GALLEY_MERGE_MINE,
  GALLEY_MERGE_THEIRS,
  GALLEY_MERGE_BOTH,
} GalleyMergeSide;

/**
 * GalleyMergeConflict:
 * @base: what both changed
 * @mine: what this writer made of it
 * @theirs: what the other writer made of it
 *
 * A place that two writers changed, each in another way.
 */
typedef struct
{
  GalleyTextRange base;
  GalleyTextRange mine;
  GalleyTextRange theirs;
} GalleyMergeConflict;

/**
 * GalleyMerge:
 *
 * What two writers made of one text, put together by words.
 */
typedef struct _GalleyMerge GalleyMerge;

GalleyMerge               *galley_merge_new (const char *base, const char *mine, const char *theirs);
void                       galley_merge_free (GalleyMerge *self);
guint                      galley_merge_get_n_conflicts (GalleyMerge *self);
const GalleyMergeConflict *galley_merge_get_conflict (GalleyMerge *self, guint index);
char                      *galley_merge_dup_text (GalleyMerge *self, GalleyMergeSide side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMerge, galley_merge_free)

G_END_DECLS
