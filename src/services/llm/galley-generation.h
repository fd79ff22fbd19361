/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "galley-llm-event.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_GENERATION (galley_generation_get_type ())

/**
 * GalleyGeneration:
 *
 * The answer of a language model while it comes: text and reasoning grow, and what is known of it at the end.  Each piece is told by
 * the signals `delta` and `reasoning-delta`; `retrying` says that it takes longer.
 */
G_DECLARE_FINAL_TYPE (GalleyGeneration, galley_generation, GALLEY, GENERATION, GObject)

GalleyGeneration *galley_generation_new (void);
const char       *galley_generation_get_text (GalleyGeneration *self);
const char       *galley_generation_get_reasoning (GalleyGeneration *self);
const char       *galley_generation_get_finish_reason (GalleyGeneration *self);
const char       *galley_generation_get_learnt (GalleyGeneration *self);
int               galley_generation_get_input_tokens (GalleyGeneration *self);
int               galley_generation_get_output_tokens (GalleyGeneration *self);
void              galley_generation_take_event (GalleyGeneration *self, const GalleyLlmEvent *event);
void              galley_generation_learn (GalleyGeneration *self, const char *learnt);
void              galley_generation_tell_retry (GalleyGeneration *self, double pause, const char *reason);

G_END_DECLS
