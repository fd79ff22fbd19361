/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-status"

#include "galley-status.h"

struct _GalleyStatus
{
  GalleyValue parent_instance;

  char  *server_version;
  char  *schema_version;
  char  *program_version;
  char  *database;
  char  *user;
  int    n_posts;
  int    n_sections;
  int    n_elements;
  int    n_parked;
  gint64 size;
};

G_DEFINE_FINAL_TYPE (GalleyStatus, galley_status, GALLEY_TYPE_VALUE)

static void
galley_status_class_init (GalleyStatusClass *klass)
{
  const GalleyMember members[] = {
    { "server-version", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyStatus, server_version) },
    { "schema-version", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyStatus, schema_version) },
    { "program-version", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyStatus, program_version) },
    { "database", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyStatus, database) },
    { "user", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyStatus, user) },
    { "n-posts", G_TYPE_INT, G_STRUCT_OFFSET (GalleyStatus, n_posts) },
    { "n-sections", G_TYPE_INT, G_STRUCT_OFFSET (GalleyStatus, n_sections) },
    { "n-elements", G_TYPE_INT, G_STRUCT_OFFSET (GalleyStatus, n_elements) },
    { "n-parked", G_TYPE_INT, G_STRUCT_OFFSET (GalleyStatus, n_parked) },
    { "size", G_TYPE_INT64, G_STRUCT_OFFSET (GalleyStatus, size) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_status_init (GalleyStatus *self)
{
}

/**
 * galley_status_get_server_version:
 * @self: a status
 *
 * Tells the version of PostgreSQL, e.g. `15.3`.
 *
 * Returns: (transfer none): the version of PostgreSQL
 */
const char *
galley_status_get_server_version (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), NULL);

  return self->server_version;
}

/**
 * galley_status_get_schema_version:
 * @self: a status
 *
 * Tells the name of the newest migration.
 *
 * Returns: (transfer none): the name of the newest migration
 */
const char *
galley_status_get_schema_version (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), NULL);

  return self->schema_version;
}

/**
 * galley_status_get_program_version:
 * @self: a status
 *
 * Tells the version of the Galley that applied it.
 *
 * Returns: (transfer none): the version of the Galley that applied it
 */
const char *
galley_status_get_program_version (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), NULL);

  return self->program_version;
}

/**
 * galley_status_get_database:
 * @self: a status
 *
 * Tells the database's name.
 *
 * Returns: (transfer none): the database's name
 */
const char *
galley_status_get_database (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), NULL);

  return self->database;
}

/**
 * galley_status_get_user:
 * @self: a status
 *
 * Tells the role that is connected.
 *
 * Returns: (transfer none): the role that is connected
 */
const char *
galley_status_get_user (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), NULL);

  return self->user;
}

/**
 * galley_status_get_n_posts:
 * @self: a status
 *
 * Tells how many posts there are, without those in the trash.
 *
 * Returns: how many posts there are, without those in the trash
 */
int
galley_status_get_n_posts (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), 0);

  return self->n_posts;
}

/**
 * galley_status_get_n_sections:
 * @self: a status
 *
 * Tells how many sections there are.
 *
 * Returns: how many sections there are
 */
int
galley_status_get_n_sections (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), 0);

  return self->n_sections;
}

/**
 * galley_status_get_n_elements:
 * @self: a status
 *
 * Tells how many elements there are.
 *
 * Returns: how many elements there are
 */
int
galley_status_get_n_elements (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), 0);

  return self->n_elements;
}

/**
 * galley_status_get_n_parked:
 * @self: a status
 *
 * Tells how many sections are in the trash.
 *
 * Returns: how many sections are in the trash
 */
int
galley_status_get_n_parked (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), 0);

  return self->n_parked;
}

/**
 * galley_status_get_size:
 * @self: a status
 *
 * Tells the size of the database, in bytes.
 *
 * Returns: the size of the database, in bytes
 */
gint64
galley_status_get_size (GalleyStatus *self)
{
  g_return_val_if_fail (GALLEY_IS_STATUS (self), 0);

  return self->size;
}
