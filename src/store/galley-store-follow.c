/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-store-follow"

#include "galley-store-private.h"

/* How the live records and lists of a store follow what the database tells of. */

typedef struct
{
  GalleyStore *store;
  int          post_id;
  GHashTable  *present; /* (nullable) ids that are left out */
} Belonging;

static gboolean
belongs_to (GalleyRecord *record,
            gpointer      user_data)
{
  Belonging *belonging = user_data;

  if (GALLEY_STORE_GET_CLASS (belonging->store)->get_post (record) != belonging->post_id)
    return FALSE;

  return belonging->present == NULL || !g_hash_table_contains (belonging->present, GINT_TO_POINTER (galley_record_get_id (record)));
}

static void
refresh_post (GalleyStore *self,
              int          post_id)
{
  Belonging belonging = { self, post_id, NULL };

  galley_store_refresh_matching (self, belongs_to, &belonging);
}

/* Has those fetched again that are not in their post any more. */
static void
refresh_absent (GalleyStore *self,
                int          post_id,
                GHashTable  *present)
{
  Belonging belonging = { self, post_id, present };

  galley_store_refresh_matching (self, belongs_to, &belonging);
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
  GalleyStoreClass *store_class = GALLEY_STORE_GET_CLASS (self);
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
  galley_database_execute_async (galley_store_get_database (self), statement, NULL, order_fetched_cb, order);
}

static gboolean
is_being_saved (GalleyStore  *self,
                int           id,
                GalleyChange *change)
{
  return galley_change_is_own (change) && galley_store_is_saving (self, id);
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
    galley_store_report_changed_list (self, galley_change_get_post (change));
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
      galley_store_report_changed_list (self, galley_change_get_id (change));
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

  galley_store_refresh_matching (self, NULL, NULL);
  galley_store_report_changed_list (self, -1);
}

/**
 * galley_store_follow:
 * @self: a store of records
 *
 * Has the records that are alive follow the database from now on, and tells when a list of them is out of date.
 */
void
galley_store_follow (GalleyStore *self)
{
  GalleyDatabase *database = galley_store_get_database (self);

  g_return_if_fail (GALLEY_IS_STORE (self));

  g_signal_connect_object (database, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (database, "resumed", G_CALLBACK (resumed_cb), self, 0);
}
