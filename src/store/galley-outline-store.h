/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-finding.h"
#include "galley-outline-change.h"
#include "galley-outline-entry.h"
#include "galley-outline-outcome.h"
#include "galley-store.h"
#include "galley-sync-direction.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_STORE (galley_outline_store_get_type ())

/**
 * GalleyOutlineStore:
 *
 * The verbs of outlines, that is of the master list of a post and its sections.
 */
G_DECLARE_FINAL_TYPE (GalleyOutlineStore, galley_outline_store, GALLEY, OUTLINE_STORE, GalleyStore)

GalleyOutlineStore *galley_outline_store_new (GalleyDatabase *database);

void                  galley_outline_store_show_async (GalleyOutlineStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char                 *galley_outline_store_show_finish (GalleyOutlineStore *self, GAsyncResult *result, int *version, GError **error);
void                  galley_outline_store_plan_async (GalleyOutlineStore *self, int post_id, const char *list, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel           *galley_outline_store_plan_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
void                  galley_outline_store_set_async (GalleyOutlineStore *self, int post_id, const char *list, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyOutlineOutcome *galley_outline_store_set_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
void                  galley_outline_store_rollback_async (GalleyOutlineStore *self, gint64 log_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyOutlineOutcome *galley_outline_store_rollback_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
void                  galley_outline_store_sync_async (GalleyOutlineStore *self, int post_id, GalleySyncDirection direction, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyOutlineOutcome *galley_outline_store_sync_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
void                  galley_outline_store_check_async (GalleyOutlineStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel           *galley_outline_store_check_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
void                  galley_outline_store_repair_async (GalleyOutlineStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel           *galley_outline_store_repair_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
void                  galley_outline_store_log_async (GalleyOutlineStore *self, int post_id, int most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel           *galley_outline_store_log_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
