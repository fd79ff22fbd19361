/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-identity-map"

#include "galley-identity-map.h"

struct _GalleyIdentityMap
{
  GHashTable *entries; /* (owned) id → Entry (owned) */
};

typedef struct
{
  GalleyIdentityMap *map;    /* (unowned) */
  GalleyRecord      *record; /* (unowned) watched by a weak reference */
  int                id;     /* a record that is being finalized cannot be asked for it */
} Entry;

static void
forget_cb (gpointer user_data,
           GObject *where_the_object_was)
{
  Entry *entry = user_data;

  g_hash_table_remove (entry->map->entries, GINT_TO_POINTER (entry->id));
}

/**
 * galley_identity_map_new:
 *
 * Makes an empty map.
 *
 * Returns: (transfer full): the map
 */
GalleyIdentityMap *
galley_identity_map_new (void)
{
  GalleyIdentityMap *self = g_new0 (GalleyIdentityMap, 1);

  self->entries = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  return self;
}

/**
 * galley_identity_map_free:
 * @self: (transfer full): a map
 *
 * Frees a map; the records in it live as long as somebody else holds them.
 */
void
galley_identity_map_free (GalleyIdentityMap *self)
{
  GHashTableIter iter;
  gpointer       value;

  g_return_if_fail (self != NULL);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      g_object_weak_unref (G_OBJECT (entry->record), forget_cb, entry);
    }

  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * galley_identity_map_add:
 * @self: a map
 * @record: a record whose id the map does not have
 *
 * Makes @record the live record of its row, until nobody holds it any longer.
 */
void
galley_identity_map_add (GalleyIdentityMap *self,
                         GalleyRecord      *record)
{
  Entry *entry;

  g_return_if_fail (self != NULL);
  g_return_if_fail (GALLEY_IS_RECORD (record));
  g_return_if_fail (galley_identity_map_lookup (self, galley_record_get_id (record)) == NULL);

  entry = g_new0 (Entry, 1);
  entry->map = self;
  entry->record = record;
  entry->id = galley_record_get_id (record);
  g_object_weak_ref (G_OBJECT (record), forget_cb, entry);
  g_hash_table_insert (self->entries, GINT_TO_POINTER (entry->id), entry);
}

/**
 * galley_identity_map_lookup:
 * @self: a map
 * @id: a row's id
 *
 * Finds the live record of a row.
 *
 * Returns: (transfer none) (nullable): the record, %NULL when nobody holds one
 */
GalleyRecord *
galley_identity_map_lookup (GalleyIdentityMap *self,
                            int                id)
{
  Entry *entry;

  g_return_val_if_fail (self != NULL, NULL);

  entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (id));

  return entry ? entry->record : NULL;
}

/**
 * galley_identity_map_get_size:
 * @self: a map
 *
 * Counts the live records.
 *
 * Returns: how many there are
 */
guint
galley_identity_map_get_size (GalleyIdentityMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_hash_table_size (self->entries);
}

/**
 * galley_identity_map_list_ids:
 * @self: a map
 * @filter: (nullable) (scope call): says which records are wanted; %NULL for all
 * @user_data: given to @filter
 *
 * Lists the ids of live records, in no order.
 *
 * Returns: (transfer full) (element-type int): the ids
 */
GArray *
galley_identity_map_list_ids (GalleyIdentityMap *self,
                              GalleyRecordFilter filter,
                              gpointer           user_data)
{
  GArray        *ids = g_array_new (FALSE, FALSE, sizeof (int));
  GHashTableIter iter;
  gpointer       value;

  g_return_val_if_fail (self != NULL, ids);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (filter == NULL || filter (entry->record, user_data))
        g_array_append_val (ids, entry->id);
    }

  return ids;
}
