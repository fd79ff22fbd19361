/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-draft-private.h"
#include "galley-drafts.h"

G_BEGIN_DECLS

/* For the recovery of what a crash has left. */

GalleyJournal      *galley_drafts_get_journal (GalleyDrafts *self);
GalleyDraft        *galley_drafts_lookup (GalleyDrafts *self, const char *key);
GalleyDraft        *galley_drafts_add (GalleyDrafts *self, GalleyDraftTarget *target);
GalleyElementStore *galley_drafts_get_element_store (GalleyDrafts *self);
GalleyDraftTarget  *galley_drafts_make_target (GalleyDrafts *self, GalleyJournalEntry *entry);

/* What is left over in the journal, saved one after the other; @leftovers (transfer full).  The result are GalleyRecovered values; those
 * that are not safe elsewhere yet come back in @kept. */
void        galley_recovery_run_async (GalleyDrafts *drafts, GPtrArray *leftovers, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_recovery_run_finish (GalleyDrafts *drafts, GAsyncResult *result, GPtrArray **kept, GError **error);

G_END_DECLS
