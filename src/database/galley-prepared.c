/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-prepared"

#include "galley-prepared.h"

struct _GalleyPrepared
{
  GHashTable *names; /* (owned) (element-type utf8) */
  guint       generation;
};

/**
 * galley_prepared_new:
 *
 * Returns: (transfer full): an empty set
 */
GalleyPrepared *
galley_prepared_new (void)
{
  GalleyPrepared *self = g_new0 (GalleyPrepared, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * galley_prepared_free:
 * @self: (transfer full): a set
 */
void
galley_prepared_free (GalleyPrepared *self)
{
  g_hash_table_unref (self->names);
  g_free (self);
}

/**
 * galley_prepared_dup_server_name:
 * @self: a set
 * @name: the name of a statement
 *
 * Returns: (transfer full): the name that the statement has, or shall be given, on the server
 */
char *
galley_prepared_dup_server_name (GalleyPrepared *self,
                                 const char     *name)
{
  return g_strdup_printf ("%s/%u", name, self->generation);
}

/**
 * galley_prepared_contains:
 * @self: a set
 * @name: the name of a statement
 *
 * Returns: whether the server has prepared it
 */
gboolean
galley_prepared_contains (GalleyPrepared *self,
                          const char     *name)
{
  return g_hash_table_contains (self->names, name);
}

/**
 * galley_prepared_add:
 * @self: a set
 * @name: the name of a statement that the server has prepared
 */
void
galley_prepared_add (GalleyPrepared *self,
                     const char     *name)
{
  g_hash_table_add (self->names, g_strdup (name));
}

/**
 * galley_prepared_forget_all:
 * @self: a set
 *
 * Empties the set, because what the server has prepared does not fit its tables any longer.  Statements get new names on the
 * server from now on, as the old ones may still be taken there.
 */
void
galley_prepared_forget_all (GalleyPrepared *self)
{
  g_hash_table_remove_all (self->names);
  self->generation++;
}
