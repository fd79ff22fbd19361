/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GalleyRowFunc:
 * @user_data: what was given with the function
 * @item: an item of the list view
 *
 * Makes a row and sets it as the child of @item, shows the item of the list in it, or ends that.
 */
typedef void (*GalleyRowFunc) (gpointer user_data, GtkListItem *item);

#define GALLEY_TYPE_ROW_FACTORY (galley_row_factory_get_type ())

G_DECLARE_FINAL_TYPE (GalleyRowFactory, galley_row_factory, GALLEY, ROW_FACTORY, GObject)

GalleyRowFactory *galley_row_factory_new (GtkListView *list_view, GalleyRowFunc set_up, GalleyRowFunc bind, GalleyRowFunc unbind, gpointer user_data);
void              galley_row_factory_make (GalleyRowFactory *self, guint position);
void              galley_row_factory_scroll_to (GalleyRowFactory *self, guint position);

G_END_DECLS
