/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-list-placing"

#include "galley-post-list-private.h"

#include "galley-slices.h"

/* How posts come to where they belong: a few at once, each by itself; many, or in another order, in the background. */

/* More changes than these are told as one. */
#define MANY 50

/* Before anything is drawn, so that no frame shows half of a change. */
#define FLUSH_PRIORITY (G_PRIORITY_HIGH_IDLE + 10)

static void build (GalleyPostList *self);

static void
count (GalleyPostList  *self,
       GalleyPostEntry *entry)
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

/**
 * galley_post_list_announce:
 * @self: a list
 * @position: where
 * @removed: how many posts went
 * @added: how many came
 *
 * Tells of a change of what is shown.
 */
void
galley_post_list_announce (GalleyPostList *self,
                           guint           position,
                           guint           removed,
                           guint           added)
{
  self->n_shown += added - removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
insert_entry (GalleyPostList  *self,
              GalleyPostEntry *entry)
{
  entry->place = g_sequence_insert_sorted (self->shown, entry, galley_post_entry_compare, GINT_TO_POINTER (self->sort));
  galley_post_list_announce (self, g_sequence_iter_get_position (entry->place), 0, 1);
}

static void
remove_entry (GalleyPostList  *self,
              GalleyPostEntry *entry)
{
  guint position = g_sequence_iter_get_position (entry->place);

  g_sequence_remove (g_steal_pointer (&entry->place));
  galley_post_list_announce (self, position, 1, 0);
}

/* Told as one change from the old place to the new one: a selection follows what is in both. */
static void
move_entry (GalleyPostList  *self,
            GalleyPostEntry *entry)
{
  guint before = g_sequence_iter_get_position (entry->place);
  guint after;
  guint n_between;

  g_sequence_remove (entry->place);
  entry->place = g_sequence_insert_sorted (self->shown, entry, galley_post_entry_compare, GINT_TO_POINTER (self->sort));
  after = g_sequence_iter_get_position (entry->place);
  n_between = MAX (before, after) - MIN (before, after) + 1;
  if (after != before)
    galley_post_list_announce (self, MIN (before, after), n_between, n_between);
}

static void
place_entry (GalleyPostList  *self,
             GalleyPostEntry *entry)
{
  gboolean is_shown = galley_post_entry_matches (entry, self->filter);

  entry->is_dirty = FALSE;
  count (self, entry);
  galley_post_entry_update (entry, self->sort);
  if (entry->place != NULL && !is_shown)
    remove_entry (self, entry);
  else if (entry->place != NULL)
    move_entry (self, entry);
  else if (is_shown)
    insert_entry (self, entry);
  if (entry->is_gone)
    g_hash_table_remove (self->entries, GINT_TO_POINTER (galley_post_entry_get_id (entry)));
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
    g_object_notify (G_OBJECT (self), "n-posts");
}

/**
 * galley_post_list_place_all:
 * @self: a list
 *
 * Puts what has changed where it belongs, now.
 */
void
galley_post_list_place_all (GalleyPostList *self)
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
    ((GalleyPostEntry *)g_ptr_array_index (self->dirty, i))->is_dirty = FALSE;
  g_ptr_array_set_size (self->dirty, 0);
  build (self);
}

static gboolean
flush_cb (gpointer user_data)
{
  GalleyPostList *self = user_data;

  self->flush_source = 0;
  if (!self->is_held)
    galley_post_list_place_all (self);

  return G_SOURCE_REMOVE;
}

/**
 * galley_post_list_mark_dirty:
 * @self: a list
 * @entry: one of its entries
 *
 * Has a post put where it belongs, soon.
 */
void
galley_post_list_mark_dirty (GalleyPostList  *self,
                             GalleyPostEntry *entry)
{
  if (!entry->is_dirty)
    g_ptr_array_add (self->dirty, entry);
  entry->is_dirty = TRUE;
  if (self->flush_source == 0)
    self->flush_source = g_idle_add_full (FLUSH_PRIORITY, flush_cb, self, NULL);
}

/* Puts the posts in order besides what is shown, in slices, and then shows them all at once. */
static gboolean
build_slice (guint    index,
             gpointer user_data,
             GError **error)
{
  GalleyPostList  *self = user_data;
  GalleyPostEntry *entry = g_ptr_array_index (self->unsorted, index);

  entry->place = NULL;
  count (self, entry);
  galley_post_entry_update (entry, self->sort);
  if (galley_post_entry_matches (entry, self->filter))
    entry->place = g_sequence_insert_sorted (self->building, entry, galley_post_entry_compare, GINT_TO_POINTER (self->sort));

  return TRUE;
}

static gboolean
is_over (gpointer id,
         gpointer data,
         gpointer user_data)
{
  const GalleyPostEntry *entry = data;

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
  galley_post_list_announce (self, 0, n_before, g_sequence_get_length (self->shown));
  g_object_notify (G_OBJECT (self), "n-posts");
  g_object_notify (G_OBJECT (self), "building");
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
  galley_post_list_place_all (self);
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
  g_object_notify (G_OBJECT (self), "building");
  galley_slices_run_async (self->unsorted->len, build_slice, self, NULL, self->cancellable, built_cb, g_object_ref (self));
}

/**
 * galley_post_list_rebuild:
 * @self: a list
 *
 * Puts all posts in order, in the background.
 */
void
galley_post_list_rebuild (GalleyPostList *self)
{
  if (self->building != NULL)
    self->is_stale = TRUE;
  else
    build (self);
}
