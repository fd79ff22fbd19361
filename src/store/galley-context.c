/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-context"

#include "galley-config.h"

#include "galley-context.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-migration.h"
#include "galley-schema.h"

struct _GalleyContext
{
  GObject parent_instance;

  char                *uri;            /* (owned) (nullable) which database; NULL for the private server's */
  GalleyCluster       *cluster;        /* (owned) (nullable) the private server */
  GalleyDatabase      *database;       /* (owned) (nullable) */
  GalleyPostStore     *post_store;     /* (owned) (nullable) */
  GalleySectionStore  *section_store;  /* (owned) (nullable) */
  GalleyElementStore  *element_store;  /* (owned) (nullable) */
  GalleyOutlineStore  *outline_store;  /* (owned) (nullable) */
  GalleySearchStore   *search_store;   /* (owned) (nullable) */
  GalleyStatusStore   *status_store;   /* (owned) (nullable) */
  GalleyLlmStore      *llm_store;      /* (owned) (nullable) */
  GalleyRunStore      *run_store;      /* (owned) (nullable) */
  GalleyProposalStore *proposal_store; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GalleyContext, galley_context, G_TYPE_OBJECT)

typedef enum
{
  PROP_URI = 1,
} GalleyContextProperty;

static GParamSpec *properties[PROP_URI + 1];

static void server_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void connected_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void schema_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void schema_migrated_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void schema_examined_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void server_left_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void migration_server_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void migration_run_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* The setting, where the settings of Galley are installed; a program that runs without is no error. */
static char *
read_setting (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, GALLEY_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, "database-uri"))
    return NULL;

  settings = g_settings_new_full (schema, NULL, NULL);
  return g_settings_get_string (settings, "database-uri");
}

static void
find_database (GalleyContext *self)
{
  if (self->uri == NULL)
    self->uri = g_strdup (g_getenv ("GALLEY_DATABASE"));
  if (self->uri == NULL || *self->uri == '\0')
    {
      g_free (self->uri);
      self->uri = read_setting ();
    }
  if (self->uri != NULL && *self->uri == '\0')
    g_clear_pointer (&self->uri, g_free);

  if (self->uri == NULL)
    self->cluster = galley_cluster_new (NULL, NULL);
}

static const char *
get_conninfo (GalleyContext *self)
{
  return self->cluster ? galley_cluster_get_conninfo (self->cluster) : self->uri;
}

static void
make_stores (GalleyContext *self)
{
  self->post_store = galley_post_store_new (self->database);
  self->section_store = galley_section_store_new (self->database);
  self->element_store = galley_element_store_new (self->database);
  self->outline_store = galley_outline_store_new (self->database);
  self->search_store = galley_search_store_new (self->database);
  self->status_store = galley_status_store_new (self->database);
  self->proposal_store = galley_proposal_store_new (self->database);
  self->run_store = galley_run_store_new (self->database);
  self->llm_store = galley_llm_store_new (self->database);
}

static void
drop_database (GalleyContext *self)
{
  g_clear_object (&self->post_store);
  g_clear_object (&self->section_store);
  g_clear_object (&self->element_store);
  g_clear_object (&self->outline_store);
  g_clear_object (&self->search_store);
  g_clear_object (&self->status_store);
  g_clear_object (&self->proposal_store);
  g_clear_object (&self->run_store);
  g_clear_object (&self->llm_store);
  if (self->database != NULL)
    galley_database_close (self->database);
  g_clear_object (&self->database);
}

static void
fail_to_open (GTask  *task,
              GError *error)
{
  drop_database (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

static void
end_open (GTask *task)
{
  make_stores (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
connect_database (GTask *task)
{
  GalleyContext *self = g_task_get_source_object (task);

  self->database = galley_database_new (get_conninfo (self));
  galley_database_open_async (self->database, g_task_get_cancellable (task), connected_cb, g_object_ref (task));
}

static void
server_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_cluster_open_finish (GALLEY_CLUSTER (source), result, &error))
    connect_database (task);
  else
    fail_to_open (task, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyStatement) statement = NULL;
  GError *error = NULL;

  if (!galley_database_open_finish (GALLEY_DATABASE (source), result, &error))
    {
      fail_to_open (task, error);
      return;
    }

  statement = galley_statement_new ("migration-list");
  galley_database_execute_async (GALLEY_DATABASE (source), statement, g_task_get_cancellable (task), schema_read_cb,
                                 g_object_ref (task));
}

/* Whether nothing is pending; anything else, be it a table that is not there, is found out by the migrator, which can say more. */
static gboolean
is_up_to_date (GalleyResult *applied)
{
  g_autoptr (GalleySchema) schema = galley_schema_new ();
  g_autoptr (GPtrArray) pending = galley_schema_find_pending (schema, applied, NULL);

  return pending != NULL && pending->len == 0;
}

static void
schema_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyResult) applied = NULL;
  GalleyContext *self = g_task_get_source_object (task);
  GCancellable  *cancellable = g_task_get_cancellable (task);
  GError        *error = NULL;

  applied = galley_database_execute_finish (GALLEY_DATABASE (source), result, &error);
  if (applied != NULL && is_up_to_date (applied))
    end_open (task);
  else if (error != NULL && !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA) &&
           !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION))
    fail_to_open (task, g_steal_pointer (&error));
  else if (self->cluster != NULL)
    galley_migration_run_async (get_conninfo (self), FALSE, cancellable, schema_migrated_cb, g_object_ref (task));
  else
    galley_migration_run_async (get_conninfo (self), TRUE, cancellable, schema_examined_cb, g_object_ref (task));

  g_clear_error (&error);
}

static void
schema_migrated_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_auto (GStrv) names = NULL;
  GError *error = NULL;

  names = galley_migration_run_finish (result, &error);
  if (names != NULL)
    end_open (task);
  else
    fail_to_open (task, error);
}

/* Somebody else's database is not changed without being asked. */
static void
schema_examined_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_auto (GStrv) names = NULL;
  GError *error = NULL;

  names = galley_migration_run_finish (result, &error);
  if (names != NULL && names[0] == NULL)
    end_open (task);
  else if (names != NULL)
    fail_to_open (task, g_error_new (GALLEY_ERROR, GALLEY_ERROR_SCHEMA,
                                     _("The database is not up to date for this version of Galley. Run “galleyctl migrate” with this "
                                       "database; “galleyctl migrate --dry-run” tells what it would do")));
  else
    fail_to_open (task, error);
}

static void
galley_context_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GalleyContext *self = GALLEY_CONTEXT (object);

  switch ((GalleyContextProperty)property_id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_context_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GalleyContext *self = GALLEY_CONTEXT (object);

  switch ((GalleyContextProperty)property_id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_context_constructed (GObject *object)
{
  G_OBJECT_CLASS (galley_context_parent_class)->constructed (object);

  find_database (GALLEY_CONTEXT (object));
}

static void
galley_context_dispose (GObject *object)
{
  GalleyContext *self = GALLEY_CONTEXT (object);

  drop_database (self);
  g_clear_object (&self->cluster);

  G_OBJECT_CLASS (galley_context_parent_class)->dispose (object);
}

static void
galley_context_finalize (GObject *object)
{
  GalleyContext *self = GALLEY_CONTEXT (object);

  g_free (self->uri);

  G_OBJECT_CLASS (galley_context_parent_class)->finalize (object);
}

static void
galley_context_class_init (GalleyContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = galley_context_constructed;
  object_class->get_property = galley_context_get_property;
  object_class->set_property = galley_context_set_property;
  object_class->dispose = galley_context_dispose;
  object_class->finalize = galley_context_finalize;

  /**
   * GalleyContext:uri:
   *
   * Which database: a URI or a libpq keyword string; %NULL for the private server's.
   */
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_context_init (GalleyContext *self)
{
}

/**
 * galley_context_new:
 * @uri: (nullable): a URI or a libpq keyword string
 *
 * Makes a context for one database.  If @uri is %NULL or empty, it is the one that `$GALLEY_DATABASE` names, else the one of the
 * setting `database-uri`, else that of the private server.
 *
 * Returns: (transfer full): the context, not open yet
 */
GalleyContext *
galley_context_new (const char *uri)
{
  return g_object_new (GALLEY_TYPE_CONTEXT, "uri", uri, NULL);
}

/**
 * galley_context_open_async:
 * @self: a context that is not open
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Starts or joins the private server, if it is to be used, connects, and makes sure that the schema is the one of this program:
 * that of the private server is brought up to date, any other is left as it is.
 */
void
galley_context_open_async (GalleyContext      *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CONTEXT (self));
  g_return_if_fail (self->database == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_context_open_async);
  if (self->cluster != NULL)
    galley_cluster_open_async (self->cluster, cancellable, server_ready_cb, g_object_ref (task));
  else
    connect_database (task);
}

/**
 * galley_context_open_finish:
 * @self: a context
 * @result: the result of galley_context_open_async()
 * @error: where to put %GALLEY_ERROR_SCHEMA, when the schema is not that of this program, with what to do; %GALLEY_ERROR_CLUSTER,
 *   %GALLEY_ERROR_UNSUPPORTED or %GALLEY_ERROR_DISK_FULL, when there is no private server; another error in the domain of
 *   [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_context_open_async().
 *
 * Returns: whether the context is open
 */
gboolean
galley_context_open_finish (GalleyContext *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_context_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_context_close_async:
 * @self: a context, open or not
 * @cancellable: (nullable): ends the waiting; the context is closed nevertheless
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Closes the connection and leaves the private server.  When nobody else uses the server, it has stopped when this is over.
 */
void
galley_context_close_async (GalleyContext      *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_context_close_async);
  drop_database (self);
  if (self->cluster != NULL)
    galley_cluster_close_async (self->cluster, cancellable, server_left_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
server_left_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_cluster_close_finish (GALLEY_CLUSTER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * galley_context_close_finish:
 * @self: a context
 * @result: the result of galley_context_close_async()
 * @error: where to put %GALLEY_ERROR_CLUSTER, when the private server cannot be left, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_context_close_async().
 *
 * Returns: whether everything was closed
 */
gboolean
galley_context_close_finish (GalleyContext *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_context_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_context_migrate_async:
 * @self: a context, open or not
 * @dry_run: whether nothing is to be changed
 * @cancellable: (nullable): ends the operation; what was applied whole stays
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Brings the schema of the context's database up to date, whichever it is, or tells what would be done.  The context is not
 * opened by it.
 */
void
galley_context_migrate_async (GalleyContext      *self,
                              gboolean            dry_run,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_context_migrate_async);
  g_task_set_task_data (task, GINT_TO_POINTER (dry_run), NULL);
  if (self->cluster != NULL)
    galley_cluster_open_async (self->cluster, cancellable, migration_server_ready_cb, g_object_ref (task));
  else
    galley_migration_run_async (self->uri, dry_run, cancellable, migration_run_cb, g_object_ref (task));
}

static void
migration_server_ready_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  gboolean      dry_run = GPOINTER_TO_INT (g_task_get_task_data (task));
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError       *error = NULL;

  if (galley_cluster_open_finish (GALLEY_CLUSTER (source), result, &error))
    galley_migration_run_async (get_conninfo (g_task_get_source_object (task)), dry_run, cancellable, migration_run_cb,
                                g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
migration_run_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  char  **names;
  GError *error = NULL;

  names = galley_migration_run_finish (result, &error);
  if (names != NULL)
    g_task_return_pointer (task, names, (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * galley_context_migrate_finish:
 * @self: a context
 * @result: the result of galley_context_migrate_async()
 * @error: where to put an error, see [method@Migrator.migrate_finish] and [method@Context.open_finish]
 *
 * Ends galley_context_migrate_async().
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names of what was, or would be, applied, in order; empty
 *   when the database was up to date; %NULL with @error set
 */
char **
galley_context_migrate_finish (GalleyContext *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_context_migrate_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_context_get_database:
 * @self: a context
 *
 * Gives the database.
 *
 * Returns: (transfer none) (nullable): the database, %NULL before the context is open
 */
GalleyDatabase *
galley_context_get_database (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->database;
}

/**
 * galley_context_get_post_store:
 * @self: a context
 *
 * Gives the store of posts.
 *
 * Returns: (transfer none) (nullable): the store of posts, %NULL before the context is open
 */
GalleyPostStore *
galley_context_get_post_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->post_store;
}

/**
 * galley_context_get_section_store:
 * @self: a context
 *
 * Gives the store of sections.
 *
 * Returns: (transfer none) (nullable): the store of sections, %NULL before the context is open
 */
GalleySectionStore *
galley_context_get_section_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->section_store;
}

/**
 * galley_context_get_element_store:
 * @self: a context
 *
 * Gives the store of elements.
 *
 * Returns: (transfer none) (nullable): the store of elements, %NULL before the context is open
 */
GalleyElementStore *
galley_context_get_element_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->element_store;
}

/**
 * galley_context_get_outline_store:
 * @self: a context
 *
 * Gives the store of outlines.
 *
 * Returns: (transfer none) (nullable): the store of outlines, %NULL before the context is open
 */
GalleyOutlineStore *
galley_context_get_outline_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->outline_store;
}

/**
 * galley_context_get_search_store:
 * @self: a context
 *
 * Gives the store that searches.
 *
 * Returns: (transfer none) (nullable): the store that searches, %NULL before the context is open
 */
GalleySearchStore *
galley_context_get_search_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->search_store;
}

/**
 * galley_context_get_status_store:
 * @self: a context
 *
 * Gives the store that tells what the database is.
 *
 * Returns: (transfer none) (nullable): the store that tells what the database is, %NULL before the context is open
 */
GalleyStatusStore *
galley_context_get_status_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->status_store;
}

/**
 * galley_context_get_llm_store:
 * @self: an open context
 *
 * Gives the store of language models.
 *
 * Returns: (transfer none) (nullable): the store, %NULL unless the context is open
 */
GalleyLlmStore *
galley_context_get_llm_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->llm_store;
}

/**
 * galley_context_get_run_store:
 * @self: an open context
 *
 * Gives the store of runs.
 *
 * Returns: (transfer none) (nullable): the store, %NULL unless the context is open
 */
GalleyRunStore *
galley_context_get_run_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->run_store;
}

/**
 * galley_context_get_proposal_store:
 * @self: an open context
 *
 * Gives the store of proposals.
 *
 * Returns: (transfer none) (nullable): the store, %NULL unless the context is open
 */
GalleyProposalStore *
galley_context_get_proposal_store (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->proposal_store;
}

/**
 * galley_context_get_cluster:
 * @self: a context
 *
 * Gives the private server, to follow what it does while it is opened.
 *
 * Returns: (transfer none) (nullable): the private server, %NULL when the database is another one
 */
GalleyCluster *
galley_context_get_cluster (GalleyContext *self)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (self), NULL);

  return self->cluster;
}
