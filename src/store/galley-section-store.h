/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-parked-section.h"
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

/* In their order; transfer full, of GalleySection; GALLEY_ERROR_NOT_FOUND when there is no such post */
void           galley_section_store_list_async (GalleySectionStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel    *galley_section_store_list_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
void           galley_section_store_get_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleySection *galley_section_store_get_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* @place 0: at the end.  Returns the new section's id, 0 with @error set */
void galley_section_store_add_async (GalleySectionStore *self, int post_id, const char *heading, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_section_store_add_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* @base_version 0 and @base NULL: whatever is there; @base: the text that the writer began with, by which a change of the same field is
 * told from a change of another.  @version, @value (nullable, transfer full): what is stored now; the three out parameters may be NULL */
void     galley_section_store_save_async (GalleySectionStore *self, int id, GalleySectionField field, const char *text, int base_version, const char *base, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_section_store_save_finish (GalleySectionStore *self, GAsyncResult *result, GalleySaveOutcome *outcome, int *version, char **value, GError **error);
/* Returns the place where it is now, 0 with @error set */
void galley_section_store_move_async (GalleySectionStore *self, int id, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_section_store_move_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* Together and in the given order, the first to @place; returns the place of the first, 0 with @error set */
void galley_section_store_move_all_async (GalleySectionStore *self, const int *ids, gsize n_ids, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_section_store_move_all_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* @ids: all sections of the post in their new order */
void     galley_section_store_reorder_async (GalleySectionStore *self, int post_id, const int *ids, gsize n_ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_section_store_reorder_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* @at: characters from the start of @field (draft or polished); @heading: nullable, of the new section.  Returns its id */
void galley_section_store_split_async (GalleySectionStore *self, int id, int at, GalleySectionField field, const char *heading, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_section_store_split_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* Joins the next section to this one; returns this one's id */
void galley_section_store_merge_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_section_store_merge_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* Into the trash */
void     galley_section_store_park_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_section_store_park_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* Out of the trash, with everything it had; returns its id, which is the old one, 0 with @error set */
void galley_section_store_restore_async (GalleySectionStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_section_store_restore_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);
/* The one parked last first; transfer full, of GalleyParkedSection */
void        galley_section_store_trash_async (GalleySectionStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_section_store_trash_finish (GalleySectionStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
