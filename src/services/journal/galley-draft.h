/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-draft-editor.h"
#include "galley-draft-state.h"
#include "galley-draft-target.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DRAFT (galley_draft_get_type ())

/**
 * GalleyDraft:
 *
 * One text of a section or a post that is being written.  An editor attaches itself to it and says that something was typed; the
 * draft does the rest: the journal, saving, the changes of others.
 */
G_DECLARE_FINAL_TYPE (GalleyDraft, galley_draft, GALLEY, DRAFT, GObject)

GalleyDraftTarget *galley_draft_get_target (GalleyDraft *self);
const char        *galley_draft_get_text (GalleyDraft *self);
GalleyDraftState   galley_draft_get_state (GalleyDraft *self);
const char        *galley_draft_get_message (GalleyDraft *self);
gboolean           galley_draft_get_parked (GalleyDraft *self);
const char        *galley_draft_get_mine (GalleyDraft *self);
const char        *galley_draft_get_theirs (GalleyDraft *self);
const char        *galley_draft_get_base (GalleyDraft *self);
void               galley_draft_attach (GalleyDraft *self, GalleyDraftEditor *editor);
void               galley_draft_detach (GalleyDraft *self, GalleyDraftEditor *editor);
void               galley_draft_changed (GalleyDraft *self, GalleyDraftEditor *editor);
void               galley_draft_set_text (GalleyDraft *self, const char *text);
void               galley_draft_resolve (GalleyDraft *self, const char *text);

G_END_DECLS
