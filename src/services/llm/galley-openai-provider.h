/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-http-provider.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OPENAI_PROVIDER (galley_openai_provider_get_type ())

/**
 * GalleyOpenaiProvider:
 *
 * OpenAI, or one of the many servers that imitate its chat completions.  What a model does not take (the name of a parameter, a
 * temperature) is left out in a second try, and remembered.
 */
G_DECLARE_FINAL_TYPE (GalleyOpenaiProvider, galley_openai_provider, GALLEY, OPENAI_PROVIDER, GalleyHttpProvider)

G_END_DECLS
