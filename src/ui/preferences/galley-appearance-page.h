/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_APPEARANCE_PAGE (galley_appearance_page_get_type ())

/**
 * GalleyAppearancePage:
 *
 * The preferences of how windows and texts look.
 */
G_DECLARE_FINAL_TYPE (GalleyAppearancePage, galley_appearance_page, GALLEY, APPEARANCE_PAGE, AdwPreferencesPage)

G_END_DECLS
