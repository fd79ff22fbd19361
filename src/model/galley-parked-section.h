/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PARKED_SECTION (galley_parked_section_get_type ())

/**
 * GalleyParkedSection:
 *
 * A section in the trash of its post, with everything it had.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyParkedSection, galley_parked_section, GALLEY, PARKED_SECTION, GalleyValue)

int         galley_parked_section_get_id (GalleyParkedSection *self);
int         galley_parked_section_get_post_id (GalleyParkedSection *self);
const char *galley_parked_section_get_heading (GalleyParkedSection *self);
const char *galley_parked_section_get_text (GalleyParkedSection *self);
int         galley_parked_section_get_place (GalleyParkedSection *self);
int         galley_parked_section_get_n_elements (GalleyParkedSection *self);
GDateTime  *galley_parked_section_get_parked (GalleyParkedSection *self);

G_END_DECLS
