/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-context.h"

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
GalleyContext   *galley_workspace_get_context (GalleyWorkspace *self);

G_END_DECLS
