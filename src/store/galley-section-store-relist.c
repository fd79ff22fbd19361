/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-store-relist"

#include "galley-section-store.h"

#include "galley-store-private.h"

/* Fetching a list of which most is alive already. */
typedef struct
{
  GArray *ids;  /* (owned) (element-type int) all, in their order */
  GArray *held; /* (owned) (element-type GalleySection) those that were alive, held until the list is there */
} Relist;

static void
clear_section (gpointer section)
{
  g_object_unref (*(GalleySection **)section);
}

static void
free_relist (gpointer data)
{
  Relist *relist = data;

  g_array_unref (relist->ids);
  g_array_unref (relist->held);
  g_free (relist);
}

static void
end_relist (GTask *task)
{
  GalleyStore *self = g_task_get_source_object (task);
  Relist      *relist = g_task_get_task_data (task);
  GListStore  *list = g_list_store_new (GALLEY_TYPE_SECTION);

  /* One that is gone in this moment is gone from the list; the next notice tells of it. */
  for (guint i = 0; i < relist->ids->len; i++)
    {
      GalleyRecord *section = galley_store_lookup (self, g_array_index (relist->ids, int, i));

      if (section != NULL)
        g_list_store_append (list, section);
    }
  g_task_return_pointer (task, list, g_object_unref);
}

static void
missing_fetched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GListModel) fetched = galley_store_records_finish (GALLEY_STORE (source), result, galley_section_store_list_again_async,
                                                                &error);

  if (fetched != NULL)
    end_relist (task);
  else
    g_task_return_error (task, error);
}

static void
fetch_missing (GTask  *task,
               GArray *missing)
{
  GalleyStatement *statement = galley_statement_new ("section-get");

  galley_store_bind_ids (statement, (const int *)missing->data, missing->len);
  galley_store_records_async (g_task_get_source_object (task), statement, NULL, galley_section_store_list_again_async,
                              g_task_get_cancellable (task), missing_fetched_cb, g_object_ref (task));
}

/* Notes the order, holds those that are alive, and gives the ids of the others. */
static GArray *
take_order (Relist       *relist,
            GalleyStore  *store,
            GalleyResult *rows)
{
  GArray *missing = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint row = 0; row < galley_result_get_n_rows (rows); row++)
    {
      int           id = (int)galley_result_get_int (rows, row, 0);
      GalleyRecord *section = galley_store_lookup (store, id);

      g_array_append_val (relist->ids, id);
      if (section == NULL)
        {
          g_array_append_val (missing, id);
          continue;
        }
      g_object_ref (section);
      g_array_append_val (relist->held, section);
    }

  return missing;
}

static void
order_fetched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyStore *self = GALLEY_STORE (source);
  GError      *error = NULL;
  g_autoptr (GalleyResult) rows = galley_store_rows_finish (self, result, galley_section_store_list_again_async, &error);
  g_autoptr (GArray) missing = NULL;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  missing = take_order (g_task_get_task_data (task), self, rows);
  if (missing->len > 0)
    fetch_missing (task, missing);
  else
    end_relist (task);
}

/**
 * galley_section_store_list_again_async:
 * @self: a store
 * @post_id: a post
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the order of the sections of a post, and those of them that nobody holds: what takes the place of
 * galley_section_store_list_async() for whoever has the list already and was told that it changed.
 */
void
galley_section_store_list_again_async (GalleySectionStore *self,
                                       int                 post_id,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-order");
  GTask           *task = g_task_new (self, cancellable, callback, user_data);
  Relist          *relist = g_new0 (Relist, 1);

  relist->ids = g_array_new (FALSE, FALSE, sizeof (int));
  relist->held = g_array_new (FALSE, FALSE, sizeof (gpointer));
  g_array_set_clear_func (relist->held, clear_section);
  g_task_set_source_tag (task, galley_section_store_list_again_async);
  g_task_set_task_data (task, relist, free_relist);
  galley_statement_bind_int (statement, post_id);
  galley_store_rows_async (GALLEY_STORE (self), statement, NULL, galley_section_store_list_again_async, cancellable,
                           order_fetched_cb, task);
}

/**
 * galley_section_store_list_again_finish:
 * @self: a store
 * @result: the result of galley_section_store_list_again_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_list_again_async().
 *
 * Returns: (transfer full) (nullable): the [class@Section]s in their order, none when there is no such post; %NULL with @error set
 */
GListModel *
galley_section_store_list_again_finish (GalleySectionStore *self,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_section_store_list_again_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
