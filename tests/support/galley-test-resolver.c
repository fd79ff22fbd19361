/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-test-resolver"

#include "galley-test-resolver.h"

#define SILENT "silent.test"

struct _GalleyTestResolver
{
  GResolver   parent_instance;
  GHashTable *names; /* (owned) (element-type utf8 GPtrArray): the addresses of each name */
};

G_DEFINE_FINAL_TYPE (GalleyTestResolver, galley_test_resolver, G_TYPE_RESOLVER)

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);
  return G_SOURCE_REMOVE;
}

static GList *
find (GalleyTestResolver *self,
      const char         *name)
{
  GPtrArray *addresses = g_hash_table_lookup (self->names, name);
  GList     *found = NULL;

  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    found = g_list_append (found, g_inet_address_new_from_string (g_ptr_array_index (addresses, i)));
  return found;
}

static void
galley_test_resolver_lookup_by_name_async (GResolver          *resolver,
                                           const char         *name,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GList *found = find (GALLEY_TEST_RESOLVER (resolver), name);

  if (g_str_equal (name, SILENT))
    {
      g_autoptr (GSource) source = g_cancellable_source_new (cancellable);

      g_task_attach_source (task, source, G_SOURCE_FUNC (cancelled_cb));
    }
  else if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify)g_resolver_free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No such name");
}

static GList *
galley_test_resolver_lookup_by_name_finish (GResolver    *resolver,
                                            GAsyncResult *result,
                                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
galley_test_resolver_finalize (GObject *object)
{
  g_hash_table_unref (GALLEY_TEST_RESOLVER (object)->names);
  G_OBJECT_CLASS (galley_test_resolver_parent_class)->finalize (object);
}

static void
galley_test_resolver_class_init (GalleyTestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_test_resolver_finalize;
  resolver_class->lookup_by_name_async = galley_test_resolver_lookup_by_name_async;
  resolver_class->lookup_by_name_finish = galley_test_resolver_lookup_by_name_finish;
}

static void
galley_test_resolver_init (GalleyTestResolver *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

/**
 * galley_test_resolver_install:
 *
 * Makes a resolver the default one of the program.
 *
 * Returns: (transfer full): the resolver, which knows no name yet
 */
GalleyTestResolver *
galley_test_resolver_install (void)
{
  GalleyTestResolver *self = g_object_new (GALLEY_TYPE_TEST_RESOLVER, NULL);

  g_resolver_set_default (G_RESOLVER (self));
  return self;
}

/**
 * galley_test_resolver_add:
 * @self: a resolver
 * @name: a host name
 * @address: one of its numeric addresses
 *
 * Teaches the resolver an address, after those that the name has already.
 */
void
galley_test_resolver_add (GalleyTestResolver *self,
                          const char         *name,
                          const char         *address)
{
  GPtrArray *addresses = g_hash_table_lookup (self->names, name);

  if (addresses == NULL)
    {
      addresses = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->names, g_strdup (name), addresses);
    }
  g_ptr_array_add (addresses, g_strdup (address));
}
