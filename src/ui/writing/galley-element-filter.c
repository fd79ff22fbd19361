/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-filter"

#include "galley-element-filter.h"

G_DEFINE_ENUM_TYPE (GalleyElementFilter, galley_element_filter, G_DEFINE_ENUM_VALUE (GALLEY_ELEMENT_FILTER_ALL, "all"), G_DEFINE_ENUM_VALUE (GALLEY_ELEMENT_FILTER_FACT, "fact"), G_DEFINE_ENUM_VALUE (GALLEY_ELEMENT_FILTER_IDEA, "idea"), G_DEFINE_ENUM_VALUE (GALLEY_ELEMENT_FILTER_THEME, "theme"))

/**
 * galley_element_filter_matches:
 * @filter: which elements are listed
 * @type: what an element is
 *
 * Returns: whether such an element is listed
 */
gboolean
galley_element_filter_matches (GalleyElementFilter filter,
                               GalleyElementType   type)
{
  return filter == GALLEY_ELEMENT_FILTER_ALL || (int)filter - GALLEY_ELEMENT_FILTER_FACT == (int)type - GALLEY_ELEMENT_TYPE_FACT;
}
