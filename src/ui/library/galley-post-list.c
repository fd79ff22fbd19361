/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-list"

#include "galley-config.h"

#include "galley-post-list.h"

#include "galley-slices.h"

/* More changes than these are told as one. */
#define MANY 50

/* Before anything is drawn, so that no frame shows half of a change. */
#define FLUSH_PRIORITY (G_PRIORITY_HIGH_IDLE + 10)

/* What the list knows of a post.  The values that it is sorted by are copies, which change only when the post takes its new place: a search
 * in the sequence needs them to be in order. */
typedef struct
{
  GalleyPost    *post; /* (owned) */
  gulong         notify_handler;
  GSequenceIter *place;      /* (nullable) where it is shown */
  gint64         time;       /* microseconds, of the change or of the making */
  char          *key;        /* (owned) (nullable) of the title */
  guint          generation; /* of the loading that it was seen in */
  gboolean       is_listed;  /* counted as one that is not in the trash */
  gboolean       is_dirty;
  gboolean       is_gone;
} Entry;

struct _GalleyPostList
{
  GObject parent_instance;

  GHashTable *entries; /* (owned) id → Entry (owned) */
  GSequence  *shown;   /* (owned) of Entry, those that the filter lets through, in order */
  GPtrArray  *dirty;   /* (owned) of Entry, to be put where they belong */
  guint       flush_source;

  GSequence    *building;    /* (owned) (nullable) what will be shown, while it is being put in order */
  GPtrArray    *unsorted;    /* (owned) (nullable) of Entry, what goes into it */
  GCancellable *cancellable; /* (owned) ends that */
  gboolean      is_stale;    /* the order or the filter changed meanwhile */

  guint    n_shown; /* how many have been announced */
  guint    n_posts; /* how many are not in the trash */
  guint    generation;
  gboolean is_held; /* nothing is to move, since more is to come */

  GalleyPostSort   sort;
  GalleyPostFilter filter;
};

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

static void build (GalleyPostList *self);

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_signal_handler_disconnect (entry->post, entry->notify_handler);
  g_object_unref (entry->post);
  g_free (entry->key);
  g_free (entry);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Entry *first = a;
  const Entry *second = b;
  int          order;

  if (GPOINTER_TO_INT (user_data) == GALLEY_POST_SORT_TITLE)
    order = g_strcmp0 (first->key, second->key);
  else
    order = (first->time < second->time) - (first->time > second->time);
  if (order != 0)
    return order;

  return galley_record_get_id (GALLEY_RECORD (second->post)) - galley_record_get_id (GALLEY_RECORD (first->post));
}

static gint64
get_microseconds (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time) : 0;
}

/* Takes over what a post is sorted by. */
static void
update_entry (GalleyPostList *self,
              Entry          *entry)
{
  GalleyRecord *record = GALLEY_RECORD (entry->post);
  const char   *title = galley_post_get_title (entry->post);

  g_clear_pointer (&entry->key, g_free);
  if (self->sort == GALLEY_POST_SORT_TITLE)
    {
      g_autofree char *folded = g_utf8_casefold (title != NULL ? title : "", -1);

      /* The variant for file names: it takes 10 to be more than 9. */
      entry->key = g_utf8_collate_key_for_filename (folded, -1);
    }
  else if (self->sort == GALLEY_POST_SORT_CREATED)
    entry->time = get_microseconds (galley_record_get_created (record));
  else
    entry->time = get_microseconds (galley_record_get_updated (record));
}

static gboolean
is_to_be_shown (GalleyPostList *self,
                Entry          *entry)
{
  return !entry->is_gone && galley_post_filter_matches (self->filter, galley_post_get_status (entry->post));
}

static void
count (GalleyPostList *self,
       Entry          *entry)
{
  gboolean is_listed = !entry->is_gone && galley_post_get_status (entry->post) != GALLEY_POST_STATUS_DELETED;

  if (is_listed == entry->is_listed)
    return;

  entry->is_listed = is_listed;
  if (is_listed)
    self->n_posts++;
  else
    self->n_posts--;
}

static void
announce (GalleyPostList *self,
          guint           position,
          guint           removed,
          guint           added)
{
  self->n_shown += added - removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
insert_entry (GalleyPostList *self,
              Entry          *entry)
{
  entry->place = g_sequence_insert_sorted (self->shown, entry, compare_entries, GINT_TO_POINTER (self->sort));
  announce (self, g_sequence_iter_get_position (entry->place), 0, 1);
}

static void
remove_entry (GalleyPostList *self,
              Entry          *entry)
{
  guint position = g_sequence_iter_get_position (entry->place);

  g_sequence_remove (g_steal_pointer (&entry->place));
  announce (self, position, 1, 0);
}

/* Told as one change from the old place to the new one: a selection follows what is in both. */
static void
move_entry (GalleyPostList *self,
            Entry          *entry)
{
  guint before = g_sequence_iter_get_position (entry->place);
  guint after;

  g_sequence_remove (entry->place);
  entry->place = g_sequence_insert_sorted (self->shown, entry, compare_entries, GINT_TO_POINTER (self->sort));
  after = g_sequence_iter_get_position (entry->place);
  if (after != before)
    announce (self, MIN (before, after), MAX (before, after) - MIN (before, after) + 1, MAX (before, after) - MIN (before, after) + 1);
}

static void
place_entry (GalleyPostList *self,
             Entry          *entry)
{
  gboolean is_shown = is_to_be_shown (self, entry);

  entry->is_dirty = FALSE;
  count (self, entry);
  update_entry (self, entry);
  if (entry->place != NULL && !is_shown)
    remove_entry (self, entry);
  else if (entry->place != NULL)
    move_entry (self, entry);
  else if (is_shown)
    insert_entry (self, entry);
  if (entry->is_gone)
    g_hash_table_remove (self->entries, GINT_TO_POINTER (galley_record_get_id (GALLEY_RECORD (entry->post))));
}

static void
place_dirty (GalleyPostList *self)
{
  g_autoptr (GPtrArray) dirty = g_steal_pointer (&self->dirty);
  guint n_posts = self->n_posts;

  self->dirty = g_ptr_array_new ();
  for (guint i = 0; i < dirty->len; i++)
    place_entry (self, g_ptr_array_index (dirty, i));
  if (n_posts != self->n_posts)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_POSTS]);
}

static void
flush (GalleyPostList *self)
{
  g_clear_handle_id (&self->flush_source, g_source_remove);
  if (self->building != NULL)
    return;

  if (self->dirty->len <= MANY)
    {
      place_dirty (self);
      return;
    }
  for (guint i = 0; i < self->dirty->len; i++)
    ((Entry *)g_ptr_array_index (self->dirty, i))->is_dirty = FALSE;
  g_ptr_array_set_size (self->dirty, 0);
  build (self);
}

static gboolean
flush_cb (gpointer user_data)
{
  GalleyPostList *self = user_data;

  self->flush_source = 0;
  if (!self->is_held)
    flush (self);

  return G_SOURCE_REMOVE;
}

static void
mark_dirty (GalleyPostList *self,
            Entry          *entry)
{
  if (!entry->is_dirty)
    g_ptr_array_add (self->dirty, entry);
  entry->is_dirty = TRUE;
  if (self->flush_source == 0)
    self->flush_source = g_idle_add_full (FLUSH_PRIORITY, flush_cb, self, NULL);
}

static void
post_changed_cb (GalleyPost *post,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  GalleyPostList *self = user_data;
  Entry          *entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (galley_record_get_id (GALLEY_RECORD (post))));

  entry->is_gone = galley_record_get_gone (GALLEY_RECORD (post));
  mark_dirty (self, entry);
}

/* Puts the posts in order besides what is shown, in slices, and then shows them all at once. */
static gboolean
build_slice (guint    index,
             gpointer user_data,
             GError **error)
{
  GalleyPostList *self = user_data;
  Entry          *entry = g_ptr_array_index (self->unsorted, index);

  entry->place = NULL;
  count (self, entry);
  update_entry (self, entry);
  if (is_to_be_shown (self, entry))
    entry->place = g_sequence_insert_sorted (self->building, entry, compare_entries, GINT_TO_POINTER (self->sort));

  return TRUE;
}

static gboolean
is_over (gpointer id,
         gpointer data,
         gpointer user_data)
{
  const Entry *entry = data;

  return entry->is_gone && !entry->is_dirty;
}

static void
show_built (GalleyPostList *self)
{
  guint n_before = self->n_shown;

  g_clear_pointer (&self->shown, g_sequence_free);
  self->shown = g_steal_pointer (&self->building);
  g_clear_pointer (&self->unsorted, g_ptr_array_unref);
  g_hash_table_foreach_remove (self->entries, is_over, NULL);
  announce (self, 0, n_before, g_sequence_get_length (self->shown));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_POSTS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUILDING]);
}

static void
built_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GalleyPostList) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The only error is that the list was cleared meanwhile. */
  if (!galley_slices_run_finish (result, &error))
    return;

  if (self->is_stale)
    {
      g_clear_pointer (&self->building, g_sequence_free);
      g_clear_pointer (&self->unsorted, g_ptr_array_unref);
      build (self);
      return;
    }
  show_built (self);
  flush (self);
}

static void
build (GalleyPostList *self)
{
  GHashTableIter iter;
  gpointer       entry;

  self->is_stale = FALSE;
  self->building = g_sequence_new (NULL);
  self->unsorted = g_ptr_array_sized_new (g_hash_table_size (self->entries));
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (self->unsorted, entry);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUILDING]);
  galley_slices_run_async (self->unsorted->len, build_slice, self, NULL, self->cancellable, built_cb, g_object_ref (self));
}

static void
rebuild (GalleyPostList *self)
{
  if (self->building != NULL)
    self->is_stale = TRUE;
  else
    build (self);
}

static Entry *
take (GalleyPostList *self,
      GalleyPost     *post)
{
  gpointer id = GINT_TO_POINTER (galley_record_get_id (GALLEY_RECORD (post)));
  Entry   *entry = g_hash_table_lookup (self->entries, id);

  /* The row of a record that is gone may have come back as another object. */
  if (entry != NULL && entry->post != post)
    {
      g_signal_handler_disconnect (entry->post, entry->notify_handler);
      g_set_object (&entry->post, post);
      entry->notify_handler = g_signal_connect (post, "notify", G_CALLBACK (post_changed_cb), self);
    }
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->post = g_object_ref (post);
      entry->notify_handler = g_signal_connect (post, "notify", G_CALLBACK (post_changed_cb), self);
      g_hash_table_insert (self->entries, id, entry);
    }
  entry->is_gone = galley_record_get_gone (GALLEY_RECORD (post));
  entry->generation = self->generation;
  mark_dirty (self, entry);

  return entry;
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

  return g_object_ref (((Entry *)g_sequence_get (g_sequence_get_iter_at_pos (self->shown, (int)position)))->post);
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
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, free_entry);
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
  rebuild (self);
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
  rebuild (self);
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
      Entry *entry = data;

      if (entry->generation == self->generation)
        continue;
      entry->is_gone = TRUE;
      mark_dirty (self, entry);
    }
  flush (self);
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
  Entry *entry;

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

  flush (self);
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
    announce (self, 0, n_before, 0);
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
  const Entry *entry;

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
  const Entry *entry;

  g_return_val_if_fail (GALLEY_IS_POST_LIST (self), FALSE);

  entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (id));
  if (entry == NULL || entry->place == NULL || self->building != NULL)
    return FALSE;

  *position = (guint)g_sequence_iter_get_position (entry->place);
  return TRUE;
}
