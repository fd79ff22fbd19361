/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-value-reader"

#include "galley-config.h"

#include "galley-value-reader.h"

#include <glib/gi18n-lib.h>

#include "galley-enum.h"
#include "galley-error.h"

struct _GalleyValueReader
{
  GalleyValueClass *value_class; /* (owned) */
  GType             type;
  GalleyResult     *rows;    /* (owned) */
  int              *columns; /* (owned) by member; -1 for one that is not there */
};

static int
find_column (GalleyResult       *rows,
             const GalleyMember *member)
{
  g_autofree char *name = g_strdelimit (g_strdup (member->name), "-", '_');

  return galley_result_get_column (rows, name);
}

static gboolean
read_enum (GalleyValueReader *self,
           GType              type,
           const char        *word,
           GValue            *value,
           GError           **error)
{
  int number;

  if (!galley_enum_from_string (type, word, &number))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
                   _("The database says “%s”, which this version of Galley does not know. Update Galley"), word);
      return FALSE;
    }

  g_value_set_enum (value, number);
  return TRUE;
}

static gboolean
read_member (GalleyValueReader  *self,
             const GalleyMember *member,
             guint               row,
             int                 column,
             GValue             *value,
             GError            **error)
{
  g_value_init (value, member->type);

  if (member->type == G_TYPE_INT)
    g_value_set_int (value, galley_result_get_int (self->rows, row, column));
  else if (member->type == G_TYPE_INT64)
    g_value_set_int64 (value, galley_result_get_int (self->rows, row, column));
  else if (member->type == G_TYPE_DOUBLE)
    g_value_set_double (value, galley_result_get_double (self->rows, row, column));
  else if (member->type == G_TYPE_STRING)
    g_value_set_static_string (value, galley_result_get_text (self->rows, row, column));
  else if (member->type == G_TYPE_DATE_TIME)
    g_value_take_boxed (value, galley_result_dup_date_time (self->rows, row, column));
  else
    return read_enum (self, member->type, galley_result_get_text (self->rows, row, column), value, error);

  return TRUE;
}

/**
 * galley_value_reader_new:
 * @type: a kind of [class@Value]
 * @rows: rows that say what the values are
 *
 * Looks up where in @rows the members are.
 *
 * Returns: (transfer full): a reader
 */
GalleyValueReader *
galley_value_reader_new (GType         type,
                         GalleyResult *rows)
{
  GalleyValueReader *self;

  g_return_val_if_fail (g_type_is_a (type, GALLEY_TYPE_VALUE), NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  self = g_new0 (GalleyValueReader, 1);
  self->value_class = g_type_class_ref (type);
  self->type = type;
  self->rows = galley_result_ref (rows);
  self->columns = g_new (int, self->value_class->n_members);
  for (guint i = 0; i < self->value_class->n_members; i++)
    self->columns[i] = find_column (rows, &self->value_class->members[i]);

  return self;
}

/**
 * galley_value_reader_free:
 * @self: (transfer full): a reader
 *
 * Frees a reader.
 */
void
galley_value_reader_free (GalleyValueReader *self)
{
  g_return_if_fail (self != NULL);

  g_type_class_unref (self->value_class);
  galley_result_unref (self->rows);
  g_free (self->columns);
  g_free (self);
}

/**
 * galley_value_reader_read:
 * @self: a reader
 * @row: which row
 * @error: where to put a %GALLEY_ERROR_SCHEMA, when the row has a word that this program does not know
 *
 * Makes a value out of a row.
 *
 * Returns: (transfer full) (nullable): the value, %NULL with @error set
 */
GalleyValue *
galley_value_reader_read (GalleyValueReader *self,
                          guint              row,
                          GError           **error)
{
  guint                   n_members = self->value_class->n_members;
  g_autofree GValue      *values = g_new0 (GValue, n_members);
  g_autofree const char **names = g_new (const char *, n_members);
  GObject                *object = NULL;
  gboolean                understood = TRUE;
  guint                   n_read = 0;

  for (guint i = 0; i < n_members && understood; i++)
    {
      const GalleyMember *member = &self->value_class->members[i];

      if (galley_result_is_null (self->rows, row, self->columns[i]))
        continue;
      names[n_read] = member->name;
      understood = read_member (self, member, row, self->columns[i], &values[n_read], error);
      n_read++;
    }

  if (understood)
    object = g_object_new_with_properties (self->type, n_read, names, values);

  for (guint i = 0; i < n_read; i++)
    g_value_unset (&values[i]);

  return object ? GALLEY_VALUE (object) : NULL;
}
