/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-store"

#include "galley-config.h"

#include "galley-llm-store.h"

#include "galley-store-private.h"

struct _GalleyLlmStore
{
  GalleyStore parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyLlmStore, galley_llm_store, GALLEY_TYPE_STORE)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const tables[] = {
  "llm_provider",
  "llm_model",
  "llm_action",
  "llm_prompt",
  "workflow_format_template",
  NULL,
};

static void
database_changed_cb (GalleyDatabase *database,
                     GalleyChange   *change,
                     gpointer        user_data)
{
  if (g_strv_contains (tables, galley_change_get_table (change)))
    g_signal_emit (user_data, signals[CHANGED], 0);
}

/* Notices may have been missed while the connection was lost. */
static void
database_resumed_cb (GalleyDatabase *database,
                     gpointer        user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
galley_llm_store_constructed (GObject *object)
{
  GalleyDatabase *database;

  G_OBJECT_CLASS (galley_llm_store_parent_class)->constructed (object);

  database = galley_store_get_database (GALLEY_STORE (object));
  g_signal_connect_object (database, "changed", G_CALLBACK (database_changed_cb), object, 0);
  g_signal_connect_object (database, "resumed", G_CALLBACK (database_resumed_cb), object, 0);
}

static void
galley_llm_store_class_init (GalleyLlmStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = galley_llm_store_constructed;

  /**
   * GalleyLlmStore::changed:
   * @self: the store
   *
   * Somebody changed a provider, a model, an action, a prompt or a format: what was listed may not be true any more.
   */
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_LLM_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_llm_store_init (GalleyLlmStore *self)
{
}

/**
 * galley_llm_store_new:
 * @database: the database
 *
 * Makes a store of language models and what they can be asked.
 *
 * Returns: (transfer full): the store
 */
GalleyLlmStore *
galley_llm_store_new (GalleyDatabase *database)
{
  return g_object_new (GALLEY_TYPE_LLM_STORE, "database", database, NULL);
}

/**
 * galley_llm_store_list_providers_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the providers.
 */
void
galley_llm_store_list_providers_async (GalleyLlmStore     *self,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-provider-list");

  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_PROVIDER_INFO, NULL,
                             galley_llm_store_list_providers_async, cancellable, callback, user_data);
}

/**
 * galley_llm_store_list_providers_finish:
 * @self: a store
 * @result: the result of galley_llm_store_list_providers_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_list_providers_async().
 *
 * Returns: (transfer full) (nullable): the [class@ProviderInfo]s, %NULL with @error set
 */
GListModel *
galley_llm_store_list_providers_finish (GalleyLlmStore *self,
                                        GAsyncResult   *result,
                                        GError        **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_llm_store_list_providers_async, error);
}

/**
 * galley_llm_store_list_models_async:
 * @self: a store
 * @provider_id: a provider; 0 for all
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the models that are known; what a provider has just now is asked of the provider.
 */
void
galley_llm_store_list_models_async (GalleyLlmStore     *self,
                                    int                 provider_id,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-model-list");

  galley_store_bind_number (statement, provider_id);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_LLM_MODEL, NULL, galley_llm_store_list_models_async,
                             cancellable, callback, user_data);
}

/**
 * galley_llm_store_list_models_finish:
 * @self: a store
 * @result: the result of galley_llm_store_list_models_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_list_models_async().
 *
 * Returns: (transfer full) (nullable): the [class@LlmModel]s, %NULL with @error set
 */
GListModel *
galley_llm_store_list_models_finish (GalleyLlmStore *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_llm_store_list_models_async, error);
}

/**
 * galley_llm_store_list_actions_async:
 * @self: a store
 * @scope: (nullable): `section` or `post`, see [enum@ActionScope]; %NULL for all
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the actions.
 */
void
galley_llm_store_list_actions_async (GalleyLlmStore     *self,
                                     const char         *scope,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-action-list");

  galley_statement_bind_text (statement, scope);
  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_ACTION, NULL, galley_llm_store_list_actions_async,
                             cancellable, callback, user_data);
}

/**
 * galley_llm_store_list_actions_finish:
 * @self: a store
 * @result: the result of galley_llm_store_list_actions_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_list_actions_async().
 *
 * Returns: (transfer full) (nullable): the [class@Action]s in their order, %NULL with @error set
 */
GListModel *
galley_llm_store_list_actions_finish (GalleyLlmStore *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_llm_store_list_actions_async, error);
}

/**
 * galley_llm_store_list_prompts_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the prompts.
 */
void
galley_llm_store_list_prompts_async (GalleyLlmStore     *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-prompt-list");

  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_LLM_PROMPT, NULL, galley_llm_store_list_prompts_async,
                             cancellable, callback, user_data);
}

/**
 * galley_llm_store_list_prompts_finish:
 * @self: a store
 * @result: the result of galley_llm_store_list_prompts_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_list_prompts_async().
 *
 * Returns: (transfer full) (nullable): the [class@LlmPrompt]s in their order, %NULL with @error set
 */
GListModel *
galley_llm_store_list_prompts_finish (GalleyLlmStore *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_llm_store_list_prompts_async, error);
}

/**
 * galley_llm_store_list_formats_async:
 * @self: a store
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the formats.
 */
void
galley_llm_store_list_formats_async (GalleyLlmStore     *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-format-list");

  galley_store_values_async (GALLEY_STORE (self), statement, GALLEY_TYPE_FORMAT, NULL, galley_llm_store_list_formats_async,
                             cancellable, callback, user_data);
}

/**
 * galley_llm_store_list_formats_finish:
 * @self: a store
 * @result: the result of galley_llm_store_list_formats_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_list_formats_async().
 *
 * Returns: (transfer full) (nullable): the [class@Format]s, %NULL with @error set
 */
GListModel *
galley_llm_store_list_formats_finish (GalleyLlmStore *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  return galley_store_values_finish (GALLEY_STORE (self), result, galley_llm_store_list_formats_async, error);
}

/**
 * galley_llm_store_add_provider_async:
 * @self: a store
 * @name: its name
 * @kind: the protocol that it speaks
 * @url: the address of its interface
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes a provider.
 */
void
galley_llm_store_add_provider_async (GalleyLlmStore     *self,
                                     const char         *name,
                                     GalleyProviderKind  kind,
                                     const char         *url,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-provider-add");

  galley_statement_bind_text (statement, name);
  galley_statement_bind_text (statement, galley_provider_kind_to_string (kind));
  galley_statement_bind_text (statement, url);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_llm_store_add_provider_async, cancellable, callback,
                             user_data);
}

/**
 * galley_llm_store_add_provider_finish:
 * @self: a store
 * @result: the result of galley_llm_store_add_provider_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when it cannot be so; an error in the domain of [error@Error], or
 * `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_add_provider_async().
 *
 * Returns: the provider's id, 0 with @error set
 */
int
galley_llm_store_add_provider_finish (GalleyLlmStore *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_llm_store_add_provider_async, error);
}

/**
 * galley_llm_store_save_provider_async:
 * @self: a store
 * @provider_id: a provider
 * @name: its name
 * @kind: the protocol that it speaks
 * @url: the address of its interface
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves what is known of a provider.
 */
void
galley_llm_store_save_provider_async (GalleyLlmStore     *self,
                                      int                 provider_id,
                                      const char         *name,
                                      GalleyProviderKind  kind,
                                      const char         *url,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-provider-save");

  galley_statement_bind_int (statement, provider_id);
  galley_statement_bind_text (statement, name);
  galley_statement_bind_text (statement, galley_provider_kind_to_string (kind));
  galley_statement_bind_text (statement, url);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_llm_store_save_provider_async, cancellable, callback,
                             user_data);
}

/**
 * galley_llm_store_save_provider_finish:
 * @self: a store
 * @result: the result of galley_llm_store_save_provider_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when it cannot be so; %GALLEY_ERROR_NOT_FOUND, when there is no such provider; an
 * error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_save_provider_async().
 *
 * Returns: the provider's id, 0 with @error set
 */
int
galley_llm_store_save_provider_finish (GalleyLlmStore *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_llm_store_save_provider_async, error);
}

/**
 * galley_llm_store_add_model_async:
 * @self: a store
 * @provider_id: a provider
 * @name: the name of a model, as the provider calls it
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Remembers a model, if it is not known.
 */
void
galley_llm_store_add_model_async (GalleyLlmStore     *self,
                                  int                 provider_id,
                                  const char         *name,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-model-add");

  galley_statement_bind_int (statement, provider_id);
  galley_statement_bind_text (statement, name);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_llm_store_add_model_async, cancellable, callback, user_data);
}

/**
 * galley_llm_store_add_model_finish:
 * @self: a store
 * @result: the result of galley_llm_store_add_model_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when it cannot be so; %GALLEY_ERROR_NOT_FOUND, when there is no such provider; an
 * error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_add_model_async().
 *
 * Returns: the model's id, 0 with @error set
 */
int
galley_llm_store_add_model_finish (GalleyLlmStore *self,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_llm_store_add_model_async, error);
}

/**
 * galley_llm_store_learn_async:
 * @self: a store
 * @provider_id: a provider
 * @name: the name of a model, as the provider calls it
 * @learnt: a JSON object of parameters
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Remembers what was learnt of a model, such as parameters that it does not take.
 */
void
galley_llm_store_learn_async (GalleyLlmStore     *self,
                              int                 provider_id,
                              const char         *name,
                              const char         *learnt,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-model-learn");

  galley_statement_bind_int (statement, provider_id);
  galley_statement_bind_text (statement, name);
  galley_statement_bind_text (statement, learnt);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_llm_store_learn_async, cancellable, callback, user_data);
}

/**
 * galley_llm_store_learn_finish:
 * @self: a store
 * @result: the result of galley_llm_store_learn_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when it cannot be so; %GALLEY_ERROR_NOT_FOUND, when there is no such provider; an
 * error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_learn_async().
 *
 * Returns: the model's id, 0 with @error set
 */
int
galley_llm_store_learn_finish (GalleyLlmStore *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_llm_store_learn_async, error);
}

/**
 * galley_llm_store_save_action_async:
 * @self: a store
 * @action_id: an action
 * @provider_id: a provider
 * @model: the name of a model, as the provider calls it
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Has an action ask another model from now on.
 */
void
galley_llm_store_save_action_async (GalleyLlmStore     *self,
                                    int                 action_id,
                                    int                 provider_id,
                                    const char         *model,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("llm-action-save");

  galley_statement_bind_int (statement, action_id);
  galley_statement_bind_int (statement, provider_id);
  galley_statement_bind_text (statement, model);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_llm_store_save_action_async, cancellable, callback,
                             user_data);
}

/**
 * galley_llm_store_save_action_finish:
 * @self: a store
 * @result: the result of galley_llm_store_save_action_async()
 * @error: where to put %GALLEY_ERROR_INVALID, when it cannot be so; %GALLEY_ERROR_NOT_FOUND, when there is no such action; an
 * error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_llm_store_save_action_async().
 *
 * Returns: the action's id, 0 with @error set
 */
int
galley_llm_store_save_action_finish (GalleyLlmStore *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_llm_store_save_action_async, error);
}
