/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-search-hit"

#include "galley-search-hit.h"

struct _GalleySearchHit
{
  GalleyValue parent_instance;

  char  *kind;
  int    post_id;
  int    section_id;
  int    element_id;
  char  *field;
  char  *title;
  char  *heading;
  char  *excerpt;
  int    place;
  double rank;
};

G_DEFINE_FINAL_TYPE (GalleySearchHit, galley_search_hit, GALLEY_TYPE_VALUE)

static void
galley_search_hit_class_init (GalleySearchHitClass *klass)
{
  const GalleyMember members[] = {
    { "kind", G_TYPE_STRING, G_STRUCT_OFFSET (GalleySearchHit, kind) },
    { "post-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleySearchHit, post_id) },
    { "section-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleySearchHit, section_id) },
    { "element-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleySearchHit, element_id) },
    { "field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleySearchHit, field) },
    { "title", G_TYPE_STRING, G_STRUCT_OFFSET (GalleySearchHit, title) },
    { "heading", G_TYPE_STRING, G_STRUCT_OFFSET (GalleySearchHit, heading) },
    { "excerpt", G_TYPE_STRING, G_STRUCT_OFFSET (GalleySearchHit, excerpt) },
    { "place", G_TYPE_INT, G_STRUCT_OFFSET (GalleySearchHit, place) },
    { "rank", G_TYPE_DOUBLE, G_STRUCT_OFFSET (GalleySearchHit, rank) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_search_hit_init (GalleySearchHit *self)
{
}

/**
 * galley_search_hit_get_kind:
 * @self: a search hit
 *
 * Tells what the words were found in: `post`, `section` or `element`.
 *
 * Returns: (transfer none): what the words were found in: `post`, `section` or `element`
 */
const char *
galley_search_hit_get_kind (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), NULL);

  return self->kind;
}

/**
 * galley_search_hit_get_post_id:
 * @self: a search hit
 *
 * Tells the post's id.
 *
 * Returns: the post's id
 */
int
galley_search_hit_get_post_id (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), 0);

  return self->post_id;
}

/**
 * galley_search_hit_get_section_id:
 * @self: a search hit
 *
 * Tells the section's id, 0 for a post.
 *
 * Returns: the section's id, 0 for a post
 */
int
galley_search_hit_get_section_id (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), 0);

  return self->section_id;
}

/**
 * galley_search_hit_get_element_id:
 * @self: a search hit
 *
 * Tells the element's id, 0 for a post or a section.
 *
 * Returns: the element's id, 0 for a post or a section
 */
int
galley_search_hit_get_element_id (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), 0);

  return self->element_id;
}

/**
 * galley_search_hit_get_field:
 * @self: a search hit
 *
 * Tells the field that they were found in, e.g. `draft`.
 *
 * Returns: (transfer none) (nullable): the field that they were found in
 */
const char *
galley_search_hit_get_field (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), NULL);

  return self->field;
}

/**
 * galley_search_hit_get_title:
 * @self: a search hit
 *
 * Tells the post's title.
 *
 * Returns: (transfer none) (nullable): the post's title
 */
const char *
galley_search_hit_get_title (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), NULL);

  return self->title;
}

/**
 * galley_search_hit_get_heading:
 * @self: a search hit
 *
 * Tells the section's heading.
 *
 * Returns: (transfer none) (nullable): the section's heading
 */
const char *
galley_search_hit_get_heading (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), NULL);

  return self->heading;
}

/**
 * galley_search_hit_get_excerpt:
 * @self: a search hit
 *
 * Tells some of the text, what was found between U+0002 and U+0003.
 *
 * Returns: (transfer none) (nullable): some of the text, what was found between U+0002 and U+0003
 */
const char *
galley_search_hit_get_excerpt (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), NULL);

  return self->excerpt;
}

/**
 * galley_search_hit_get_place:
 * @self: a search hit
 *
 * Tells where the first hit is, in characters from the start of the field.
 *
 * Returns: where the first hit is, in characters from the start of the field
 */
int
galley_search_hit_get_place (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), 0);

  return self->place;
}

/**
 * galley_search_hit_get_rank:
 * @self: a search hit
 *
 * Tells how good the hit is; the greater the better.
 *
 * Returns: how good the hit is
 */
double
galley_search_hit_get_rank (GalleySearchHit *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (self), 0);

  return self->rank;
}
