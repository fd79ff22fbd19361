/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run-settings"

#include "galley-run-settings.h"

#include "galley-member.h"

struct _GalleyRunSettings
{
  GObject parent_instance;

  int    action_id;
  int    provider_id;
  char  *model;         /* (owned) (nullable) */
  char  *input_field;   /* (owned) (nullable) */
  char  *output_field;  /* (owned) (nullable) */
  char  *system_prompt; /* (owned) (nullable) */
  char  *task_prompt;   /* (owned) (nullable) */
  char  *format;        /* (owned) (nullable) */
  double temperature;
  int    max_tokens;
  int    timeout;
};

G_DEFINE_FINAL_TYPE (GalleyRunSettings, galley_run_settings, G_TYPE_OBJECT)

enum
{
  N_MEMBERS = 11,
};

/* By the number of the property, which counts from 1. */
static GalleyMember *members;
static GParamSpec   *properties[N_MEMBERS + 1];

static void
galley_run_settings_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  galley_member_get (&members[property_id - 1], object, value);
}

static void
galley_run_settings_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  if (galley_member_set (&members[property_id - 1], object, value))
    g_object_notify_by_pspec (object, pspec);
}

static void
galley_run_settings_finalize (GObject *object)
{
  for (guint i = 0; i < N_MEMBERS; i++)
    galley_member_clear (&members[i], object);

  G_OBJECT_CLASS (galley_run_settings_parent_class)->finalize (object);
}

static void
galley_run_settings_class_init (GalleyRunSettingsClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags  flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GalleyMember table[N_MEMBERS] = {
    { "action-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRunSettings, action_id) },
    { "provider-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRunSettings, provider_id) },
    { "model", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRunSettings, model) },
    { "input-field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRunSettings, input_field) },
    { "output-field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRunSettings, output_field) },
    { "system-prompt", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRunSettings, system_prompt) },
    { "task-prompt", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRunSettings, task_prompt) },
    { "format", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRunSettings, format) },
    { "temperature", G_TYPE_DOUBLE, G_STRUCT_OFFSET (GalleyRunSettings, temperature) },
    { "max-tokens", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRunSettings, max_tokens) },
    { "timeout", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRunSettings, timeout) },
  };

  object_class->get_property = galley_run_settings_get_property;
  object_class->set_property = galley_run_settings_set_property;
  object_class->finalize = galley_run_settings_finalize;

  members = g_memdup2 (table, sizeof table);
  for (guint i = 0; i < N_MEMBERS; i++)
    properties[i + 1] = galley_member_make_param_spec (&members[i], flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_run_settings_init (GalleyRunSettings *self)
{
  self->temperature = -1;
}

/**
 * galley_run_settings_new:
 *
 * Makes settings of a run that says nothing yet.
 *
 * Returns: (transfer full): the settings
 */
GalleyRunSettings *
galley_run_settings_new (void)
{
  return g_object_new (GALLEY_TYPE_RUN_SETTINGS, NULL);
}

/**
 * galley_run_settings_get_action_id:
 * @self: settings of a run
 *
 * Tells the action, 0 for none.
 *
 * Returns: the action, 0 for none
 */
int
galley_run_settings_get_action_id (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), 0);

  return self->action_id;
}

/**
 * galley_run_settings_get_provider_id:
 * @self: settings of a run
 *
 * Tells the provider that is asked.
 *
 * Returns: the provider that is asked
 */
int
galley_run_settings_get_provider_id (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), 0);

  return self->provider_id;
}

/**
 * galley_run_settings_get_model:
 * @self: settings of a run
 *
 * Tells the name of the model.
 *
 * Returns: (transfer none) (nullable): the name of the model
 */
const char *
galley_run_settings_get_model (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), NULL);

  return self->model;
}

/**
 * galley_run_settings_get_input_field:
 * @self: settings of a run
 *
 * Tells the column that it reads first of all.
 *
 * Returns: (transfer none) (nullable): the column that it reads first of all
 */
const char *
galley_run_settings_get_input_field (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), NULL);

  return self->input_field;
}

/**
 * galley_run_settings_get_output_field:
 * @self: settings of a run
 *
 * Tells the column that its answers are for.
 *
 * Returns: (transfer none) (nullable): the column that its answers are for
 */
const char *
galley_run_settings_get_output_field (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), NULL);

  return self->output_field;
}

/**
 * galley_run_settings_get_system_prompt:
 * @self: settings of a run
 *
 * Tells the role that the model takes.
 *
 * Returns: (transfer none) (nullable): the role that the model takes
 */
const char *
galley_run_settings_get_system_prompt (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), NULL);

  return self->system_prompt;
}

/**
 * galley_run_settings_get_task_prompt:
 * @self: settings of a run
 *
 * Tells what it is asked to do, with `[data:FIELD]` where data goes.
 *
 * Returns: (transfer none) (nullable): what it is asked to do, with `[data:FIELD]` where data goes
 */
const char *
galley_run_settings_get_task_prompt (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), NULL);

  return self->task_prompt;
}

/**
 * galley_run_settings_get_format:
 * @self: settings of a run
 *
 * Tells the form of the answer, in words for the model.
 *
 * Returns: (transfer none) (nullable): the form of the answer, in words for the model
 */
const char *
galley_run_settings_get_format (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), NULL);

  return self->format;
}

/**
 * galley_run_settings_get_temperature:
 * @self: settings of a run
 *
 * Tells how freely the model chooses its words; negative for as freely as it does by itself.
 *
 * Returns: how freely the model chooses its words; negative for as freely as it does by itself
 */
double
galley_run_settings_get_temperature (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), 0);

  return self->temperature;
}

/**
 * galley_run_settings_get_max_tokens:
 * @self: settings of a run
 *
 * Tells the longest answer, in tokens; 0 for as long as the model likes.
 *
 * Returns: the longest answer, in tokens; 0 for as long as the model likes
 */
int
galley_run_settings_get_max_tokens (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), 0);

  return self->max_tokens;
}

/**
 * galley_run_settings_get_timeout:
 * @self: settings of a run
 *
 * Tells the longest silence of the provider, in seconds; 0 for the usual one.
 *
 * Returns: the longest silence of the provider, in seconds; 0 for the usual one
 */
int
galley_run_settings_get_timeout (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), 0);

  return self->timeout;
}

/**
 * galley_run_settings_new_for_action:
 * @action: an action
 *
 * Makes settings as an action has them.
 *
 * Returns: (transfer full): the settings
 */
GalleyRunSettings *
galley_run_settings_new_for_action (GalleyAction *action)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (action), NULL);

  return g_object_new (GALLEY_TYPE_RUN_SETTINGS,
                       "action-id", galley_action_get_id (action),
                       "provider-id", galley_action_get_provider_id (action),
                       "model", galley_action_get_model (action),
                       "input-field", galley_action_get_input_field (action),
                       "output-field", galley_action_get_output_field (action),
                       "system-prompt", galley_action_get_system_prompt (action),
                       "task-prompt", galley_action_get_task_prompt (action),
                       "format", galley_action_get_format (action),
                       "temperature", galley_action_get_temperature (action),
                       "max-tokens", galley_action_get_max_tokens (action),
                       "timeout", galley_action_get_timeout (action),
                       NULL);
}

/**
 * galley_run_settings_choose_input:
 * @self: settings of a run
 * @field: the column that is to be read first of all
 *
 * Sets the input field, also where the task names the one of before.
 */
void
galley_run_settings_choose_input (GalleyRunSettings *self,
                                  const char        *field)
{
  g_return_if_fail (GALLEY_IS_RUN_SETTINGS (self));
  g_return_if_fail (field != NULL);

  if (self->input_field != NULL && self->task_prompt != NULL)
    {
      g_autofree char *before = g_strdup_printf ("[data:%s]", self->input_field);
      g_autofree char *after = g_strdup_printf ("[data:%s]", field);
      g_autoptr (GString) task = g_string_new (self->task_prompt);

      g_string_replace (task, before, after, 0);
      g_object_set (self, "task-prompt", task->str, NULL);
    }
  g_object_set (self, "input-field", field, NULL);
}

/**
 * galley_run_settings_copy:
 * @self: settings of a run
 *
 * Copies settings, so that they stay as they are while the original is changed.
 *
 * Returns: (transfer full): a copy
 */
GalleyRunSettings *
galley_run_settings_copy (GalleyRunSettings *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_SETTINGS (self), NULL);

  return g_object_new (GALLEY_TYPE_RUN_SETTINGS,
                       "action-id", self->action_id,
                       "provider-id", self->provider_id,
                       "model", self->model,
                       "input-field", self->input_field,
                       "output-field", self->output_field,
                       "system-prompt", self->system_prompt,
                       "task-prompt", self->task_prompt,
                       "format", self->format,
                       "temperature", self->temperature,
                       "max-tokens", self->max_tokens,
                       "timeout", self->timeout,
                       NULL);
}
