/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-refresher"

#include "galley-refresher.h"

#include "galley-slices.h"
#include "galley-store-private.h"

struct _GalleyRefresher
{
  GalleyStore *store; /* (unowned) owns this */
  GHashTable  *stale; /* (owned) ids of records that must be fetched again */
  GSource     *start; /* (owned) (nullable) begins when what is going on now is over */
  gboolean     active;
};

/* One fetch. */
typedef struct
{
  GalleyRefresher *refresher; /* (unowned) lives as long as the store */
  GalleyStore     *store;     /* (owned) */
  GHashTable      *absent;    /* (owned) ids that were asked for and have not come */
  GalleyResult    *rows;      /* (owned) (nullable) */
  int             *columns;   /* (owned) (nullable) */
} Fetch;

static void start_if_needed (GalleyRefresher *self);
static void fetch_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void fetch_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fetch_free (Fetch *fetch)
{
  g_clear_pointer (&fetch->rows, galley_result_unref);
  g_clear_pointer (&fetch->absent, g_hash_table_unref);
  g_clear_object (&fetch->store);
  g_free (fetch->columns);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static GalleyStatement *
make_statement (GalleyRefresher *self,
                GHashTable      *ids)
{
  GalleyStatement   *statement = galley_statement_new (GALLEY_STORE_GET_CLASS (self->store)->refresh);
  g_autofree gint64 *array = g_new (gint64, g_hash_table_size (ids));
  GHashTableIter     iter;
  gpointer           id;
  gsize              n_ids = 0;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    array[n_ids++] = GPOINTER_TO_INT (id);
  galley_statement_bind_int_array (statement, array, n_ids);

  return statement;
}

static gboolean
start_cb (gpointer user_data)
{
  GalleyRefresher *self = user_data;
  g_autoptr (GalleyStatement) statement = NULL;
  Fetch *fetch = g_new0 (Fetch, 1);

  g_clear_pointer (&self->start, g_source_unref);
  self->active = TRUE;

  fetch->refresher = self;
  fetch->store = g_object_ref (self->store);
  fetch->absent = g_steal_pointer (&self->stale);
  self->stale = g_hash_table_new (NULL, NULL);
  statement = make_statement (self, fetch->absent);
  galley_database_execute_async (galley_store_get_database (self->store), statement, NULL, fetch_rows_cb, fetch);

  return G_SOURCE_REMOVE;
}

static void
end_fetch (Fetch        *fetch,
           const GError *error)
{
  fetch->refresher->active = FALSE;
  start_if_needed (fetch->refresher);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    galley_store_report_failed_refresh (fetch->store, error);
}

static gboolean
apply_row (guint    row,
           gpointer user_data,
           GError **error)
{
  Fetch *fetch = user_data;
  int    id = galley_result_get_int (fetch->rows, row, fetch->columns[0]);

  g_hash_table_remove (fetch->absent, GINT_TO_POINTER (id));
  /* Nobody may hold the record any longer. */
  if (galley_store_lookup (fetch->store, id) != NULL)
    g_object_unref (galley_store_take_row (fetch->store, fetch->rows, row, fetch->columns));

  return TRUE;
}

static void
fetch_rows_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  Fetch *applied;

  fetch->rows = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);
  if (fetch->rows == NULL)
    {
      end_fetch (fetch, error);
      return;
    }

  fetch->columns = galley_store_find_columns (fetch->store, fetch->rows);
  applied = g_steal_pointer (&fetch);
  galley_slices_run_async (galley_result_get_n_rows (applied->rows), apply_row, applied, NULL, NULL, fetch_applied_cb, applied);
}

static void
fetch_applied_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer       id;

  if (galley_slices_run_finish (result, &error))
    {
      g_hash_table_iter_init (&iter, fetch->absent);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          GalleyRecord *record = galley_store_lookup (fetch->store, GPOINTER_TO_INT (id));

          if (record != NULL)
            galley_record_set_gone (record, TRUE);
        }
    }

  end_fetch (fetch, error);
}

static void
start_if_needed (GalleyRefresher *self)
{
  if (self->active || self->start != NULL || g_hash_table_size (self->stale) == 0)
    return;

  self->start = g_idle_source_new ();
  g_source_set_priority (self->start, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->start, "galley-refresher");
  g_source_set_callback (self->start, start_cb, self, NULL);
  g_source_attach (self->start, g_main_context_get_thread_default ());
}

/**
 * galley_refresher_new:
 * @store: (transfer none): the store whose records it fetches, which outlives it
 *
 * Makes a refresher that has nothing to do.
 *
 * Returns: (transfer full): the refresher
 */
GalleyRefresher *
galley_refresher_new (GalleyStore *store)
{
  GalleyRefresher *self = g_new0 (GalleyRefresher, 1);

  self->store = store;
  self->stale = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * galley_refresher_free:
 * @self: (transfer full): a refresher
 *
 * Frees a refresher.  A fetch that is under way holds the store, so there is none.
 */
void
galley_refresher_free (GalleyRefresher *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->active);

  if (self->start != NULL)
    g_source_destroy (self->start);
  g_clear_pointer (&self->start, g_source_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  g_free (self);
}

/**
 * galley_refresher_add:
 * @self: a refresher
 * @id: the id of a record
 *
 * Has a record fetched again as soon as the main loop has dispatched what is at hand.  A record whose row is not there any more
 * is marked as gone.  What goes wrong is told by the store's signal `refresh-failed`.
 */
void
galley_refresher_add (GalleyRefresher *self,
                      int              id)
{
  g_return_if_fail (self != NULL);

  g_hash_table_add (self->stale, GINT_TO_POINTER (id));
  start_if_needed (self);
}
