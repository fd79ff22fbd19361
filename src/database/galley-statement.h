/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GalleyStatementKind:
 * @GALLEY_STATEMENT_READ: changes nothing; may be sent again after a lost connection
 * @GALLEY_STATEMENT_IDEMPOTENT: a write that leaves the same state when it is done twice (a compare-and-swap save, a delete,
 *   an absolute move); the second call is the look-up of the first
 * @GALLEY_STATEMENT_ONCE: a write that must not happen twice (new post, add, split, merge); it runs under an operation id
 *   that the database remembers, by which its outcome is looked up
 *
 * What may be done when the connection dies while the statement is under way.
 */
typedef enum
{
  GALLEY_STATEMENT_READ,
  GALLEY_STATEMENT_IDEMPOTENT,
  GALLEY_STATEMENT_ONCE,
} GalleyStatementKind;

#define GALLEY_TYPE_STATEMENT (galley_statement_get_type ())

/**
 * GalleyStatement:
 *
 * One SQL statement with its parameters.
 *
 * Reference counted, and immutable once it was given to a connection.  Parameters are bound in the order of their numbers:
 * the first call of a bind function is `$1`, the second `$2`.
 */
typedef struct _GalleyStatement GalleyStatement;

GType               galley_statement_get_type (void);
GalleyStatement    *galley_statement_new (const char *name);
GalleyStatement    *galley_statement_new_for_sql (const char *sql, GalleyStatementKind kind);
GalleyStatement    *galley_statement_ref (GalleyStatement *self);
void                galley_statement_unref (GalleyStatement *self);
void                galley_statement_bind_text (GalleyStatement *self, const char *text);
void                galley_statement_bind_shared (GalleyStatement *self, GBytes *text);
void                galley_statement_bind_int (GalleyStatement *self, gint64 value);
void                galley_statement_bind_boolean (GalleyStatement *self, gboolean value);
void                galley_statement_bind_null (GalleyStatement *self);
void                galley_statement_bind_int_array (GalleyStatement *self, const gint64 *ids, gsize n_ids);
void                galley_statement_bind_text_array (GalleyStatement *self, const char *const *texts);
const char         *galley_statement_get_name (GalleyStatement *self);
const char         *galley_statement_get_sql (GalleyStatement *self);
GalleyStatementKind galley_statement_get_kind (GalleyStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyStatement, galley_statement_unref)

G_END_DECLS
