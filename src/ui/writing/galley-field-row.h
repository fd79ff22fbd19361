/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-text-buffer.h"
#include "galley-text-view.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_FIELD_ROW (galley_field_row_get_type ())

/**
 * GalleyFieldRow:
 *
 * A shorter text with its name above: it grows with what is written in it.
 */
G_DECLARE_FINAL_TYPE (GalleyFieldRow, galley_field_row, GALLEY, FIELD_ROW, GtkWidget)

GalleyTextBuffer *galley_field_row_get_buffer (GalleyFieldRow *self);
void              galley_field_row_set_buffer (GalleyFieldRow *self, GalleyTextBuffer *buffer);
GalleyTextView   *galley_field_row_get_view (GalleyFieldRow *self);

G_END_DECLS
