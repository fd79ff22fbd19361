/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-element-type.h"
#include "galley-record.h"
#include "galley-section-field.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION (galley_section_get_type ())

/**
 * GalleySection:
 *
 * A section of a post: its texts ([enum@SectionField]) and its place among the others, from 1.
 */
G_DECLARE_FINAL_TYPE (GalleySection, galley_section, GALLEY, SECTION, GalleyRecord)

GalleySection *galley_section_new (int id);
int            galley_section_get_post_id (GalleySection *self);
void           galley_section_set_post_id (GalleySection *self, int post_id);
int            galley_section_get_place (GalleySection *self);
void           galley_section_set_place (GalleySection *self, int place);
int            galley_section_get_image_id (GalleySection *self);
void           galley_section_set_image_id (GalleySection *self, int image_id);
int            galley_section_get_target (GalleySection *self);
void           galley_section_set_target (GalleySection *self, int target);
int            galley_section_get_n_elements (GalleySection *self, GalleyElementType type);
void           galley_section_set_n_elements (GalleySection *self, GalleyElementType type, int n_elements);
const char    *galley_section_get_field (GalleySection *self, GalleySectionField field);
void           galley_section_set_field (GalleySection *self, GalleySectionField field, const char *text);
const char    *galley_section_get_heading (GalleySection *self);
const char    *galley_section_get_text (GalleySection *self);
guint          galley_section_count_words (GalleySection *self);

G_END_DECLS
