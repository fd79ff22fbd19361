/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DATABASE_PAGE (galley_database_page_get_type ())

/**
 * GalleyDatabasePage:
 *
 * The preferences of where posts are kept, and what is there.
 */
G_DECLARE_FINAL_TYPE (GalleyDatabasePage, galley_database_page, GALLEY, DATABASE_PAGE, AdwPreferencesPage)

void galley_database_page_set_workspace (GalleyDatabasePage *self, GalleyWorkspace *workspace);

G_END_DECLS
