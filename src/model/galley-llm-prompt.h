/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_LLM_PROMPT (galley_llm_prompt_get_type ())

/**
 * GalleyLlmPrompt:
 *
 * What is said to a language model: a role, or a task.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyLlmPrompt, galley_llm_prompt, GALLEY, LLM_PROMPT, GalleyValue)

int         galley_llm_prompt_get_id (GalleyLlmPrompt *self);
const char *galley_llm_prompt_get_name (GalleyLlmPrompt *self);
const char *galley_llm_prompt_get_description (GalleyLlmPrompt *self);
const char *galley_llm_prompt_get_system_prompt (GalleyLlmPrompt *self);
const char *galley_llm_prompt_get_text (GalleyLlmPrompt *self);

G_END_DECLS
