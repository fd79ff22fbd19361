/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-store"

#include "galley-store-private.h"

#include "galley-identity-map.h"
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

typedef struct
{
  GalleyStore *store;
  int          post_id;
} Belonging;

static gboolean
belongs_to (GalleyRecord *record,
            gpointer      user_data)
{
  Belonging *belonging = user_data;

  return GALLEY_STORE_GET_CLASS (belonging->store)->get_post (record) == belonging->post_id;
}

static void
refresh_matching (GalleyStore       *self,
                  GalleyRecordFilter filter,
                  gpointer           filter_data)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);
  g_autoptr (GArray) ids = galley_identity_map_list_ids (priv->records, filter, filter_data);

  for (guint i = 0; i < ids->len; i++)
    galley_refresher_add (priv->refresher, g_array_index (ids, int, i));
}

static void
refresh_post (GalleyStore *self,
              int          post_id)
{
  Belonging belonging = { self, post_id };

  refresh_matching (self, belongs_to, &belonging);
}

/* Has those fetched again that are not in their post any more. */
static void
refresh_absent (GalleyStore *self,
                int          post_id,
                GHashTable  *present)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);
  Belonging           belonging = { self, post_id };
  g_autoptr (GArray) ids = galley_identity_map_list_ids (priv->records, belongs_to, &belonging);

  for (guint i = 0; i < ids->len; i++)
    {
      int id = g_array_index (ids, int, i);

      if (!g_hash_table_contains (present, GINT_TO_POINTER (id)))
        galley_refresher_add (priv->refresher, id);
    }
}

/* A change of the outline moves many and changes few. */
static void
take_order (GalleyStore  *self,
            int           post_id,
            GalleyResult *rows)
{
  GalleyStoreClass *store_class = GALLEY_STORE_GET_CLASS (self);
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);

  for (guint row = 0; row < galley_result_get_n_rows (rows); row++)
    {
      int           id = galley_result_get_int (rows, row, 0);
      GalleyRecord *record = galley_store_lookup (self, id);

      g_hash_table_add (present, GINT_TO_POINTER (id));
      if (record == NULL)
        continue;
      if (galley_record_get_gone (record) || galley_result_get_int (rows, row, 1) > galley_record_get_version (record))
        galley_store_refresh (self, id);
      else
        store_class->take_place (record, galley_result_get_int (rows, row, 2));
    }
  refresh_absent (self, post_id, present);
}

typedef struct
{
  GalleyStore *store; /* (owned) */
  int          post_id;
} Order;

static void
order_fetched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Order *order = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);

  if (rows != NULL)
    take_order (order->store, order->post_id, rows);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    galley_store_report_failed_refresh (order->store, error);
  g_object_unref (order->store);
  g_free (order);
}

static void
follow_outline (GalleyStore *self,
                int          post_id)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);
  GalleyStoreClass   *store_class = GALLEY_STORE_GET_CLASS (self);
  g_autoptr (GalleyStatement) statement = NULL;
  Order *order;

  if (store_class->order == NULL)
    {
      refresh_post (self, post_id);
      return;
    }

  order = g_new0 (Order, 1);
  order->store = g_object_ref (self);
  order->post_id = post_id;
  statement = galley_statement_new (store_class->order);
  galley_statement_bind_int (statement, post_id);
  galley_database_execute_async (priv->database, statement, NULL, order_fetched_cb, order);
}

static gboolean
is_being_saved (GalleyStore  *self,
                int           id,
                GalleyChange *change)
{
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);

  return galley_change_is_own (change) && g_hash_table_contains (priv->saving, GINT_TO_POINTER (id));
}

/* Whether the live record already is what the notice tells of: it was read afterwards, or it is being saved by this writer and will
 * take over what that returns. */
static gboolean
is_known (GalleyStore  *self,
          GalleyRecord *record,
          GalleyChange *change)
{
  if (is_being_saved (self, galley_change_get_id (change), change))
    return TRUE;
  if (galley_record_get_gone (record) || GALLEY_STORE_GET_CLASS (self)->siblings_move)
    return FALSE;
  /* A row goes with the version that it had last. */
  if (galley_change_get_operation (change) == GALLEY_CHANGE_DELETE)
    return FALSE;

  return galley_change_get_version (change) > 0 && galley_change_get_version (change) <= galley_record_get_version (record);
}

static void
apply_row_change (GalleyStore  *self,
                  GalleyChange *change)
{
  GalleyRecord *record = galley_store_lookup (self, galley_change_get_id (change));
  gboolean      siblings_move = GALLEY_STORE_GET_CLASS (self)->siblings_move;

  if (record != NULL && is_known (self, record, change))
    return;

  if (record != NULL && galley_change_get_operation (change) == GALLEY_CHANGE_DELETE)
    galley_record_set_gone (record, TRUE);
  else
    galley_store_refresh (self, galley_change_get_id (change));
  if (siblings_move)
    refresh_post (self, galley_change_get_post (change));

  /* An update may have brought a record that nobody holds into somebody's list, as when a post comes out of the trash. */
  if (record == NULL || galley_change_get_operation (change) != GALLEY_CHANGE_UPDATE || siblings_move)
    g_signal_emit (self, signals[LIST_CHANGED], 0, galley_change_get_post (change));
}

static void
changed_cb (GalleyDatabase *database,
            GalleyChange   *change,
            gpointer        user_data)
{
  GalleyStore      *self = user_data;
  GalleyStoreClass *store_class = GALLEY_STORE_GET_CLASS (self);
  const char       *table = galley_change_get_table (change);
  int               concerned;

  if (g_str_equal (table, store_class->table))
    {
      apply_row_change (self, change);
      return;
    }

  /* One notice for many rows; also this writer's own verbs move more rows than they return. */
  if (g_str_equal (table, "outline"))
    {
      follow_outline (self, galley_change_get_id (change));
      g_signal_emit (self, signals[LIST_CHANGED], 0, galley_change_get_id (change));
      return;
    }

  concerned = store_class->get_concerned ? store_class->get_concerned (self, change) : 0;
  if (concerned != 0 && !is_being_saved (self, concerned, change))
    galley_store_refresh (self, concerned);
}

/* Notices may have been missed while the connection was lost. */
static void
resumed_cb (GalleyDatabase *database,
            gpointer        user_data)
{
  GalleyStore *self = user_data;

  refresh_matching (self, NULL, NULL);
  g_signal_emit (self, signals[LIST_CHANGED], 0, -1);
}

static void
galley_store_constructed (GObject *object)
{
  GalleyStore        *self = GALLEY_STORE (object);
  GalleyStorePrivate *priv = galley_store_get_instance_private (self);

  G_OBJECT_CLASS (galley_store_parent_class)->constructed (object);

  if (GALLEY_STORE_GET_CLASS (self)->table == NULL)
    return;

  g_signal_connect_object (priv->database, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (priv->database, "resumed", G_CALLBACK (resumed_cb), self, 0);
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
