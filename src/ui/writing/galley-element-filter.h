/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-element-type.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ELEMENT_FILTER (galley_element_filter_get_type ())

/**
 * GalleyElementFilter:
 * @GALLEY_ELEMENT_FILTER_ALL: all
 * @GALLEY_ELEMENT_FILTER_FACT: facts
 * @GALLEY_ELEMENT_FILTER_IDEA: ideas
 * @GALLEY_ELEMENT_FILTER_THEME: themes
 *
 * Which elements are listed.  The words are `all`, `fact`, `idea`, `theme`.
 */
typedef enum
{
  GALLEY_ELEMENT_FILTER_ALL,
  GALLEY_ELEMENT_FILTER_FACT,
  GALLEY_ELEMENT_FILTER_IDEA,
  GALLEY_ELEMENT_FILTER_THEME,
} GalleyElementFilter;

GType    galley_element_filter_get_type (void);
gboolean galley_element_filter_matches (GalleyElementFilter filter, GalleyElementType type);

G_END_DECLS
