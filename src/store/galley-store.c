/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-store"

#include "galley-store-private.h"

#include "galley-refresher.h"

typedef struct
{
  GalleyDatabase    *database;  /* (owned) */
  GalleyIdentityMap *records;   /* (owned) what is alive; empty for a store without records */
  GalleyRefresher   *refresher; /* (owned) */
  GHashTable        *saving;    /* (owned) id → how many saves of it are under way */
} GalleyStorePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GalleyStore, galley_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_DATABASE = 1,
} GalleyStoreProperty;

static GParamSpec *properties[PROP_DATABASE + 1];

enum
{
  LIST_CHANGED,
  REFRESH_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
galley_store_constructed (GObject *object)
{
  GalleyStore *self = GALLEY_STORE (object);

  G_OBJECT_CLASS (galley_store_parent_class)->constructed (object);

  if (GALLEY_STORE_GET_CLASS (self)->table != NULL)
    galley_store_follow (self);
}

static void
galley_store_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch ((GalleyStoreProperty)property_id)
    {
    case PROP_DATABASE:
      g_value_set_object (value, galley_store_get_database (GALLEY_STORE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_store_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (GALLEY_STORE (object));

  switch ((GalleyStoreProperty)property_id)
    {
    case PROP_DATABASE:
      priv->database = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_store_finalize (GObject *object)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (GALLEY_STORE (object));

  g_clear_pointer (&priv->refresher, galley_refresher_free);
  g_clear_pointer (&priv->records, galley_identity_map_free);
  g_clear_pointer (&priv->saving, g_hash_table_unref);
  g_clear_object (&priv->database);

  G_OBJECT_CLASS (galley_store_parent_class)->finalize (object);
}

static void
galley_store_class_init (GalleyStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = galley_store_constructed;
  object_class->get_property = galley_store_get_property;
  object_class->set_property = galley_store_set_property;
  object_class->finalize = galley_store_finalize;

  /**
   * GalleyStore:database:
   *
   * The database.
   */
  properties[PROP_DATABASE] = g_param_spec_object ("database", NULL, NULL, GALLEY_TYPE_DATABASE,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleyStore::list-changed:
   * @self: a store
   * @post_id: the post whose list it is, -1 for any post
   *
   * Records came, went or changed places, by this or another writer: a list of them must be fetched again.  For the store of
   * posts any @post_id means the list of posts.
   */
  signals[LIST_CHANGED] = g_signal_new ("list-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * GalleyStore::refresh-failed:
   * @self: a store
   * @error: why, in the domain of [error@Error]
   *
   * Records that somebody else has changed could not be fetched again and show what they were.
   */
  signals[REFRESH_FAILED] = g_signal_new ("refresh-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
galley_store_init (GalleyStore *self)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);

  priv->records = galley_identity_map_new ();
  priv->refresher = galley_refresher_new (self);
  priv->saving = g_hash_table_new (NULL, NULL);
}

/**
 * galley_store_get_database:
 * @self: a store
 *
 * Gives the database that the store works on.
 *
 * Returns: (transfer none): the database
 */
GalleyDatabase *
galley_store_get_database (GalleyStore *self)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_STORE (self), NULL);

  return priv->database;
}

/**
 * galley_store_lookup:
 * @self: a store
 * @id: a row's id
 *
 * Finds the live record of a row.
 *
 * Returns: (transfer none) (nullable): the record, %NULL when nobody holds one
 */
GalleyRecord *
galley_store_lookup (GalleyStore *self,
                     int          id)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_STORE (self), NULL);

  return galley_identity_map_lookup (priv->records, id);
}

/**
 * galley_store_refresh:
 * @self: a store
 * @id: a row's id
 *
 * Has the live record of a row fetched again, if there is one.
 */
void
galley_store_refresh (GalleyStore *self,
                      int          id)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);

  g_return_if_fail (GALLEY_IS_STORE (self));

  if (galley_identity_map_lookup (priv->records, id) != NULL)
    galley_refresher_add (priv->refresher, id);
}

/**
 * galley_store_refresh_matching:
 * @self: a store
 * @filter: (nullable) (scope call): which records; %NULL for all
 * @filter_data: given to @filter
 *
 * Has the live records that match fetched again.
 */
void
galley_store_refresh_matching (GalleyStore       *self,
                               GalleyRecordFilter filter,
                               gpointer           filter_data)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);
  g_autoptr (GArray) ids = galley_identity_map_list_ids (priv->records, filter, filter_data);

  for (guint i = 0; i < ids->len; i++)
    galley_refresher_add (priv->refresher, g_array_index (ids, int, i));
}

/**
 * galley_store_report_changed_list:
 * @self: a store
 * @post_id: the post whose list it is, -1 for any post
 *
 * Tells that a list has other members or another order.
 */
void
galley_store_report_changed_list (GalleyStore *self,
                                  int          post_id)
{
  g_return_if_fail (GALLEY_IS_STORE (self));

  g_signal_emit (self, signals[LIST_CHANGED], 0, post_id);
}

/**
 * galley_store_report_failed_refresh:
 * @self: a store
 * @error: why
 *
 * Tells that records could not be fetched again.
 */
void
galley_store_report_failed_refresh (GalleyStore  *self,
                                    const GError *error)
{
  g_return_if_fail (GALLEY_IS_STORE (self));

  g_signal_emit (self, signals[REFRESH_FAILED], 0, error);
}

/**
 * galley_store_begin_save:
 * @self: a store
 * @id: a row's id
 *
 * Notes that this writer is changing a row and will take over what comes of it, so that the echo of it is no news.
 */
void
galley_store_begin_save (GalleyStore *self,
                         int          id)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);
  int                 n_saves = GPOINTER_TO_INT (g_hash_table_lookup (priv->saving, GINT_TO_POINTER (id)));

  g_hash_table_insert (priv->saving, GINT_TO_POINTER (id), GINT_TO_POINTER (n_saves + 1));
}

/**
 * galley_store_end_save:
 * @self: a store
 * @id: a row's id
 *
 * Notes that a change that galley_store_begin_save() announced is over.
 */
void
galley_store_end_save (GalleyStore *self,
                       int          id)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);
  int                 n_saves = GPOINTER_TO_INT (g_hash_table_lookup (priv->saving, GINT_TO_POINTER (id)));

  g_return_if_fail (n_saves > 0);

  if (n_saves == 1)
    g_hash_table_remove (priv->saving, GINT_TO_POINTER (id));
  else
    g_hash_table_insert (priv->saving, GINT_TO_POINTER (id), GINT_TO_POINTER (n_saves - 1));
}

/**
 * galley_store_is_saving:
 * @self: a store
 * @id: a row's id
 *
 * Tells whether a change that galley_store_begin_save() announced is under way.
 *
 * Returns: whether this writer is changing the row
 */
gboolean
galley_store_is_saving (GalleyStore *self,
                        int          id)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);

  return g_hash_table_contains (priv->saving, GINT_TO_POINTER (id));
}

/**
 * galley_store_find_columns:
 * @self: a store
 * @rows: rows of records
 *
 * Looks up once where the columns of a record are, before the loop over the rows.
 *
 * Returns: (transfer full): the place of each of the class's columns, -1 for one that is not there
 */
int *
galley_store_find_columns (GalleyStore  *self,
                           GalleyResult *rows)
{
  const char *const *names = GALLEY_STORE_GET_CLASS (self)->columns;
  guint              n_columns = g_strv_length ((char **)names);
  int               *columns = g_new (int, n_columns);

  for (guint i = 0; i < n_columns; i++)
    columns[i] = galley_result_get_column (rows, names[i]);

  return columns;
}

/**
 * galley_store_take_row:
 * @self: a store
 * @rows: rows of records
 * @row: which row
 * @columns: what galley_store_find_columns() found
 *
 * Takes a row over into the live record of its id, which is made if nobody holds one.  A row that is older than the record,
 * because it was read before a save that has ended since, changes nothing.
 *
 * Returns: (transfer full): the record
 */
GalleyRecord *
galley_store_take_row (GalleyStore  *self,
                       GalleyResult *rows,
                       guint         row,
                       const int    *columns)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);
  GalleyStoreClass   *store_class = GALLEY_STORE_GET_CLASS (self);
  int                 id = galley_result_get_int (rows, row, columns[0]);
  int                 version = galley_result_get_int (rows, row, columns[1]);
  GalleyRecord       *record = galley_identity_map_lookup (priv->records, id);

  if (record == NULL)
    {
      record = g_object_new (store_class->record_type, "id", id, NULL);
      galley_identity_map_add (priv->records, record);
    }
  else
    {
      g_object_ref (record);
      if (version < galley_record_get_version (record))
        return record;
    }

  g_object_freeze_notify (G_OBJECT (record));
  galley_record_set_version (record, version);
  galley_record_set_gone (record, FALSE);
  store_class->apply (self, record, rows, row, columns);
  g_object_thaw_notify (G_OBJECT (record));

  return record;
}

/**
 * galley_store_take_times:
 * @record: a record
 * @rows: rows of records
 * @row: which row
 * @created: the column that says when the row was made
 * @updated: the column that says when it was changed last
 *
 * Takes the times of a row over into a record.
 */
void
galley_store_take_times (GalleyRecord *record,
                         GalleyResult *rows,
                         guint         row,
                         int           created,
                         int           updated)
{
  g_autoptr (GDateTime) created_time = galley_result_dup_date_time (rows, row, created);
  g_autoptr (GDateTime) updated_time = galley_result_dup_date_time (rows, row, updated);

  galley_record_set_created (record, created_time);
  galley_record_set_updated (record, updated_time);
}

/**
 * galley_store_bind_number:
 * @statement: a statement
 * @number: a place, a version or an id, from 1; 0 for none
 *
 * Binds a number, or NULL for 0.
 */
void
galley_store_bind_number (GalleyStatement *statement,
                          int              number)
{
  if (number == 0)
    galley_statement_bind_null (statement);
  else
    galley_statement_bind_int (statement, number);
}

/**
 * galley_store_bind_ids:
 * @statement: a statement
 * @ids: (array length=n_ids): ids
 * @n_ids: how many
 *
 * Binds an array of ids.
 */
void
galley_store_bind_ids (GalleyStatement *statement,
                       const int       *ids,
                       gsize            n_ids)
{
  g_autofree gint64 *array = g_new (gint64, n_ids);

  for (gsize i = 0; i < n_ids; i++)
    array[i] = ids[i];
  galley_statement_bind_int_array (statement, array, n_ids);
}
