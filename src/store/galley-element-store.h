/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-element.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ELEMENT_STORE (galley_element_store_get_type ())

/**
 * GalleyElementStore:
 *
 * The verbs of elements.
 */
G_DECLARE_FINAL_TYPE (GalleyElementStore, galley_element_store, GALLEY, ELEMENT_STORE, GalleyStore)

GalleyElementStore *galley_element_store_new (GalleyDatabase *database);

void           galley_element_store_list_async (GalleyElementStore *self, int section_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel    *galley_element_store_list_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_get_async (GalleyElementStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyElement *galley_element_store_get_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_add_async (GalleyElementStore *self, int section_id, GalleyElementType type, const char *text, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_add_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_add_all_async (GalleyElementStore *self, int section_id, GalleyElementType type, const char *const *texts, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_add_all_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_recover_async (GalleyElementStore *self, int id, const char *base, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_recover_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_recover_all_async (GalleyElementStore *self, int section_id, GalleyElementType type, const char *const *texts, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_recover_all_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_set_async (GalleyElementStore *self, int id, const char *text, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_set_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_move_async (GalleyElementStore *self, int id, int section_id, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_move_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_set_type_async (GalleyElementStore *self, int id, GalleyElementType type, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_set_type_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_move_all_async (GalleyElementStore *self, const int *ids, gsize n_ids, int section_id, int place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_move_all_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_delete_async (GalleyElementStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_element_store_delete_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);
void           galley_element_store_restore_async (GalleyElementStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_element_store_restore_finish (GalleyElementStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
