/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-context.h"
#include "galley-draft.h"
#include "galley-recovered.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DRAFTS (galley_drafts_get_type ())

/**
 * GalleyDrafts:
 *
 * The drafts of a program on one database: one for each text, however many editors show it, and the journal of what is not saved yet.
 */
G_DECLARE_FINAL_TYPE (GalleyDrafts, galley_drafts, GALLEY, DRAFTS, GObject)

GalleyDrafts    *galley_drafts_new (GalleyContext *context, const char *folder);
void             galley_drafts_open_async (GalleyDrafts *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         galley_drafts_open_finish (GalleyDrafts *self, GAsyncResult *result, GError **error);
void             galley_drafts_recover_async (GalleyDrafts *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel      *galley_drafts_recover_finish (GalleyDrafts *self, GAsyncResult *result, GError **error);
void             galley_drafts_get_section_async (GalleyDrafts *self, int section_id, GalleySectionField field, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyDraft     *galley_drafts_get_section_finish (GalleyDrafts *self, GAsyncResult *result, GError **error);
void             galley_drafts_get_post_async (GalleyDrafts *self, int post_id, GalleyPostField field, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyDraft     *galley_drafts_get_post_finish (GalleyDrafts *self, GAsyncResult *result, GError **error);
void             galley_drafts_flush_async (GalleyDrafts *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         galley_drafts_flush_finish (GalleyDrafts *self, GAsyncResult *result, GError **error);
void             galley_drafts_keep_element (GalleyDrafts *self, GalleyElement *element, const char *text);
void             galley_drafts_forget_element (GalleyDrafts *self, int element_id);
void             galley_drafts_keep_new_elements (GalleyDrafts *self, GalleySection *section, GalleyElementType type, guint nth, const char *text);
void             galley_drafts_forget_new_elements (GalleyDrafts *self, int section_id, GalleyElementType type, guint nth);
GalleyDraftState galley_drafts_get_state (GalleyDrafts *self);
const char      *galley_drafts_get_message (GalleyDrafts *self);

G_END_DECLS
