/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list-showing"

#include "galley-config.h"

#include "galley-element-list-private.h"

/* Going to an element, as soon as it is listed. */

static GalleyElement *
dup_wanted (GalleyElementList *self,
            guint             *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->filtered)); i++)
    {
      g_autoptr (GalleyElement) element = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);

      if (galley_record_get_id (GALLEY_RECORD (element)) == self->wanted_id)
        {
          *position = i;
          return g_steal_pointer (&element);
        }
    }

  return NULL;
}

/**
 * galley_element_list_show_wanted:
 * @self: the widget
 *
 * Goes to the element that is waited for, if the elements are here now.  Where it is not among them, it was deleted meanwhile: the
 * keyboard goes to those that are.
 */
void
galley_element_list_show_wanted (GalleyElementList *self)
{
  g_autoptr (GalleyElement) element = NULL;
  GalleyElementRow *row;
  guint             position = 0;

  if (self->wanted_id == 0 || self->loading != NULL)
    return;

  element = dup_wanted (self, &position);
  self->wanted_id = 0;
  if (element == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  row = galley_element_list_find_row (self, element);
  gtk_widget_grab_focus (row != NULL ? gtk_widget_get_parent (GTK_WIDGET (row)) : GTK_WIDGET (self->list));
}

/**
 * galley_element_list_show_element:
 * @self: the widget, with a section
 * @element_id: the id of one of its elements
 *
 * Selects an element and puts the keyboard on it, as soon as the elements are here.
 */
void
galley_element_list_show_element (GalleyElementList *self,
                                  int                element_id)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_LIST (self));
  g_return_if_fail (element_id > 0);

  /* It may be of a type that is not listed. */
  g_object_set (self, "filter", GALLEY_ELEMENT_FILTER_ALL, NULL);
  self->wanted_id = element_id;
  galley_element_list_show_wanted (self);
}
