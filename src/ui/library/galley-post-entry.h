/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post-filter.h"
#include "galley-post-sort.h"

G_BEGIN_DECLS

/**
 * GalleyPostEntry:
 * @post: (owned): the post
 * @notify_handler: what follows it
 * @place: (nullable): where it is shown
 * @time: of the change or of the making, in microseconds
 * @key: (owned) (nullable): of the title, to be sorted by
 * @generation: of the loading that it was seen in
 * @is_listed: whether it is counted as one that is not in the trash
 * @is_dirty: whether it has to be put where it belongs
 * @is_gone: whether it is not there any more
 *
 * What the list knows of a post.  The values that it is sorted by are copies, which change only when the post takes its new place: a
 * search in the sequence needs them to be in order.
 */
typedef struct
{
  GalleyPost    *post;
  gulong         notify_handler;
  GSequenceIter *place;
  gint64         time;
  char          *key;
  guint          generation;
  gboolean       is_listed;
  gboolean       is_dirty;
  gboolean       is_gone;
} GalleyPostEntry;

void     galley_post_entry_free (GalleyPostEntry *self);
void     galley_post_entry_follow (GalleyPostEntry *self, GalleyPost *post, GCallback callback, gpointer user_data);
int      galley_post_entry_get_id (const GalleyPostEntry *self);
void     galley_post_entry_update (GalleyPostEntry *self, GalleyPostSort sort);
gboolean galley_post_entry_matches (const GalleyPostEntry *self, GalleyPostFilter filter);
int      galley_post_entry_compare (gconstpointer first, gconstpointer second, gpointer sort);

G_END_DECLS
