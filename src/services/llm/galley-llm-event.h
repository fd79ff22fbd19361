/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyLlmEventKind:
 * @GALLEY_LLM_EVENT_TEXT: more of the answer
 * @GALLEY_LLM_EVENT_REASONING: more of what the model says to itself
 * @GALLEY_LLM_EVENT_USAGE: how many tokens it took
 * @GALLEY_LLM_EVENT_FINISHED: why the model stopped
 *
 * What a stream tells.
 */
typedef enum
{
  GALLEY_LLM_EVENT_TEXT,
  GALLEY_LLM_EVENT_REASONING,
  GALLEY_LLM_EVENT_USAGE,
  GALLEY_LLM_EVENT_FINISHED,
} GalleyLlmEventKind;

/**
 * GalleyLlmEvent:
 * @kind: what it tells
 * @text: (nullable): the text, the reasoning, or the reason to stop; valid UTF-8
 * @input_tokens: for usage: tokens read, -1 if that was not said
 * @output_tokens: for usage: tokens written, -1 if that was not said
 *
 * One thing that a stream tells; it lives during the call that tells it.
 */
typedef struct
{
  GalleyLlmEventKind kind;
  const char        *text;
  int                input_tokens;
  int                output_tokens;
} GalleyLlmEvent;

/**
 * GalleyLlmEventFunc:
 * @event: (transfer none): what is told
 * @user_data: what was given along
 *
 * Takes what a stream tells.
 */
typedef void (*GalleyLlmEventFunc) (const GalleyLlmEvent *event, gpointer user_data);

G_END_DECLS
