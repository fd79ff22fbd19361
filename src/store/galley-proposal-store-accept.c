/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-store-accept"

#include "galley-proposal-store.h"

#include "galley-store-private.h"
#include "galley-value-reader.h"

/* The verbs that put a proposal into its section and take it out again, which return the same. */

static void
acceptance_executed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GalleyValueReader) reader = NULL;
  GalleyStore *self = g_task_get_source_object (task);
  int          id = GPOINTER_TO_INT (g_task_get_task_data (task));
  GalleyValue *acceptance = NULL;
  GError      *error = NULL;

  rows = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);
  galley_store_end_save (self, id);
  galley_store_refresh (self, id);
  if (rows != NULL)
    {
      reader = galley_value_reader_new (GALLEY_TYPE_ACCEPTANCE, rows);
      acceptance = galley_value_reader_read (reader, 0, &error);
    }

  if (acceptance != NULL)
    g_task_return_pointer (task, acceptance, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
start_acceptance (GalleyProposalStore *self,
                  GalleyStatement     *statement,
                  int                  id,
                  gpointer             tag,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, GINT_TO_POINTER (id), NULL);
  galley_store_begin_save (GALLEY_STORE (self), id);
  galley_database_execute_async (galley_store_get_database (GALLEY_STORE (self)), statement, cancellable, acceptance_executed_cb,
                                 g_steal_pointer (&task));
  galley_statement_unref (statement);
}

static GalleyAcceptance *
finish_acceptance (GalleyProposalStore *self,
                   GAsyncResult        *result,
                   gpointer             tag,
                   GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_proposal_store_accept_async:
 * @self: a store
 * @id: a proposal
 * @text: (nullable): what the writer takes over; %NULL for all of the proposal
 * @base_version: the version of the section that the writer has seen since; 0 when it has to be as it was when the model was
 * asked
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Puts a text into exactly that field of that section that a proposal is for.  In a conflict nothing is changed.
 */
void
galley_proposal_store_accept_async (GalleyProposalStore *self,
                                    int                  id,
                                    const char          *text,
                                    int                  base_version,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-accept");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, text);
  galley_store_bind_number (statement, base_version);
  start_acceptance (self, statement, id, galley_proposal_store_accept_async, cancellable, callback, user_data);
}

/**
 * galley_proposal_store_accept_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_accept_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such proposal; %GALLEY_ERROR_INVALID, when there is nothing to
 * accept; an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_accept_async().
 *
 * Returns: (transfer full) (nullable): what came of it, %NULL with @error set
 */
GalleyAcceptance *
galley_proposal_store_accept_finish (GalleyProposalStore *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  return finish_acceptance (self, result, galley_proposal_store_accept_async, error);
}

/**
 * galley_proposal_store_undo_async:
 * @self: a store
 * @id: a proposal
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes the accepting of a proposal back.  In a conflict nothing is changed.
 */
void
galley_proposal_store_undo_async (GalleyProposalStore *self,
                                  int                  id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-undo");

  galley_statement_bind_int (statement, id);
  start_acceptance (self, statement, id, galley_proposal_store_undo_async, cancellable, callback, user_data);
}

/**
 * galley_proposal_store_undo_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_undo_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such proposal; %GALLEY_ERROR_INVALID, when it was not accepted;
 * an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_undo_async().
 *
 * Returns: (transfer full) (nullable): what came of it, %NULL with @error set
 */
GalleyAcceptance *
galley_proposal_store_undo_finish (GalleyProposalStore *self,
                                   GAsyncResult        *result,
                                   GError             **error)
{
  return finish_acceptance (self, result, galley_proposal_store_undo_async, error);
}
