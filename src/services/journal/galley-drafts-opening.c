/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-drafts-opening"

#include "galley-drafts-members-private.h"

/* Opening the journal, and taking up what programs have left in it. */

static void identified_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void leftovers_found_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void leftovers_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * galley_drafts_open_async:
 * @self: drafts that are not open
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Asks the database which it is, so that its unsaved text can be told from that of others.
 */
void
galley_drafts_open_async (GalleyDrafts       *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_drafts_open_async);
  galley_status_store_identify_async (galley_context_get_status_store (self->context), cancellable, identified_cb, task);
}

static void
identified_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDrafts    *self = g_task_get_source_object (task);
  GError          *error = NULL;
  g_autofree char *identity = galley_status_store_identify_finish (GALLEY_STATUS_STORE (source), result, &error);

  if (identity == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  galley_drafts_take_journal (self, galley_journal_new (self->folder, identity));
  g_task_return_boolean (task, TRUE);
}

/**
 * galley_drafts_open_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_open_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_open_async().
 *
 * Returns: whether drafts can be had now
 */
gboolean
galley_drafts_open_finish (GalleyDrafts *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_drafts_recover_async:
 * @self: drafts that are open, and are not being recovered
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes up and saves what programs left in the journal that ended without saving it, or could not be taken up before.
 */
void
galley_drafts_recover_async (GalleyDrafts       *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_drafts_recover_async);
  galley_journal_recover_async (self->journal, cancellable, leftovers_found_cb, task);
}

static void
leftovers_found_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDrafts *self = g_task_get_source_object (task);
  GError       *error = NULL;
  GPtrArray    *found = galley_journal_recover_finish (GALLEY_JOURNAL (source), result, &error);
  GPtrArray    *leftovers;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  leftovers = g_steal_pointer (&self->leftovers);
  self->leftovers = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_journal_leftover_free);
  g_ptr_array_extend_and_steal (leftovers, found);
  galley_recovery_run_async (self, leftovers, g_task_get_cancellable (task), leftovers_saved_cb, g_object_ref (task));
}

static void
leftovers_saved_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDrafts *self = GALLEY_DRAFTS (source);
  GPtrArray    *kept = NULL;
  GError       *error = NULL;
  GListModel   *recovered = galley_recovery_run_finish (self, result, &kept, &error);

  if (recovered == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_unref (self->leftovers);
  self->leftovers = kept;
  g_task_return_pointer (task, recovered, g_object_unref);
}

/**
 * galley_drafts_recover_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_recover_async()
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED, when the journal cannot be read, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_recover_async().
 *
 * Returns: (transfer full) (nullable): the [class@Recovered] texts, the oldest first; %NULL with @error set
 */
GListModel *
galley_drafts_recover_finish (GalleyDrafts *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_recover_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
