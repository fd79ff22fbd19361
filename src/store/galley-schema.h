/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-result.h"

G_BEGIN_DECLS

/**
 * GalleySchemaUnit:
 * @name: the file's name without `.sql`, or `functions`, or `defaults`
 * @checksum: the SHA-256 of @sql, in hexadecimal
 * @sql: the text of the file, or of all files of the folder
 * @is_migration: whether it is applied once, and not whenever it changed
 *
 * What is applied to a database in one transaction.
 */
typedef struct
{
  char    *name;
  char    *checksum;
  char    *sql;
  gboolean is_migration;
} GalleySchemaUnit;

/**
 * GalleySchema:
 *
 * The schema that this program was made for.
 */
typedef struct _GalleySchema GalleySchema;

GalleySchema *galley_schema_new (void);
void          galley_schema_free (GalleySchema *self);
GPtrArray    *galley_schema_find_pending (GalleySchema *self, GalleyResult *applied, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySchema, galley_schema_free)

G_END_DECLS
