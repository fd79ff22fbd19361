/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-row-set"

#include "galley-row-set.h"

struct _GalleyRowSet
{
  GtkListView *list_view; /* (unowned) that owns the rows */
  GHashTable  *rows;      /* (owned) row → the object that it shows (both unowned) */
};

/**
 * galley_row_set_new:
 * @list_view: a list view, which is there for as long as the set has rows
 *
 * Makes a set without rows.
 *
 * Returns: (transfer full): the set
 */
GalleyRowSet *
galley_row_set_new (GtkListView *list_view)
{
  GalleyRowSet *self = g_new0 (GalleyRowSet, 1);

  self->list_view = list_view;
  self->rows = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * galley_row_set_free:
 * @self: (transfer full): a set
 *
 * Frees the set.
 */
void
galley_row_set_free (GalleyRowSet *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->rows);
  g_free (self);
}

/**
 * galley_row_set_add:
 * @self: a set
 * @item: an item that was bound
 *
 * Adds the row of an item.
 */
void
galley_row_set_add (GalleyRowSet *self,
                    GtkListItem  *item)
{
  g_return_if_fail (self != NULL);

  g_hash_table_insert (self->rows, gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

/**
 * galley_row_set_remove:
 * @self: a set
 * @item: an item that is not bound any more
 *
 * Takes the row of an item away.
 */
void
galley_row_set_remove (GalleyRowSet *self,
                       GtkListItem  *item)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove (self->rows, gtk_list_item_get_child (item));
}

/**
 * galley_row_set_find:
 * @self: a set
 * @object: an object of the list
 *
 * Finds the row of an object.
 *
 * Returns: (transfer none) (nullable): the row that shows it; %NULL when it is not in view, where rows are not bound
 */
gpointer
galley_row_set_find (GalleyRowSet *self,
                     gpointer      object)
{
  GHashTableIter iter;
  gpointer       row;
  gpointer       shown;

  g_return_val_if_fail (self != NULL, NULL);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, &shown))
    if (shown == object)
      return row;

  return NULL;
}

/**
 * galley_row_set_find_at:
 * @self: a set
 * @y: a height in the list view, in pixels
 * @below: (out): whether it is on the lower half of the row; left alone when there is none
 *
 * Finds the row at a height; below all rows that is the last one.
 *
 * Returns: (transfer none) (nullable): the row, %NULL above all rows
 */
gpointer
galley_row_set_find_at (GalleyRowSet *self,
                        double        y,
                        gboolean     *below)
{
  GHashTableIter iter;
  gpointer       row;
  gpointer       found = NULL;
  float          found_top = 0;

  g_return_val_if_fail (self != NULL, NULL);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      /* What GTK has put around the row, and gives no place when it is out of view. */
      GtkWidget      *item = gtk_widget_get_parent (row);
      graphene_rect_t place;

      if (item == NULL || !gtk_widget_get_mapped (item) ||
          !gtk_widget_compute_bounds (item, GTK_WIDGET (self->list_view), &place))
        continue;
      if (place.origin.y > y || (found != NULL && place.origin.y <= found_top))
        continue;
      found = row;
      found_top = place.origin.y;
      *below = y >= place.origin.y + place.size.height / 2;
    }

  return found;
}

/**
 * galley_row_set_foreach:
 * @self: a set
 * @func: (scope call): called for each row, and does not change the set
 * @user_data: given to @func
 *
 * Calls a function for every row.
 */
void
galley_row_set_foreach (GalleyRowSet *self,
                        GFunc         func,
                        gpointer      user_data)
{
  GHashTableIter iter;
  gpointer       row;

  g_return_if_fail (self != NULL);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    func (row, user_data);
}
