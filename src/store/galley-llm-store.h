/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-action.h"
#include "galley-format.h"
#include "galley-llm-model.h"
#include "galley-llm-prompt.h"
#include "galley-provider-info.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_LLM_STORE (galley_llm_store_get_type ())

/**
 * GalleyLlmStore:
 *
 * What language models there are and what they can be asked: providers, models, actions, prompts and formats.  The lists are of
 * values; the signal `changed` says that somebody changed one of them, so that they are to be fetched again.
 */
G_DECLARE_FINAL_TYPE (GalleyLlmStore, galley_llm_store, GALLEY, LLM_STORE, GalleyStore)

GalleyLlmStore *galley_llm_store_new (GalleyDatabase *database);

void        galley_llm_store_list_providers_async (GalleyLlmStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_llm_store_list_providers_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_list_models_async (GalleyLlmStore *self, int provider_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_llm_store_list_models_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_list_actions_async (GalleyLlmStore *self, const char *scope, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_llm_store_list_actions_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_list_prompts_async (GalleyLlmStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_llm_store_list_prompts_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_list_formats_async (GalleyLlmStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_llm_store_list_formats_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_add_provider_async (GalleyLlmStore *self, const char *name, GalleyProviderKind kind, const char *url, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_llm_store_add_provider_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_save_provider_async (GalleyLlmStore *self, int provider_id, const char *name, GalleyProviderKind kind, const char *url, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_llm_store_save_provider_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_add_model_async (GalleyLlmStore *self, int provider_id, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_llm_store_add_model_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_learn_async (GalleyLlmStore *self, int provider_id, const char *name, const char *learnt, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_llm_store_learn_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);
void        galley_llm_store_save_action_async (GalleyLlmStore *self, int action_id, int provider_id, const char *model, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_llm_store_save_action_finish (GalleyLlmStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
