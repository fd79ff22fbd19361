/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SEARCH_HIT (galley_search_hit_get_type ())

/**
 * GalleySearchHit:
 *
 * Where words were found.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleySearchHit, galley_search_hit, GALLEY, SEARCH_HIT, GalleyValue)

const char *galley_search_hit_get_kind (GalleySearchHit *self);
int         galley_search_hit_get_post_id (GalleySearchHit *self);
int         galley_search_hit_get_section_id (GalleySearchHit *self);
int         galley_search_hit_get_element_id (GalleySearchHit *self);
const char *galley_search_hit_get_field (GalleySearchHit *self);
const char *galley_search_hit_get_title (GalleySearchHit *self);
const char *galley_search_hit_get_heading (GalleySearchHit *self);
const char *galley_search_hit_get_excerpt (GalleySearchHit *self);
int         galley_search_hit_get_place (GalleySearchHit *self);
double      galley_search_hit_get_rank (GalleySearchHit *self);

G_END_DECLS
