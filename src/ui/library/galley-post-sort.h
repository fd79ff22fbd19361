/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_POST_SORT (galley_post_sort_get_type ())

/**
 * GalleyPostSort:
 * @GALLEY_POST_SORT_CHANGED: the one that was changed last first
 * @GALLEY_POST_SORT_TITLE: by title, as people sort
 * @GALLEY_POST_SORT_CREATED: the newest first
 *
 * In which order posts are listed.  The words are `changed`, `title`, `created`.
 */
typedef enum
{
  GALLEY_POST_SORT_CHANGED,
  GALLEY_POST_SORT_TITLE,
  GALLEY_POST_SORT_CREATED,
} GalleyPostSort;

GType galley_post_sort_get_type (void);

G_END_DECLS
