/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-action"

#include "galley-action.h"

struct _GalleyAction
{
  GalleyValue parent_instance;

  int               id;
  char             *name;
  char             *description;
  GalleyActionScope scope;
  int               place;
  char             *input_field;
  char             *output_field;
  int               provider_id;
  char             *provider_name;
  char             *model;
  char             *system_prompt;
  char             *task_prompt;
  char             *format;
  double            temperature;
  int               max_tokens;
  int               timeout;
};

G_DEFINE_FINAL_TYPE (GalleyAction, galley_action, GALLEY_TYPE_VALUE)

static void
galley_action_class_init (GalleyActionClass *klass)
{
  const GalleyMember members[] = {
    { "id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyAction, id) },
    { "name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, name) },
    { "description", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, description) },
    { "scope", GALLEY_TYPE_ACTION_SCOPE, G_STRUCT_OFFSET (GalleyAction, scope) },
    { "place", G_TYPE_INT, G_STRUCT_OFFSET (GalleyAction, place) },
    { "input-field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, input_field) },
    { "output-field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, output_field) },
    { "provider-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyAction, provider_id) },
    { "provider-name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, provider_name) },
    { "model", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, model) },
    { "system-prompt", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, system_prompt) },
    { "task-prompt", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, task_prompt) },
    { "format", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAction, format) },
    { "temperature", G_TYPE_DOUBLE, G_STRUCT_OFFSET (GalleyAction, temperature) },
    { "max-tokens", G_TYPE_INT, G_STRUCT_OFFSET (GalleyAction, max_tokens) },
    { "timeout", G_TYPE_INT, G_STRUCT_OFFSET (GalleyAction, timeout) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_action_init (GalleyAction *self)
{
}

/**
 * galley_action_get_id:
 * @self: an action
 *
 * Tells the row's id.
 *
 * Returns: the row's id
 */
int
galley_action_get_id (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), 0);

  return self->id;
}

/**
 * galley_action_get_name:
 * @self: an action
 *
 * Tells its name.
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
galley_action_get_name (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->name;
}

/**
 * galley_action_get_description:
 * @self: an action
 *
 * Tells what it is for.
 *
 * Returns: (transfer none) (nullable): what it is for
 */
const char *
galley_action_get_description (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->description;
}

/**
 * galley_action_get_scope:
 * @self: an action
 *
 * Tells what it works on.
 *
 * Returns: what it works on
 */
GalleyActionScope
galley_action_get_scope (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), 0);

  return self->scope;
}

/**
 * galley_action_get_place:
 * @self: an action
 *
 * Tells its place in lists.
 *
 * Returns: its place in lists
 */
int
galley_action_get_place (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), 0);

  return self->place;
}

/**
 * galley_action_get_input_field:
 * @self: an action
 *
 * Tells the column that it reads first of all.
 *
 * Returns: (transfer none) (nullable): the column that it reads first of all
 */
const char *
galley_action_get_input_field (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->input_field;
}

/**
 * galley_action_get_output_field:
 * @self: an action
 *
 * Tells the column that its answers are for.
 *
 * Returns: (transfer none) (nullable): the column that its answers are for
 */
const char *
galley_action_get_output_field (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->output_field;
}

/**
 * galley_action_get_provider_id:
 * @self: an action
 *
 * Tells the provider that it asks.
 *
 * Returns: the provider that it asks
 */
int
galley_action_get_provider_id (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), 0);

  return self->provider_id;
}

/**
 * galley_action_get_provider_name:
 * @self: an action
 *
 * Tells the provider's name.
 *
 * Returns: (transfer none) (nullable): the provider's name
 */
const char *
galley_action_get_provider_name (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->provider_name;
}

/**
 * galley_action_get_model:
 * @self: an action
 *
 * Tells the name of the model.
 *
 * Returns: (transfer none) (nullable): the name of the model
 */
const char *
galley_action_get_model (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->model;
}

/**
 * galley_action_get_system_prompt:
 * @self: an action
 *
 * Tells the role that the model takes.
 *
 * Returns: (transfer none) (nullable): the role that the model takes
 */
const char *
galley_action_get_system_prompt (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->system_prompt;
}

/**
 * galley_action_get_task_prompt:
 * @self: an action
 *
 * Tells what it is asked to do, with `[data:FIELD]` where data goes.
 *
 * Returns: (transfer none) (nullable): what it is asked to do, with `[data:FIELD]` where data goes
 */
const char *
galley_action_get_task_prompt (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->task_prompt;
}

/**
 * galley_action_get_format:
 * @self: an action
 *
 * Tells the form of the answer, in words for the model.
 *
 * Returns: (transfer none) (nullable): the form of the answer, in words for the model
 */
const char *
galley_action_get_format (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), NULL);

  return self->format;
}

/**
 * galley_action_get_temperature:
 * @self: an action
 *
 * Tells how freely the model chooses its words.
 *
 * Returns: how freely the model chooses its words
 */
double
galley_action_get_temperature (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), 0);

  return self->temperature;
}

/**
 * galley_action_get_max_tokens:
 * @self: an action
 *
 * Tells the longest answer, in tokens.
 *
 * Returns: the longest answer, in tokens
 */
int
galley_action_get_max_tokens (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), 0);

  return self->max_tokens;
}

/**
 * galley_action_get_timeout:
 * @self: an action
 *
 * Tells the longest silence of the provider, in seconds.
 *
 * Returns: the longest silence of the provider, in seconds
 */
int
galley_action_get_timeout (GalleyAction *self)
{
  g_return_val_if_fail (GALLEY_IS_ACTION (self), 0);

  return self->timeout;
}
