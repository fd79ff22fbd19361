/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-migrator"

#include "galley-config.h"

#include "galley-migrator.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-schema.h"

struct _GalleyMigrator
{
  GObject parent_instance;

  GalleyConnection *connection; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GalleyMigrator, galley_migrator, G_TYPE_OBJECT)

typedef enum
{
  PROP_CONNECTION = 1,
} GalleyMigratorProperty;

static GParamSpec *properties[PROP_CONNECTION + 1];

/* One migration of a database. */
typedef struct
{
  gboolean      dry_run;
  GalleySchema *schema;  /* (owned) */
  GalleyResult *state;   /* (owned) (nullable) what the database is */
  GPtrArray    *pending; /* (owned) (nullable) units of the schema */
  guint         n_applied;
  gboolean      locked;
  GError       *error; /* (owned) (nullable) why it is being given up */
} Migration;

static void locked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void state_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void list_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void text_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void committed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void rolled_back_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
migration_free (Migration *migration)
{
  g_clear_pointer (&migration->pending, g_ptr_array_unref);
  g_clear_pointer (&migration->state, galley_result_unref);
  g_clear_pointer (&migration->schema, galley_schema_free);
  g_clear_error (&migration->error);
  g_free (migration);
}

/* Takes over @task and @statement. */
static void
execute (GTask              *task,
         GalleyStatement    *statement,
         GAsyncReadyCallback callback)
{
  GalleyMigrator *self = g_task_get_source_object (task);
  Migration      *migration = g_task_get_task_data (task);
  /* What cleans up after a cancellation must not be cancelled. */
  GCancellable *cancellable = migration->error ? NULL : g_task_get_cancellable (task);

  galley_connection_execute_async (self->connection, statement, cancellable, callback, task);
  galley_statement_unref (statement);
}

static GalleyResult *
get_rows (GObject      *source,
          GAsyncResult *result,
          GError      **error)
{
  return galley_connection_execute_finish (GALLEY_CONNECTION (source), result, error);
}

static const char *
get_state (Migration  *migration,
           const char *column)
{
  return galley_result_get_text (migration->state, 0, galley_result_get_column (migration->state, column));
}

static gboolean
is_state (Migration  *migration,
          const char *column)
{
  return galley_result_get_boolean (migration->state, 0, galley_result_get_column (migration->state, column));
}

static void
end (GTask *task)
{
  Migration *migration = g_task_get_task_data (task);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (migration->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&migration->error));
      g_object_unref (task);
      return;
    }

  for (guint i = 0; i < migration->pending->len; i++)
    g_strv_builder_add (names, ((GalleySchemaUnit *)g_ptr_array_index (migration->pending, i))->name);
  g_task_return_pointer (task, g_strv_builder_end (names), (GDestroyNotify)g_strfreev);
  g_object_unref (task);
}

static void
unlock (GTask *task)
{
  GalleyMigrator *self = g_task_get_source_object (task);
  Migration      *migration = g_task_get_task_data (task);

  /* A connection that is gone has taken its lock along. */
  if (migration->locked && galley_connection_is_open (self->connection))
    execute (task, galley_statement_new ("migration-unlock"), unlocked_cb);
  else
    end (task);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask     *task = user_data;
  Migration *migration = g_task_get_task_data (task);
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  rows = get_rows (source, result, &error);
  if (rows == NULL && migration->error == NULL)
    migration->error = g_steal_pointer (&error);
  end (task);
}

static void
give_up (GTask  *task,
         GError *error)
{
  Migration *migration = g_task_get_task_data (task);

  migration->error = error;
  unlock (task);
}

/* The same within the transaction of a unit. */
static void
give_up_unit (GTask  *task,
              GError *error)
{
  GalleyMigrator   *self = g_task_get_source_object (task);
  Migration        *migration = g_task_get_task_data (task);
  GalleySchemaUnit *unit = g_ptr_array_index (migration->pending, migration->n_applied);

  if (error->domain == GALLEY_ERROR)
    g_prefix_error (&error, _("The part %s of the schema could not be applied: "), unit->name);
  migration->error = error;
  if (galley_connection_is_open (self->connection))
    execute (task, galley_statement_new_for_sql ("ROLLBACK", GALLEY_STATEMENT_IDEMPOTENT), rolled_back_cb);
  else
    end (task);
}

static void
rolled_back_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;

  /* Without a connection there is no transaction either; anything else cannot fail here. */
  rows = get_rows (source, result, &error);
  if (rows == NULL)
    g_debug ("ROLLBACK: %s", error->message);
  unlock (task);
}

/* Everything of one unit is one transaction; nobody needs to hear of what is already there. */
static void
apply_next (GTask *task)
{
  Migration        *migration = g_task_get_task_data (task);
  g_autofree char  *text = NULL;
  GalleySchemaUnit *unit;

  if (migration->n_applied == migration->pending->len)
    {
      unlock (task);
      return;
    }

  unit = g_ptr_array_index (migration->pending, migration->n_applied);
  g_debug ("Applying %s", unit->name);
  text = g_strconcat ("BEGIN;\nSET LOCAL client_min_messages = warning;\nSET LOCAL check_function_bodies = off;\n", unit->sql, NULL);
  execute (task, galley_statement_new_for_sql (text, GALLEY_STATEMENT_IDEMPOTENT), text_applied_cb);
}

static void
text_applied_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask            *task = user_data;
  Migration        *migration = g_task_get_task_data (task);
  GalleySchemaUnit *unit = g_ptr_array_index (migration->pending, migration->n_applied);
  g_autoptr (GalleyResult) rows = NULL;
  GalleyStatement *statement;
  GError          *error = NULL;

  rows = get_rows (source, result, &error);
  if (rows == NULL)
    {
      give_up_unit (task, error);
      return;
    }

  statement = galley_statement_new ("migration-record");
  galley_statement_bind_text (statement, unit->name);
  galley_statement_bind_text (statement, unit->checksum);
  galley_statement_bind_text (statement, GALLEY_VERSION);
  execute (task, statement, recorded_cb);
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr (GalleyResult) rows = NULL;
  GError *error = NULL;

  rows = get_rows (source, result, &error);
  if (rows != NULL)
    execute (task, galley_statement_new_for_sql ("COMMIT", GALLEY_STATEMENT_IDEMPOTENT), committed_cb);
  else
    give_up_unit (task, error);
}

static void
committed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask     *task = user_data;
  Migration *migration = g_task_get_task_data (task);
  g_autoptr (GalleyResult) rows = NULL;
  GError *error = NULL;

  rows = get_rows (source, result, &error);
  if (rows == NULL)
    {
      give_up_unit (task, error);
      return;
    }

  migration->n_applied++;
  apply_next (task);
}

static gboolean
check_encoding (Migration *migration,
                GError   **error)
{
  const char *encoding = get_state (migration, "encoding");

  if (g_str_equal (encoding, "UTF8"))
    return TRUE;

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
               _("The database %s holds text as %s, Galley needs UTF8. Make another one: createdb --encoding=UTF8 --template=template0 NAME"),
                  get_state (migration, "database"), encoding);
  return FALSE;
}

static gboolean
check_origin (Migration *migration,
              GError   **error)
{
  if (is_state (migration, "has_migrations") || !is_state (migration, "has_posts"))
    return TRUE;

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
               _("The database %s was made by the blog system that Galley follows. This version of Galley cannot take it over yet; nothing was "
                 "changed. Use an empty database"),
                  get_state (migration, "database"));
  return FALSE;
}

/* Says what to grant before anything fails half-way with less to say. */
static gboolean
check_rights (Migration *migration,
              GError   **error)
{
  const char *role = get_state (migration, "role");
  const char *other_owner = get_state (migration, "other_owner");
  g_autoptr (GString) grants = g_string_new (NULL);

  if (other_owner != NULL)
    g_string_append_printf (grants, "GRANT %s TO %s;", other_owner, role);
  if (!is_state (migration, "may_create_schema"))
    g_string_append_printf (grants, "GRANT CREATE ON DATABASE %s TO %s; ", get_state (migration, "database"), role);
  if (other_owner == NULL && !is_state (migration, "may_create_tables"))
    g_string_append_printf (grants, "GRANT USAGE, CREATE ON SCHEMA public TO %s;", role);

  if (grants->len == 0)
    return TRUE;

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION,
               _("The role %s may not make what Galley needs in the database %s. Let the database's owner execute: %s"),
                  role, get_state (migration, "database"), g_strchomp (grants->str));
  return FALSE;
}

/* The same for who is only to use what somebody else has made. */
static GError *
make_use_error (Migration *migration)
{
  const char *role = get_state (migration, "role");

  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_PERMISSION,
                      _("The role %s may not use what Galley has in the database %s. Let the database's owner execute: "
                        "GRANT USAGE ON SCHEMA public, galley TO %s; "
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, galley TO %s; "
                        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, galley TO %s;"),
                         role, get_state (migration, "database"), role, role, role);
}

static void
plan (GTask        *task,
      GalleyResult *applied)
{
  Migration *migration = g_task_get_task_data (task);
  GError    *error = NULL;

  migration->pending = galley_schema_find_pending (migration->schema, applied, &error);
  if (migration->pending == NULL || (migration->pending->len > 0 && !check_rights (migration, &error)))
    give_up (task, error);
  else if (migration->dry_run)
    unlock (task);
  else
    apply_next (task);
}

static void
ask_state (GTask *task)
{
  execute (task, galley_statement_new ("migration-state"), state_cb);
}

static void
locked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask     *task = user_data;
  Migration *migration = g_task_get_task_data (task);
  g_autoptr (GalleyResult) rows = NULL;
  GError *error = NULL;

  rows = get_rows (source, result, &error);
  if (rows == NULL)
    {
      give_up (task, error);
      return;
    }

  migration->locked = TRUE;
  ask_state (task);
}

static void
state_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask     *task = user_data;
  Migration *migration = g_task_get_task_data (task);
  GError    *error = NULL;

  migration->state = get_rows (source, result, &error);
  if (migration->state == NULL || !check_encoding (migration, &error) || !check_origin (migration, &error))
    give_up (task, error);
  else if (is_state (migration, "has_migrations"))
    execute (task, galley_statement_new ("migration-list"), list_cb);
  else
    plan (task, NULL);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr (GalleyResult) rows = NULL;
  GError *error = NULL;

  rows = get_rows (source, result, &error);
  if (rows != NULL)
    {
      plan (task, rows);
      return;
    }

  if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION))
    {
      g_clear_error (&error);
      error = make_use_error (g_task_get_task_data (task));
    }
  give_up (task, error);
}

static void
galley_migrator_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GalleyMigrator *self = GALLEY_MIGRATOR (object);

  switch ((GalleyMigratorProperty)property_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_migrator_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GalleyMigrator *self = GALLEY_MIGRATOR (object);

  switch ((GalleyMigratorProperty)property_id)
    {
    case PROP_CONNECTION:
      self->connection = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_migrator_dispose (GObject *object)
{
  GalleyMigrator *self = GALLEY_MIGRATOR (object);

  g_clear_object (&self->connection);

  G_OBJECT_CLASS (galley_migrator_parent_class)->dispose (object);
}

static void
galley_migrator_class_init (GalleyMigratorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_migrator_get_property;
  object_class->set_property = galley_migrator_set_property;
  object_class->dispose = galley_migrator_dispose;

  /**
   * GalleyMigrator:connection:
   *
   * The connection to the database.
   */
  properties[PROP_CONNECTION] = g_param_spec_object ("connection", NULL, NULL, GALLEY_TYPE_CONNECTION,
                                                     G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_migrator_init (GalleyMigrator *self)
{
}

/**
 * galley_migrator_new:
 * @connection: an open connection, which nobody else uses meanwhile
 *
 * Makes a migrator for the database that @connection leads to.
 *
 * Returns: (transfer full): the migrator
 */
GalleyMigrator *
galley_migrator_new (GalleyConnection *connection)
{
  return g_object_new (GALLEY_TYPE_MIGRATOR, "connection", connection, NULL);
}

/**
 * galley_migrator_migrate_async:
 * @self: a migrator
 * @dry_run: whether nothing is to be changed
 * @cancellable: (nullable): ends the operation; what was applied whole stays
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Brings the schema of the database up to date, or tells what would be done.
 *
 * Each migration is applied once, in a transaction of its own; functions and defaults are applied again when they changed.  When
 * another client does the same, this one waits until it is done.  Whatever interrupts it, another call goes on where it was left.
 */
void
galley_migrator_migrate_async (GalleyMigrator     *self,
                               gboolean            dry_run,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask     *task;
  Migration *migration;

  g_return_if_fail (GALLEY_IS_MIGRATOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  migration = g_new0 (Migration, 1);
  migration->dry_run = dry_run;
  migration->schema = galley_schema_new ();
  g_task_set_source_tag (task, galley_migrator_migrate_async);
  g_task_set_task_data (task, migration, (GDestroyNotify)migration_free);

  if (dry_run)
    ask_state (task);
  else
    execute (task, galley_statement_new ("migration-lock"), locked_cb);
}

/**
 * galley_migrator_migrate_finish:
 * @self: a migrator
 * @result: the result of galley_migrator_migrate_async()
 * @error: where to put %GALLEY_ERROR_SCHEMA, when the database is newer than this program, was migrated by a modified one, or was
 *   not made by Galley; %GALLEY_ERROR_PERMISSION, when the role lacks rights, with what to grant; %GALLEY_ERROR_UNSUPPORTED, when
 *   the database is not UTF-8; another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_migrator_migrate_async().
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names of what was, or would be, applied, in order; empty
 *   when the database was up to date; %NULL with @error set
 */
char **
galley_migrator_migrate_finish (GalleyMigrator *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_migrator_migrate_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
