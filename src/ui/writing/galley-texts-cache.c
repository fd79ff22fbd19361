/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-texts-cache"

#include "galley-config.h"

#include "galley-texts-cache.h"

struct _GalleyTextsCache
{
  GObject parent_instance;

  GalleyDrafts *drafts; /* (owned) */
  GHashTable   *links;  /* (owned) the id of a section to its link in the queue */
  GQueue        queue;  /* (owned) the texts, those that were asked for last at the head */
  guint         most;
};

G_DEFINE_FINAL_TYPE (GalleyTextsCache, galley_texts_cache, G_TYPE_OBJECT)

static void
galley_texts_cache_finalize (GObject *object)
{
  GalleyTextsCache *self = GALLEY_TEXTS_CACHE (object);

  g_hash_table_unref (self->links);
  g_queue_clear_full (&self->queue, g_object_unref);
  g_clear_object (&self->drafts);
  G_OBJECT_CLASS (galley_texts_cache_parent_class)->finalize (object);
}

static void
galley_texts_cache_class_init (GalleyTextsCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_texts_cache_finalize;
}

static void
galley_texts_cache_init (GalleyTextsCache *self)
{
  self->links = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->queue);
}

/**
 * galley_texts_cache_new:
 * @drafts: the drafts of a database
 * @most: how many sections to keep
 *
 * Returns: (transfer full): a cache without sections
 */
GalleyTextsCache *
galley_texts_cache_new (GalleyDrafts *drafts,
                        guint         most)
{
  GalleyTextsCache *self;

  g_return_val_if_fail (GALLEY_IS_DRAFTS (drafts), NULL);
  g_return_val_if_fail (most > 0, NULL);

  self = g_object_new (GALLEY_TYPE_TEXTS_CACHE, NULL);
  self->drafts = g_object_ref (drafts);
  self->most = most;
  return self;
}

static int
get_id (GalleySectionTexts *texts)
{
  return galley_record_get_id (GALLEY_RECORD (galley_section_texts_get_section (texts)));
}

static void
drop_link (GalleyTextsCache *self,
           GList            *link)
{
  GalleySectionTexts *texts = link->data;

  g_hash_table_remove (self->links, GINT_TO_POINTER (get_id (texts)));
  g_queue_delete_link (&self->queue, link);
  g_object_unref (texts);
}

/**
 * galley_texts_cache_get:
 * @self: a cache
 * @section: a section
 *
 * Gives the texts of a section, those that are there or new ones.  What is forgotten for that is saved by its drafts.
 *
 * Returns: (transfer none): the texts
 */
GalleySectionTexts *
galley_texts_cache_get (GalleyTextsCache *self,
                        GalleySection    *section)
{
  int    id;
  GList *link;

  g_return_val_if_fail (GALLEY_IS_TEXTS_CACHE (self), NULL);
  g_return_val_if_fail (GALLEY_IS_SECTION (section), NULL);

  id = galley_record_get_id (GALLEY_RECORD (section));
  link = g_hash_table_lookup (self->links, GINT_TO_POINTER (id));
  if (link != NULL)
    {
      g_queue_unlink (&self->queue, link);
      g_queue_push_head_link (&self->queue, link);
      return link->data;
    }

  g_queue_push_head (&self->queue, galley_section_texts_new (self->drafts, section));
  g_hash_table_insert (self->links, GINT_TO_POINTER (id), self->queue.head);
  if (self->queue.length > self->most)
    drop_link (self, self->queue.tail);
  return self->queue.head->data;
}

/**
 * galley_texts_cache_lookup:
 * @self: a cache
 * @section_id: the id of a section
 *
 * Returns: (transfer none) (nullable): the texts of a section that was written in lately
 */
GalleySectionTexts *
galley_texts_cache_lookup (GalleyTextsCache *self,
                           int               section_id)
{
  GList *link;

  g_return_val_if_fail (GALLEY_IS_TEXTS_CACHE (self), NULL);

  link = g_hash_table_lookup (self->links, GINT_TO_POINTER (section_id));
  return link != NULL ? link->data : NULL;
}

/**
 * galley_texts_cache_get_n_sections:
 * @self: a cache
 *
 * Returns: how many sections are kept
 */
guint
galley_texts_cache_get_n_sections (GalleyTextsCache *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXTS_CACHE (self), 0);

  return self->queue.length;
}
