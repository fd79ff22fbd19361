/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-entry"

#include "galley-post-entry.h"

/**
 * galley_post_entry_free:
 * @self: (transfer full): an entry
 *
 * Frees an entry, and lets go of its post.
 */
void
galley_post_entry_free (GalleyPostEntry *self)
{
  g_signal_handler_disconnect (self->post, self->notify_handler);
  g_object_unref (self->post);
  g_free (self->key);
  g_free (self);
}

/**
 * galley_post_entry_follow:
 * @self: an entry
 * @post: a post, which takes the place of the one that was followed
 * @callback: called for each property of @post that changes
 * @user_data: given to @callback
 *
 * Follows a post.
 */
void
galley_post_entry_follow (GalleyPostEntry *self,
                          GalleyPost      *post,
                          GCallback        callback,
                          gpointer         user_data)
{
  if (self->post != NULL)
    g_signal_handler_disconnect (self->post, self->notify_handler);
  g_set_object (&self->post, post);
  self->notify_handler = g_signal_connect (post, "notify", callback, user_data);
}

/**
 * galley_post_entry_get_id:
 * @self: an entry
 *
 * Tells which post it is.
 *
 * Returns: the id of the post
 */
int
galley_post_entry_get_id (const GalleyPostEntry *self)
{
  return galley_record_get_id (GALLEY_RECORD (self->post));
}

static gint64
get_microseconds (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time) : 0;
}

/**
 * galley_post_entry_update:
 * @self: an entry that is in no sequence
 * @sort: an order
 *
 * Takes over what the post is sorted by.
 */
void
galley_post_entry_update (GalleyPostEntry *self,
                          GalleyPostSort   sort)
{
  GalleyRecord *record = GALLEY_RECORD (self->post);
  const char   *title = galley_post_get_title (self->post);

  g_clear_pointer (&self->key, g_free);
  if (sort == GALLEY_POST_SORT_TITLE)
    {
      g_autofree char *folded = g_utf8_casefold (title != NULL ? title : "", -1);

      /* The variant for file names: it takes 10 to be more than 9. */
      self->key = g_utf8_collate_key_for_filename (folded, -1);
    }
  else if (sort == GALLEY_POST_SORT_CREATED)
    self->time = get_microseconds (galley_record_get_created (record));
  else
    self->time = get_microseconds (galley_record_get_updated (record));
}

/**
 * galley_post_entry_matches:
 * @self: an entry
 * @filter: a filter
 *
 * Tells whether the post is to be shown.
 *
 * Returns: whether it is there, and the filter lets it through
 */
gboolean
galley_post_entry_matches (const GalleyPostEntry *self,
                           GalleyPostFilter       filter)
{
  return !self->is_gone && galley_post_filter_matches (filter, galley_post_get_status (self->post));
}

/**
 * galley_post_entry_compare:
 * @first: a [struct@PostEntry]
 * @second: another one
 * @sort: a [enum@PostSort], by GINT_TO_POINTER()
 *
 * Compares two entries by what galley_post_entry_update() took over; never finds two posts equal.
 *
 * Returns: less than 0 when @first comes before @second, else more than 0
 */
int
galley_post_entry_compare (gconstpointer first,
                           gconstpointer second,
                           gpointer      sort)
{
  const GalleyPostEntry *one = first;
  const GalleyPostEntry *other = second;
  int                    order;

  if (GPOINTER_TO_INT (sort) == GALLEY_POST_SORT_TITLE)
    order = g_strcmp0 (one->key, other->key);
  else
    order = (one->time < other->time) - (one->time > other->time);
  if (order != 0)
    return order;

  return galley_post_entry_get_id (other) - galley_post_entry_get_id (one);
}
