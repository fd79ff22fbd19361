/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-search-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SEARCH_RESULTS (galley_search_results_get_type ())

/**
 * GalleySearchResults:
 *
 * Searches everything that was written, and shows where words were found, by post.
 */
G_DECLARE_FINAL_TYPE (GalleySearchResults, galley_search_results, GALLEY, SEARCH_RESULTS, GtkWidget)

void     galley_search_results_set_store (GalleySearchResults *self, GalleySearchStore *store);
void     galley_search_results_search (GalleySearchResults *self, const char *words);
guint    galley_search_results_get_n_hits (GalleySearchResults *self);
gboolean galley_search_results_get_searching (GalleySearchResults *self);
gboolean galley_search_results_focus_first (GalleySearchResults *self);
void     galley_search_results_activate_first (GalleySearchResults *self);

G_END_DECLS
