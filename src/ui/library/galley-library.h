/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-history.h"
#include "galley-search-hit.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_LIBRARY (galley_library_get_type ())

/**
 * GalleyLibrary:
 *
 * All posts, and a search over everything that was written.
 */
G_DECLARE_FINAL_TYPE (GalleyLibrary, galley_library, GALLEY, LIBRARY, GtkWidget)

void             galley_library_set_workspace (GalleyLibrary *self, GalleyWorkspace *workspace);
GalleyWorkspace *galley_library_get_workspace (GalleyLibrary *self);
void             galley_library_set_history (GalleyLibrary *self, GalleyHistory *history);
GalleyHistory   *galley_library_get_history (GalleyLibrary *self);
gboolean         galley_library_get_loading (GalleyLibrary *self);
void             galley_library_select_post (GalleyLibrary *self, int post_id);
void             galley_library_start_search (GalleyLibrary *self);
void             galley_library_new_post (GalleyLibrary *self);
gboolean         galley_library_get_renaming (GalleyLibrary *self);
void             galley_library_import_files (GalleyLibrary *self, GSList *files);

G_END_DECLS
