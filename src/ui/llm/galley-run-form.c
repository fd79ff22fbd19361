/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run-form"

#include "galley-config.h"

#include "galley-run-form.h"

#include <glib/gi18n.h>

#include "galley-field-choice.h"
#include "galley-growth.h"
#include "galley-llm-store.h"
#include "galley-toast.h"

struct _GalleyRunForm
{
  AdwBin parent_instance;

  GalleyLlmStore    *store;       /* (owned) (nullable) */
  GCancellable      *cancellable; /* (owned) ends what was asked when the database or the form goes */
  GListModel        *actions;     /* (owned) (nullable) of [class@Action] */
  GListModel        *models;      /* (owned) (nullable) of [class@LlmModel] */
  GListModel        *providers;   /* (owned) (nullable) of [class@ProviderInfo] */
  GalleyRunSettings *settings;    /* (owned) (nullable) */
  GBindingGroup     *bindings;    /* (owned) between the settings and the rows */
  gboolean           filling;     /* rows are being set, not chosen */

  AdwComboRow       *action;
  AdwComboRow       *input;
  AdwComboRow       *output;
  AdwComboRow       *model;
  GtkAdjustment     *temperature;
  GtkAdjustment     *max_tokens;
  GtkAdjustment     *timeout;
  GtkScrolledWindow *task_scroller;
  GtkScrolledWindow *system_scroller;
  GtkTextBuffer     *system_prompt;
  GtkTextBuffer     *task_prompt;
};

G_DEFINE_FINAL_TYPE (GalleyRunForm, galley_run_form, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHANGED,
} GalleyRunFormSignal;

static guint signals[SIGNAL_CHANGED + 1];

static void
tell_changed (GalleyRunForm *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* An action that names a model that is not in the list any more leaves the choice open; nothing is chosen for it. */
static guint
find_model (GalleyRunForm *self,
            int            provider_id,
            const char    *name)
{
  for (guint i = 0; self->models != NULL && i < g_list_model_get_n_items (self->models); i++)
    {
      g_autoptr (GalleyLlmModel) model = g_list_model_get_item (self->models, i);

      if (galley_llm_model_get_provider_id (model) == provider_id && g_strcmp0 (galley_llm_model_get_name (model), name) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
take_settings (GalleyRunForm     *self,
               GalleyRunSettings *settings)
{
  const char *system_prompt = galley_run_settings_get_system_prompt (settings);
  const char *task_prompt = galley_run_settings_get_task_prompt (settings);

  self->filling = TRUE;
  g_set_object (&self->settings, settings);
  adw_combo_row_set_selected (self->input, galley_field_choice_find (galley_run_settings_get_input_field (settings)));
  adw_combo_row_set_selected (self->output, galley_field_choice_find (galley_run_settings_get_output_field (settings)));
  adw_combo_row_set_selected (self->model, find_model (self, galley_run_settings_get_provider_id (settings),
                                                       galley_run_settings_get_model (settings)));
  gtk_text_buffer_set_text (self->system_prompt, system_prompt != NULL ? system_prompt : "", -1);
  gtk_text_buffer_set_text (self->task_prompt, task_prompt != NULL ? task_prompt : "", -1);
  g_binding_group_set_source (self->bindings, settings);
  self->filling = FALSE;
  tell_changed (self);
}

/* Who tries the demo is not to ask a real model without noticing, because another action begins with one. */
static void
keep_demo (GalleyRunForm     *self,
           GalleyRunSettings *settings)
{
  if (galley_run_form_is_demo (self))
    g_object_set (settings, "provider-id", galley_run_settings_get_provider_id (self->settings),
                  "model", galley_run_settings_get_model (self->settings), NULL);
}

static void
action_chosen_cb (GalleyRunForm *self)
{
  GalleyAction *action = adw_combo_row_get_selected_item (self->action);
  g_autoptr (GalleyRunSettings) settings = NULL;

  if (action == NULL || self->filling)
    return;

  settings = galley_run_settings_new_for_action (action);
  keep_demo (self, settings);
  take_settings (self, settings);
}

static void
input_chosen_cb (GalleyRunForm *self)
{
  const char *column = galley_field_choice_get_column (adw_combo_row_get_selected (self->input));

  if (!self->filling && self->settings != NULL && column != NULL)
    {
      g_object_set (self->settings, "input-field", column, NULL);
      tell_changed (self);
    }
}

static void
output_chosen_cb (GalleyRunForm *self)
{
  const char *column = galley_field_choice_get_column (adw_combo_row_get_selected (self->output));

  if (!self->filling && self->settings != NULL && column != NULL)
    {
      g_object_set (self->settings, "output-field", column, NULL);
      tell_changed (self);
    }
}

static void
saved_action_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GalleyRunForm) self = user_data;
  g_autoptr (GError) error = NULL;

  if (galley_llm_store_save_action_finish (GALLEY_LLM_STORE (source), result, &error) == 0 && error != NULL)
    galley_toast_show_error (GTK_WIDGET (self), _ ("The model could not be kept for this action"), error);
}

/* The model that was chosen last for an action is the one it begins with the next time. */
static void
model_chosen_cb (GalleyRunForm *self)
{
  GalleyLlmModel *model = adw_combo_row_get_selected_item (self->model);

  if (self->filling || self->settings == NULL || model == NULL)
    return;

  g_object_set (self->settings, "provider-id", galley_llm_model_get_provider_id (model), "model", galley_llm_model_get_name (model), NULL);
  galley_llm_store_save_action_async (self->store, galley_run_settings_get_action_id (self->settings),
                                      galley_llm_model_get_provider_id (model), galley_llm_model_get_name (model),
                                      self->cancellable, saved_action_cb, g_object_ref (self));
  tell_changed (self);
}

static void
take_prompt (GalleyRunForm *self,
             GtkTextBuffer *buffer,
             const char    *property)
{
  g_autofree char *text = NULL;

  if (self->filling || self->settings == NULL)
    return;

  g_object_get (buffer, "text", &text, NULL);
  g_object_set (self->settings, property, text, NULL);
  tell_changed (self);
}

static void
system_prompt_changed_cb (GalleyRunForm *self)
{
  take_prompt (self, self->system_prompt, "system-prompt");
}

static void
task_prompt_changed_cb (GalleyRunForm *self)
{
  take_prompt (self, self->task_prompt, "task-prompt");
}

static char *
name_model (GalleyLlmModel *model)
{
  /* Translators: a language model, and who runs it */
  return g_strdup_printf (_ ("%s – %s"), galley_llm_model_get_name (model), galley_llm_model_get_provider_name (model));
}

/* Where the action that was chosen is in the list now. */
static guint
find_action (GalleyRunForm *self)
{
  for (guint i = 0; self->settings != NULL && i < g_list_model_get_n_items (self->actions); i++)
    {
      g_autoptr (GalleyAction) action = g_list_model_get_item (self->actions, i);

      if (galley_action_get_id (action) == galley_run_settings_get_action_id (self->settings))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* A list that changed, if only because a model was chosen, leaves what was chosen and written as it is. */
static void
fill_if_ready (GalleyRunForm *self)
{
  guint place;

  if (self->actions == NULL || self->models == NULL || self->providers == NULL)
    return;

  place = find_action (self);
  self->filling = TRUE;
  adw_combo_row_set_model (self->model, self->models);
  adw_combo_row_set_model (self->action, self->actions);
  if (place != GTK_INVALID_LIST_POSITION)
    {
      adw_combo_row_set_selected (self->action, place);
      adw_combo_row_set_selected (self->model, find_model (self, galley_run_settings_get_provider_id (self->settings),
                                                           galley_run_settings_get_model (self->settings)));
    }
  self->filling = FALSE;
  if (place == GTK_INVALID_LIST_POSITION)
    action_chosen_cb (self);
  else
    tell_changed (self);
}

static void
take_list (GalleyRunForm *self,
           GListModel   **place,
           GListModel    *list,
           const GError  *error)
{
  if (list == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("The language models could not be listed"), error);
      return;
    }
  g_set_object (place, list);
  fill_if_ready (self);
}

static void
listed_actions_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GalleyRunForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = galley_llm_store_list_actions_finish (GALLEY_LLM_STORE (source), result, &error);

  take_list (self, &self->actions, list, error);
}

static void
listed_models_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GalleyRunForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = galley_llm_store_list_models_finish (GALLEY_LLM_STORE (source), result, &error);

  take_list (self, &self->models, list, error);
}

static void
listed_providers_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GalleyRunForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = galley_llm_store_list_providers_finish (GALLEY_LLM_STORE (source), result, &error);

  take_list (self, &self->providers, list, error);
}

static void
fetch (GalleyRunForm *self)
{
  g_clear_object (&self->actions);
  g_clear_object (&self->models);
  g_clear_object (&self->providers);
  galley_llm_store_list_providers_async (self->store, self->cancellable, listed_providers_cb, g_object_ref (self));
  galley_llm_store_list_models_async (self->store, 0, self->cancellable, listed_models_cb, g_object_ref (self));
  galley_llm_store_list_actions_async (self->store, "section", self->cancellable, listed_actions_cb, g_object_ref (self));
}

static void
leave_store (GalleyRunForm *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->actions);
  g_clear_object (&self->models);
  g_clear_object (&self->providers);
  g_clear_object (&self->settings);
}

static void
galley_run_form_dispose (GObject *object)
{
  GalleyRunForm *self = GALLEY_RUN_FORM (object);

  leave_store (self);
  g_clear_object (&self->bindings);
  G_OBJECT_CLASS (galley_run_form_parent_class)->dispose (object);
}

static void
galley_run_form_class_init (GalleyRunFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_run_form_dispose;

  /**
   * GalleyRunForm::changed:
   * @self: the object
   *
   * Something else would be asked now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GALLEY_TYPE_RUN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-run-form.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, action);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, input);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, output);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, model);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, temperature);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, max_tokens);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, timeout);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, task_scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, system_scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, system_prompt);
  gtk_widget_class_bind_template_child (widget_class, GalleyRunForm, task_prompt);
  gtk_widget_class_bind_template_callback (widget_class, action_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, system_prompt_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, task_prompt_changed_cb);
}

static void
set_fields (AdwComboRow *row)
{
  g_autoptr (GtkStringList) fields = galley_field_choice_new_model ();

  adw_combo_row_set_model (row, G_LIST_MODEL (fields));
}

static void
set_expressions (GalleyRunForm *self)
{
  g_autoptr (GtkExpression) action = gtk_property_expression_new (GALLEY_TYPE_ACTION, NULL, "name");
  g_autoptr (GtkExpression) model = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (name_model), NULL, NULL);

  adw_combo_row_set_expression (self->action, action);
  adw_combo_row_set_expression (self->model, model);
}

static void
galley_run_form_init (GalleyRunForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_growth_watch (self->task_scroller);
  galley_growth_watch (self->system_scroller);
  self->filling = TRUE;
  set_fields (self->input);
  set_fields (self->output);
  set_expressions (self);
  self->filling = FALSE;

  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "temperature", self->temperature, "value", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->bindings, "max-tokens", self->max_tokens, "value", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->bindings, "timeout", self->timeout, "value", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

/**
 * galley_run_form_set_workspace:
 * @self: the form
 * @workspace: (nullable): the database whose actions and models are offered
 *
 * Offers what a database has.
 */
void
galley_run_form_set_workspace (GalleyRunForm   *self,
                               GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_RUN_FORM (self));

  leave_store (self);
  if (workspace == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->store = g_object_ref (galley_context_get_llm_store (galley_workspace_get_context (workspace)));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (fetch), self, G_CONNECT_SWAPPED);
  fetch (self);
}

/**
 * galley_run_form_get_settings:
 * @self: the form
 *
 * Returns: (transfer none) (nullable): what is to be done; %NULL until the actions are there
 */
GalleyRunSettings *
galley_run_form_get_settings (GalleyRunForm *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_FORM (self), NULL);

  return self->settings;
}

static GalleyProviderInfo *
find_provider (GalleyRunForm *self,
               int            provider_id)
{
  for (guint i = 0; self->providers != NULL && i < g_list_model_get_n_items (self->providers); i++)
    {
      g_autoptr (GalleyProviderInfo) info = g_list_model_get_item (self->providers, i);

      if (galley_provider_info_get_id (info) == provider_id)
        return g_steal_pointer (&info);
    }
  return NULL;
}

static gboolean
is_demo (GalleyRunForm *self,
         int            provider_id)
{
  g_autoptr (GalleyProviderInfo) info = find_provider (self, provider_id);

  return info != NULL && galley_provider_info_get_kind (info) == GALLEY_PROVIDER_KIND_DEMO;
}

/**
 * galley_run_form_is_demo:
 * @self: the form
 *
 * Returns: whether the answers would be sample text of no language model
 */
gboolean
galley_run_form_is_demo (GalleyRunForm *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_FORM (self), FALSE);

  return self->settings != NULL && is_demo (self, galley_run_settings_get_provider_id (self->settings));
}

/**
 * galley_run_form_choose_demo:
 * @self: the form
 *
 * Chooses the model that needs no server, if the database has one.
 */
void
galley_run_form_choose_demo (GalleyRunForm *self)
{
  g_return_if_fail (GALLEY_IS_RUN_FORM (self));

  for (guint i = 0; self->models != NULL && i < g_list_model_get_n_items (self->models); i++)
    {
      g_autoptr (GalleyLlmModel) model = g_list_model_get_item (self->models, i);

      if (is_demo (self, galley_llm_model_get_provider_id (model)))
        {
          adw_combo_row_set_selected (self->model, i);
          return;
        }
    }
}
