/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-element-type.h"
#include "galley-record.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ELEMENT (galley_element_get_type ())

/**
 * GalleyElement:
 *
 * A fact, an idea or a theme that belongs to a section, and its place among the section's elements, from 1.
 */
G_DECLARE_FINAL_TYPE (GalleyElement, galley_element, GALLEY, ELEMENT, GalleyRecord)

GalleyElement    *galley_element_new (int id);
int               galley_element_get_post_id (GalleyElement *self);
void              galley_element_set_post_id (GalleyElement *self, int post_id);
int               galley_element_get_section_id (GalleyElement *self);
void              galley_element_set_section_id (GalleyElement *self, int section_id);
int               galley_element_get_place (GalleyElement *self);
void              galley_element_set_place (GalleyElement *self, int place);
GalleyElementType galley_element_get_element_type (GalleyElement *self);
void              galley_element_set_element_type (GalleyElement *self, GalleyElementType type);
const char       *galley_element_get_text (GalleyElement *self);
void              galley_element_set_text (GalleyElement *self, const char *text);

G_END_DECLS
