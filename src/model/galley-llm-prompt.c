/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-prompt"

#include "galley-llm-prompt.h"

struct _GalleyLlmPrompt
{
  GalleyValue parent_instance;

  int   id;
  char *name;
  char *description;
  char *system_prompt;
  char *text;
};

G_DEFINE_FINAL_TYPE (GalleyLlmPrompt, galley_llm_prompt, GALLEY_TYPE_VALUE)

static void
galley_llm_prompt_class_init (GalleyLlmPromptClass *klass)
{
  const GalleyMember members[] = {
    { "id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyLlmPrompt, id) },
    { "name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmPrompt, name) },
    { "description", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmPrompt, description) },
    { "system-prompt", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmPrompt, system_prompt) },
    { "text", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmPrompt, text) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_llm_prompt_init (GalleyLlmPrompt *self)
{
}

/**
 * galley_llm_prompt_get_id:
 * @self: a prompt
 *
 * Tells the row's id.
 *
 * Returns: the row's id
 */
int
galley_llm_prompt_get_id (GalleyLlmPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PROMPT (self), 0);

  return self->id;
}

/**
 * galley_llm_prompt_get_name:
 * @self: a prompt
 *
 * Tells its name.
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
galley_llm_prompt_get_name (GalleyLlmPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PROMPT (self), NULL);

  return self->name;
}

/**
 * galley_llm_prompt_get_description:
 * @self: a prompt
 *
 * Tells what it is for.
 *
 * Returns: (transfer none) (nullable): what it is for
 */
const char *
galley_llm_prompt_get_description (GalleyLlmPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PROMPT (self), NULL);

  return self->description;
}

/**
 * galley_llm_prompt_get_system_prompt:
 * @self: a prompt
 *
 * Tells the role that the model takes.
 *
 * Returns: (transfer none) (nullable): the role that the model takes
 */
const char *
galley_llm_prompt_get_system_prompt (GalleyLlmPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PROMPT (self), NULL);

  return self->system_prompt;
}

/**
 * galley_llm_prompt_get_text:
 * @self: a prompt
 *
 * Tells the prompt, with `[data:FIELD]` where data goes.
 *
 * Returns: (transfer none) (nullable): the prompt, with `[data:FIELD]` where data goes
 */
const char *
galley_llm_prompt_get_text (GalleyLlmPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PROMPT (self), NULL);

  return self->text;
}
