/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-store"

#include "galley-config.h"

#include "galley-proposal-store.h"

#include <glib/gi18n-lib.h>

#include "galley-run.h"
#include "galley-store-private.h"

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
