/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-search-hit.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SEARCH_STORE (galley_search_store_get_type ())

/**
 * GalleySearchStore:
 *
 * Finds words in posts, sections and elements.
 */
G_DECLARE_FINAL_TYPE (GalleySearchStore, galley_search_store, GALLEY, SEARCH_STORE, GalleyStore)

GalleySearchStore *galley_search_store_new (GalleyDatabase *database);

void        galley_search_store_search_async (GalleySearchStore *self, const char *words, int most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_search_store_search_finish (GalleySearchStore *self, GAsyncResult *result, GError **error);
void        galley_search_store_catch_up_async (GalleySearchStore *self, int most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int         galley_search_store_catch_up_finish (GalleySearchStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
