/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_BANNER (galley_banner_get_type ())

/**
 * GalleyBanner:
 *
 * A line across the window that says that the database cannot be reached, or has hardly any room left.
 */
G_DECLARE_FINAL_TYPE (GalleyBanner, galley_banner, GALLEY, BANNER, AdwBin)

void galley_banner_set_workspace (GalleyBanner *self, GalleyWorkspace *workspace);

G_END_DECLS
