/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-parked-section.h"
#include "galley-parked-text.h"
#include "galley-save-outcome.h"
#include "galley-section.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_STORE (galley_section_store_get_type ())

/**
 * GalleySectionStore:
 *
 * The verbs of sections.
 */
G_DECLARE_FINAL_TYPE (GalleySectionStore, galley_section_store, GALLEY, SECTION_STORE, GalleyStore)

GalleySectionStore *galley_section_store_new (GalleyDatabase *database);

void           galley_section_store_list_async (GalleySectionStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel    *galley_section_store_list_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_list_again_async (GalleySectionStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel    *galley_section_store_list_again_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
GalleySection *galley_section_store_peek (GalleySectionStore *self, int id);
void           galley_section_store_get_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleySection *galley_section_store_get_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_add_async (GalleySectionStore *self, int post_id, const char *heading, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_add_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_save_async (GalleySectionStore *self, int id, GalleySectionField field, const char *text, int base_version, const char *base, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_section_store_save_finish (GalleySectionStore *self, GAsyncResult *result, GalleySaveOutcome *outcome, int *version, char **value, GError **error);
void           galley_section_store_move_async (GalleySectionStore *self, int id, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_move_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_move_all_async (GalleySectionStore *self, const int *ids, gsize n_ids, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_move_all_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_reorder_async (GalleySectionStore *self, int post_id, const int *ids, gsize n_ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_section_store_reorder_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_split_async (GalleySectionStore *self, int id, int at, GalleySectionField field, const char *heading, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_split_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_merge_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_merge_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_park_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_section_store_park_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_restore_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_restore_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_trash_async (GalleySectionStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel    *galley_section_store_trash_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_set_target_async (GalleySectionStore *self, int id, int target, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_section_store_set_target_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_count_elements_async (GalleySectionStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_section_store_count_elements_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_park_all_async (GalleySectionStore *self, const int *ids, gsize n_ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_park_all_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_restore_all_async (GalleySectionStore *self, const int *ids, gsize n_ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_restore_all_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_unsplit_async (GalleySectionStore *self, int id, int added, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_unsplit_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_unmerge_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_section_store_unmerge_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_parked_texts_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel    *galley_section_store_parked_texts_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
