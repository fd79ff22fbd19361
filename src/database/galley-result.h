/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_RESULT (galley_result_get_type ())

/**
 * GalleyResult:
 *
 * The rows that a statement returned.
 *
 * Reference counted and immutable.  Columns are addressed by number: look the numbers up by name once, before the loop over the
 * rows.
 */
typedef struct _GalleyResult GalleyResult;

GType         galley_result_get_type (void);
GalleyResult *galley_result_ref (GalleyResult *self);
void          galley_result_unref (GalleyResult *self);
guint         galley_result_get_n_rows (GalleyResult *self);
guint64       galley_result_get_affected (GalleyResult *self);
int           galley_result_get_column (GalleyResult *self, const char *name);
gboolean      galley_result_is_null (GalleyResult *self, guint row, int column);
const char   *galley_result_get_text (GalleyResult *self, guint row, int column);
gint64        galley_result_get_int (GalleyResult *self, guint row, int column);
gboolean      galley_result_get_boolean (GalleyResult *self, guint row, int column);
double        galley_result_get_double (GalleyResult *self, guint row, int column);
GDateTime    *galley_result_dup_date_time (GalleyResult *self, guint row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyResult, galley_result_unref)

G_END_DECLS
