/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One leftover after the other becomes the text of its draft, which journals it in this process's own folder and saves it like anything
 * that is typed.  What another process left is removed only when it is safe there or in the database. */

#define G_LOG_DOMAIN "galley-recovery"

#include "galley-config.h"

#include <glib/gi18n-lib.h>

#include "galley-drafts-private.h"
#include "galley-error.h"

typedef struct
{
  GPtrArray   *leftovers; /* (owned) (element-type GalleyJournalLeftover) still to be done, the next one last */
  GPtrArray   *kept;      /* (owned) (element-type GalleyJournalLeftover) what must stay on the disk */
  GListStore  *recovered; /* (owned) */
  GalleyDraft *draft;     /* (owned) (nullable) the one that is being saved */
  gulong       progress;  /* the handler on it */
} Recovery;

static void take_next (GTask *task);
static void loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
recovery_free (Recovery *recovery)
{
  g_clear_signal_handler (&recovery->progress, recovery->draft);
  g_clear_object (&recovery->draft);
  g_clear_object (&recovery->recovered);
  g_ptr_array_unref (recovery->leftovers);
  g_ptr_array_unref (recovery->kept);
  g_free (recovery);
}

static GDateTime *
make_time (gint64 written)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (written / G_USEC_PER_SEC);

  return second ? g_date_time_add (second, written % G_USEC_PER_SEC) : NULL;
}

/* Tells what became of the leftover that is being done. */
static void
report (Recovery        *recovery,
        GalleyDraftState state,
        const char      *message)
{
  GalleyJournalLeftover *leftover = g_ptr_array_index (recovery->leftovers, recovery->leftovers->len - 1);
  GalleyJournalEntry    *entry = leftover->entry;
  g_autoptr (GDateTime) written = entry ? make_time (entry->written) : NULL;
  g_autoptr (GalleyRecovered) recovered = NULL;

  recovered = g_object_new (GALLEY_TYPE_RECOVERED,
                            "post-id", entry ? entry->post_id : 0,
                            "section-id", entry && g_str_equal (entry->table, "section") ? entry->id : 0,
                            "field", entry ? entry->field : NULL,
                            "text", entry ? entry->text : NULL,
                            "cursor", entry ? (int)entry->cursor : 0,
                            "written", written,
                            "state", state,
                            "message", message,
                            "path", leftover->path,
                            NULL);
  g_list_store_append (recovery->recovered, recovered);
}

/* The leftover stays where it is; it is found again. */
static void
keep (GTask           *task,
      GalleyDraftState state,
      const char      *message)
{
  Recovery *recovery = g_task_get_task_data (task);

  report (recovery, state, message);
  g_ptr_array_add (recovery->kept, g_ptr_array_steal_index (recovery->leftovers, recovery->leftovers->len - 1));
  take_next (task);
}

static void
end_draft (GTask *task)
{
  Recovery      *recovery = g_task_get_task_data (task);
  GalleyJournal *journal = galley_drafts_get_journal (g_task_get_source_object (task));
  g_autoptr (GalleyDraft) draft = g_steal_pointer (&recovery->draft);

  g_clear_signal_handler (&recovery->progress, draft);
  if (!galley_draft_is_safe (draft))
    {
      keep (task, galley_draft_get_state (draft), galley_draft_get_message (draft));
      return;
    }

  report (recovery, galley_draft_get_state (draft), galley_draft_get_message (draft));
  galley_journal_discard (journal, g_ptr_array_steal_index (recovery->leftovers, recovery->leftovers->len - 1));
  take_next (task);
}

static void
progress_cb (GalleyDraft *draft,
             gpointer     user_data)
{
  GTask *task = user_data;

  if (galley_draft_is_settled (draft))
    end_draft (task);
}

static void
save_draft (GTask       *task,
            GalleyDraft *draft)
{
  Recovery              *recovery = g_task_get_task_data (task);
  GalleyJournalLeftover *leftover = g_ptr_array_index (recovery->leftovers, recovery->leftovers->len - 1);

  if (galley_draft_get_state (draft) != GALLEY_DRAFT_SAVED)
    {
      keep (task, GALLEY_DRAFT_UNSAVED, _("Another text of the same field is not saved yet. This one is kept, and comes back at the next start"));
      return;
    }

  recovery->draft = g_object_ref (draft);
  galley_draft_recover (draft, leftover->entry);
  recovery->progress = g_signal_connect_data (draft, "progress", G_CALLBACK (progress_cb), g_object_ref (task),
                                              (GClosureNotify)(void (*) (void))g_object_unref, 0);
}

/* @error: (transfer full) (nullable): why what was typed in elements is not in the database */
static void
end_elements (GTask  *task,
              GError *error)
{
  Recovery     *recovery = g_task_get_task_data (task);
  GalleyDrafts *drafts = g_task_get_source_object (task);

  if (error == NULL)
    {
      report (recovery, GALLEY_DRAFT_SAVED, NULL);
      galley_journal_discard (galley_drafts_get_journal (drafts), g_ptr_array_steal_index (recovery->leftovers, recovery->leftovers->len - 1));
      take_next (task);
      return;
    }

  keep (task, g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) ? GALLEY_DRAFT_UNREACHABLE : GALLEY_DRAFT_FAILED, error->message);
  g_error_free (error);
}

static void
element_recovered_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  galley_element_store_recover_finish (GALLEY_ELEMENT_STORE (source), result, &error);
  end_elements (task, error);
}

static void
elements_recovered_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  galley_element_store_recover_all_finish (GALLEY_ELEMENT_STORE (source), result, &error);
  end_elements (task, error);
}

/* Returns: whether the entry is one of elements */
static gboolean
recover_elements (GTask              *task,
                  GalleyJournalEntry *entry)
{
  GalleyElementStore *store = galley_drafts_get_element_store (g_task_get_source_object (task));
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) parts = NULL;
  GalleyElementType type;

  if (g_str_equal (entry->table, GALLEY_JOURNAL_TABLE_ELEMENT))
    {
      galley_element_store_recover_async (store, entry->id, entry->base, entry->text, g_task_get_cancellable (task), element_recovered_cb,
                                          g_object_ref (task));
      return TRUE;
    }

  parts = g_strsplit (entry->field, "-", 2);
  if (!g_str_equal (entry->table, GALLEY_JOURNAL_TABLE_NEW_ELEMENTS) || !galley_element_type_from_string (parts[0], &type))
    return FALSE;

  lines = g_strsplit (entry->text, "\n", -1);
  galley_element_store_recover_all_async (store, entry->id, type, (const char *const *)lines, g_task_get_cancellable (task),
                                          elements_recovered_cb, g_object_ref (task));
  return TRUE;
}

static void
recover_entry (GTask              *task,
               GalleyJournalEntry *entry)
{
  GalleyDrafts *drafts = g_task_get_source_object (task);
  GalleyDraft  *draft = galley_drafts_lookup (drafts, entry->key);
  g_autoptr (GalleyDraftTarget) target = NULL;

  if (draft != NULL)
    {
      save_draft (task, draft);
      return;
    }
  if (recover_elements (task, entry))
    return;

  target = galley_drafts_make_target (drafts, entry);
  if (target == NULL)
    keep (task, GALLEY_DRAFT_FAILED, _("This version of Galley has no such field. Update Galley"));
  else
    galley_draft_target_load_async (target, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDraftTarget *target = GALLEY_DRAFT_TARGET (source);
  GalleyDrafts      *drafts = g_task_get_source_object (task);
  g_autoptr (GalleyDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  /* A section in the trash cannot be fetched, but saved into. */
  if (!galley_draft_target_load_finish (target, result, &error) && !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND))
    {
      keep (task, GALLEY_DRAFT_UNREACHABLE, error->message);
      return;
    }

  draft = galley_drafts_add (drafts, target);
  save_draft (task, draft);
}

static void
take_next (GTask *task)
{
  Recovery              *recovery = g_task_get_task_data (task);
  GalleyJournalLeftover *leftover;

  if (recovery->leftovers->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  leftover = g_ptr_array_index (recovery->leftovers, recovery->leftovers->len - 1);
  if (leftover->entry == NULL)
    keep (task, GALLEY_DRAFT_FAILED, leftover->error->message);
  else
    recover_entry (task, leftover->entry);
}

static void
reverse (GPtrArray *array)
{
  for (guint i = 0; i < array->len / 2; i++)
    {
      gpointer other = array->pdata[array->len - 1 - i];

      array->pdata[array->len - 1 - i] = array->pdata[i];
      array->pdata[i] = other;
    }
}

/**
 * galley_recovery_run_async:
 * @drafts: the drafts
 * @leftovers: (transfer full) (element-type GalleyJournalLeftover): what was found in the journal, the oldest first
 * @cancellable: (nullable): ends the operation; what was not saved is kept
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves what processes left that are gone.
 */
void
galley_recovery_run_async (GalleyDrafts       *drafts,
                           GPtrArray          *leftovers,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (drafts, cancellable, callback, user_data);
  Recovery *recovery = g_new0 (Recovery, 1);

  recovery->leftovers = leftovers;
  reverse (leftovers);
  recovery->kept = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_journal_leftover_free);
  recovery->recovered = g_list_store_new (GALLEY_TYPE_RECOVERED);
  g_task_set_source_tag (task, galley_recovery_run_async);
  g_task_set_task_data (task, recovery, (GDestroyNotify)recovery_free);
  g_task_set_check_cancellable (task, FALSE);
  take_next (task);
}

/**
 * galley_recovery_run_finish:
 * @drafts: the drafts
 * @result: the result of galley_recovery_run_async()
 * @kept: (out) (transfer full) (element-type GalleyJournalLeftover): what stays on the disk as it is, and must be held
 * @error: where to put an error
 *
 * Ends galley_recovery_run_async().
 *
 * Returns: (transfer full) (nullable): the [class@Recovered] values, %NULL with @error set
 */
GListModel *
galley_recovery_run_finish (GalleyDrafts *drafts,
                            GAsyncResult *result,
                            GPtrArray   **kept,
                            GError      **error)
{
  Recovery *recovery;

  g_return_val_if_fail (g_task_is_valid (result, drafts), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_recovery_run_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  recovery = g_task_get_task_data (G_TASK (result));
  *kept = g_ptr_array_ref (recovery->kept);

  return G_LIST_MODEL (g_object_ref (recovery->recovered));
}
