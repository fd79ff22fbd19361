/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-provider-info.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_KEYRING (galley_keyring_get_type ())

/**
 * GalleyKeyring:
 *
 * The keys of providers, in the user's keyring (the Secret Service): never in the database, a log or an argument.  Where there is no
 * Secret Service, a key is kept in memory until the program ends, and `session-only` says so.
 */
G_DECLARE_FINAL_TYPE (GalleyKeyring, galley_keyring, GALLEY, KEYRING, GObject)

GalleyKeyring *galley_keyring_new (void);
gboolean       galley_keyring_get_session_only (GalleyKeyring *self);
void           galley_keyring_lookup_async (GalleyKeyring *self, GalleyProviderInfo *provider, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char          *galley_keyring_lookup_finish (GalleyKeyring *self, GAsyncResult *result, GError **error);
void           galley_keyring_store_async (GalleyKeyring *self, GalleyProviderInfo *provider, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_keyring_store_finish (GalleyKeyring *self, GAsyncResult *result, gboolean *lasting, GError **error);
void           galley_keyring_clear_async (GalleyKeyring *self, GalleyProviderInfo *provider, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_keyring_clear_finish (GalleyKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
