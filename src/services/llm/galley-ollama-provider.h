/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-http-provider.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OLLAMA_PROVIDER (galley_ollama_provider_get_type ())

/**
 * GalleyOllamaProvider:
 *
 * Ollama, by its own interface: it tells errors that the one it has in imitation of OpenAI's swallows.
 */
G_DECLARE_FINAL_TYPE (GalleyOllamaProvider, galley_ollama_provider, GALLEY, OLLAMA_PROVIDER, GalleyHttpProvider)

G_END_DECLS
