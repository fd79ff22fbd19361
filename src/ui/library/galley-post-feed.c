/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-feed"

#include "galley-config.h"

#include "galley-post-feed.h"

#include "galley-error.h"
#include "galley-slices.h"

/* More posts that came at once are fetched with the whole list. */
#define MOST_FETCHES 50

struct _GalleyPostFeed
{
  GObject parent_instance;

  GalleyPostStore *store;       /* (owned) */
  GalleyPostList  *list;        /* (owned) */
  GCancellable    *cancellable; /* (owned) */
  guint            n_fetches;   /* of single posts, under way */
  gboolean         loading;     /* the whole is being fetched */
  gboolean         is_again;    /* and is to be fetched once more */
};

G_DEFINE_FINAL_TYPE (GalleyPostFeed, galley_post_feed, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADING = 1,
} GalleyPostFeedProperty;

static GParamSpec *properties[PROP_LOADING + 1];

static guint failed_signal;

static void load (GalleyPostFeed *self);

static void
fail (GalleyPostFeed *self,
      const GError   *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, failed_signal, 0, error);
}

/* Ends the loading.  Without all posts nothing can be said of those that did not come. */
static void
end_loading (GalleyPostFeed *self,
             const GError   *error)
{
  self->loading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  galley_post_list_end (self->list, error == NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (error != NULL)
    fail (self, error);
  else if (self->is_again)
    load (self);
}

typedef struct
{
  GalleyPostFeed *feed;  /* (owned) */
  GListModel     *posts; /* (owned) */
  gboolean        deleted;
} Part;

static void
free_part (Part *part)
{
  g_object_unref (part->feed);
  g_object_unref (part->posts);
  g_free (part);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, free_part)

static gboolean
add_slice (guint    index,
           gpointer user_data,
           GError **error)
{
  Part *part = user_data;
  g_autoptr (GalleyPost) post = g_list_model_get_item (part->posts, index);

  galley_post_list_add (part->feed->list, post);
  return TRUE;
}

static void trash_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
part_added_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Part) part = user_data;
  GalleyPostFeed *self = part->feed;
  g_autoptr (GError) error = NULL;

  if (!galley_slices_run_finish (result, &error) || part->deleted)
    {
      end_loading (self, error);
      return;
    }

  /* The posts are shown before the trash is looked at. */
  galley_post_list_flush (self->list);
  galley_post_store_trash_async (self->store, self->cancellable, trash_listed_cb, g_object_ref (self));
}

static void
add_part (GalleyPostFeed *self,
          GListModel     *posts,
          gboolean        deleted)
{
  Part *part = g_new0 (Part, 1);

  part->feed = g_object_ref (self);
  part->posts = g_object_ref (posts);
  part->deleted = deleted;
  galley_slices_run_async (g_list_model_get_n_items (posts), add_slice, part, NULL, self->cancellable, part_added_cb, part);
}

static void
trash_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GalleyPostFeed) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) posts = galley_post_store_trash_finish (GALLEY_POST_STORE (source), result, &error);

  if (posts != NULL)
    add_part (self, posts, TRUE);
  else
    end_loading (self, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyPostFeed) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) posts = galley_post_store_list_finish (GALLEY_POST_STORE (source), result, &error);

  if (posts != NULL)
    add_part (self, posts, FALSE);
  else
    end_loading (self, error);
}

static void
load (GalleyPostFeed *self)
{
  /* What is under way may have been read too early. */
  self->is_again = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
  galley_post_list_begin (self->list);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  galley_post_store_list_async (self->store, self->cancellable, listed_cb, g_object_ref (self));
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleyPostFeed) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);

  self->n_fetches--;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (post != NULL)
    galley_post_list_add (self->list, post);
  else if (!g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND))
    fail (self, error);
}

/* A post that is in the list tells of itself what happens to it; only others are news. */
static void
list_changed_cb (GalleyPostStore *store,
                 int              post_id,
                 gpointer         user_data)
{
  GalleyPostFeed *self = user_data;

  if (post_id < 0)
    load (self);
  else if (galley_post_list_contains (self->list, post_id))
    return;
  else if (self->n_fetches >= MOST_FETCHES)
    load (self);
  else
    {
      self->n_fetches++;
      galley_post_store_get_async (store, post_id, self->cancellable, fetched_cb, g_object_ref (self));
    }
}

static void
galley_post_feed_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GalleyPostFeed *self = GALLEY_POST_FEED (object);

  switch ((GalleyPostFeedProperty)property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_post_feed_finalize (GObject *object)
{
  GalleyPostFeed *self = GALLEY_POST_FEED (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->list);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (galley_post_feed_parent_class)->finalize (object);
}

static void
galley_post_feed_class_init (GalleyPostFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_post_feed_get_property;
  object_class->finalize = galley_post_feed_finalize;

  /**
   * GalleyPostFeed:loading: (getter get_loading)
   *
   * Whether all posts are being fetched.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleyPostFeed::failed:
   * @self: a feed
   * @error: why, in the domain of [error@Error]
   *
   * Posts could not be fetched; what the list shows may be old.
   */
  failed_signal = g_signal_new ("failed", GALLEY_TYPE_POST_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
galley_post_feed_init (GalleyPostFeed *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_post_feed_new:
 * @store: where the posts come from
 * @list: where they go
 *
 * Begins to fetch all posts.  What is under way holds the feed; [method@PostFeed.stop] ends it.
 *
 * Returns: (transfer full): the feed
 */
GalleyPostFeed *
galley_post_feed_new (GalleyPostStore *store,
                      GalleyPostList  *list)
{
  GalleyPostFeed *self;

  g_return_val_if_fail (GALLEY_IS_POST_STORE (store), NULL);
  g_return_val_if_fail (GALLEY_IS_POST_LIST (list), NULL);

  self = g_object_new (GALLEY_TYPE_POST_FEED, NULL);
  self->store = g_object_ref (store);
  self->list = g_object_ref (list);
  g_signal_connect_object (store, "list-changed", G_CALLBACK (list_changed_cb), self, 0);
  load (self);

  return self;
}

/**
 * galley_post_feed_get_loading:
 * @self: a feed
 *
 * Returns: whether all posts are being fetched
 */
gboolean
galley_post_feed_get_loading (GalleyPostFeed *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_FEED (self), FALSE);

  return self->loading;
}

/**
 * galley_post_feed_stop:
 * @self: a feed
 *
 * Leaves the list alone from now on.
 */
void
galley_post_feed_stop (GalleyPostFeed *self)
{
  g_return_if_fail (GALLEY_IS_POST_FEED (self));

  g_signal_handlers_disconnect_by_data (self->store, self);
  g_cancellable_cancel (self->cancellable);
}
