/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GalleyHost:
 * @name: (owned): a host name, a folder with a Unix socket, or empty for libpq's default
 * @address: (owned): a numeric address; empty for a Unix socket, and before the name was looked up
 * @port: (owned): a port, or empty for the default one
 *
 * One of the places where a database may be.
 */
typedef struct
{
  char *name;
  char *address;
  char *port;
} GalleyHost;

/* clang-format off */
GalleyHost *galley_host_new (const char *name, const char *address, const char *port);
void        galley_host_free (GalleyHost *self);
gboolean    galley_host_equal (gconstpointer a, gconstpointer b);
gboolean    galley_host_needs_lookup (const GalleyHost *self);
char       *galley_host_to_string (const GalleyHost *self);
void        galley_host_resolve_all_async (GPtrArray *hosts, GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray  *galley_host_resolve_all_finish (GAsyncResult *result, GError **error);
/* clang-format on */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHost, galley_host_free)

G_END_DECLS
