/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-provider-info"

#include "galley-provider-info.h"

struct _GalleyProviderInfo
{
  GalleyValue parent_instance;

  int                id;
  char              *name;
  GalleyProviderKind kind;
  char              *url;
  char              *description;
  char              *database_id;
};

G_DEFINE_FINAL_TYPE (GalleyProviderInfo, galley_provider_info, GALLEY_TYPE_VALUE)

static void
galley_provider_info_class_init (GalleyProviderInfoClass *klass)
{
  const GalleyMember members[] = {
    { "id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProviderInfo, id) },
    { "name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProviderInfo, name) },
    { "kind", GALLEY_TYPE_PROVIDER_KIND, G_STRUCT_OFFSET (GalleyProviderInfo, kind) },
    { "url", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProviderInfo, url) },
    { "description", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProviderInfo, description) },
    { "database-id", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProviderInfo, database_id) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_provider_info_init (GalleyProviderInfo *self)
{
}

/**
 * galley_provider_info_get_id:
 * @self: a provider
 *
 * Tells the row's id.
 *
 * Returns: the row's id
 */
int
galley_provider_info_get_id (GalleyProviderInfo *self)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (self), 0);

  return self->id;
}

/**
 * galley_provider_info_get_name:
 * @self: a provider
 *
 * Tells its name.
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
galley_provider_info_get_name (GalleyProviderInfo *self)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (self), NULL);

  return self->name;
}

/**
 * galley_provider_info_get_kind:
 * @self: a provider
 *
 * Tells the protocol that it speaks.
 *
 * Returns: the protocol that it speaks
 */
GalleyProviderKind
galley_provider_info_get_kind (GalleyProviderInfo *self)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (self), 0);

  return self->kind;
}

/**
 * galley_provider_info_get_url:
 * @self: a provider
 *
 * Tells the address of its interface, empty for the demo.
 *
 * Returns: (transfer none) (nullable): the address of its interface, empty for the demo
 */
const char *
galley_provider_info_get_url (GalleyProviderInfo *self)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (self), NULL);

  return self->url;
}

/**
 * galley_provider_info_get_description:
 * @self: a provider
 *
 * Tells what there is to know about it.
 *
 * Returns: (transfer none) (nullable): what there is to know about it
 */
const char *
galley_provider_info_get_description (GalleyProviderInfo *self)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (self), NULL);

  return self->description;
}

/**
 * galley_provider_info_get_database_id:
 * @self: a provider
 *
 * Tells the identity of the database, by which keys of different databases are told apart.
 *
 * Returns: (transfer none) (nullable): the identity of the database, by which keys of different databases are told apart
 */
const char *
galley_provider_info_get_database_id (GalleyProviderInfo *self)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (self), NULL);

  return self->database_id;
}
