/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-llm-stream.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OLLAMA_STREAM (galley_ollama_stream_get_type ())

/**
 * GalleyOllamaStream:
 *
 * The answer of Ollama's `/api/chat`: JSON objects, one a line, of which the last one says `"done": true`.
 */
G_DECLARE_FINAL_TYPE (GalleyOllamaStream, galley_ollama_stream, GALLEY, OLLAMA_STREAM, GalleyLlmStream)

GalleyLlmStream *galley_ollama_stream_new (void);

G_END_DECLS
