/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-row-place"

#include "galley-config.h"

#include "galley-row-place.h"

struct _GalleyRowPlace
{
  GtkWidget parent_instance;

  GtkListItem *item; /* (unowned) holds this */
  int          height;
};

G_DEFINE_FINAL_TYPE (GalleyRowPlace, galley_row_place, GTK_TYPE_WIDGET)

static void
galley_row_place_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? GALLEY_ROW_PLACE (widget)->height : 0;
}

static void
galley_row_place_class_init (GalleyRowPlaceClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = galley_row_place_measure;
}

static void
galley_row_place_init (GalleyRowPlace *self)
{
}

/**
 * galley_row_place_new:
 * @item: what it stands in
 * @height: how tall it is, in pixels
 *
 * Returns: (transfer floating): an empty widget in the place of a row that is still to be made
 */
GtkWidget *
galley_row_place_new (GtkListItem *item,
                      int          height)
{
  GalleyRowPlace *self = g_object_new (GALLEY_TYPE_ROW_PLACE, NULL);

  self->item = item;
  self->height = height;

  return GTK_WIDGET (self);
}

/**
 * galley_row_place_get_item:
 * @self: a place
 *
 * Returns: (transfer none): what it stands in
 */
GtkListItem *
galley_row_place_get_item (GalleyRowPlace *self)
{
  g_return_val_if_fail (GALLEY_IS_ROW_PLACE (self), NULL);

  return self->item;
}
