/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-result"

#include "galley-result-private.h"

struct _GalleyResult
{
  gatomicrefcount ref_count;
  PGresult       *rows; /* (owned) */
};

G_DEFINE_BOXED_TYPE (GalleyResult, galley_result, galley_result_ref, galley_result_unref)

/**
 * galley_result_new:
 * @rows: (transfer full): what libpq returned for a statement that succeeded
 *
 * Returns: (transfer full): the result
 */
GalleyResult *
galley_result_new (PGresult *rows)
{
  GalleyResult *self = g_new0 (GalleyResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->rows = rows;
  return self;
}

/**
 * galley_result_ref:
 * @self: a result
 *
 * Returns: (transfer full): @self with one more reference
 */
GalleyResult *
galley_result_ref (GalleyResult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * galley_result_unref:
 * @self: (transfer full): a result
 *
 * Drops a reference, and with the last one the rows.
 */
void
galley_result_unref (GalleyResult *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  PQclear (self->rows);
  g_free (self);
}

/**
 * galley_result_get_n_rows:
 * @self: a result
 *
 * Returns: how many rows the statement returned
 */
guint
galley_result_get_n_rows (GalleyResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return PQntuples (self->rows);
}

/**
 * galley_result_get_affected:
 * @self: a result
 *
 * Returns: how many rows an `INSERT`, `UPDATE`, `DELETE` or `MERGE` touched, or a `SELECT` returned; 0 for other commands
 */
guint64
galley_result_get_affected (GalleyResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_ascii_strtoull (PQcmdTuples (self->rows), NULL, 10);
}

/**
 * galley_result_get_column:
 * @self: a result
 * @name: the name of a column, in the case it has in the database
 *
 * Returns: the number of the column, or -1 when there is none of that name
 */
int
galley_result_get_column (GalleyResult *self,
                          const char   *name)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  /* Not PQfnumber(), which folds the case of an unquoted name. */
  for (int i = 0; i < PQnfields (self->rows); i++)
    if (g_str_equal (PQfname (self->rows, i), name))
      return i;
  return -1;
}

static gboolean
has_cell (GalleyResult *self,
          guint         row,
          int           column)
{
  return row < (guint)PQntuples (self->rows) && column >= 0 && column < PQnfields (self->rows);
}

/**
 * galley_result_is_null:
 * @self: a result
 * @row: the number of a row, from 0
 * @column: the number of a column, or -1
 *
 * Returns: whether the value is an SQL NULL; also %TRUE for a column of -1
 */
gboolean
galley_result_is_null (GalleyResult *self,
                       guint         row,
                       int           column)
{
  return galley_result_get_text (self, row, column) == NULL;
}

/**
 * galley_result_get_text:
 * @self: a result
 * @row: the number of a row, from 0
 * @column: the number of a column, or -1
 *
 * Returns: (nullable) (transfer none): the value in PostgreSQL's text form, which lives as long as @self; %NULL for an SQL NULL
 *   and for a column of -1
 */
const char *
galley_result_get_text (GalleyResult *self,
                        guint         row,
                        int           column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < (guint)PQntuples (self->rows), NULL);

  if (!has_cell (self, row, column) || PQgetisnull (self->rows, row, column))
    return NULL;
  return PQgetvalue (self->rows, row, column);
}

/**
 * galley_result_get_int:
 * @self: a result
 * @row: the number of a row, from 0
 * @column: the number of a column, or -1
 *
 * Returns: the value as a whole number; 0 for an SQL NULL
 */
gint64
galley_result_get_int (GalleyResult *self,
                       guint         row,
                       int           column)
{
  const char *text = galley_result_get_text (self, row, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/**
 * galley_result_get_boolean:
 * @self: a result
 * @row: the number of a row, from 0
 * @column: the number of a column, or -1
 *
 * Returns: the value of a `boolean` column; %FALSE for an SQL NULL
 */
gboolean
galley_result_get_boolean (GalleyResult *self,
                           guint         row,
                           int           column)
{
  const char *text = galley_result_get_text (self, row, column);

  return text != NULL && text[0] == 't';
}

/**
 * galley_result_get_double:
 * @self: a result
 * @row: the number of a row, from 0
 * @column: the number of a column, or -1
 *
 * Returns: the value as a floating-point number; 0 for an SQL NULL
 */
double
galley_result_get_double (GalleyResult *self,
                          guint         row,
                          int           column)
{
  const char *text = galley_result_get_text (self, row, column);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

/**
 * galley_result_dup_date_time:
 * @self: a result
 * @row: the number of a row, from 0
 * @column: the number of a column, or -1
 *
 * Reads a `timestamptz` or `timestamp` column.  One without a time zone is taken to be UTC.
 *
 * Returns: (nullable) (transfer full): the time; %NULL for an SQL NULL and for `infinity`
 */
GDateTime *
galley_result_dup_date_time (GalleyResult *self,
                             guint         row,
                             int           column)
{
  const char *text = galley_result_get_text (self, row, column);
  g_autoptr (GTimeZone) utc = NULL;

  if (text == NULL)
    return NULL;
  utc = g_time_zone_new_utc ();
  return g_date_time_new_from_iso8601 (text, utc);
}
