/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving one text of a record, for the stores that have any. */

#define G_LOG_DOMAIN "galley-store-save"

#include "galley-config.h"

#include "galley-store-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

typedef struct
{
  int               id;
  char             *property;         /* (owned) (nullable) of the record */
  const char       *version_property; /* (unowned) of the record */
  GalleySaveOutcome outcome;
  int               version;
  char             *value; /* (owned) (nullable) */
} Save;

static void
save_free (Save *save)
{
  g_free (save->property);
  g_free (save->value);
  g_free (save);
}

static gboolean
read_outcome (Save         *save,
              GalleyResult *rows,
              GError      **error)
{
  const char *word = galley_result_get_text (rows, 0, galley_result_get_column (rows, "outcome"));

  if (!galley_save_outcome_from_string (word, &save->outcome))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
                   _("The database says “%s”, which this version of Galley does not know. Update Galley"), word ? word : "");
      return FALSE;
    }

  save->version = galley_result_get_int (rows, 0, galley_result_get_column (rows, "version"));
  save->value = g_strdup (galley_result_get_text (rows, 0, galley_result_get_column (rows, "value")));

  return TRUE;
}

static int
get_version (GalleyRecord *record,
             Save         *save)
{
  int version;

  g_object_get (record, save->version_property, &version, NULL);

  return version;
}

/* What is stored now, be it this writer's text or, after a conflict, somebody else's. */
static void
update_record (GalleyStore *self,
               Save        *save)
{
  GalleyRecord *record = galley_store_lookup (self, save->id);

  if (record == NULL)
    return;

  if (save->outcome == GALLEY_SAVE_OUTCOME_PARKED)
    galley_record_set_gone (record, TRUE);
  else if (save->outcome == GALLEY_SAVE_OUTCOME_CONFLICT || save->property == NULL)
    galley_store_refresh (self, save->id);
  else if (save->version >= get_version (record, save))
    g_object_set (record, save->property, save->value, save->version_property, save->version, NULL);
}

static void
save_executed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyResult) rows = NULL;
  GalleyStore *self = g_task_get_source_object (task);
  Save        *save = g_task_get_task_data (task);
  GError      *error = NULL;

  rows = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);
  galley_store_end_save (self, save->id);

  if (rows != NULL && read_outcome (save, rows, &error))
    {
      update_record (self, save);
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* Its echo, if there was one, was not listened to. */
  galley_store_refresh (self, save->id);
  g_task_return_error (task, error);
}

/**
 * galley_store_save_async:
 * @self: a store of records
 * @statement: (transfer full): what to do; it returns `outcome`, `version` and `value`
 * @id: the id of the record
 * @property: (nullable): the record's property that is saved; %NULL to have the record fetched again
 * @version_property: the record's property that is the version of the row with the text; a literal
 * @tag: the function that asks
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves a text of a record.  If the record is alive, it takes over what is stored now.
 */
void
galley_store_save_async (GalleyStore        *self,
                         GalleyStatement    *statement,
                         int                 id,
                         const char         *property,
                         const char         *version_property,
                         gpointer            tag,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  save->id = id;
  save->property = g_strdup (property);
  save->version_property = version_property;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, save, (GDestroyNotify)save_free);
  galley_store_begin_save (self, id);
  galley_database_execute_async (galley_store_get_database (self), statement, cancellable, save_executed_cb,
                                 g_steal_pointer (&task));
  galley_statement_unref (statement);
}

/**
 * galley_store_save_finish:
 * @self: a store of records
 * @result: the result of galley_store_save_async()
 * @tag: what was given to it
 * @outcome: (out) (optional): what became of the text
 * @version: (out) (optional): the row's version now
 * @value: (out) (optional) (nullable) (transfer full): what is stored now
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_store_save_async().
 *
 * Returns: whether there is an outcome
 */
gboolean
galley_store_save_finish (GalleyStore       *self,
                          GAsyncResult      *result,
                          gpointer           tag,
                          GalleySaveOutcome *outcome,
                          int               *version,
                          char             **value,
                          GError           **error)
{
  Save *save;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  save = g_task_get_task_data (G_TASK (result));
  if (outcome != NULL)
    *outcome = save->outcome;
  if (version != NULL)
    *version = save->version;
  if (value != NULL)
    *value = g_steal_pointer (&save->value);

  return TRUE;
}
