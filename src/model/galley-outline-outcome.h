/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-outline-status.h"
#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_OUTCOME (galley_outline_outcome_get_type ())

/**
 * GalleyOutlineOutcome:
 *
 * What setting, rolling back or synchronising an outline did.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyOutlineOutcome, galley_outline_outcome, GALLEY, OUTLINE_OUTCOME, GalleyValue)

GalleyOutlineStatus galley_outline_outcome_get_status (GalleyOutlineOutcome *self);
int                 galley_outline_outcome_get_outline_version (GalleyOutlineOutcome *self);
int                 galley_outline_outcome_get_n_kept (GalleyOutlineOutcome *self);
int                 galley_outline_outcome_get_n_renamed (GalleyOutlineOutcome *self);
int                 galley_outline_outcome_get_n_moved (GalleyOutlineOutcome *self);
int                 galley_outline_outcome_get_n_added (GalleyOutlineOutcome *self);
int                 galley_outline_outcome_get_n_parked (GalleyOutlineOutcome *self);
int                 galley_outline_outcome_get_n_restored (GalleyOutlineOutcome *self);
const char         *galley_outline_outcome_get_conflicts (GalleyOutlineOutcome *self);
const char         *galley_outline_outcome_get_reason (GalleyOutlineOutcome *self);
gint64              galley_outline_outcome_get_log_id (GalleyOutlineOutcome *self);

G_END_DECLS
