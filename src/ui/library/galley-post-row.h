/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-post.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_POST_ROW (galley_post_row_get_type ())

/**
 * GalleyPostRow:
 *
 * A post in the list of posts.  Its title can be edited in place.
 */
G_DECLARE_FINAL_TYPE (GalleyPostRow, galley_post_row, GALLEY, POST_ROW, GtkWidget)

GtkWidget  *galley_post_row_new (void);
GalleyPost *galley_post_row_get_post (GalleyPostRow *self);
void        galley_post_row_set_post (GalleyPostRow *self, GalleyPost *post);
void        galley_post_row_refresh_time (GalleyPostRow *self);
void        galley_post_row_begin_rename (GalleyPostRow *self);
gboolean    galley_post_row_get_renaming (GalleyPostRow *self);
const char *galley_post_row_get_status_word (GalleyPostStatus status);

G_END_DECLS
