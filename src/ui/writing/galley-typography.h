/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_TYPOGRAPHY (galley_typography_get_type ())

/**
 * GalleyTypography:
 *
 * How texts that are written look: the font, its size, the length of a line.  Follows the settings, and gives the looks to
 * everything with the style class `galley-text`.
 */
G_DECLARE_FINAL_TYPE (GalleyTypography, galley_typography, GALLEY, TYPOGRAPHY, GObject)

GalleyTypography *galley_typography_new (GSettings *settings);
int               galley_typography_get_line_width (GalleyTypography *self);
int               galley_typography_get_zoom (GalleyTypography *self);
void              galley_typography_zoom (GalleyTypography *self, int steps);

G_END_DECLS
