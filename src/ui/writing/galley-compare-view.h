/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-text-view.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_COMPARE_VIEW (galley_compare_view_get_type ())

/**
 * GalleyCompareView:
 *
 * Two texts side by side, or one above the other where there is no room, with the words marked that only one of them has.  They
 * scroll together.  Texts that can be edited are compared again as they change.
 */
G_DECLARE_FINAL_TYPE (GalleyCompareView, galley_compare_view, GALLEY, COMPARE_VIEW, GtkWidget)

GtkWidget      *galley_compare_view_new (void);
void            galley_compare_view_set_titles (GalleyCompareView *self, const char *old_title, const char *new_title);
void            galley_compare_view_set_editable (GalleyCompareView *self, gboolean editable);
void            galley_compare_view_set_buffers (GalleyCompareView *self, GtkSourceBuffer *old_buffer, GtkSourceBuffer *new_buffer);
GalleyTextView *galley_compare_view_get_old_view (GalleyCompareView *self);
GalleyTextView *galley_compare_view_get_new_view (GalleyCompareView *self);
int             galley_compare_view_get_n_changes (GalleyCompareView *self);
void            galley_compare_view_show_first_change (GalleyCompareView *self);

G_END_DECLS
