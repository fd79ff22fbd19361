/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-draft.h"
#include "galley-journal.h"

G_BEGIN_DECLS

/* For the registry of drafts. */

GalleyDraft *galley_draft_new (GalleyDraftTarget *target, GalleyJournal *journal);
void         galley_draft_recover (GalleyDraft *self, GalleyJournalEntry *entry);
void         galley_draft_flush (GalleyDraft *self);
gboolean     galley_draft_is_settled (GalleyDraft *self);
gboolean     galley_draft_is_safe (GalleyDraft *self);
void         galley_draft_close (GalleyDraft *self);

G_END_DECLS
