/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-selection"

#include "galley-config.h"

#include "galley-section-selection.h"

struct _GalleySectionSelection
{
  GObject parent_instance;

  GListModel *model;    /* (owned) */
  GHashTable *selected; /* (owned) (element-type GObject) each held */
};

static void galley_section_selection_list_model_init (GListModelInterface *interface);
static void galley_section_selection_selection_model_init (GtkSelectionModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleySectionSelection, galley_section_selection, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, galley_section_selection_list_model_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, galley_section_selection_selection_model_init))

static GType
galley_section_selection_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (GALLEY_SECTION_SELECTION (list)->model);
}

static guint
galley_section_selection_get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (GALLEY_SECTION_SELECTION (list)->model);
}

static gpointer
galley_section_selection_get_item (GListModel *list,
                                   guint       position)
{
  return g_list_model_get_item (GALLEY_SECTION_SELECTION (list)->model, position);
}

static void
galley_section_selection_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = galley_section_selection_get_item_type;
  interface->get_n_items = galley_section_selection_get_n_items;
  interface->get_item = galley_section_selection_get_item;
}

static gboolean
galley_section_selection_is_selected (GtkSelectionModel *selection,
                                      guint              position)
{
  GalleySectionSelection *self = GALLEY_SECTION_SELECTION (selection);
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  return item != NULL && g_hash_table_contains (self->selected, item);
}

static GtkBitset *
galley_section_selection_get_selection_in_range (GtkSelectionModel *selection,
                                                 guint              position,
                                                 guint              n_items)
{
  GalleySectionSelection *self = GALLEY_SECTION_SELECTION (selection);
  GtkBitset              *found = gtk_bitset_new_empty ();
  guint                   end = MIN (position + n_items, g_list_model_get_n_items (self->model));

  if (g_hash_table_size (self->selected) == 0)
    return found;

  for (guint i = position; i < end; i++)
    if (galley_section_selection_is_selected (selection, i))
      gtk_bitset_add (found, i);

  return found;
}

static gboolean
set_selected (GalleySectionSelection *self,
              guint                   position,
              gboolean                selected)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  if (item == NULL || g_hash_table_contains (self->selected, item) == selected)
    return FALSE;

  if (selected)
    g_hash_table_add (self->selected, g_steal_pointer (&item));
  else
    g_hash_table_remove (self->selected, item);
  return TRUE;
}

static gboolean
galley_section_selection_set_selection (GtkSelectionModel *selection,
                                        GtkBitset         *selected,
                                        GtkBitset         *mask)
{
  GalleySectionSelection *self = GALLEY_SECTION_SELECTION (selection);
  guint                   n_items = g_list_model_get_n_items (self->model);
  guint                   first = G_MAXUINT, last = 0;
  GtkBitsetIter           iter;
  guint                   position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more && position < n_items;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      if (!set_selected (self, position, gtk_bitset_contains (selected, position)))
        continue;
      first = MIN (first, position);
      last = position;
    }

  if (first <= last)
    gtk_selection_model_selection_changed (selection, first, last - first + 1);
  return TRUE;
}

static void
galley_section_selection_selection_model_init (GtkSelectionModelInterface *interface)
{
  interface->is_selected = galley_section_selection_is_selected;
  interface->get_selection_in_range = galley_section_selection_get_selection_in_range;
  interface->set_selection = galley_section_selection_set_selection;
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  g_list_model_items_changed (user_data, position, n_removed, n_added);
}

static void
galley_section_selection_finalize (GObject *object)
{
  GalleySectionSelection *self = GALLEY_SECTION_SELECTION (object);

  g_hash_table_unref (self->selected);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (galley_section_selection_parent_class)->finalize (object);
}

static void
galley_section_selection_class_init (GalleySectionSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_section_selection_finalize;
}

static void
galley_section_selection_init (GalleySectionSelection *self)
{
  self->selected = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * galley_section_selection_new:
 * @model: what can be selected
 *
 * Returns: (transfer full): a selection in which nothing is selected
 */
GalleySectionSelection *
galley_section_selection_new (GListModel *model)
{
  GalleySectionSelection *self = g_object_new (GALLEY_TYPE_SECTION_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, 0);

  return self;
}

/**
 * galley_section_selection_get_n_selected:
 * @self: a selection
 *
 * Returns: how many are selected
 */
guint
galley_section_selection_get_n_selected (GalleySectionSelection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_SELECTION (self), 0);

  return g_hash_table_size (self->selected);
}

/**
 * galley_section_selection_dup_selected:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type GObject): what is selected, in the order of the model
 */
GPtrArray *
galley_section_selection_dup_selected (GalleySectionSelection *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  guint      n_selected;

  g_return_val_if_fail (GALLEY_IS_SECTION_SELECTION (self), selected);

  n_selected = g_hash_table_size (self->selected);
  for (guint i = 0; selected->len < n_selected && i < g_list_model_get_n_items (self->model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      if (g_hash_table_contains (self->selected, item))
        g_ptr_array_add (selected, g_steal_pointer (&item));
    }

  return selected;
}

/**
 * galley_section_selection_forget_absent:
 * @self: a selection
 *
 * Selects no longer what the model has no longer.  It is not done at every change, since what is moved is gone for a moment.
 */
void
galley_section_selection_forget_absent (GalleySectionSelection *self)
{
  g_autoptr (GPtrArray) present = NULL;

  g_return_if_fail (GALLEY_IS_SECTION_SELECTION (self));

  if (g_hash_table_size (self->selected) == 0)
    return;

  present = galley_section_selection_dup_selected (self);
  if (present->len == g_hash_table_size (self->selected))
    return;
  g_hash_table_remove_all (self->selected);
  for (guint i = 0; i < present->len; i++)
    g_hash_table_add (self->selected, g_object_ref (g_ptr_array_index (present, i)));
  /* No row of the model looks different now; who counts what is selected is told. */
  if (g_list_model_get_n_items (self->model) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, 1);
}
