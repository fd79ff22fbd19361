/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-run.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_RUN_STORE (galley_run_store_get_type ())

/**
 * GalleyRunStore:
 *
 * The verbs of runs.  Running them is the business of the runner in the services.
 */
G_DECLARE_FINAL_TYPE (GalleyRunStore, galley_run_store, GALLEY, RUN_STORE, GalleyStore)

GalleyRunStore *galley_run_store_new (GalleyDatabase *database);

void        galley_run_store_add_async (GalleyRunStore *self, int post_id, const int *sections, gsize n_sections, GalleyRunSettings *settings, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_run_store_add_finish (GalleyRunStore *self, GAsyncResult *result, GError **error);
void        galley_run_store_get_async (GalleyRunStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyRun  *galley_run_store_get_finish (GalleyRunStore *self, GAsyncResult *result, GError **error);
void        galley_run_store_list_async (GalleyRunStore *self, int post_id, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_run_store_list_finish (GalleyRunStore *self, GAsyncResult *result, GError **error);
void        galley_run_store_cancel_async (GalleyRunStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_run_store_cancel_finish (GalleyRunStore *self, GAsyncResult *result, GError **error);
void        galley_run_store_recover_async (GalleyRunStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_run_store_recover_finish (GalleyRunStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
