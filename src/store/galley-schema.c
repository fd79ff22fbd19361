/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-schema"

#include "galley-config.h"

#include "galley-schema.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-sql-resource.h"

#define SQL_PATH "/io/github/galleyeditor/Galley/sql/"

struct _GalleySchema
{
  GPtrArray *units; /* (owned) (element-type GalleySchemaUnit) in the order in which they are applied */
};

static void
unit_free (GalleySchemaUnit *unit)
{
  g_free (unit->name);
  g_free (unit->checksum);
  g_free (unit->sql);
  g_free (unit);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The SQL files of a folder, sorted: a resource lists them in no order. */
static char **
list_files (const char *folder)
{
  g_autofree char *path = g_strconcat (SQL_PATH, folder, NULL);
  g_auto (GStrv) names = g_resource_enumerate_children (galley_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return g_steal_pointer (&names);
}

static GBytes *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = g_strconcat (SQL_PATH, folder, "/", name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *sql;

  sql = g_resource_lookup_data (galley_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (sql == NULL)
    g_error ("%s was listed and is not there: %s", path, error->message);

  return sql;
}

static void
add_unit (GalleySchema *self,
          char         *name,
          char         *sql,
          gboolean      is_migration)
{
  GalleySchemaUnit *unit = g_new0 (GalleySchemaUnit, 1);

  unit->name = name;
  unit->checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sql, -1);
  unit->sql = sql;
  unit->is_migration = is_migration;
  g_ptr_array_add (self->units, unit);
}

static void
add_migrations (GalleySchema *self)
{
  g_auto (GStrv) names = list_files ("migrations");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) sql = load ("migrations", names[i]);
      gsize       size;
      const char *text = g_bytes_get_data (sql, &size);

      g_assert (g_str_has_suffix (names[i], ".sql"));
      add_unit (self, g_strndup (names[i], strlen (names[i]) - strlen (".sql")), g_strndup (text, size), TRUE);
    }
}

static void
add_folder (GalleySchema *self,
            const char   *folder)
{
  g_auto (GStrv) names = list_files (folder);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) sql = load (folder, names[i]);
      gsize       size;
      const char *data = g_bytes_get_data (sql, &size);

      g_string_append_len (text, data, size);
      g_string_append (text, ";\n");
    }

  if (text->len > 0)
    add_unit (self, g_strdup (folder), g_string_free (text, FALSE), FALSE);
  else
    g_string_free (text, TRUE);
}

/**
 * galley_schema_new:
 *
 * Reads the schema that is compiled into this program.
 *
 * Returns: (transfer full): the schema
 */
GalleySchema *
galley_schema_new (void)
{
  GalleySchema *self = g_new0 (GalleySchema, 1);

  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify)unit_free);
  add_migrations (self);
  add_folder (self, "functions");
  add_folder (self, "defaults");

  return self;
}

/**
 * galley_schema_free:
 * @self: (transfer full): a schema
 *
 * Frees a schema.
 */
void
galley_schema_free (GalleySchema *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->units);
  g_free (self);
}

/* Less than, equal to or greater than 0, as @one is older than, the same as or newer than @other: 0.9 is older than 0.10. */
static int
compare_versions (const char *one,
                  const char *other)
{
  while (*one != '\0' || *other != '\0')
    {
      char  *one_end;
      char  *other_end;
      gulong one_number = strtoul (one, &one_end, 10);
      gulong other_number = strtoul (other, &other_end, 10);

      if (one_number != other_number)
        return one_number < other_number ? -1 : 1;
      if (one_end == one && other_end == other)
        return 0;

      one = *one_end == '.' ? one_end + 1 : one_end;
      other = *other_end == '.' ? other_end + 1 : other_end;
    }

  return 0;
}

/* What a database says of one unit. */
typedef struct
{
  const char *checksum;
  const char *program_version;
  gboolean    known;
} Record;

static GHashTable *
read_records (GalleyResult *applied)
{
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  int         name = galley_result_get_column (applied, "name");
  int         checksum = galley_result_get_column (applied, "checksum");
  int         program_version = galley_result_get_column (applied, "program_version");

  for (guint row = 0; row < galley_result_get_n_rows (applied); row++)
    {
      Record *record = g_new0 (Record, 1);

      record->checksum = galley_result_get_text (applied, row, checksum);
      record->program_version = galley_result_get_text (applied, row, program_version);
      g_hash_table_insert (records, (gpointer)galley_result_get_text (applied, row, name), record);
    }

  return records;
}

static void
set_newer_error (GError    **error,
                 const char *program_version)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
               _("The database was brought up to date by Galley %s, which is newer than this one (%s). Update Galley"),
                  program_version, GALLEY_VERSION);
}

/* Whether @unit may stay, or be applied. */
static gboolean
check_record (GalleySchemaUnit *unit,
              Record           *record,
              gboolean          has_gap,
              GError          **error)
{
  if (unit->is_migration && !g_str_equal (record->checksum, unit->checksum))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
                   _("The migration %s of this database (applied by Galley %s) is not the one of this program (%s). Migrations never change: "
                     "use the Galley that made the database"),
                      unit->name, record->program_version, GALLEY_VERSION);
      return FALSE;
    }

  if (unit->is_migration && has_gap)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
                   _("The migration %s was applied to this database, but not all before it. Restore the database from a backup"), unit->name);
      return FALSE;
    }

  if (!g_str_equal (record->checksum, unit->checksum) && compare_versions (record->program_version, GALLEY_VERSION) > 0)
    {
      set_newer_error (error, record->program_version);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_all_known (GHashTable *records,
                 GError    **error)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Record *record = value;

      if (!record->known)
        {
          set_newer_error (error, record->program_version);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * galley_schema_find_pending:
 * @self: a schema
 * @applied: (nullable): what the database says was applied to it: `name`, `checksum`, `program_version`; %NULL for an empty
 *   database
 * @error: where to put a %GALLEY_ERROR_SCHEMA, when the database is newer than this program, or was not made by it
 *
 * Finds what must be applied to a database to bring it up to date.
 *
 * Returns: (transfer container) (element-type GalleySchemaUnit) (nullable): the units in their order, which live as long as
 *   @self; empty when the database is up to date; %NULL with @error set
 */
GPtrArray *
galley_schema_find_pending (GalleySchema *self,
                            GalleyResult *applied,
                            GError      **error)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();
  g_autoptr (GHashTable) records = NULL;
  gboolean has_gap = FALSE;

  g_return_val_if_fail (self != NULL, NULL);

  if (applied != NULL)
    records = read_records (applied);
  else
    records = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->units->len; i++)
    {
      GalleySchemaUnit *unit = g_ptr_array_index (self->units, i);
      Record           *record = g_hash_table_lookup (records, unit->name);

      if (record != NULL)
        {
          record->known = TRUE;
          if (!check_record (unit, record, has_gap, error))
            return NULL;
        }

      if (record == NULL || !g_str_equal (record->checksum, unit->checksum))
        {
          has_gap |= unit->is_migration;
          g_ptr_array_add (pending, unit);
        }
    }

  return check_all_known (records, error) ? g_steal_pointer (&pending) : NULL;
}
