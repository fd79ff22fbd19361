/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post-list.h"
#include "galley-post-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_POST_FEED (galley_post_feed_get_type ())

/**
 * GalleyPostFeed:
 *
 * Fills a list with the posts of a database, those in the trash too, and keeps it true: what is made or brought back anywhere is
 * fetched alone, and everything after the connection was lost.
 */
G_DECLARE_FINAL_TYPE (GalleyPostFeed, galley_post_feed, GALLEY, POST_FEED, GObject)

GalleyPostFeed *galley_post_feed_new (GalleyPostStore *store, GalleyPostList *list);
gboolean        galley_post_feed_get_loading (GalleyPostFeed *self);
void            galley_post_feed_stop (GalleyPostFeed *self);

G_END_DECLS
