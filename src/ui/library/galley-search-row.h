/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-search-hit.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SEARCH_ROW (galley_search_row_get_type ())

/**
 * GalleySearchRow:
 *
 * A place where words were found, with what is around them.
 */
G_DECLARE_FINAL_TYPE (GalleySearchRow, galley_search_row, GALLEY, SEARCH_ROW, GtkListBoxRow)

GtkWidget       *galley_search_row_new (GalleySearchHit *hit);
GalleySearchHit *galley_search_row_get_hit (GalleySearchRow *self);

G_END_DECLS
