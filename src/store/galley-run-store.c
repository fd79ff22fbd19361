/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run-store"

#include "galley-config.h"

#include "galley-run-store.h"

#include <glib/gi18n-lib.h>

#include "galley-json-text.h"
#include "galley-store-private.h"

struct _GalleyRunStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyRunStore, galley_run_store, GALLEY_TYPE_STORE)

typedef enum
{
  COLUMN_ID,
  COLUMN_VERSION,
  COLUMN_POST_ID,
  COLUMN_ACTION_NAME,
  COLUMN_PROVIDER_NAME,
  COLUMN_STATUS,
  COLUMN_ERROR,
  COLUMN_N_PROPOSALS,
  COLUMN_N_FINISHED,
  COLUMN_STARTED,
  COLUMN_FINISHED,
  COLUMN_CREATED,
  COLUMN_ACTION_ID,
  COLUMN_PROVIDER_ID,
  COLUMN_MODEL,
  COLUMN_INPUT_FIELD,
  COLUMN_OUTPUT_FIELD,
  COLUMN_SYSTEM_PROMPT,
  COLUMN_TASK_PROMPT,
  COLUMN_FORMAT,
  COLUMN_TEMPERATURE,
  COLUMN_MAX_TOKENS,
  COLUMN_TIMEOUT,
} RunColumn;

static const char *const column_names[] = {
  "id", "version", "post_id", "action_name", "provider_name", "status", "error", "n_proposals", "n_finished", "started_at",
  "finished_at", "created_at", "action_id", "provider_id", "model", "input_field", "output_field", "system_prompt",
  "task_prompt", "format", "temperature", "max_tokens", "timeout", NULL
};

static void
apply_settings (GalleyRunSettings *settings,
                GalleyResult      *rows,
                guint              row,
                const int         *columns)
{
  g_object_set (settings,
                "action-id", (int)galley_result_get_int (rows, row, columns[COLUMN_ACTION_ID]),
                "provider-id", (int)galley_result_get_int (rows, row, columns[COLUMN_PROVIDER_ID]),
                "model", galley_result_get_text (rows, row, columns[COLUMN_MODEL]),
                "input-field", galley_result_get_text (rows, row, columns[COLUMN_INPUT_FIELD]),
                "output-field", galley_result_get_text (rows, row, columns[COLUMN_OUTPUT_FIELD]),
                "system-prompt", galley_result_get_text (rows, row, columns[COLUMN_SYSTEM_PROMPT]),
                "task-prompt", galley_result_get_text (rows, row, columns[COLUMN_TASK_PROMPT]),
                "format", galley_result_get_text (rows, row, columns[COLUMN_FORMAT]),
                "temperature", galley_result_get_double (rows, row, columns[COLUMN_TEMPERATURE]),
                "max-tokens", (int)galley_result_get_int (rows, row, columns[COLUMN_MAX_TOKENS]),
                "timeout", (int)galley_result_get_int (rows, row, columns[COLUMN_TIMEOUT]),
                NULL);
}

static void
galley_run_store_apply (GalleyStore  *store,
                        GalleyRecord *record,
                        GalleyResult *rows,
                        guint         row,
                        const int    *columns)
{
  g_autoptr (GDateTime) started = galley_result_dup_date_time (rows, row, columns[COLUMN_STARTED]);
  g_autoptr (GDateTime) finished = galley_result_dup_date_time (rows, row, columns[COLUMN_FINISHED]);
  g_autoptr (GDateTime) created = galley_result_dup_date_time (rows, row, columns[COLUMN_CREATED]);
  const char     *word = galley_result_get_text (rows, row, columns[COLUMN_STATUS]);
  GalleyRunStatus status = GALLEY_RUN_STATUS_FAILED;

  if (!galley_run_status_from_string (word, &status))
    g_warning ("The database says that run %d is “%s”, which is not known here", galley_record_get_id (record), word);
  galley_record_set_created (record, created);
  apply_settings (galley_run_get_settings (GALLEY_RUN (record)), rows, row, columns);
  g_object_set (record,
                "post-id", (int)galley_result_get_int (rows, row, columns[COLUMN_POST_ID]),
                "action-name", galley_result_get_text (rows, row, columns[COLUMN_ACTION_NAME]),
                "provider-name", galley_result_get_text (rows, row, columns[COLUMN_PROVIDER_NAME]),
                "error", galley_run_explain (galley_result_get_text (rows, row, columns[COLUMN_ERROR])),
                "n-proposals", (int)galley_result_get_int (rows, row, columns[COLUMN_N_PROPOSALS]),
                "n-finished", (int)galley_result_get_int (rows, row, columns[COLUMN_N_FINISHED]),
                "started", started,
                "finished", finished,
                "status", status,
                NULL);
}

static int
galley_run_store_get_post (GalleyRecord *record)
{
  return galley_run_get_post_id (GALLEY_RUN (record));
}

static void
galley_run_store_class_init (GalleyRunStoreClass *klass)
{
  GalleyStoreClass *store_class = GALLEY_STORE_CLASS (klass);

  store_class->table = "run";
  store_class->record_type = GALLEY_TYPE_RUN;
  store_class->refresh = "run-get";
  store_class->columns = column_names;
  store_class->apply = galley_run_store_apply;
  store_class->get_post = galley_run_store_get_post;
}

static void
galley_run_store_init (GalleyRunStore *self)
{
}

/**
 * galley_run_store_new:
 * @database: the database
 *
 * Makes a store of the runs in a database.
 *
 * Returns: (transfer full): the store
 */
GalleyRunStore *
galley_run_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_RUN_STORE, "database", database, NULL);
}

/* What the settings say, as galley.run_new() takes it. */
static char *
write_settings (GalleyRunSettings *settings)
{
  g_autoptr (GString) json = g_string_new ("{");

  galley_json_append_number (json, "provider_id", galley_run_settings_get_provider_id (settings));
  galley_json_append_text (json, "model", galley_run_settings_get_model (settings));
  galley_json_append_text (json, "input_field", galley_run_settings_get_input_field (settings));
  galley_json_append_text (json, "output_field", galley_run_settings_get_output_field (settings));
  galley_json_append_text (json, "system_prompt", galley_run_settings_get_system_prompt (settings));
  galley_json_append_text (json, "task_prompt", galley_run_settings_get_task_prompt (settings));
  galley_json_append_text (json, "format", galley_run_settings_get_format (settings));
  galley_json_append_number (json, "temperature", galley_run_settings_get_temperature (settings));
  galley_json_append_number (json, "max_tokens", galley_run_settings_get_max_tokens (settings));
  galley_json_append_number (json, "timeout", galley_run_settings_get_timeout (settings));
  g_string_append_c (json, '}');

  return g_string_free (g_steal_pointer (&json), FALSE);
}

/**
 * galley_run_store_add_async:
 * @self: a store
 * @post_id: a post
 * @sections: (array length=n_sections): sections of it, in the order in which they are to be done
 * @n_sections: how many
 * @settings: what to do and with what
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes a run, with a queued proposal for each section.  Nothing is sent by that.
 */
void
galley_run_store_add_async (GalleyRunStore     *self,
                            int                 post_id,
                            const int          *sections,
                            gsize               n_sections,
                            GalleyRunSettings  *settings,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("run-add");
  g_autofree char *json = write_settings (settings);

  galley_statement_bind_int (statement, post_id);
  galley_store_bind_number (statement, galley_run_settings_get_action_id (settings));
  galley_store_bind_ids (statement, sections, n_sections);
  galley_statement_bind_text (statement, json);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_run_store_add_async, cancellable, callback, user_data);
}

/**
 * galley_run_store_add_finish:
 * @self: a store
 * @result: the result of galley_run_store_add_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post, section, action or provider; %GALLEY_ERROR_INVALID,
 * when the settings do not say what to do; an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_run_store_add_async().
 *
 * Returns: the run's id, 0 with @error set
 */
int
galley_run_store_add_finish (GalleyRunStore *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_run_store_add_async, error);
}

/**
 * galley_run_store_get_async:
 * @self: a store
 * @id: a run
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches a run.
 */
void
galley_run_store_get_async (GalleyRunStore     *self,
                            int                 id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("run-get");
  char            *missing = g_strdup_printf (_("There is no run %d"), id);

  galley_store_bind_ids (statement, &id, 1);
  galley_store_record_async (GALLEY_STORE (self), statement, missing, galley_run_store_get_async, cancellable, callback,
                             user_data);
}

/**
 * galley_run_store_get_finish:
 * @self: a store
 * @result: the result of galley_run_store_get_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such run; an error in the domain of [error@Error], or
 * `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_run_store_get_async().
 *
 * Returns: (transfer full) (nullable): the run, %NULL with @error set
 */
GalleyRun *
galley_run_store_get_finish (GalleyRunStore *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  return galley_store_record_finish (GALLEY_STORE (self), result, galley_run_store_get_async, error);
}

/**
 * galley_run_store_list_async:
 * @self: a store
 * @post_id: a post
 * @most: how many at most
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the runs of a post.
 */
void
galley_run_store_list_async (GalleyRunStore     *self,
                             int                 post_id,
                             guint               most,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("run-list");

  galley_statement_bind_int (statement, post_id);
  galley_statement_bind_int (statement, most);
  galley_store_records_async (GALLEY_STORE (self), statement, NULL, galley_run_store_list_async, cancellable, callback,
                              user_data);
}

/**
 * galley_run_store_list_finish:
 * @self: a store
 * @result: the result of galley_run_store_list_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_run_store_list_async().
 *
 * Returns: (transfer full) (nullable): the [class@Run]s, the latest first, %NULL with @error set
 */
GListModel *
galley_run_store_list_finish (GalleyRunStore *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  return galley_store_records_finish (GALLEY_STORE (self), result, galley_run_store_list_async, error);
}

/**
 * galley_run_store_cancel_async:
 * @self: a store
 * @id: a run
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Stops a run in the database; the runner that carries it out stops it by itself.
 */
void
galley_run_store_cancel_async (GalleyRunStore     *self,
                               int                 id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("run-cancel");

  galley_statement_bind_int (statement, id);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_run_store_cancel_async, cancellable, callback, user_data);
}

/**
 * galley_run_store_cancel_finish:
 * @self: a store
 * @result: the result of galley_run_store_cancel_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such run; an error in the domain of [error@Error], or
 * `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_run_store_cancel_async().
 *
 * Returns: the run's version, 0 with @error set
 */
int
galley_run_store_cancel_finish (GalleyRunStore *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_run_store_cancel_async, error);
}

/**
 * galley_run_store_recover_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Ends runs whose program is gone: they have failed, and keep what came.
 */
void
galley_run_store_recover_async (GalleyRunStore     *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("run-recover");

  galley_store_number_async (GALLEY_STORE (self), statement, galley_run_store_recover_async, cancellable, callback, user_data);
}

/**
 * galley_run_store_recover_finish:
 * @self: a store
 * @result: the result of galley_run_store_recover_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_run_store_recover_async().
 *
 * Returns: how many there were; 0 with @error set, when that could not be found out
 */
int
galley_run_store_recover_finish (GalleyRunStore *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_run_store_recover_async, error);
}
