/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post.h"
#include "galley-save-outcome.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_POST_STORE (galley_post_store_get_type ())

/**
 * GalleyPostStore:
 *
 * The verbs of posts.
 */
G_DECLARE_FINAL_TYPE (GalleyPostStore, galley_post_store, GALLEY, POST_STORE, GalleyStore)

GalleyPostStore *galley_post_store_new (GalleyDatabase *database);

void        galley_post_store_list_async (GalleyPostStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_post_store_list_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_trash_async (GalleyPostStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_post_store_trash_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_count_words_async (GalleyPostStore *self, int most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_post_store_count_words_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_get_async (GalleyPostStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyPost *galley_post_store_get_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_add_async (GalleyPostStore *self, const char *title, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_post_store_add_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_delete_async (GalleyPostStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    galley_post_store_delete_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_restore_async (GalleyPostStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    galley_post_store_restore_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_duplicate_async (GalleyPostStore *self, int id, const char *title, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_post_store_duplicate_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_save_async (GalleyPostStore *self, int id, GalleyPostField field, const char *text, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    galley_post_store_save_finish (GalleyPostStore *self, GAsyncResult *result, GalleySaveOutcome *outcome, int *version, char **value, GError **error);
void        galley_post_store_set_status_async (GalleyPostStore *self, int id, GalleyPostStatus status, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    galley_post_store_set_status_finish (GalleyPostStore *self, GAsyncResult *result, GalleySaveOutcome *outcome, int *version, GError **error);
void        galley_post_store_unarchive_async (GalleyPostStore *self, int id, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    galley_post_store_unarchive_finish (GalleyPostStore *self, GAsyncResult *result, GalleySaveOutcome *outcome, GalleyPostStatus *status, int *version, GError **error);
void        galley_post_store_export_async (GalleyPostStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char       *galley_post_store_export_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);
void        galley_post_store_import_async (GalleyPostStore *self, const char *document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_post_store_import_finish (GalleyPostStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
