/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-drafts-flushing"

#include "galley-config.h"

#include "galley-drafts-members-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Waiting until everything that was written is safe. */

static gboolean
is_settled (GalleyDrafts *self)
{
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (!galley_draft_is_settled (draft))
      return FALSE;

  return self->journal == NULL || !galley_journal_get_busy (self->journal) || galley_journal_get_error (self->journal) != NULL;
}

static gboolean
is_safe (GalleyDrafts *self)
{
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (!galley_draft_is_safe (draft))
      return FALSE;

  return TRUE;
}

static void
end_flush (GalleyDrafts *self,
           GTask        *task)
{
  const GError *error = galley_journal_get_error (self->journal);

  if (is_safe (self))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("Not everything that was written could be kept"));
}

/**
 * galley_drafts_end_flushes:
 * @self: the drafts
 *
 * Tells who waits that it is over, when nothing more happens by itself.
 */
void
galley_drafts_end_flushes (GalleyDrafts *self)
{
  g_autoptr (GPtrArray) flushes = NULL;

  if (self->flushes->len == 0 || !is_settled (self))
    return;

  flushes = g_steal_pointer (&self->flushes);
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushes->len; i++)
    end_flush (self, g_ptr_array_index (flushes, i));
}

static gboolean
flush_cancelled_cb (GCancellable *cancellable,
                    gpointer      user_data)
{
  GTask        *task = user_data;
  GalleyDrafts *self = g_task_get_source_object (task);

  /* When it has ended already, somebody was quicker. */
  if (g_ptr_array_find (self->flushes, task, NULL))
    {
      g_task_return_error_if_cancelled (task);
      g_ptr_array_remove (self->flushes, task);
    }

  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask        *task,
                   GCancellable *cancellable)
{
  GSource *source = g_cancellable_source_new (cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (flush_cancelled_cb), task, NULL);
  g_source_attach (source, g_task_get_context (task));
  /* It goes with the task, which it does not hold. */
  g_object_set_data_full (G_OBJECT (task), "cancelled", source, (GDestroyNotify)g_source_destroy);
  g_source_unref (source);
}

/* Saving may let go of a draft. */
static GPtrArray *
hold_drafts (GalleyDrafts *self)
{
  GPtrArray     *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_ptr_array_add (held, g_object_ref (draft));

  return held;
}

/**
 * galley_drafts_flush_async:
 * @self: the drafts
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Journals and saves everything at once, before a window is closed or the program ends, and waits until nothing more happens by itself:
 * what cannot be saved because the server is away, refuses it, or has another text, stays in the journal.
 */
void
galley_drafts_flush_async (GalleyDrafts       *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_drafts_flush_async);
  /* What is done by now counts, though it was cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->journal == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->flushes, task);
  if (cancellable != NULL)
    watch_cancellable (task, cancellable);
  drafts = hold_drafts (self);
  for (guint i = 0; i < drafts->len; i++)
    galley_draft_flush (g_ptr_array_index (drafts, i));
  galley_drafts_end_flushes (self);
}

/**
 * galley_drafts_flush_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_flush_async()
 * @error: where to put %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED, when some words are neither in the database
 *   nor in the journal, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_flush_async().
 *
 * Returns: whether every word is safe; [property@Drafts:state] tells whether all are in the database
 */
gboolean
galley_drafts_flush_finish (GalleyDrafts *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_flush_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
