/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-provider-info.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROVIDER_ROW (galley_provider_row_get_type ())

/**
 * GalleyProviderRow:
 *
 * A provider of language models: where it is, its key, and whether it answers.
 */
G_DECLARE_FINAL_TYPE (GalleyProviderRow, galley_provider_row, GALLEY, PROVIDER_ROW, AdwExpanderRow)

GtkWidget *galley_provider_row_new (GalleyWorkspace *workspace, GalleyProviderInfo *info);

G_END_DECLS
