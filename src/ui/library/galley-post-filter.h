/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_POST_FILTER (galley_post_filter_get_type ())

/**
 * GalleyPostFilter:
 * @GALLEY_POST_FILTER_ALL: all but those in the trash
 * @GALLEY_POST_FILTER_IN_PROGRESS: being written or worked on
 * @GALLEY_POST_FILTER_PUBLISHED: published
 * @GALLEY_POST_FILTER_ARCHIVED: put away
 * @GALLEY_POST_FILTER_TRASH: in the trash
 *
 * Which posts are listed.  The words are `all`, `in-progress`, `published`, `archived`, `trash`.
 */
typedef enum
{
  GALLEY_POST_FILTER_ALL,
  GALLEY_POST_FILTER_IN_PROGRESS,
  GALLEY_POST_FILTER_PUBLISHED,
  GALLEY_POST_FILTER_ARCHIVED,
  GALLEY_POST_FILTER_TRASH,
} GalleyPostFilter;

GType    galley_post_filter_get_type (void);
gboolean galley_post_filter_matches (GalleyPostFilter filter, GalleyPostStatus status);

G_END_DECLS
