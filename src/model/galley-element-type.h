/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_ELEMENT_TYPE (galley_element_type_get_type ())

/**
 * GalleyElementType:
 * @GALLEY_ELEMENT_TYPE_FACT: something that is true
 * @GALLEY_ELEMENT_TYPE_IDEA: something to say
 * @GALLEY_ELEMENT_TYPE_THEME: something that runs through
 *
 * What an element of a section is.  The words (`fact`, `idea`, `theme`) are the same in SQL, JSON and on the command line.
 */
typedef enum
{
  GALLEY_ELEMENT_TYPE_FACT,
  GALLEY_ELEMENT_TYPE_IDEA,
  GALLEY_ELEMENT_TYPE_THEME,
} GalleyElementType;

GType       galley_element_type_get_type (void);
const char *galley_element_type_to_string (GalleyElementType value);
gboolean    galley_element_type_from_string (const char *word, GalleyElementType *value);

G_END_DECLS
