/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-context"

#include "galley-config.h"

#include "galley-context-private.h"

G_DEFINE_FINAL_TYPE (GalleyContext, galley_context, G_TYPE_OBJECT)

typedef enum
{
  PROP_URI = 1,
} GalleyContextProperty;

static GParamSpec *properties[PROP_URI + 1];

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

/* The sockets of a server that was started again may be elsewhere. */
static void
server_moved_cb (GalleyContext *self)
{
  const char *conninfo = galley_cluster_get_conninfo (self->cluster);

  if (self->database != NULL && conninfo != NULL)
    galley_database_set_conninfo (self->database, conninfo);
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

  if (self->uri != NULL)
    return;
  self->cluster = galley_cluster_new (NULL, NULL);
  g_signal_connect_object (self->cluster, "notify::conninfo", G_CALLBACK (server_moved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_context_get_conninfo:
 * @self: a context
 *
 * Returns: (nullable): how the database is reached; %NULL before the private server is there
 */
const char *
galley_context_get_conninfo (GalleyContext *self)
{
  return self->cluster ? galley_cluster_get_conninfo (self->cluster) : self->uri;
}

/**
 * galley_context_make_stores:
 * @self: a context whose database is open
 *
 * Makes the stores, which is the last step of opening.
 */
void
galley_context_make_stores (GalleyContext *self)
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
  galley_context_begin_upkeep (self);
}

/**
 * galley_context_drop_database:
 * @self: a context
 *
 * Closes the connection and lets the stores go.  The private server is left alone.
 */
void
galley_context_drop_database (GalleyContext *self)
{
  galley_context_end_upkeep (self);
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

  galley_context_drop_database (self);
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
