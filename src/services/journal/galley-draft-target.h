/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-post-store.h"
#include "galley-section-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DRAFT_TARGET (galley_draft_target_get_type ())

/**
 * GalleyDraftTarget:
 *
 * Where a draft is saved: one field of one section or post, which it fetches, saves, and watches for the changes of others.
 */
G_DECLARE_FINAL_TYPE (GalleyDraftTarget, galley_draft_target, GALLEY, DRAFT_TARGET, GObject)

GalleyDraftTarget *galley_draft_target_new_section (GalleySectionStore *store, int section_id, GalleySectionField field);
GalleyDraftTarget *galley_draft_target_new_post (GalleyPostStore *store, int post_id, GalleyPostField field);

const char     *galley_draft_target_get_key (GalleyDraftTarget *self);
const char     *galley_draft_target_get_table (GalleyDraftTarget *self);
int             galley_draft_target_get_id (GalleyDraftTarget *self);
const char     *galley_draft_target_get_field (GalleyDraftTarget *self);
int             galley_draft_target_get_post_id (GalleyDraftTarget *self);
int             galley_draft_target_get_section_id (GalleyDraftTarget *self);
GalleyDatabase *galley_draft_target_get_database (GalleyDraftTarget *self);
GalleyRecord   *galley_draft_target_get_record (GalleyDraftTarget *self);
const char     *galley_draft_target_get_text (GalleyDraftTarget *self);
int             galley_draft_target_get_version (GalleyDraftTarget *self);

void     galley_draft_target_load_async (GalleyDraftTarget *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_draft_target_load_finish (GalleyDraftTarget *self, GAsyncResult *result, GError **error);
void     galley_draft_target_save_async (GalleyDraftTarget *self, const char *text, int base_version, const char *base, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_draft_target_save_finish (GalleyDraftTarget *self, GAsyncResult *result, GalleySaveOutcome *outcome, int *version, char **value, GError **error);

G_END_DECLS
