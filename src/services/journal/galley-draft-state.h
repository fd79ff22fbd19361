/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_DRAFT_STATE (galley_draft_state_get_type ())

/**
 * GalleyDraftState:
 * @GALLEY_DRAFT_SAVED: the database has what was written
 * @GALLEY_DRAFT_UNSAVED: it will be saved in a moment
 * @GALLEY_DRAFT_SAVING: it is on its way to the database
 * @GALLEY_DRAFT_UNREACHABLE: the database is not to be reached; it will be saved when it is
 * @GALLEY_DRAFT_CONFLICT: somebody else changed the same words; a person has to decide
 * @GALLEY_DRAFT_FAILED: the database refused it; the message says why
 *
 * Where the words of a draft are.  In any state but saved they are in the journal on the disk.  The states are ordered: of several
 * drafts together the greatest is told.
 */
typedef enum
{
  GALLEY_DRAFT_SAVED,
  GALLEY_DRAFT_UNSAVED,
  GALLEY_DRAFT_SAVING,
  GALLEY_DRAFT_UNREACHABLE,
  GALLEY_DRAFT_CONFLICT,
  GALLEY_DRAFT_FAILED,
} GalleyDraftState;

GType       galley_draft_state_get_type (void);
const char *galley_draft_state_to_string (GalleyDraftState value);
gboolean    galley_draft_state_from_string (const char *word, GalleyDraftState *value);

G_END_DECLS
