/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-provider"

#include "galley-provider-private.h"

#include "galley-demo-provider.h"
#include "galley-ollama-provider.h"
#include "galley-openai-provider.h"

typedef struct
{
  GalleyProviderInfo *info; /* (owned) */
  char               *key;  /* (owned) (nullable) */
} GalleyProviderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GalleyProvider, galley_provider, G_TYPE_OBJECT)

static void
galley_provider_finalize (GObject *object)
{
  GalleyProviderPrivate *priv = galley_provider_get_instance_private (GALLEY_PROVIDER (object));

  g_clear_object (&priv->info);
  g_free (priv->key);

  G_OBJECT_CLASS (galley_provider_parent_class)->finalize (object);
}

static void
galley_provider_class_init (GalleyProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_provider_finalize;
}

static void
galley_provider_init (GalleyProvider *self)
{
}

/**
 * galley_provider_new_of_type:
 * @type: a kind of provider
 * @info: what is stored of it
 * @key: (nullable): its key
 *
 * Makes a provider of a kind; for the kinds.
 *
 * Returns: (transfer full): the provider
 */
GalleyProvider *
galley_provider_new_of_type (GType               type,
                             GalleyProviderInfo *info,
                             const char         *key)
{
  GalleyProvider        *self;
  GalleyProviderPrivate *priv;

  g_return_val_if_fail (g_type_is_a (type, GALLEY_TYPE_PROVIDER), NULL);
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (info), NULL);

  self = g_object_new (type, NULL);
  priv = galley_provider_get_instance_private (self);
  priv->info = g_object_ref (info);
  priv->key = g_strdup (key);
  return self;
}

/**
 * galley_provider_new_for_info:
 * @info: what is stored of a provider
 * @key: (nullable): its key, as [class@Keyring] has it
 *
 * Makes a provider of the kind that @info says.
 *
 * Returns: (transfer full): the provider
 */
GalleyProvider *
galley_provider_new_for_info (GalleyProviderInfo *info,
                              const char         *key)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER_INFO (info), NULL);

  switch (galley_provider_info_get_kind (info))
    {
    case GALLEY_PROVIDER_KIND_OLLAMA:
      return galley_provider_new_of_type (GALLEY_TYPE_OLLAMA_PROVIDER, info, key);
    case GALLEY_PROVIDER_KIND_OPENAI:
      return galley_provider_new_of_type (GALLEY_TYPE_OPENAI_PROVIDER, info, key);
    case GALLEY_PROVIDER_KIND_DEMO:
    default:
      return galley_provider_new_of_type (GALLEY_TYPE_DEMO_PROVIDER, info, key);
    }
}

/**
 * galley_provider_get_name:
 * @self: a provider
 *
 * Tells its name.
 *
 * Returns: (transfer none): the name
 */
const char *
galley_provider_get_name (GalleyProvider *self)
{
  GalleyProviderPrivate *priv = galley_provider_get_instance_private (self);

  return galley_provider_info_get_name (priv->info);
}

/**
 * galley_provider_get_kind:
 * @self: a provider
 *
 * Tells the protocol that it speaks.
 *
 * Returns: the kind
 */
GalleyProviderKind
galley_provider_get_kind (GalleyProvider *self)
{
  GalleyProviderPrivate *priv = galley_provider_get_instance_private (self);

  return galley_provider_info_get_kind (priv->info);
}

/**
 * galley_provider_get_url:
 * @self: a provider
 *
 * Tells the address of its interface.
 *
 * Returns: (transfer none): the address, without a slash at its end
 */
const char *
galley_provider_get_url (GalleyProvider *self)
{
  GalleyProviderPrivate *priv = galley_provider_get_instance_private (self);

  return galley_provider_info_get_url (priv->info);
}

/**
 * galley_provider_get_key:
 * @self: a provider
 *
 * Gives its key, for requests and nothing else.
 *
 * Returns: (transfer none) (nullable): the key
 */
const char *
galley_provider_get_key (GalleyProvider *self)
{
  GalleyProviderPrivate *priv = galley_provider_get_instance_private (self);

  return priv->key;
}

/**
 * galley_provider_list_models_async:
 * @self: a provider
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Asks the provider for its models.
 */
void
galley_provider_list_models_async (GalleyProvider     *self,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_PROVIDER (self));

  GALLEY_PROVIDER_GET_CLASS (self)->list_models_async (self, cancellable, callback, user_data);
}

/**
 * galley_provider_list_models_finish:
 * @self: a provider
 * @result: the result of galley_provider_list_models_async()
 * @error: where to put an error in the domain of [error@LlmError], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_provider_list_models_async().
 *
 * Returns: (transfer full) (nullable): their names, sorted, as the provider calls them; %NULL with @error set
 */
char **
galley_provider_list_models_finish (GalleyProvider *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER (self), NULL);

  return GALLEY_PROVIDER_GET_CLASS (self)->list_models_finish (self, result, error);
}

/**
 * galley_provider_check_async:
 * @self: a provider
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Finds out whether the provider can be used: whether it is there, speaks its protocol, and takes the key.
 */
void
galley_provider_check_async (GalleyProvider     *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  galley_provider_list_models_async (self, cancellable, callback, user_data);
}

/**
 * galley_provider_check_finish:
 * @self: a provider
 * @result: the result of galley_provider_check_async()
 * @error: where to put an error in the domain of [error@LlmError] whose message says what to do, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_provider_check_async().
 *
 * Returns: whether it can be used
 */
gboolean
galley_provider_check_finish (GalleyProvider *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_auto (GStrv) models = galley_provider_list_models_finish (self, result, error);

  return models != NULL;
}

/**
 * galley_provider_generate_async:
 * @self: a provider
 * @prompt: what to send
 * @settings: the model, and how it is to answer
 * @parameters: (nullable): what is known of the model, a JSON object, as [method@LlmModel.get_parameters] has it
 * @generation: where the answer goes while it comes
 * @cancellable: (nullable): stops it at once, here and there
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Has a model answer.
 */
void
galley_provider_generate_async (GalleyProvider     *self,
                                GalleyPrompt       *prompt,
                                GalleyRunSettings  *settings,
                                const char         *parameters,
                                GalleyGeneration   *generation,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_PROVIDER (self));
  g_return_if_fail (GALLEY_IS_PROMPT (prompt));
  g_return_if_fail (GALLEY_IS_RUN_SETTINGS (settings));
  g_return_if_fail (GALLEY_IS_GENERATION (generation));

  GALLEY_PROVIDER_GET_CLASS (self)->generate_async (self, prompt, settings, parameters, generation, cancellable, callback,
                                                    user_data);
}

/**
 * galley_provider_generate_finish:
 * @self: a provider
 * @result: the result of galley_provider_generate_async()
 * @error: where to put an error in the domain of [error@LlmError] whose message says what to do, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_provider_generate_async().  What came before an error is in the generation.
 *
 * Returns: whether the answer came to its end
 */
gboolean
galley_provider_generate_finish (GalleyProvider *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (GALLEY_IS_PROVIDER (self), FALSE);

  return GALLEY_PROVIDER_GET_CLASS (self)->generate_finish (self, result, error);
}
