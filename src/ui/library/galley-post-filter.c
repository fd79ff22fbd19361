/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-filter"

#include "galley-post-filter.h"

G_DEFINE_ENUM_TYPE (GalleyPostFilter, galley_post_filter, G_DEFINE_ENUM_VALUE (GALLEY_POST_FILTER_ALL, "all"), G_DEFINE_ENUM_VALUE (GALLEY_POST_FILTER_IN_PROGRESS, "in-progress"), G_DEFINE_ENUM_VALUE (GALLEY_POST_FILTER_PUBLISHED, "published"), G_DEFINE_ENUM_VALUE (GALLEY_POST_FILTER_ARCHIVED, "archived"), G_DEFINE_ENUM_VALUE (GALLEY_POST_FILTER_TRASH, "trash"))

/**
 * galley_post_filter_matches:
 * @filter: which posts are listed
 * @status: how far a post is
 *
 * Returns: whether such a post is listed
 */
gboolean
galley_post_filter_matches (GalleyPostFilter filter,
                            GalleyPostStatus status)
{
  switch (filter)
    {
    case GALLEY_POST_FILTER_IN_PROGRESS:
      return status == GALLEY_POST_STATUS_DRAFT || status == GALLEY_POST_STATUS_IN_PROCESS;
    case GALLEY_POST_FILTER_PUBLISHED:
      return status == GALLEY_POST_STATUS_PUBLISHED;
    case GALLEY_POST_FILTER_ARCHIVED:
      return status == GALLEY_POST_STATUS_ARCHIVED;
    case GALLEY_POST_FILTER_TRASH:
      return status == GALLEY_POST_STATUS_DELETED;
    case GALLEY_POST_FILTER_ALL:
    default:
      return status != GALLEY_POST_STATUS_DELETED;
    }
}
