/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-status.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_STATUS_STORE (galley_status_store_get_type ())

/**
 * GalleyStatusStore:
 *
 * Tells what the database is and how much is in it.
 */
G_DECLARE_FINAL_TYPE (GalleyStatusStore, galley_status_store, GALLEY, STATUS_STORE, GalleyStore)

GalleyStatusStore *galley_status_store_new (GalleyDatabase *database);

void          galley_status_store_get_async (GalleyStatusStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyStatus *galley_status_store_get_finish (GalleyStatusStore *self, GAsyncResult *result, GError **error);
void          galley_status_store_identify_async (GalleyStatusStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char         *galley_status_store_identify_finish (GalleyStatusStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
