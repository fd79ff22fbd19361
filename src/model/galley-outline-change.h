/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-outline-action.h"
#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_CHANGE (galley_outline_change_get_type ())

/**
 * GalleyOutlineChange:
 *
 * One line of a plan: what would become of one section.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyOutlineChange, galley_outline_change, GALLEY, OUTLINE_CHANGE, GalleyValue)

GalleyOutlineAction galley_outline_change_get_action (GalleyOutlineChange *self);
int                 galley_outline_change_get_section_id (GalleyOutlineChange *self);
const char         *galley_outline_change_get_heading (GalleyOutlineChange *self);
const char         *galley_outline_change_get_old_heading (GalleyOutlineChange *self);
int                 galley_outline_change_get_place (GalleyOutlineChange *self);
int                 galley_outline_change_get_old_place (GalleyOutlineChange *self);
const char         *galley_outline_change_get_details (GalleyOutlineChange *self);

G_END_DECLS
