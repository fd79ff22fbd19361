/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-save-outcome.h"
#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ACCEPTANCE (galley_acceptance_get_type ())

/**
 * GalleyAcceptance:
 *
 * What came of accepting a proposal, or of taking that back.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyAcceptance, galley_acceptance, GALLEY, ACCEPTANCE, GalleyValue)

GalleySaveOutcome galley_acceptance_get_outcome (GalleyAcceptance *self);
int               galley_acceptance_get_version (GalleyAcceptance *self);
const char       *galley_acceptance_get_value (GalleyAcceptance *self);
const char       *galley_acceptance_get_previous (GalleyAcceptance *self);

G_END_DECLS
