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

/* The master list, "[]" when there is none; transfer full.  @version (out, may be NULL): the outline's version */
void  galley_outline_store_show_async (GalleyOutlineStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *galley_outline_store_show_finish (GalleyOutlineStore *self, GAsyncResult *result, int *version, GError **error);
/* What setting @list would do; changes nothing; transfer full, of GalleyOutlineChange.  @list in any accepted format, nullable (empty);
 * @base_version 0: the present one */
void        galley_outline_store_plan_async (GalleyOutlineStore *self, int post_id, const char *list, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_outline_store_plan_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
/* transfer full.  A list that cannot be understood is an outcome (rejected), not an error */
void                  galley_outline_store_set_async (GalleyOutlineStore *self, int post_id, const char *list, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyOutlineOutcome *galley_outline_store_set_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
/* Back to the outline before the logged change; transfer full */
void                  galley_outline_store_rollback_async (GalleyOutlineStore *self, gint64 log_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyOutlineOutcome *galley_outline_store_rollback_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
void                  galley_outline_store_sync_async (GalleyOutlineStore *self, int post_id, GalleySyncDirection direction, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyOutlineOutcome *galley_outline_store_sync_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
/* @post_id 0: every post; transfer full, of GalleyFinding */
void        galley_outline_store_check_async (GalleyOutlineStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_outline_store_check_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
/* What was found and repaired; transfer full, of GalleyFinding */
void        galley_outline_store_repair_async (GalleyOutlineStore *self, int post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_outline_store_repair_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);
/* The newest first, at most @most; transfer full, of GalleyOutlineEntry */
void        galley_outline_store_log_async (GalleyOutlineStore *self, int post_id, int most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_outline_store_log_finish (GalleyOutlineStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
