/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_MODELS_PAGE (galley_models_page_get_type ())

/**
 * GalleyModelsPage:
 *
 * The preferences of who runs language models: a row for each provider, and a way to add one.
 */
G_DECLARE_FINAL_TYPE (GalleyModelsPage, galley_models_page, GALLEY, MODELS_PAGE, AdwPreferencesPage)

void galley_models_page_set_workspace (GalleyModelsPage *self, GalleyWorkspace *workspace);

G_END_DECLS
