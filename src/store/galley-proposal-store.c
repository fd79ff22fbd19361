/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-store"

#include "galley-config.h"

#include "galley-proposal-store.h"

#include <glib/gi18n-lib.h>

#include "galley-run.h"
#include "galley-store-private.h"
#include "galley-value-reader.h"

struct _GalleyProposalStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyProposalStore, galley_proposal_store, GALLEY_TYPE_STORE)

typedef enum
{
  COLUMN_ID,
  COLUMN_VERSION,
  COLUMN_RUN_ID,
  COLUMN_POST_ID,
  COLUMN_SECTION_ID,
  COLUMN_PLACE,
  COLUMN_FIELD,
  COLUMN_STATUS,
  COLUMN_MESSAGES,
  COLUMN_BASE_TEXT,
  COLUMN_BASE_VERSION,
  COLUMN_TEXT,
  COLUMN_ACCEPTED_TEXT,
  COLUMN_ERROR,
  COLUMN_FINISH_REASON,
  COLUMN_INPUT_TOKENS,
  COLUMN_OUTPUT_TOKENS,
  COLUMN_DURATION,
  COLUMN_CREATED,
  COLUMN_UPDATED,
} ProposalColumn;

static const char *const column_names[] = {
  "id", "version", "run_id", "post_id", "section_id", "place", "field", "status", "messages", "base_text", "base_version",
  "text", "accepted_text", "error", "finish_reason", "input_tokens", "output_tokens", "duration", "created_at", "updated_at",
  NULL
};

static void
apply_outcome (GalleyRecord *record,
               GalleyResult *rows,
               guint         row,
               const int    *columns)
{
  g_object_set (record,
                "accepted-text", galley_result_get_text (rows, row, columns[COLUMN_ACCEPTED_TEXT]),
                "error", galley_run_explain (galley_result_get_text (rows, row, columns[COLUMN_ERROR])),
                "finish-reason", galley_result_get_text (rows, row, columns[COLUMN_FINISH_REASON]),
                "input-tokens", (int)galley_result_get_int (rows, row, columns[COLUMN_INPUT_TOKENS]),
                "output-tokens", (int)galley_result_get_int (rows, row, columns[COLUMN_OUTPUT_TOKENS]),
                "duration", galley_result_get_double (rows, row, columns[COLUMN_DURATION]),
                NULL);
}

static void
galley_proposal_store_apply (GalleyStore  *store,
                             GalleyRecord *record,
                             GalleyResult *rows,
                             guint         row,
                             const int    *columns)
{
  const char          *word = galley_result_get_text (rows, row, columns[COLUMN_STATUS]);
  GalleyProposalStatus status = GALLEY_PROPOSAL_STATUS_FAILED;

  if (!galley_proposal_status_from_string (word, &status))
    g_warning ("The database says that proposal %d is “%s”, which is not known here", galley_record_get_id (record), word);
  galley_store_take_times (record, rows, row, columns[COLUMN_CREATED], columns[COLUMN_UPDATED]);
  g_object_set (record,
                "run-id", (int)galley_result_get_int (rows, row, columns[COLUMN_RUN_ID]),
                "post-id", (int)galley_result_get_int (rows, row, columns[COLUMN_POST_ID]),
                "section-id", (int)galley_result_get_int (rows, row, columns[COLUMN_SECTION_ID]),
                "place", (int)galley_result_get_int (rows, row, columns[COLUMN_PLACE]),
                "field", galley_result_get_text (rows, row, columns[COLUMN_FIELD]),
                "messages", galley_result_get_text (rows, row, columns[COLUMN_MESSAGES]),
                "base-text", galley_result_get_text (rows, row, columns[COLUMN_BASE_TEXT]),
                "base-version", (int)galley_result_get_int (rows, row, columns[COLUMN_BASE_VERSION]),
                NULL);
  apply_outcome (record, rows, row, columns);
  if (!galley_proposal_get_live (GALLEY_PROPOSAL (record)))
    g_object_set (record, "text", galley_result_get_text (rows, row, columns[COLUMN_TEXT]), NULL);
  g_object_set (record, "status", status, NULL);
}

static int
galley_proposal_store_get_post (GalleyRecord *record)
{
  return galley_proposal_get_post_id (GALLEY_PROPOSAL (record));
}

static void
galley_proposal_store_class_init (GalleyProposalStoreClass *klass)
{
  GalleyStoreClass *store_class = GALLEY_STORE_CLASS (klass);

  store_class->table = "proposal";
  store_class->record_type = GALLEY_TYPE_PROPOSAL;
  store_class->refresh = "proposal-get";
  store_class->columns = column_names;
  store_class->apply = galley_proposal_store_apply;
  store_class->get_post = galley_proposal_store_get_post;
}

static void
galley_proposal_store_init (GalleyProposalStore *self)
{
}

/**
 * galley_proposal_store_new:
 * @database: the database
 *
 * Makes a store of the proposals in a database.
 *
 * Returns: (transfer full): the store
 */
GalleyProposalStore *
galley_proposal_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_PROPOSAL_STORE, "database", database, NULL);
}

/**
 * galley_proposal_store_get_async:
 * @self: a store
 * @id: a proposal
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches a proposal.
 */
void
galley_proposal_store_get_async (GalleyProposalStore *self,
                                 int                  id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-get");
  char            *missing = g_strdup_printf (_("There is no proposal %d"), id);

  galley_store_bind_ids (statement, &id, 1);
  galley_store_record_async (GALLEY_STORE (self), statement, missing, galley_proposal_store_get_async, cancellable, callback,
                             user_data);
}

/**
 * galley_proposal_store_get_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_get_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such proposal; an error in the domain of [error@Error], or
 * `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_get_async().
 *
 * Returns: (transfer full) (nullable): the proposal, %NULL with @error set
 */
GalleyProposal *
galley_proposal_store_get_finish (GalleyProposalStore *self,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  return galley_store_record_finish (GALLEY_STORE (self), result, galley_proposal_store_get_async, error);
}

/**
 * galley_proposal_store_list_for_run_async:
 * @self: a store
 * @run_id: a run
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the proposals of a run.
 */
void
galley_proposal_store_list_for_run_async (GalleyProposalStore *self,
                                          int                  run_id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-list-run");

  galley_statement_bind_int (statement, run_id);
  galley_store_records_async (GALLEY_STORE (self), statement, NULL, galley_proposal_store_list_for_run_async, cancellable,
                              callback, user_data);
}

/**
 * galley_proposal_store_list_for_run_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_list_for_run_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_list_for_run_async().
 *
 * Returns: (transfer full) (nullable): the [class@Proposal]s in their order, %NULL with @error set
 */
GListModel *
galley_proposal_store_list_for_run_finish (GalleyProposalStore *self,
                                           GAsyncResult        *result,
                                           GError             **error)
{
  return galley_store_records_finish (GALLEY_STORE (self), result, galley_proposal_store_list_for_run_async, error);
}

/**
 * galley_proposal_store_list_for_section_async:
 * @self: a store
 * @section_id: a section, be it in the trash
 * @most: how many at most
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the proposals for a section.
 */
void
galley_proposal_store_list_for_section_async (GalleyProposalStore *self,
                                              int                  section_id,
                                              guint                most,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  GalleyStatement *statement = galley_statement_new ("proposal-list-section");

  galley_statement_bind_int (statement, section_id);
  galley_statement_bind_int (statement, most);
  galley_store_records_async (GALLEY_STORE (self), statement, NULL, galley_proposal_store_list_for_section_async, cancellable,
                              callback, user_data);
}

/**
 * galley_proposal_store_list_for_section_finish:
 * @self: a store
 * @result: the result of galley_proposal_store_list_for_section_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_proposal_store_list_for_section_async().
 *
 * Returns: (transfer full) (nullable): the [class@Proposal]s, the latest first, %NULL with @error set
 */
GListModel *
galley_proposal_store_list_for_section_finish (GalleyProposalStore *self,
                                               GAsyncResult        *result,
                                               GError             **error)
{
  return galley_store_records_finish (GALLEY_STORE (self), result, galley_proposal_store_list_for_section_async, error);
}

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

/* Accepting and taking that back, which return the same. */
static void
acceptance_executed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GalleyValueReader) reader = NULL;
  GalleyStore *self = g_task_get_source_object (task);
  Change      *change = g_task_get_task_data (task);
  GalleyValue *acceptance = NULL;
  GError      *error = NULL;

  rows = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);
  galley_store_end_save (self, change->id);
  galley_store_refresh (self, change->id);
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
  Change *change = g_new0 (Change, 1);

  change->id = id;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, change, g_free);
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
