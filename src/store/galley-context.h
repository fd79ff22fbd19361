/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster.h"
#include "galley-database.h"
#include "galley-element-store.h"
#include "galley-outline-store.h"
#include "galley-post-store.h"
#include "galley-search-store.h"
#include "galley-section-store.h"
#include "galley-status-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CONTEXT (galley_context_get_type ())

/* What a program owns instead of singletons: the private server (when there is one), the database, the stores.  Handed down by
 * construct property. */
G_DECLARE_FINAL_TYPE (GalleyContext, galley_context, GALLEY, CONTEXT, GObject)

/* @uri: (nullable): else $GALLEY_DATABASE, else the database-uri setting, else the private server */
GalleyContext *galley_context_new (const char *uri);
/* Starts or joins the private server, connects, checks the schema; brings the private server's schema up to date by itself, and
 * for any other database fails with GALLEY_ERROR_SCHEMA when it is not up to date. */
void     galley_context_open_async (GalleyContext *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_context_open_finish (GalleyContext *self, GAsyncResult *result, GError **error);
void     galley_context_close_async (GalleyContext *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_context_close_finish (GalleyContext *self, GAsyncResult *result, GError **error);
/* Instead of opening: brings the schema of whichever database it is up to date, or with @dry_run tells what would be done.  Returns
 * (transfer full) the names of what was applied, see galley_migrator_migrate_finish().  Open the context afterwards if it is needed. */
void   galley_context_migrate_async (GalleyContext *self, gboolean dry_run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char **galley_context_migrate_finish (GalleyContext *self, GAsyncResult *result, GError **error);

/* All borrowed; NULL before the context is open */
GalleyDatabase     *galley_context_get_database (GalleyContext *self);
GalleyPostStore    *galley_context_get_post_store (GalleyContext *self);
GalleySectionStore *galley_context_get_section_store (GalleyContext *self);
GalleyElementStore *galley_context_get_element_store (GalleyContext *self);
GalleyOutlineStore *galley_context_get_outline_store (GalleyContext *self);
GalleySearchStore  *galley_context_get_search_store (GalleyContext *self);
GalleyStatusStore  *galley_context_get_status_store (GalleyContext *self);
/* Borrowed; NULL when the database is not the private server's; for its "stage" while opening */
GalleyCluster *galley_context_get_cluster (GalleyContext *self);

G_END_DECLS
