/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_FORMAT (galley_format_get_type ())

/**
 * GalleyFormat:
 *
 * The form of an answer, or of what is asked.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyFormat, galley_format, GALLEY, FORMAT, GalleyValue)

int         galley_format_get_id (GalleyFormat *self);
const char *galley_format_get_name (GalleyFormat *self);
const char *galley_format_get_description (GalleyFormat *self);
const char *galley_format_get_direction (GalleyFormat *self);
const char *galley_format_get_instructions (GalleyFormat *self);

G_END_DECLS
