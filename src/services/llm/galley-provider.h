/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-generation.h"
#include "galley-keyring.h"
#include "galley-prompt.h"
#include "galley-provider-info.h"
#include "galley-run-settings.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROVIDER (galley_provider_get_type ())

/**
 * GalleyProvider:
 *
 * Something that runs language models.
 */
G_DECLARE_DERIVABLE_TYPE (GalleyProvider, galley_provider, GALLEY, PROVIDER, GObject)

/**
 * GalleyProviderClass:
 * @list_models_async: starts asking for the models
 * @list_models_finish: (transfer full): a %NULL-terminated array of their names
 * @generate_async: starts an answer; it goes into the generation while it comes
 * @generate_finish: tells whether it came to its end
 *
 * A kind of provider.
 */
struct _GalleyProviderClass
{
  GObjectClass parent_class;

  void (*list_models_async) (GalleyProvider *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  char **(*list_models_finish) (GalleyProvider *self, GAsyncResult *result, GError **error);
  void (*generate_async) (GalleyProvider *self, GalleyPrompt *prompt, GalleyRunSettings *settings, const char *parameters, GalleyGeneration *generation, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*generate_finish) (GalleyProvider *self, GAsyncResult *result, GError **error);
};

GalleyProvider    *galley_provider_new_for_info (GalleyProviderInfo *info, const char *key);
const char        *galley_provider_get_name (GalleyProvider *self);
GalleyProviderKind galley_provider_get_kind (GalleyProvider *self);
const char        *galley_provider_get_url (GalleyProvider *self);
const char        *galley_provider_get_key (GalleyProvider *self);
void               galley_provider_check_async (GalleyProvider *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean           galley_provider_check_finish (GalleyProvider *self, GAsyncResult *result, GError **error);
void               galley_provider_list_models_async (GalleyProvider *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char             **galley_provider_list_models_finish (GalleyProvider *self, GAsyncResult *result, GError **error);
void               galley_provider_generate_async (GalleyProvider *self, GalleyPrompt *prompt, GalleyRunSettings *settings, const char *parameters, GalleyGeneration *generation, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean           galley_provider_generate_finish (GalleyProvider *self, GAsyncResult *result, GError **error);

G_END_DECLS
