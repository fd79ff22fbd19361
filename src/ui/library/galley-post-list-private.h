/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post-entry.h"
#include "galley-post-list.h"

G_BEGIN_DECLS

/* What the files of the list share, and nobody else: its members, and how posts come to their places (galley-post-list-placing.c). */

struct _GalleyPostList
{
  GObject parent_instance;

  GHashTable *entries; /* (owned) id → GalleyPostEntry (owned) */
  GSequence  *shown;   /* (owned) of GalleyPostEntry, those that the filter lets through, in order */
  GPtrArray  *dirty;   /* (owned) of GalleyPostEntry, to be put where they belong */
  guint       flush_source;

  GSequence    *building;    /* (owned) (nullable) what will be shown, while it is being put in order */
  GPtrArray    *unsorted;    /* (owned) (nullable) of GalleyPostEntry, what goes into it */
  GCancellable *cancellable; /* (owned) ends that */
  gboolean      is_stale;    /* the order or the filter changed meanwhile */

  guint    n_shown; /* how many have been announced */
  guint    n_posts; /* how many are not in the trash */
  guint    generation;
  gboolean is_held; /* nothing is to move, since more is to come */

  GalleyPostSort   sort;
  GalleyPostFilter filter;
};

void galley_post_list_announce (GalleyPostList *self, guint position, guint removed, guint added);
void galley_post_list_mark_dirty (GalleyPostList *self, GalleyPostEntry *entry);
void galley_post_list_place_all (GalleyPostList *self);
void galley_post_list_rebuild (GalleyPostList *self);

G_END_DECLS
