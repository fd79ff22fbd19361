/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster.h"
#include "galley-database.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CONTEXT (galley_context_get_type ())

/* What a program owns instead of singletons: the private server (when there is one), the database, the stores.  Handed down by
 * construct property. */
G_DECLARE_FINAL_TYPE (GalleyContext, galley_context, GALLEY, CONTEXT, GObject)

/* @uri: (nullable): else $GALLEY_DATABASE, else the database-uri setting, else the private server */
GalleyContext  *galley_context_new          (const char *uri);
/* Starts or joins the private server, connects, checks the schema; brings the private server's schema up to date by itself, and
 * for any other database fails with GALLEY_ERROR_SCHEMA when it is not up to date. */
void            galley_context_open_async   (GalleyContext *self, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean        galley_context_open_finish  (GalleyContext *self, GAsyncResult *result, GError **error);
void            galley_context_close_async  (GalleyContext *self, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean        galley_context_close_finish (GalleyContext *self, GAsyncResult *result, GError **error);
GalleyDatabase *galley_context_get_database (GalleyContext *self);
/* Further getters, one a store: galley_context_get_post_store, _section_store, _element_store, _outline_store, _search_store */

G_END_DECLS
