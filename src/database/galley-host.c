/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-host"

#include "galley-config.h"

#include "galley-host.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* The look-ups of all names at once. */
typedef struct
{
  /* input */
  GPtrArray *hosts; /* (owned) (element-type GalleyHost) */
  /* in progress */
  guint n_pending; /* look-ups under way, and one while they are being started */
  /* output */
  GPtrArray *found; /* (owned) (element-type GPtrArray): the addresses of each host, in their order; NULL for none */
  GError    *error; /* (owned) (nullable): the first that went wrong */
} Resolving;

/* The look-up of one name. */
typedef struct
{
  GTask *task; /* (owned) */
  guint  index;
} Lookup;

static void look_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * galley_host_new:
 * @name: a host name, a folder with a Unix socket, or empty
 * @address: a numeric address, or empty
 * @port: a port, or empty
 *
 * Returns: (transfer full): a new host
 */
GalleyHost *
galley_host_new (const char *name,
                 const char *address,
                 const char *port)
{
  GalleyHost *self = g_new0 (GalleyHost, 1);

  self->name = g_strdup (name);
  self->address = g_strdup (address);
  self->port = g_strdup (port);
  return self;
}

/**
 * galley_host_free:
 * @self: (transfer full): a host
 */
void
galley_host_free (GalleyHost *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->port);
  g_free (self);
}

/**
 * galley_host_equal:
 * @a: a host
 * @b: another host
 *
 * Returns: whether both are the same place
 */
gboolean
galley_host_equal (gconstpointer a,
                   gconstpointer b)
{
  const GalleyHost *one = a;
  const GalleyHost *other = b;

  return g_str_equal (one->name, other->name) && g_str_equal (one->address, other->address) &&
         g_str_equal (one->port, other->port);
}

static gboolean
is_unix_socket (const GalleyHost *self)
{
  return self->address[0] == '\0' && (self->name[0] == '\0' || self->name[0] == '/' || self->name[0] == '@');
}

/**
 * galley_host_needs_lookup:
 * @self: a host
 *
 * Returns: whether there is a name to look up before libpq, which would block on it, gets to see the host
 */
gboolean
galley_host_needs_lookup (const GalleyHost *self)
{
  return self->address[0] == '\0' && !is_unix_socket (self) && !g_hostname_is_ip_address (self->name);
}

/**
 * galley_host_to_string:
 * @self: a host
 *
 * Returns: (transfer full): the host in words for a message
 */
char *
galley_host_to_string (const GalleyHost *self)
{
  if (is_unix_socket (self))
    return g_strdup_printf (_ ("the socket of port %s in “%s”"), self->port, self->name);
  if (self->address[0] != '\0' && !g_str_equal (self->name, self->address))
    return g_strdup_printf (_ ("“%s” (%s), port %s"), self->name, self->address, self->port);
  return g_strdup_printf (_ ("“%s”, port %s"), self->name, self->port);
}

static void
resolving_free (gpointer data)
{
  Resolving *resolving = data;

  g_ptr_array_unref (resolving->hosts);
  g_ptr_array_unref (resolving->found);
  g_clear_error (&resolving->error);
  g_free (resolving);
}

static void
free_addresses (gpointer data)
{
  g_clear_pointer ((GPtrArray **)&data, g_ptr_array_unref);
}

static GPtrArray *
join (GPtrArray *found)
{
  GPtrArray *hosts = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_host_free);

  for (guint i = 0; i < found->len; i++)
    {
      GPtrArray *addresses = g_ptr_array_index (found, i);

      for (guint j = 0; addresses != NULL && j < addresses->len; j++)
        {
          const GalleyHost *host = g_ptr_array_index (addresses, j);

          if (!g_ptr_array_find_with_equal_func (hosts, host, galley_host_equal, NULL))
            g_ptr_array_add (hosts, galley_host_new (host->name, host->address, host->port));
        }
    }
  return hosts;
}

/* The only place where a resolving ends: when the last of its look-ups is done. */
static void
finish_one (GTask *task)
{
  Resolving *resolving = g_task_get_task_data (task);
  g_autoptr (GPtrArray) hosts = NULL;

  if (--resolving->n_pending > 0)
    return;
  hosts = join (resolving->found);
  if (hosts->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&hosts), (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&resolving->error));
}

static void
add_found (Resolving  *resolving,
           guint       index,
           const char *address)
{
  const GalleyHost *host = g_ptr_array_index (resolving->hosts, index);
  GPtrArray       **addresses = (GPtrArray **)&g_ptr_array_index (resolving->found, index);

  if (*addresses == NULL)
    *addresses = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_host_free);
  g_ptr_array_add (*addresses, galley_host_new (host->name, address, host->port));
}

static void
add_failure (Resolving *resolving,
             guint      index,
             GError    *error)
{
  const GalleyHost *host = g_ptr_array_index (resolving->hosts, index);

  g_debug ("Looking up %s: %s", host->name, error->message);
  if (resolving->error != NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    resolving->error = g_error_copy (error);
  else
    resolving->error =
      g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION,
                   _ ("The server “%s” cannot be found: %s. Check its name and your network."), host->name, error->message);
}

static void
look_up_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Lookup *lookup = user_data;
  g_autoptr (GTask) task = lookup->task;
  guint      index = lookup->index;
  Resolving *resolving = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GList *addresses;

  g_free (lookup);
  addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);
  if (error != NULL)
    add_failure (resolving, index, error);
  for (GList *link = addresses; link != NULL; link = link->next)
    {
      g_autofree char *address = g_inet_address_to_string (link->data);

      add_found (resolving, index, address);
    }
  g_resolver_free_addresses (addresses);
  finish_one (task);
}

static void
look_up (GTask     *task,
         GResolver *resolver,
         guint      index)
{
  Resolving        *resolving = g_task_get_task_data (task);
  const GalleyHost *host = g_ptr_array_index (resolving->hosts, index);
  Lookup           *lookup = g_new0 (Lookup, 1);

  lookup->task = g_object_ref (task);
  lookup->index = index;
  resolving->n_pending++;
  g_resolver_lookup_by_name_async (resolver, host->name, g_task_get_cancellable (task), look_up_cb, lookup);
}

/**
 * galley_host_resolve_all_async:
 * @hosts: (element-type GalleyHost): the hosts, which must not change meanwhile
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks up the names among hosts, all at once and without blocking.
 */
void
galley_host_resolve_all_async (GPtrArray          *hosts,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  Resolving *resolving = g_new0 (Resolving, 1);

  g_task_set_source_tag (task, galley_host_resolve_all_async);
  resolving->hosts = g_ptr_array_ref (hosts);
  resolving->found = g_ptr_array_new_with_free_func (free_addresses);
  g_ptr_array_set_size (resolving->found, hosts->len);
  resolving->n_pending = 1;
  g_task_set_task_data (task, resolving, resolving_free);

  for (guint i = 0; i < hosts->len; i++)
    {
      const GalleyHost *host = g_ptr_array_index (hosts, i);

      if (galley_host_needs_lookup (host))
        look_up (task, resolver, i);
      else
        add_found (resolving, i, host->address);
    }
  finish_one (task);
}

/**
 * galley_host_resolve_all_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full) (element-type GalleyHost): the hosts in their order, one for every address that a name has,
 *   without those whose names could not be found; %NULL with `GALLEY_ERROR_CONNECTION` when none is left, or with
 *   `G_IO_ERROR_CANCELLED`
 */
GPtrArray *
galley_host_resolve_all_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
