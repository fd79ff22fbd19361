/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-model"

#include "galley-config.h"

#include "galley-section-model.h"

#include <string.h>

#include "galley-list-diff.h"

/* Changes of elements come in bursts, and their numbers need not be right at once. */
#define COUNT_DELAY_MS 100

struct _GalleySectionModel
{
  GObject parent_instance;

  GalleyContext *context;  /* (owned) (nullable) */
  GPtrArray     *sections; /* (owned) (element-type GalleySection) */
  GHashTable    *by_id;    /* (owned) id → section (unowned) of those in sections */
  GCancellable  *loading;  /* (owned) (nullable) while the list is being fetched */
  int            post_id;
  guint          n_holds;  /* changes of our own that are shown already and not yet in the database */
  gboolean       is_stale; /* the list has to be fetched again */
  guint          counting; /* the source that has the elements counted, 0 for none */
};

static void galley_section_model_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleySectionModel, galley_section_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, galley_section_model_list_model_init))

typedef enum
{
  PROP_LOADING = 1,
} GalleySectionModelProperty;

static GParamSpec *properties[PROP_LOADING + 1];

typedef enum
{
  SIGNAL_CHANGING,
  SIGNAL_SETTLED,
  SIGNAL_LOAD_FAILED,
} GalleySectionModelSignal;

static guint signals[SIGNAL_LOAD_FAILED + 1];

static void load (GalleySectionModel *self);

static GType
galley_section_model_get_item_type (GListModel *list)
{
  return GALLEY_TYPE_SECTION;
}

static guint
galley_section_model_get_n_items (GListModel *list)
{
  return GALLEY_SECTION_MODEL (list)->sections->len;
}

static gpointer
galley_section_model_get_item (GListModel *list,
                               guint       position)
{
  GalleySectionModel *self = GALLEY_SECTION_MODEL (list);

  return position < self->sections->len ? g_object_ref (g_ptr_array_index (self->sections, position)) : NULL;
}

static void
galley_section_model_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = galley_section_model_get_item_type;
  interface->get_n_items = galley_section_model_get_n_items;
  interface->get_item = galley_section_model_get_item;
}

/* One by one would move the rest as often. */
static void
insert_all (GPtrArray *array,
            guint      position,
            gpointer  *additions,
            guint      n_additions)
{
  guint n_after = array->len - position;

  g_ptr_array_set_size (array, (int)(array->len + n_additions));
  memmove (array->pdata + position + n_additions, array->pdata + position, n_after * sizeof (gpointer));
  for (guint i = 0; i < n_additions; i++)
    array->pdata[position + i] = g_object_ref (additions[i]);
}

static void
splice_cb (guint     position,
           guint     n_removals,
           guint     n_additions,
           gpointer *additions,
           gpointer  user_data)
{
  GalleySectionModel *self = user_data;

  if (n_removals > 0)
    g_ptr_array_remove_range (self->sections, position, n_removals);
  if (n_additions > 0)
    insert_all (self->sections, position, additions, n_additions);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removals, n_additions);
}

static GPtrArray *
dup_sections (GalleySectionModel *self)
{
  GPtrArray *sections = g_ptr_array_new_full (self->sections->len, g_object_unref);

  for (guint i = 0; i < self->sections->len; i++)
    g_ptr_array_add (sections, g_object_ref (g_ptr_array_index (self->sections, i)));

  return sections;
}

static void
show (GalleySectionModel *self,
      GPtrArray          *sections)
{
  /* What leaves is kept until the end, since somebody may ask for it meanwhile. */
  g_autoptr (GPtrArray) old = dup_sections (self);

  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < sections->len; i++)
    {
      GalleySection *section = g_ptr_array_index (sections, i);

      g_hash_table_insert (self->by_id, GINT_TO_POINTER (galley_record_get_id (GALLEY_RECORD (section))), section);
    }

  g_signal_emit (self, signals[SIGNAL_CHANGING], 0);
  galley_list_diff (old, sections, splice_cb, self);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
list_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GalleySectionModel) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean again = g_async_result_is_tagged (result, galley_section_store_list_again_async);
  g_autoptr (GListModel) list = again ? galley_section_store_list_again_finish (GALLEY_SECTION_STORE (source), result, &error)
                                      : galley_section_store_list_finish (GALLEY_SECTION_STORE (source), result, &error);
  g_autoptr (GPtrArray) sections = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (list == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_LOAD_FAILED], 0, error);
      return;
    }

  sections = g_ptr_array_new_full (g_list_model_get_n_items (list), g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (sections, g_list_model_get_item (list, i));
  show (self, sections);
  if (self->is_stale)
    load (self);
}

/* One at a time: what changes while a list is on its way has it fetched once more. */
static void
load (GalleySectionModel *self)
{
  self->is_stale = TRUE;
  if (self->context == NULL || self->post_id == 0 || self->loading != NULL || self->n_holds > 0)
    return;

  self->is_stale = FALSE;
  self->loading = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (self->sections->len > 0)
    galley_section_store_list_again_async (galley_context_get_section_store (self->context), self->post_id, self->loading,
                                           list_loaded_cb, g_object_ref (self));
  else
    galley_section_store_list_async (galley_context_get_section_store (self->context), self->post_id, self->loading,
                                     list_loaded_cb, g_object_ref (self));
}

static void
list_changed_cb (GalleyStore *store,
                 int          post_id,
                 gpointer     user_data)
{
  GalleySectionModel *self = user_data;

  if (post_id == self->post_id || post_id == -1)
    load (self);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleySectionModel) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_section_store_count_elements_finish (GALLEY_SECTION_STORE (source), result, &error))
    g_signal_emit (self, signals[SIGNAL_LOAD_FAILED], 0, error);
}

static gboolean
count_cb (gpointer user_data)
{
  GalleySectionModel *self = user_data;

  self->counting = 0;
  galley_section_store_count_elements_async (galley_context_get_section_store (self->context), self->post_id, NULL,
                                             counted_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
changed_cb (GalleyDatabase *database,
            GalleyChange   *change,
            gpointer        user_data)
{
  GalleySectionModel *self = user_data;

  if (self->counting == 0 && galley_change_get_post (change) == self->post_id &&
      g_str_equal (galley_change_get_table (change), "post_section_elements"))
    self->counting = g_timeout_add (COUNT_DELAY_MS, count_cb, self);
}

static void
stop (GalleySectionModel *self)
{
  g_clear_handle_id (&self->counting, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->context != NULL)
    {
      g_signal_handlers_disconnect_by_data (galley_context_get_section_store (self->context), self);
      g_signal_handlers_disconnect_by_data (galley_context_get_database (self->context), self);
    }
  self->n_holds = 0;
  self->is_stale = FALSE;
}

static void
galley_section_model_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch ((GalleySectionModelProperty)property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, galley_section_model_get_loading (GALLEY_SECTION_MODEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_model_dispose (GObject *object)
{
  GalleySectionModel *self = GALLEY_SECTION_MODEL (object);

  stop (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (galley_section_model_parent_class)->dispose (object);
}

static void
galley_section_model_finalize (GObject *object)
{
  GalleySectionModel *self = GALLEY_SECTION_MODEL (object);

  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->by_id);
  G_OBJECT_CLASS (galley_section_model_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  /**
   * GalleySectionModel::changing:
   * @self: the model
   *
   * Steps of a change follow, and then [signal@SectionModel::settled]: who has to know what was before looks now.
   */
  signals[SIGNAL_CHANGING] = g_signal_new ("changing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  /**
   * GalleySectionModel::settled:
   * @self: the model
   *
   * All steps of a change were told of; a section that was moved was gone for a moment and is back now.
   */
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * GalleySectionModel::load-failed:
   * @self: the model
   * @error: why, in the domain of [error@Error]
   *
   * The list could not be fetched; it shows what was there before.
   */
  signals[SIGNAL_LOAD_FAILED] = g_signal_new ("load-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
galley_section_model_class_init (GalleySectionModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_section_model_get_property;
  object_class->dispose = galley_section_model_dispose;
  object_class->finalize = galley_section_model_finalize;

  /**
   * GalleySectionModel:loading: (getter get_loading)
   *
   * Whether the list is being fetched.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
galley_section_model_init (GalleySectionModel *self)
{
  self->sections = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (NULL, NULL);
}

/**
 * galley_section_model_new:
 *
 * Returns: (transfer full): a list in which nothing is, until it is told of a post
 */
GalleySectionModel *
galley_section_model_new (void)
{
  return g_object_new (GALLEY_TYPE_SECTION_MODEL, NULL);
}

/**
 * galley_section_model_set_source:
 * @self: a model
 * @context: (nullable): the database
 * @post_id: a post; 0 for none
 *
 * Shows the sections of a post, as soon as they were fetched.
 */
void
galley_section_model_set_source (GalleySectionModel *self,
                                 GalleyContext      *context,
                                 int                 post_id)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_return_if_fail (GALLEY_IS_SECTION_MODEL (self));
  g_return_if_fail (context == NULL || GALLEY_IS_CONTEXT (context));

  if (self->context == context && self->post_id == post_id)
    return;

  stop (self);
  g_set_object (&self->context, context);
  self->post_id = post_id;
  show (self, nothing);
  if (context != NULL)
    {
      g_signal_connect_object (galley_context_get_section_store (context), "list-changed", G_CALLBACK (list_changed_cb), self, 0);
      g_signal_connect_object (galley_context_get_database (context), "changed", G_CALLBACK (changed_cb), self, 0);
    }
  load (self);
}

/**
 * galley_section_model_get_post_id:
 * @self: a model
 *
 * Returns: the post whose sections these are; 0 for none
 */
int
galley_section_model_get_post_id (GalleySectionModel *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_MODEL (self), 0);

  return self->post_id;
}

/**
 * galley_section_model_get_loading:
 * @self: a model
 *
 * Returns: whether the list is being fetched
 */
gboolean
galley_section_model_get_loading (GalleySectionModel *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_MODEL (self), FALSE);

  return self->loading != NULL;
}

/**
 * galley_section_model_find:
 * @self: a model
 * @section: a section
 * @position: (out) (optional): where it is
 *
 * Returns: whether the section is in the list
 */
gboolean
galley_section_model_find (GalleySectionModel *self,
                           GalleySection      *section,
                           guint              *position)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_MODEL (self), FALSE);

  return g_ptr_array_find (self->sections, section, position);
}

/**
 * galley_section_model_lookup:
 * @self: a model
 * @section_id: the id of a section
 *
 * Returns: (transfer none) (nullable): the section, when it is in the list
 */
GalleySection *
galley_section_model_lookup (GalleySectionModel *self,
                             int                 section_id)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_MODEL (self), NULL);

  return g_hash_table_lookup (self->by_id, GINT_TO_POINTER (section_id));
}

/**
 * galley_section_model_dup_ids:
 * @self: a model
 *
 * Returns: (transfer full) (element-type int): the ids of all sections in their order
 */
GArray *
galley_section_model_dup_ids (GalleySectionModel *self)
{
  GArray *ids;

  g_return_val_if_fail (GALLEY_IS_SECTION_MODEL (self), NULL);

  ids = g_array_sized_new (FALSE, FALSE, sizeof (int), self->sections->len);
  for (guint i = 0; i < self->sections->len; i++)
    {
      int id = galley_record_get_id (g_ptr_array_index (self->sections, i));

      g_array_append_val (ids, id);
    }

  return ids;
}

/* All but some. */
static GPtrArray *
list_others (GalleySectionModel *self,
             GPtrArray          *sections)
{
  g_autoptr (GHashTable) left_out = g_hash_table_new (NULL, NULL);
  GPtrArray *others = g_ptr_array_new_full (self->sections->len, NULL);

  for (guint i = 0; i < sections->len; i++)
    g_hash_table_add (left_out, g_ptr_array_index (sections, i));
  for (guint i = 0; i < self->sections->len; i++)
    if (!g_hash_table_contains (left_out, g_ptr_array_index (self->sections, i)))
      g_ptr_array_add (others, g_ptr_array_index (self->sections, i));

  return others;
}

/**
 * galley_section_model_move:
 * @self: a model
 * @sections: (element-type GalleySection): some of its sections, in the order that they are to have
 * @place: the place that the first is to have, from 1
 *
 * Shows sections at another place, side by side, before the database knows of it.  See [method@SectionModel.hold].
 */
void
galley_section_model_move (GalleySectionModel *self,
                           GPtrArray          *sections,
                           guint               place)
{
  g_autoptr (GPtrArray) order = NULL;
  guint first;

  g_return_if_fail (GALLEY_IS_SECTION_MODEL (self));
  g_return_if_fail (sections != NULL && place > 0);

  order = list_others (self, sections);
  first = MIN (place - 1, order->len);
  for (guint i = 0; i < sections->len; i++)
    g_ptr_array_insert (order, first + i, g_ptr_array_index (sections, i));
  show (self, order);
}

/**
 * galley_section_model_remove:
 * @self: a model
 * @sections: (element-type GalleySection): some of its sections
 *
 * Shows sections no more, before the database knows of it.  See [method@SectionModel.hold].
 */
void
galley_section_model_remove (GalleySectionModel *self,
                             GPtrArray          *sections)
{
  g_autoptr (GPtrArray) others = NULL;

  g_return_if_fail (GALLEY_IS_SECTION_MODEL (self));
  g_return_if_fail (sections != NULL);

  others = list_others (self, sections);
  show (self, others);
}

/**
 * galley_section_model_hold:
 * @self: a model
 *
 * Keeps what is shown until [method@SectionModel.release], called as often: a change that is shown already is on its way to the
 * database, and what is fetched meanwhile may not have it yet.
 */
void
galley_section_model_hold (GalleySectionModel *self)
{
  g_return_if_fail (GALLEY_IS_SECTION_MODEL (self));

  if (self->loading != NULL)
    {
      g_cancellable_cancel (self->loading);
      g_clear_object (&self->loading);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
      self->is_stale = TRUE;
    }
  self->n_holds++;
}

/**
 * galley_section_model_release:
 * @self: a model
 *
 * Ends what [method@SectionModel.hold] began.  Opening another post ends it, too.
 */
void
galley_section_model_release (GalleySectionModel *self)
{
  g_return_if_fail (GALLEY_IS_SECTION_MODEL (self));

  if (self->n_holds > 0)
    self->n_holds--;
  if (self->n_holds == 0 && self->is_stale)
    load (self);
}

/**
 * galley_section_model_reload:
 * @self: a model
 *
 * Has the list fetched again: what was shown before the database refused it is not shown any more then.
 */
void
galley_section_model_reload (GalleySectionModel *self)
{
  g_return_if_fail (GALLEY_IS_SECTION_MODEL (self));

  load (self);
}
