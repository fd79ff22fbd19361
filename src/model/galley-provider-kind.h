/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_PROVIDER_KIND (galley_provider_kind_get_type ())

/**
 * GalleyProviderKind:
 * @GALLEY_PROVIDER_KIND_DEMO: answers by itself, always the same; no language model
 * @GALLEY_PROVIDER_KIND_OLLAMA: the protocol of Ollama
 * @GALLEY_PROVIDER_KIND_OPENAI: chat completions as OpenAI has them, which many servers speak
 *
 * The protocol that a provider of language models speaks.  The words (`demo`, `ollama`, `openai`) are the same in SQL, JSON and on the
 * command line.
 */
typedef enum
{
  GALLEY_PROVIDER_KIND_DEMO,
  GALLEY_PROVIDER_KIND_OLLAMA,
  GALLEY_PROVIDER_KIND_OPENAI,
} GalleyProviderKind;

GType       galley_provider_kind_get_type (void);
const char *galley_provider_kind_to_string (GalleyProviderKind value);
gboolean    galley_provider_kind_from_string (const char *word, GalleyProviderKind *value);

G_END_DECLS
