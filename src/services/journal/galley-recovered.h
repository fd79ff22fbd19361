/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-draft-state.h"
#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_RECOVERED (galley_recovered_get_type ())

/**
 * GalleyRecovered:
 *
 * Unsaved text that a crash, or an end without the database, left in the journal.
 */
G_DECLARE_FINAL_TYPE (GalleyRecovered, galley_recovered, GALLEY, RECOVERED, GalleyValue)

int              galley_recovered_get_post_id (GalleyRecovered *self);
int              galley_recovered_get_section_id (GalleyRecovered *self);
const char      *galley_recovered_get_field (GalleyRecovered *self);
const char      *galley_recovered_get_text (GalleyRecovered *self);
int              galley_recovered_get_cursor (GalleyRecovered *self);
GDateTime       *galley_recovered_get_written (GalleyRecovered *self);
GalleyDraftState galley_recovered_get_state (GalleyRecovered *self);
const char      *galley_recovered_get_message (GalleyRecovered *self);
const char      *galley_recovered_get_path (GalleyRecovered *self);

G_END_DECLS
