/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-post-filter.h"
#include "galley-post-sort.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_POST_LIST (galley_post_list_get_type ())

/**
 * GalleyPostList:
 *
 * Posts in an order, as a list model.  A post that is changed comes, moves and goes by itself, one row at a time; many at once, or
 * another order, are made ready in the background and then shown all at once.
 */
G_DECLARE_FINAL_TYPE (GalleyPostList, galley_post_list, GALLEY, POST_LIST, GObject)

GalleyPostList  *galley_post_list_new (void);
GalleyPostSort   galley_post_list_get_sort (GalleyPostList *self);
void             galley_post_list_set_sort (GalleyPostList *self, GalleyPostSort sort);
GalleyPostFilter galley_post_list_get_filter (GalleyPostList *self);
void             galley_post_list_set_filter (GalleyPostList *self, GalleyPostFilter filter);
gboolean         galley_post_list_get_building (GalleyPostList *self);
guint            galley_post_list_get_n_posts (GalleyPostList *self);
void             galley_post_list_begin (GalleyPostList *self);
void             galley_post_list_end (GalleyPostList *self, gboolean is_whole);
void             galley_post_list_add (GalleyPostList *self, GalleyPost *post);
void             galley_post_list_flush (GalleyPostList *self);
void             galley_post_list_clear (GalleyPostList *self);
gboolean         galley_post_list_contains (GalleyPostList *self, int id);
gboolean         galley_post_list_find (GalleyPostList *self, int id, guint *position);

G_END_DECLS
