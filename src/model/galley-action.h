/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-action-scope.h"
#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ACTION (galley_action_get_type ())

/**
 * GalleyAction:
 *
 * Something a language model can be asked to do: prompts, a model, an input and an output.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyAction, galley_action, GALLEY, ACTION, GalleyValue)

int               galley_action_get_id (GalleyAction *self);
const char       *galley_action_get_name (GalleyAction *self);
const char       *galley_action_get_description (GalleyAction *self);
GalleyActionScope galley_action_get_scope (GalleyAction *self);
int               galley_action_get_place (GalleyAction *self);
const char       *galley_action_get_input_field (GalleyAction *self);
const char       *galley_action_get_output_field (GalleyAction *self);
int               galley_action_get_provider_id (GalleyAction *self);
const char       *galley_action_get_provider_name (GalleyAction *self);
const char       *galley_action_get_model (GalleyAction *self);
const char       *galley_action_get_system_prompt (GalleyAction *self);
const char       *galley_action_get_task_prompt (GalleyAction *self);
const char       *galley_action_get_format (GalleyAction *self);
double            galley_action_get_temperature (GalleyAction *self);
int               galley_action_get_max_tokens (GalleyAction *self);
int               galley_action_get_timeout (GalleyAction *self);

G_END_DECLS
