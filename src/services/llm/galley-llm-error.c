/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-error"

#include "galley-llm-error.h"

G_DEFINE_QUARK (galley - llm - error - quark, galley_llm_error)
