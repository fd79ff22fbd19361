/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-list"

#include "galley-post-list-private.h"

static void galley_post_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyPostList, galley_post_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, galley_post_list_model_init))

typedef enum
{
  PROP_SORT = 1,
  PROP_FILTER,
  PROP_BUILDING,
  PROP_N_POSTS,
} GalleyPostListProperty;

static GParamSpec *properties[PROP_N_POSTS + 1];

static void
post_changed_cb (GalleyPost *post,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  GalleyPostList  *self = user_data;
  GalleyPostEntry *entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (galley_record_get_id (GALLEY_RECORD (post))));

  entry->is_gone = galley_record_get_gone (GALLEY_RECORD (post));
  galley_post_list_mark_dirty (self, entry);
}

static void
take (GalleyPostList *self,
      GalleyPost     *post)
{
  gpointer         id = GINT_TO_POINTER (galley_record_get_id (GALLEY_RECORD (post)));
  GalleyPostEntry *entry = g_hash_table_lookup (self->entries, id);

  if (entry == NULL)
    {
      entry = g_new0 (GalleyPostEntry, 1);
      g_hash_table_insert (self->entries, id, entry);
    }
  /* The row of a record that is gone may have come back as another object. */
  if (entry->post != post)
    galley_post_entry_follow (entry, post, G_CALLBACK (post_changed_cb), self);
  entry->is_gone = galley_record_get_gone (GALLEY_RECORD (post));
  entry->generation = self->generation;
  galley_post_list_mark_dirty (self, entry);
}

static GType
galley_post_list_get_item_type (GListModel *model)
{
  return GALLEY_TYPE_POST;
}

static guint
galley_post_list_get_n_items (GListModel *model)
{
  return GALLEY_POST_LIST (model)->n_shown;
}

static gpointer
galley_post_list_get_item (GListModel *model,
                           guint       position)
{
  GalleyPostList *self = GALLEY_POST_LIST (model);

  if (position >= self->n_shown)
    return NULL;

  return g_object_ref (((GalleyPostEntry *)g_sequence_get (g_sequence_get_iter_at_pos (self->shown, (int)position)))->post);
}

static void
galley_post_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = galley_post_list_get_item_type;
  iface->get_n_items = galley_post_list_get_n_items;
  iface->get_item = galley_post_list_get_item;
}

static void
galley_post_list_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GalleyPostList *self = GALLEY_POST_LIST (object);

  switch ((GalleyPostListProperty)property_id)
    {
    case PROP_SORT:
      g_value_set_enum (value, self->sort);
      break;
    case PROP_FILTER:
      g_value_set_enum (value, self->filter);
      break;
    case PROP_BUILDING:
      g_value_set_boolean (value, galley_post_list_get_building (self));
      break;
    case PROP_N_POSTS:
      g_value_set_uint (value, self->n_posts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_post_list_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GalleyPostList *self = GALLEY_POST_LIST (object);

  switch ((GalleyPostListProperty)property_id)
    {
    case PROP_SORT:
      galley_post_list_set_sort (self, g_value_get_enum (value));
      break;
    case PROP_FILTER:
      galley_post_list_set_filter (self, g_value_get_enum (value));
      break;
    case PROP_BUILDING:
    case PROP_N_POSTS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_post_list_dispose (GObject *object)
{
  GalleyPostList *self = GALLEY_POST_LIST (object);

  g_clear_handle_id (&self->flush_source, g_source_remove);
  G_OBJECT_CLASS (galley_post_list_parent_class)->dispose (object);
}

static void
galley_post_list_finalize (GObject *object)
{
  GalleyPostList *self = GALLEY_POST_LIST (object);

  g_clear_pointer (&self->building, g_sequence_free);
  g_clear_pointer (&self->unsorted, g_ptr_array_unref);
  g_clear_pointer (&self->dirty, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_sequence_free);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (galley_post_list_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyPostList:sort: (getter get_sort) (setter set_sort)
   *
   * In which order they are listed.
   */
  properties[PROP_SORT] = g_param_spec_enum ("sort", NULL, NULL, GALLEY_TYPE_POST_SORT, GALLEY_POST_SORT_CHANGED, flags);
  /**
   * GalleyPostList:filter: (getter get_filter) (setter set_filter)
   *
   * Which of them are listed.
   */
  properties[PROP_FILTER] = g_param_spec_enum ("filter", NULL, NULL, GALLEY_TYPE_POST_FILTER, GALLEY_POST_FILTER_ALL, flags);
  /**
   * GalleyPostList:building: (getter get_building)
   *
   * Whether the list is being put into another order, which it does not show yet.
   */
  properties[PROP_BUILDING] = g_param_spec_boolean ("building", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyPostList:n-posts: (getter get_n_posts)
   *
   * How many posts there are outside of the trash, whatever the filter lets through.
   */
  properties[PROP_N_POSTS] = g_param_spec_uint ("n-posts", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_post_list_class_init (GalleyPostListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_post_list_get_property;
  object_class->set_property = galley_post_list_set_property;
  object_class->dispose = galley_post_list_dispose;
  object_class->finalize = galley_post_list_finalize;
  install_properties (object_class);
}

static void
galley_post_list_init (GalleyPostList *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)galley_post_entry_free);
  self->shown = g_sequence_new (NULL);
  self->dirty = g_ptr_array_new ();
}

/**
 * galley_post_list_new:
 *
 * Returns: (transfer full): an empty list, a list model of [class@Post]
 */
GalleyPostList *
galley_post_list_new (void)
{
  return g_object_new (GALLEY_TYPE_POST_LIST, NULL);
}

/**
 * galley_post_list_get_sort:
 * @self: a list
 *
 * Returns: in which order the posts are listed
 */
GalleyPostSort
galley_post_list_get_sort (GalleyPostList *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_LIST (self), GALLEY_POST_SORT_CHANGED);

  return self->sort;
}

/**
 * galley_post_list_set_sort:
 * @self: a list
 * @sort: in which order the posts are to be listed
 *
 * Sorts the list, in the background; what is shown changes when that is done.
 */
void
galley_post_list_set_sort (GalleyPostList *self,
                           GalleyPostSort  sort)
{
  g_return_if_fail (GALLEY_IS_POST_LIST (self));

  if (self->sort == sort)
    return;

  self->sort = sort;
  galley_post_list_rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/**
 * galley_post_list_get_filter:
 * @self: a list
 *
 * Returns: which posts are listed
 */
GalleyPostFilter
galley_post_list_get_filter (GalleyPostList *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_LIST (self), GALLEY_POST_FILTER_ALL);

  return self->filter;
}

/**
 * galley_post_list_set_filter:
 * @self: a list
 * @filter: which posts are to be listed
 *
 * Lists other posts, in the background; what is shown changes when that is done.
 */
void
galley_post_list_set_filter (GalleyPostList  *self,
                             GalleyPostFilter filter)
{
  g_return_if_fail (GALLEY_IS_POST_LIST (self));

  if (self->filter == filter)
    return;

  self->filter = filter;
  galley_post_list_rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/**
 * galley_post_list_get_building:
 * @self: a list
 *
 * Returns: whether the list is being put into another order, which it does not show yet
 */
gboolean
galley_post_list_get_building (GalleyPostList *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_LIST (self), FALSE);

  return self->building != NULL;
}

/**
 * galley_post_list_get_n_posts:
 * @self: a list
 *
 * Returns: how many posts there are outside of the trash, whatever the filter lets through
 */
guint
galley_post_list_get_n_posts (GalleyPostList *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_LIST (self), 0);

  return self->n_posts;
}

/**
 * galley_post_list_begin:
 * @self: a list
 *
 * Announces that all posts there are will be added; until [method@PostList.end] nothing moves but by [method@PostList.flush].
 */
void
galley_post_list_begin (GalleyPostList *self)
{
  g_return_if_fail (GALLEY_IS_POST_LIST (self));

  self->generation++;
  self->is_held = TRUE;
}

/**
 * galley_post_list_end:
 * @self: a list
 * @is_whole: whether all posts were added, so that one that was not is not there any more
 *
 * Ends what [method@PostList.begin] began.
 */
void
galley_post_list_end (GalleyPostList *self,
                      gboolean        is_whole)
{
  GHashTableIter iter;
  gpointer       data;

  g_return_if_fail (GALLEY_IS_POST_LIST (self));

  self->is_held = FALSE;
  g_hash_table_iter_init (&iter, self->entries);
  while (is_whole && g_hash_table_iter_next (&iter, NULL, &data))
    {
      GalleyPostEntry *entry = data;

      if (entry->generation == self->generation)
        continue;
      entry->is_gone = TRUE;
      galley_post_list_mark_dirty (self, entry);
    }
  galley_post_list_place_all (self);
}

/**
 * galley_post_list_add:
 * @self: a list
 * @post: a post
 *
 * Adds a post, if it is not in the list; it comes into view a little later.
 */
void
galley_post_list_add (GalleyPostList *self,
                      GalleyPost     *post)
{
  GalleyPostEntry *entry;

  g_return_if_fail (GALLEY_IS_POST_LIST (self));
  g_return_if_fail (GALLEY_IS_POST (post));

  entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (galley_record_get_id (GALLEY_RECORD (post))));
  /* A post that is known tells of itself what happens to it. */
  if (entry != NULL && entry->post == post)
    entry->generation = self->generation;
  else
    take (self, post);
}

/**
 * galley_post_list_flush:
 * @self: a list
 *
 * Brings what was added into view now.
 */
void
galley_post_list_flush (GalleyPostList *self)
{
  g_return_if_fail (GALLEY_IS_POST_LIST (self));

  galley_post_list_place_all (self);
}

/**
 * galley_post_list_clear:
 * @self: a list
 *
 * Forgets all posts.
 */
void
galley_post_list_clear (GalleyPostList *self)
{
  guint n_before;

  g_return_if_fail (GALLEY_IS_POST_LIST (self));

  n_before = self->n_shown;
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->building, g_sequence_free);
  g_clear_pointer (&self->unsorted, g_ptr_array_unref);
  g_clear_handle_id (&self->flush_source, g_source_remove);
  g_ptr_array_set_size (self->dirty, 0);
  g_sequence_remove_range (g_sequence_get_begin_iter (self->shown), g_sequence_get_end_iter (self->shown));
  g_hash_table_remove_all (self->entries);
  self->is_held = FALSE;
  self->n_posts = 0;
  if (n_before > 0)
    galley_post_list_announce (self, 0, n_before, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_POSTS]);
}

/**
 * galley_post_list_contains:
 * @self: a list
 * @id: the id of a post
 *
 * Returns: whether the post is in the list, be it not shown
 */
gboolean
galley_post_list_contains (GalleyPostList *self,
                           int             id)
{
  const GalleyPostEntry *entry;

  g_return_val_if_fail (GALLEY_IS_POST_LIST (self), FALSE);

  entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (id));
  return entry != NULL && !entry->is_gone;
}

/**
 * galley_post_list_find:
 * @self: a list
 * @id: the id of a post
 * @position: (out): where it is
 *
 * Finds the row of a post.  @position is left alone when there is none.
 *
 * Returns: whether the post is shown; not while the list is being put into another order
 */
gboolean
galley_post_list_find (GalleyPostList *self,
                       int             id,
                       guint          *position)
{
  const GalleyPostEntry *entry;

  g_return_val_if_fail (GALLEY_IS_POST_LIST (self), FALSE);

  entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (id));
  if (entry == NULL || entry->place == NULL || self->building != NULL)
    return FALSE;

  *position = (guint)g_sequence_iter_get_position (entry->place);
  return TRUE;
}
