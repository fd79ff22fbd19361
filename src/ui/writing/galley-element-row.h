/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-element.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ELEMENT_ROW (galley_element_row_get_type ())

/**
 * GalleyElementRow:
 *
 * A fact, an idea or a theme in a list: its type as a sign, a colour and a word, and its text, which can be edited in place.
 */
G_DECLARE_FINAL_TYPE (GalleyElementRow, galley_element_row, GALLEY, ELEMENT_ROW, GtkWidget)

GtkWidget     *galley_element_row_new (void);
GalleyElement *galley_element_row_get_element (GalleyElementRow *self);
void           galley_element_row_set_element (GalleyElementRow *self, GalleyElement *element);
gboolean       galley_element_row_get_editing (GalleyElementRow *self);
void           galley_element_row_begin_edit (GalleyElementRow *self, const char *text, const char *note);
const char    *galley_element_row_get_type_word (GalleyElementType type);

G_END_DECLS
