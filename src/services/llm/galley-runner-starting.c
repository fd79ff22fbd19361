/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-runner-starting"

#include "galley-config.h"

#include "galley-runner-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-provider.h"

/* Starting a run: what it needs is found out step by step, then it is stored, and then carried out. */

/* What starting a run has found out so far. */
typedef struct
{
  int                 post_id;
  int                *sections; /* (owned) */
  gsize               n_sections;
  GalleyRunSettings  *settings;   /* (owned) */
  GalleyProviderInfo *info;       /* (owned) (nullable) */
  GalleyProvider     *provider;   /* (owned) (nullable) */
  char               *parameters; /* (owned) (nullable) */
  GalleyRun          *run;        /* (owned) (nullable) */
} Start;

static void providers_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void key_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void models_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void run_added_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void run_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void proposals_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
start_free (Start *start)
{
  g_free (start->sections);
  g_object_unref (start->settings);
  g_clear_object (&start->info);
  g_clear_object (&start->provider);
  g_free (start->parameters);
  g_clear_object (&start->run);
  g_free (start);
}

/**
 * galley_runner_start_async:
 * @self: a runner
 * @post_id: a post
 * @sections: (array length=n_sections): sections of it, in the order in which they are to be done
 * @n_sections: how many
 * @settings: what to do and with what; copied
 * @cancellable: (nullable): ends the operation; the run itself is stopped by galley_runner_stop()
 * @callback: called when the run is under way, or waits for another one
 * @user_data: given to @callback
 *
 * Starts a run.  One is carried out after the other, as are the proposals of each.
 */
void
galley_runner_start_async (GalleyRunner       *self,
                           int                 post_id,
                           const int          *sections,
                           gsize               n_sections,
                           GalleyRunSettings  *settings,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Start *start;

  g_return_if_fail (GALLEY_IS_RUNNER (self));
  g_return_if_fail (GALLEY_IS_RUN_SETTINGS (settings));

  start = g_new0 (Start, 1);
  start->post_id = post_id;
  start->sections = g_memdup2 (sections, n_sections * sizeof *sections);
  start->n_sections = n_sections;
  start->settings = galley_run_settings_copy (settings);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_runner_start_async);
  g_task_set_task_data (task, start, (GDestroyNotify)start_free);
  if (!galley_runner_take_stores (self, task))
    return;
  galley_llm_store_list_providers_async (self->llm_store, cancellable, providers_listed_cb,
                                         g_steal_pointer (&task));
}

static GalleyProviderInfo *
find_provider (GListModel *providers,
               int         id)
{
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GalleyProviderInfo) info = g_list_model_get_item (providers, i);

      if (galley_provider_info_get_id (info) == id)
        return g_steal_pointer (&info);
    }

  return NULL;
}

static void
list_models (GTask *task)
{
  GalleyRunner *self = g_task_get_source_object (task);
  Start        *start = g_task_get_task_data (task);

  galley_llm_store_list_models_async (self->llm_store, galley_provider_info_get_id (start->info),
                                      g_task_get_cancellable (task), models_listed_cb, g_object_ref (task));
}

static void
providers_listed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GListModel) providers = NULL;
  GalleyRunner *self = g_task_get_source_object (task);
  Start        *start = g_task_get_task_data (task);
  GError       *error = NULL;

  providers = galley_llm_store_list_providers_finish (GALLEY_LLM_STORE (source), result, &error);
  if (providers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  start->info = find_provider (providers, galley_run_settings_get_provider_id (start->settings));
  if (start->info == NULL)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
                             _("The provider of the action is not there any more. Choose another one"));
  else if (galley_provider_info_get_kind (start->info) == GALLEY_PROVIDER_KIND_DEMO)
    {
      start->provider = galley_provider_new_for_info (start->info, NULL);
      list_models (task);
    }
  else
    galley_keyring_lookup_async (self->keyring, start->info, g_task_get_cancellable (task), key_looked_up_cb,
                                 g_object_ref (task));
}

static void
key_looked_up_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *key = NULL;
  Start           *start = g_task_get_task_data (task);
  GError          *error = NULL;

  key = galley_keyring_lookup_finish (GALLEY_KEYRING (source), result, &error);
  /* Ollama needs no key, so a locked keyring need not be in its way. */
  if (error != NULL && (galley_provider_info_get_kind (start->info) != GALLEY_PROVIDER_KIND_OLLAMA ||
                        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_error (&error);
  start->provider = galley_provider_new_for_info (start->info, key);
  list_models (task);
}

static char *
find_parameters (GListModel *models,
                 const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (GalleyLlmModel) model = g_list_model_get_item (models, i);

      if (g_strcmp0 (galley_llm_model_get_name (model), name) == 0)
        return g_strdup (galley_llm_model_get_parameters (model));
    }

  return NULL;
}

static void
models_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GListModel) models = NULL;
  GalleyRunner *self = g_task_get_source_object (task);
  Start        *start = g_task_get_task_data (task);
  GError       *error = NULL;

  models = galley_llm_store_list_models_finish (GALLEY_LLM_STORE (source), result, &error);
  if (models == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  start->parameters = find_parameters (models, galley_run_settings_get_model (start->settings));
  galley_run_store_add_async (self->run_store, start->post_id, start->sections, start->n_sections,
                              start->settings, g_task_get_cancellable (task), run_added_cb, g_object_ref (task));
}

static void
run_added_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int     id = galley_run_store_add_finish (GALLEY_RUN_STORE (source), result, &error);

  if (id == 0)
    g_task_return_error (task, error);
  else
    galley_run_store_get_async (GALLEY_RUN_STORE (source), id, g_task_get_cancellable (task), run_fetched_cb,
                                g_object_ref (task));
}

static void
run_fetched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyRunner *self = g_task_get_source_object (task);
  Start        *start = g_task_get_task_data (task);
  GError       *error = NULL;

  start->run = galley_run_store_get_finish (GALLEY_RUN_STORE (source), result, &error);
  if (start->run == NULL)
    g_task_return_error (task, error);
  else
    galley_proposal_store_list_for_run_async (self->proposal_store,
                                              galley_record_get_id (GALLEY_RECORD (start->run)), g_task_get_cancellable (task),
                                              proposals_listed_cb, g_object_ref (task));
}

static void
proposals_listed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GListModel) proposals = NULL;
  g_autoptr (GalleyRunJob) job = NULL;
  GalleyRunner *self = g_task_get_source_object (task);
  Start        *start = g_task_get_task_data (task);
  GError       *error = NULL;

  proposals = galley_proposal_store_list_for_run_finish (GALLEY_PROPOSAL_STORE (source), result, &error);
  if (proposals == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!galley_runner_take_stores (self, task))
    return;

  galley_run_set_proposals (start->run, proposals);
  job = galley_run_job_new (self->context, start->run, proposals, start->provider, start->parameters);
  galley_runner_add_job (self, job);
  g_task_return_pointer (task, g_object_ref (start->run), g_object_unref);
}

/**
 * galley_runner_start_finish:
 * @self: a runner
 * @result: the result of galley_runner_start_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post, section or provider; %GALLEY_ERROR_INVALID, when the
 * settings do not say what to do; another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_runner_start_async().
 *
 * Returns: (transfer full) (nullable): the run, whose proposals are in [method@Run.get_proposals]; %NULL with @error set
 */
GalleyRun *
galley_runner_start_finish (GalleyRunner *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_runner_start_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
