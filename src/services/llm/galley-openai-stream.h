/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-llm-stream.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OPENAI_STREAM (galley_openai_stream_get_type ())

/**
 * GalleyOpenaiStream:
 *
 * The answer of `/chat/completions`, as OpenAI has it and many servers imitate it: events whose data is JSON, one of which has a
 * `finish_reason`, and at last `[DONE]`.  Either says that the answer is complete, since there are servers that forget the other.
 */
G_DECLARE_FINAL_TYPE (GalleyOpenaiStream, galley_openai_stream, GALLEY, OPENAI_STREAM, GalleyLlmStream)

GalleyLlmStream *galley_openai_stream_new (void);

G_END_DECLS
