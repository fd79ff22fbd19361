/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PARKED_TEXT (galley_parked_text_get_type ())

/**
 * GalleyParkedText:
 *
 * A text or an element of a section in the trash.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyParkedText, galley_parked_text, GALLEY, PARKED_TEXT, GalleyValue)

const char *galley_parked_text_get_field (GalleyParkedText *self);
const char *galley_parked_text_get_text (GalleyParkedText *self);

G_END_DECLS
