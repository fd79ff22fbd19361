/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GalleyRowSet:
 *
 * The rows of a list view that show something now, which are few of many.
 */
typedef struct _GalleyRowSet GalleyRowSet;

GalleyRowSet *galley_row_set_new (GtkListView *list_view);
void          galley_row_set_free (GalleyRowSet *self);
void          galley_row_set_add (GalleyRowSet *self, GtkListItem *item);
void          galley_row_set_remove (GalleyRowSet *self, GtkListItem *item);
gpointer      galley_row_set_find (GalleyRowSet *self, gpointer object);
gpointer      galley_row_set_find_at (GalleyRowSet *self, double y, gboolean *below);
void          galley_row_set_foreach (GalleyRowSet *self, GFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRowSet, galley_row_set_free)

G_END_DECLS
