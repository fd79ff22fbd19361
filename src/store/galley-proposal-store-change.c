/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-store-change"

#include "galley-proposal-store.h"

#include "galley-store-private.h"

/* A change of a proposal by this writer, which the live record takes over, so that the echo of it is no news. */
typedef struct
{
  int      id;
  gboolean wanted; /* whether the database still wants it */
} Change;

static void
change_executed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyResult) rows = NULL;
  GalleyStore  *self = g_task_get_source_object (task);
  Change       *change = g_task_get_task_data (task);
  GalleyRecord *record;
  GError       *error = NULL;

  rows = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);
  galley_store_end_save (self, change->id);
  if (rows == NULL)
    {
      galley_store_refresh (self, change->id);
      g_task_return_error (task, error);
      return;
    }

  change->wanted = !galley_result_is_null (rows, 0, 0);
  record = galley_store_lookup (self, change->id);
  /* While it is live, this program knows everything of it but the version. */
  if (record != NULL && change->wanted && galley_proposal_get_live (GALLEY_PROPOSAL (record)))
    galley_record_set_version (record, MAX (galley_record_get_version (record), (int)galley_result_get_int (rows, 0, 0)));
  else
    galley_store_refresh (self, change->id);
  g_task_return_boolean (task, TRUE);
}

static void
start_change (GalleyProposalStore *self,
              GalleyStatement     *statement,
              int                  id,
              gpointer             tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->id = id;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, change, g_free);
  galley_store_begin_save (GALLEY_STORE (self), id);
  galley_database_execute_async (galley_store_get_database (GALLEY_STORE (self)), statement, cancellable, change_executed_cb,
                                 g_steal_pointer (&task));
  galley_statement_unref (statement);
}

static gboolean
finish_change (GalleyProposalStore *self,
               GAsyncResult        *result,
               gpointer             tag,
               gboolean            *wanted,
               GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  if (wanted != NULL)
    *wanted = ((Change *)g_task_get_task_data (G_TASK (result)))->wanted;
  return TRUE;
}

/**
 * galley_proposal_store_start_async:
 * @self: a store
 * @id: a proposal
 * @messages: the exact messages, a JSON array
 * @base_text: (nullable): what the field is
 * @base_version: the version of the section
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Says that a proposal is being asked for.
 */
void
galley_proposal_store_start_async (GalleyProposalStore *self,
                                   int                  id,
                                   const char          *messages,
                                   const char          *base_text,
                                   int                  base_version,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-start");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, messages);
  galley_statement_bind_text (statement, base_text);
  galley_statement_bind_int (statement, base_version);
  start_change (self, statement, id, galley_proposal_store_start_async, cancellable, callback, user_data);
}

/**
 * galley_proposal_store_start_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_start_async()
 * @wanted: (out) (optional): whether anybody still wants the proposal: %FALSE when it was cancelled meanwhile, and nothing was
 * stored
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such proposal; an error in the domain of [error@Error], or
 * `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_start_async().
 *
 * Returns: whether it was done
 */
gboolean
galley_proposal_store_start_finish (GalleyProposalStore *self,
                                    GAsyncResult        *result,
                                    gboolean            *wanted,
                                    GError             **error)
{
  return finish_change (self, result, galley_proposal_store_start_async, wanted, error);
}

/**
 * galley_proposal_store_progress_async:
 * @self: a store
 * @id: a proposal
 * @text: what came so far
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Stores what came of a proposal so far.
 */
void
galley_proposal_store_progress_async (GalleyProposalStore *self,
                                      int                  id,
                                      const char          *text,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-progress");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, text);
  start_change (self, statement, id, galley_proposal_store_progress_async, cancellable, callback, user_data);
}

/**
 * galley_proposal_store_progress_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_progress_async()
 * @wanted: (out) (optional): whether anybody still wants the proposal: %FALSE when it was cancelled meanwhile, and nothing was
 * stored
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such proposal; an error in the domain of [error@Error], or
 * `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_progress_async().
 *
 * Returns: whether it was done
 */
gboolean
galley_proposal_store_progress_finish (GalleyProposalStore *self,
                                       GAsyncResult        *result,
                                       gboolean            *wanted,
                                       GError             **error)
{
  return finish_change (self, result, galley_proposal_store_progress_async, wanted, error);
}

/**
 * galley_proposal_store_finish_async:
 * @self: a store
 * @id: a proposal
 * @status: `proposed`, `failed` or `cancelled`
 * @text: all that came
 * @details: a JSON object with what is known of `error`, `finish_reason`, `input_tokens`, `output_tokens`, `duration`
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Says that an answer is over.
 */
void
galley_proposal_store_finish_async (GalleyProposalStore *self,
                                    int                  id,
                                    GalleyProposalStatus status,
                                    const char          *text,
                                    const char          *details,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-finish");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, galley_proposal_status_to_string (status));
  galley_statement_bind_text (statement, text);
  galley_statement_bind_text (statement, details);
  start_change (self, statement, id, galley_proposal_store_finish_async, cancellable, callback, user_data);
}

/**
 * galley_proposal_store_finish_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_finish_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such proposal; an error in the domain of [error@Error], or
 * `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_finish_async().
 *
 * Returns: whether it was done
 */
gboolean
galley_proposal_store_finish_finish (GalleyProposalStore *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  return finish_change (self, result, galley_proposal_store_finish_async, NULL, error);
}

/**
 * galley_proposal_store_reject_async:
 * @self: a store
 * @id: a proposal
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Says that the writer does not want a proposal.
 */
void
galley_proposal_store_reject_async (GalleyProposalStore *self,
                                    int                  id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-reject");

  galley_statement_bind_int (statement, id);
  start_change (self, statement, id, galley_proposal_store_reject_async, cancellable, callback, user_data);
}

/**
 * galley_proposal_store_reject_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_reject_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such proposal; %GALLEY_ERROR_INVALID, when it is not complete;
 * an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_reject_async().
 *
 * Returns: whether it was done
 */
gboolean
galley_proposal_store_reject_finish (GalleyProposalStore *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  return finish_change (self, result, galley_proposal_store_reject_async, NULL, error);
}
