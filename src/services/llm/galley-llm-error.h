/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyLlmError:
 * @GALLEY_LLM_ERROR_FAILED: anything that has no code of its own
 * @GALLEY_LLM_ERROR_UNREACHABLE: the server cannot be reached, or broke off before it said anything
 * @GALLEY_LLM_ERROR_ADDRESS: what answers at the address is not the interface of a provider
 * @GALLEY_LLM_ERROR_KEY: the provider wants a key, or another one
 * @GALLEY_LLM_ERROR_MODEL: the provider does not have the model
 * @GALLEY_LLM_ERROR_QUOTA: there is no money left, or a limit is reached that waiting does not lift
 * @GALLEY_LLM_ERROR_BUSY: the provider has too much to do; trying later may work
 * @GALLEY_LLM_ERROR_REFUSED: the provider does not want to do what it was asked
 * @GALLEY_LLM_ERROR_TIMED_OUT: the provider was silent for too long
 * @GALLEY_LLM_ERROR_CUT_OFF: the answer broke off before its end
 * @GALLEY_LLM_ERROR_PROTOCOL: the answer cannot be understood, or is too long
 *
 * What can go wrong with a provider of language models.  Every message says what to do.
 */
typedef enum
{
  GALLEY_LLM_ERROR_FAILED,
  GALLEY_LLM_ERROR_UNREACHABLE,
  GALLEY_LLM_ERROR_ADDRESS,
  GALLEY_LLM_ERROR_KEY,
  GALLEY_LLM_ERROR_MODEL,
  GALLEY_LLM_ERROR_QUOTA,
  GALLEY_LLM_ERROR_BUSY,
  GALLEY_LLM_ERROR_REFUSED,
  GALLEY_LLM_ERROR_TIMED_OUT,
  GALLEY_LLM_ERROR_CUT_OFF,
  GALLEY_LLM_ERROR_PROTOCOL,
} GalleyLlmError;

#define GALLEY_LLM_ERROR (galley_llm_error_quark ())

GQuark galley_llm_error_quark (void);

G_END_DECLS
