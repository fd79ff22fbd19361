/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-parked-section"

#include "galley-parked-section.h"

struct _GalleyParkedSection
{
  GalleyValue parent_instance;

  int        id;
  int        post_id;
  char      *heading;
  char      *text;
  int        place;
  int        n_elements;
  GDateTime *parked;
};

G_DEFINE_FINAL_TYPE (GalleyParkedSection, galley_parked_section, GALLEY_TYPE_VALUE)

static void
galley_parked_section_class_init (GalleyParkedSectionClass *klass)
{
  const GalleyMember members[] = {
    { "id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyParkedSection, id) },
    { "post-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyParkedSection, post_id) },
    { "heading", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyParkedSection, heading) },
    { "text", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyParkedSection, text) },
    { "place", G_TYPE_INT, G_STRUCT_OFFSET (GalleyParkedSection, place) },
    { "n-elements", G_TYPE_INT, G_STRUCT_OFFSET (GalleyParkedSection, n_elements) },
    { "parked", G_TYPE_DATE_TIME, G_STRUCT_OFFSET (GalleyParkedSection, parked) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_parked_section_init (GalleyParkedSection *self)
{
}

/**
 * galley_parked_section_get_id:
 * @self: a parked section
 *
 * Tells the section's id, by which it is restored.
 *
 * Returns: the section's id
 */
int
galley_parked_section_get_id (GalleyParkedSection *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_SECTION (self), 0);

  return self->id;
}

/**
 * galley_parked_section_get_post_id:
 * @self: a parked section
 *
 * Tells the post's id.
 *
 * Returns: the post's id
 */
int
galley_parked_section_get_post_id (GalleyParkedSection *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_SECTION (self), 0);

  return self->post_id;
}

/**
 * galley_parked_section_get_heading:
 * @self: a parked section
 *
 * Tells the heading.
 *
 * Returns: (transfer none) (nullable): the heading
 */
const char *
galley_parked_section_get_heading (GalleyParkedSection *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_SECTION (self), NULL);

  return self->heading;
}

/**
 * galley_parked_section_get_text:
 * @self: a parked section
 *
 * Tells the polished text, or the draft when there is none.
 *
 * Returns: (transfer none) (nullable): the polished text, or the draft when there is none
 */
const char *
galley_parked_section_get_text (GalleyParkedSection *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_SECTION (self), NULL);

  return self->text;
}

/**
 * galley_parked_section_get_place:
 * @self: a parked section
 *
 * Tells the place where it was, from 1; 0 if unknown.
 *
 * Returns: the place where it was, from 1
 */
int
galley_parked_section_get_place (GalleyParkedSection *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_SECTION (self), 0);

  return self->place;
}

/**
 * galley_parked_section_get_n_elements:
 * @self: a parked section
 *
 * Tells how many elements it had.
 *
 * Returns: how many elements it had
 */
int
galley_parked_section_get_n_elements (GalleyParkedSection *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_SECTION (self), 0);

  return self->n_elements;
}

/**
 * galley_parked_section_get_parked:
 * @self: a parked section
 *
 * Tells when it was parked, in UTC.
 *
 * Returns: (transfer none) (nullable): when it was parked, in UTC
 */
GDateTime *
galley_parked_section_get_parked (GalleyParkedSection *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_SECTION (self), NULL);

  return self->parked;
}
