/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-model"

#include "galley-llm-model.h"

struct _GalleyLlmModel
{
  GalleyValue parent_instance;

  int   id;
  int   provider_id;
  char *provider_name;
  char *name;
  char *description;
  char *strengths;
  char *weaknesses;
  char *parameters;
};

G_DEFINE_FINAL_TYPE (GalleyLlmModel, galley_llm_model, GALLEY_TYPE_VALUE)

static void
galley_llm_model_class_init (GalleyLlmModelClass *klass)
{
  const GalleyMember members[] = {
    { "id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyLlmModel, id) },
    { "provider-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyLlmModel, provider_id) },
    { "provider-name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmModel, provider_name) },
    { "name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmModel, name) },
    { "description", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmModel, description) },
    { "strengths", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmModel, strengths) },
    { "weaknesses", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmModel, weaknesses) },
    { "parameters", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyLlmModel, parameters) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_llm_model_init (GalleyLlmModel *self)
{
}

/**
 * galley_llm_model_get_id:
 * @self: a model
 *
 * Tells the row's id.
 *
 * Returns: the row's id
 */
int
galley_llm_model_get_id (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), 0);

  return self->id;
}

/**
 * galley_llm_model_get_provider_id:
 * @self: a model
 *
 * Tells the provider.
 *
 * Returns: the provider
 */
int
galley_llm_model_get_provider_id (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), 0);

  return self->provider_id;
}

/**
 * galley_llm_model_get_provider_name:
 * @self: a model
 *
 * Tells the provider's name.
 *
 * Returns: (transfer none) (nullable): the provider's name
 */
const char *
galley_llm_model_get_provider_name (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), NULL);

  return self->provider_name;
}

/**
 * galley_llm_model_get_name:
 * @self: a model
 *
 * Tells its name, as the provider calls it.
 *
 * Returns: (transfer none) (nullable): its name, as the provider calls it
 */
const char *
galley_llm_model_get_name (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), NULL);

  return self->name;
}

/**
 * galley_llm_model_get_description:
 * @self: a model
 *
 * Tells what there is to know about it.
 *
 * Returns: (transfer none) (nullable): what there is to know about it
 */
const char *
galley_llm_model_get_description (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), NULL);

  return self->description;
}

/**
 * galley_llm_model_get_strengths:
 * @self: a model
 *
 * Tells what it is good at.
 *
 * Returns: (transfer none) (nullable): what it is good at
 */
const char *
galley_llm_model_get_strengths (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), NULL);

  return self->strengths;
}

/**
 * galley_llm_model_get_weaknesses:
 * @self: a model
 *
 * Tells what it is not good at.
 *
 * Returns: (transfer none) (nullable): what it is not good at
 */
const char *
galley_llm_model_get_weaknesses (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), NULL);

  return self->weaknesses;
}

/**
 * galley_llm_model_get_parameters:
 * @self: a model
 *
 * Tells parameters that go with every request, and what was learnt of it, as a JSON object.
 *
 * Returns: (transfer none) (nullable): parameters that go with every request, and what was learnt of it, as a JSON object
 */
const char *
galley_llm_model_get_parameters (GalleyLlmModel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_MODEL (self), NULL);

  return self->parameters;
}
