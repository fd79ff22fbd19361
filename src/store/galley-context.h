/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster.h"
#include "galley-database.h"
#include "galley-element-store.h"
#include "galley-llm-store.h"
#include "galley-outline-store.h"
#include "galley-post-store.h"
#include "galley-proposal-store.h"
#include "galley-run-store.h"
#include "galley-search-store.h"
#include "galley-section-store.h"
#include "galley-status-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CONTEXT (galley_context_get_type ())

/**
 * GalleyContext:
 *
 * What a program owns instead of singletons: the private server, if it is used, the database and the stores.  It is handed down
 * by construct property.
 */
G_DECLARE_FINAL_TYPE (GalleyContext, galley_context, GALLEY, CONTEXT, GObject)

GalleyContext *galley_context_new (const char *uri);
void           galley_context_open_async (GalleyContext *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_context_open_finish (GalleyContext *self, GAsyncResult *result, GError **error);
void           galley_context_close_async (GalleyContext *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_context_close_finish (GalleyContext *self, GAsyncResult *result, GError **error);
void           galley_context_migrate_async (GalleyContext *self, gboolean dry_run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char         **galley_context_migrate_finish (GalleyContext *self, GAsyncResult *result, GError **error);

GalleyDatabase      *galley_context_get_database (GalleyContext *self);
GalleyPostStore     *galley_context_get_post_store (GalleyContext *self);
GalleySectionStore  *galley_context_get_section_store (GalleyContext *self);
GalleyElementStore  *galley_context_get_element_store (GalleyContext *self);
GalleyOutlineStore  *galley_context_get_outline_store (GalleyContext *self);
GalleySearchStore   *galley_context_get_search_store (GalleyContext *self);
GalleyStatusStore   *galley_context_get_status_store (GalleyContext *self);
GalleyLlmStore      *galley_context_get_llm_store (GalleyContext *self);
GalleyRunStore      *galley_context_get_run_store (GalleyContext *self);
GalleyProposalStore *galley_context_get_proposal_store (GalleyContext *self);
GalleyCluster       *galley_context_get_cluster (GalleyContext *self);

G_END_DECLS
