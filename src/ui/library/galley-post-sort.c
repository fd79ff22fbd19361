/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-sort"

#include "galley-post-sort.h"

G_DEFINE_ENUM_TYPE (GalleyPostSort, galley_post_sort, G_DEFINE_ENUM_VALUE (GALLEY_POST_SORT_CHANGED, "changed"), G_DEFINE_ENUM_VALUE (GALLEY_POST_SORT_TITLE, "title"), G_DEFINE_ENUM_VALUE (GALLEY_POST_SORT_CREATED, "created"))
