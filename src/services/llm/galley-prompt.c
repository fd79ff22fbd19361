/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-prompt"

#include "galley-prompt.h"

#include "galley-json-text.h"

struct _GalleyPrompt
{
  GObject parent_instance;

  char *system;  /* (owned) (nullable) */
  char *user;    /* (owned) */
  char *missing; /* (owned) (nullable) the field without which there is nothing to ask */
};

G_DEFINE_FINAL_TYPE (GalleyPrompt, galley_prompt, G_TYPE_OBJECT)

static void
galley_prompt_finalize (GObject *object)
{
  GalleyPrompt *self = GALLEY_PROMPT (object);

  g_free (self->system);
  g_free (self->user);
  g_free (self->missing);

  G_OBJECT_CLASS (galley_prompt_parent_class)->finalize (object);
}

static void
galley_prompt_class_init (GalleyPromptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_prompt_finalize;
}

static void
galley_prompt_init (GalleyPrompt *self)
{
}

/**
 * galley_prompt_new:
 * @system: (nullable): the role that the model takes
 * @user: what it is asked
 *
 * Makes a prompt of two messages, or of one.
 *
 * Returns: (transfer full): the prompt
 */
GalleyPrompt *
galley_prompt_new (const char *system,
                   const char *user)
{
  GalleyPrompt *self;

  g_return_val_if_fail (user != NULL, NULL);

  self = g_object_new (GALLEY_TYPE_PROMPT, NULL);
  self->system = system != NULL && *system != '\0' ? g_strdup (system) : NULL;
  self->user = g_strdup (user);
  return self;
}

/**
 * galley_prompt_get_system:
 * @self: a prompt
 *
 * Tells the role that the model takes.
 *
 * Returns: (transfer none) (nullable): the message, %NULL if there is none
 */
const char *
galley_prompt_get_system (GalleyPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_PROMPT (self), NULL);

  return self->system;
}

/**
 * galley_prompt_get_user:
 * @self: a prompt
 *
 * Tells what the model is asked.
 *
 * Returns: (transfer none): the message
 */
const char *
galley_prompt_get_user (GalleyPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_PROMPT (self), NULL);

  return self->user;
}

/**
 * galley_prompt_get_missing:
 * @self: a prompt
 *
 * Tells whether there is nothing to work on: every text that the task names is empty.
 *
 * Returns: (transfer none) (nullable): the column that should have a text, %NULL if the prompt can be sent
 */
const char *
galley_prompt_get_missing (GalleyPrompt *self)
{
  g_return_val_if_fail (GALLEY_IS_PROMPT (self), NULL);

  return self->missing;
}

/**
 * galley_prompt_set_missing:
 * @self: a prompt
 * @field: (nullable): the column that should have a text
 *
 * Says that there is nothing to work on; for who composes it.
 */
void
galley_prompt_set_missing (GalleyPrompt *self,
                           const char   *field)
{
  g_return_if_fail (GALLEY_IS_PROMPT (self));

  g_free (self->missing);
  self->missing = g_strdup (field);
}

static void
append_message (GString    *json,
                const char *role,
                const char *content)
{
  g_string_append (json, json->len > 1 ? ", {" : "{");
  galley_json_append_text (json, "role", role);
  galley_json_append_text (json, "content", content);
  g_string_append_c (json, '}');
}

/**
 * galley_prompt_to_json:
 * @self: a prompt
 *
 * Writes the messages as they are sent, and kept with a proposal.
 *
 * Returns: (transfer full): a JSON array of objects with `role` and `content`
 */
char *
galley_prompt_to_json (GalleyPrompt *self)
{
  g_autoptr (GString) json = g_string_new ("[");

  g_return_val_if_fail (GALLEY_IS_PROMPT (self), NULL);

  if (self->system != NULL)
    append_message (json, "system", self->system);
  append_message (json, "user", self->user);
  g_string_append_c (json, ']');

  return g_string_free (g_steal_pointer (&json), FALSE);
}
