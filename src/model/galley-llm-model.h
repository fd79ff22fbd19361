/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_LLM_MODEL (galley_llm_model_get_type ())

/**
 * GalleyLlmModel:
 *
 * A language model that a provider offers.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyLlmModel, galley_llm_model, GALLEY, LLM_MODEL, GalleyValue)

int         galley_llm_model_get_id (GalleyLlmModel *self);
int         galley_llm_model_get_provider_id (GalleyLlmModel *self);
const char *galley_llm_model_get_provider_name (GalleyLlmModel *self);
const char *galley_llm_model_get_name (GalleyLlmModel *self);
const char *galley_llm_model_get_description (GalleyLlmModel *self);
const char *galley_llm_model_get_strengths (GalleyLlmModel *self);
const char *galley_llm_model_get_weaknesses (GalleyLlmModel *self);
const char *galley_llm_model_get_parameters (GalleyLlmModel *self);

G_END_DECLS
