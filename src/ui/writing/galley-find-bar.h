/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-text-view.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_FIND_BAR (galley_find_bar_get_type ())

/**
 * GalleyFindBar:
 *
 * Finds and replaces in the text of a view.
 */
G_DECLARE_FINAL_TYPE (GalleyFindBar, galley_find_bar, GALLEY, FIND_BAR, GtkWidget)

GalleyTextView *galley_find_bar_get_view (GalleyFindBar *self);
void            galley_find_bar_set_view (GalleyFindBar *self, GalleyTextView *view);
gboolean        galley_find_bar_get_open (GalleyFindBar *self);
void            galley_find_bar_open (GalleyFindBar *self, gboolean replace);
void            galley_find_bar_close (GalleyFindBar *self);
void            galley_find_bar_go (GalleyFindBar *self, gboolean forward);

G_END_DECLS
