/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-context.h"
#include "galley-drafts.h"
#include "galley-runner.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_WORKSPACE (galley_workspace_get_type ())

/**
 * GalleyWorkspace:
 *
 * A database that is open, with all that works on it: the stores ([class@Context]) and the services above them.  The windows on
 * one database share one workspace; it is handed down to the widgets by property.
 */
G_DECLARE_FINAL_TYPE (GalleyWorkspace, galley_workspace, GALLEY, WORKSPACE, GObject)

GalleyWorkspace *galley_workspace_new (GalleyContext *context);
void             galley_workspace_open_async (GalleyWorkspace *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         galley_workspace_open_finish (GalleyWorkspace *self, GAsyncResult *result, GError **error);
void             galley_workspace_close_async (GalleyWorkspace *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         galley_workspace_close_finish (GalleyWorkspace *self, GAsyncResult *result, GError **error);
GalleyContext   *galley_workspace_get_context (GalleyWorkspace *self);
GalleyDrafts    *galley_workspace_get_drafts (GalleyWorkspace *self);
GalleyRunner    *galley_workspace_get_runner (GalleyWorkspace *self);

G_END_DECLS
