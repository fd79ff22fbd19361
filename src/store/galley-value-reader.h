/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-result.h"
#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleyValueReader:
 *
 * Makes values of one kind out of rows: the column `post_id` goes into the property `post-id`, and so on.  A column that is not
 * there, or is NULL, leaves the property as it is by default.
 */
typedef struct _GalleyValueReader GalleyValueReader;

GalleyValueReader *galley_value_reader_new (GType type, GalleyResult *rows);
void               galley_value_reader_free (GalleyValueReader *self);
GalleyValue       *galley_value_reader_read (GalleyValueReader *self, guint row, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyValueReader, galley_value_reader_free)

G_END_DECLS
