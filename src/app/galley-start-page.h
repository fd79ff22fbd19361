/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-opening.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_START_PAGE (galley_start_page_get_type ())

/**
 * GalleyStartPage:
 *
 * What is seen until the database is open: what is going on, or why it could not be opened and what can be done.
 */
G_DECLARE_FINAL_TYPE (GalleyStartPage, galley_start_page, GALLEY, START_PAGE, AdwBin)

void galley_start_page_set_opening (GalleyStartPage *self, GalleyOpening *opening);

G_END_DECLS
