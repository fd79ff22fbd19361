/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-keyring"

#include "galley-config.h"

#include "galley-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "galley-error.h"

struct _GalleyKeyring
{
  GObject parent_instance;

  GHashTable *keys;         /* (owned) what no Secret Service took, by provider; until the program ends */
  gboolean    session_only; /* whether there is no Secret Service */
};

G_DEFINE_FINAL_TYPE (GalleyKeyring, galley_keyring, G_TYPE_OBJECT)

typedef enum
{
  PROP_SESSION_ONLY = 1,
} GalleyKeyringProperty;

static GParamSpec *properties[PROP_SESSION_ONLY + 1];

static const SecretSchema schema = {
  GALLEY_APP_ID ".Provider",
  SECRET_SCHEMA_NONE,
  {
    { "database", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "provider", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
    { NULL, 0 },
  },
};

typedef struct
{
  char    *place; /* (owned) in the memory of this program */
  char    *key;   /* (owned) (nullable) what is to be stored */
  gboolean lasting;
} Call;

static void
call_free (Call *call)
{
  g_free (call->place);
  secret_password_free (call->key);
  g_free (call);
}

static void
galley_keyring_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((GalleyKeyringProperty)property_id)
    {
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, GALLEY_KEYRING (object)->session_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_keyring_finalize (GObject *object)
{
  g_hash_table_unref (GALLEY_KEYRING (object)->keys);

  G_OBJECT_CLASS (galley_keyring_parent_class)->finalize (object);
}

static void
galley_keyring_class_init (GalleyKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_keyring_get_property;
  object_class->finalize = galley_keyring_finalize;

  /**
   * GalleyKeyring:session-only:
   *
   * Whether there is no Secret Service, so that keys are kept until the program ends and no longer; known once one was asked for.
   */
  properties[PROP_SESSION_ONLY] =
    g_param_spec_boolean ("session-only", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_keyring_init (GalleyKeyring *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)secret_password_free);
}

/**
 * galley_keyring_new:
 *
 * Makes a keyring.
 *
 * Returns: (transfer full): the keyring
 */
GalleyKeyring *
galley_keyring_new (void)
{
  return g_object_new (GALLEY_TYPE_KEYRING, NULL);
}

/**
 * galley_keyring_get_session_only:
 * @self: a keyring
 *
 * Tells whether there is no Secret Service, so that keys are kept until the program ends and no longer; known once one was asked
 * for.
 *
 * Returns: whether there is none
 */
gboolean
galley_keyring_get_session_only (GalleyKeyring *self)
{
  g_return_val_if_fail (GALLEY_IS_KEYRING (self), FALSE);

  return self->session_only;
}

static void
set_session_only (GalleyKeyring *self,
                  gboolean       session_only)
{
  if (self->session_only == session_only)
    return;

  self->session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

static char *
make_place (GalleyProviderInfo *provider)
{
  return g_strdup_printf ("%s/%d", galley_provider_info_get_database_id (provider), galley_provider_info_get_id (provider));
}

static GTask *
start (GalleyKeyring      *self,
       GalleyProviderInfo *provider,
       gpointer            tag,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call  *call = g_new0 (Call, 1);

  call->place = make_place (provider);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  return task;
}

/* No bus, nobody on it who keeps secrets, or somebody who cannot be asked: whatever it is called, there is no Secret Service. */
static gboolean
is_missing (const GError *error)
{
  return error->domain == G_DBUS_ERROR || error->domain == G_SPAWN_ERROR || error->domain == G_IO_ERROR;
}

/* The service refused: it is locked, say, and the user did not open it. */
static GError *
explain (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_PERMISSION,
                      _("The keyring is locked or does not answer. Unlock it, and try again (%s)"), error->message);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GalleyKeyring *self = g_task_get_source_object (task);
  Call          *call = g_task_get_task_data (task);
  char          *key = secret_password_lookup_finish (result, &error);

  if (error != NULL && (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_missing (error)))
    {
      g_task_return_error (task, explain (error));
      return;
    }

  set_session_only (self, error != NULL);
  if (key == NULL)
    key = g_strdup (g_hash_table_lookup (self->keys, call->place));
  g_task_return_pointer (task, key, (GDestroyNotify)secret_password_free);
}

/**
 * galley_keyring_lookup_async:
 * @self: a keyring
 * @provider: a provider
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Looks for the key of a provider.  The user may be asked to unlock the keyring.
 */
void
galley_keyring_lookup_async (GalleyKeyring      *self,
                             GalleyProviderInfo *provider,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_KEYRING (self));
  g_return_if_fail (GALLEY_IS_PROVIDER_INFO (provider));

  task = start (self, provider, galley_keyring_lookup_async, cancellable, callback, user_data);
  secret_password_lookup (&schema, cancellable, looked_up_cb, task,
                          "database", galley_provider_info_get_database_id (provider),
                          "provider", galley_provider_info_get_id (provider), NULL);
}

/**
 * galley_keyring_lookup_finish:
 * @self: a keyring
 * @result: the result of galley_keyring_lookup_async()
 * @error: where to put %GALLEY_ERROR_PERMISSION, when the keyring is locked, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_keyring_lookup_async().
 *
 * Returns: (transfer full) (nullable): the key, to be freed with g_free(); %NULL without @error set if there is none
 */
char *
galley_keyring_lookup_finish (GalleyKeyring *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_keyring_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GalleyKeyring *self = g_task_get_source_object (task);
  Call          *call = g_task_get_task_data (task);

  call->lasting = secret_password_store_finish (result, &error);
  if (!call->lasting && (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_missing (error)))
    {
      g_task_return_error (task, explain (error));
      return;
    }

  set_session_only (self, !call->lasting);
  if (call->lasting)
    g_hash_table_remove (self->keys, call->place);
  else
    g_hash_table_insert (self->keys, g_strdup (call->place), g_steal_pointer (&call->key));
  g_task_return_boolean (task, TRUE);
}

/**
 * galley_keyring_store_async:
 * @self: a keyring
 * @provider: a provider
 * @key: its key
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Stores the key of a provider in place of the one that there may be.  The user may be asked to unlock the keyring.
 */
void
galley_keyring_store_async (GalleyKeyring      *self,
                            GalleyProviderInfo *provider,
                            const char         *key,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autofree char *label = NULL;
  GTask           *task;
  Call            *call;

  g_return_if_fail (GALLEY_IS_KEYRING (self));
  g_return_if_fail (GALLEY_IS_PROVIDER_INFO (provider));
  g_return_if_fail (key != NULL);

  task = start (self, provider, galley_keyring_store_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->key = g_strdup (key);
  /* Translators: what a key is called in the keyring; %s is the name of a provider of language models */
  label = g_strdup_printf (_("Galley: key for %s"), galley_provider_info_get_name (provider));
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, key, cancellable, stored_cb, task,
                         "database", galley_provider_info_get_database_id (provider),
                         "provider", galley_provider_info_get_id (provider), NULL);
}

/**
 * galley_keyring_store_finish:
 * @self: a keyring
 * @result: the result of galley_keyring_store_async()
 * @lasting: (out) (optional): whether it lasts; %FALSE when there is no Secret Service, so that it is kept until the program ends
 * and no longer, which the user is to be told
 * @error: where to put %GALLEY_ERROR_PERMISSION, when the keyring is locked, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_keyring_store_async().
 *
 * Returns: whether it is kept
 */
gboolean
galley_keyring_store_finish (GalleyKeyring *self,
                             GAsyncResult  *result,
                             gboolean      *lasting,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_keyring_store_async), FALSE);

  if (lasting != NULL)
    *lasting = ((Call *)g_task_get_task_data (G_TASK (result)))->lasting;

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* That there was none is as good. */
  secret_password_clear_finish (result, &error);
  if (error != NULL && (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_missing (error)))
    {
      g_task_return_error (task, explain (error));
      return;
    }

  set_session_only (g_task_get_source_object (task), error != NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * galley_keyring_clear_async:
 * @self: a keyring
 * @provider: a provider
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Forgets the key of a provider.
 */
void
galley_keyring_clear_async (GalleyKeyring      *self,
                            GalleyProviderInfo *provider,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;
  Call  *call;

  g_return_if_fail (GALLEY_IS_KEYRING (self));
  g_return_if_fail (GALLEY_IS_PROVIDER_INFO (provider));

  task = start (self, provider, galley_keyring_clear_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  g_hash_table_remove (self->keys, call->place);
  secret_password_clear (&schema, cancellable, cleared_cb, task,
                         "database", galley_provider_info_get_database_id (provider),
                         "provider", galley_provider_info_get_id (provider), NULL);
}

/**
 * galley_keyring_clear_finish:
 * @self: a keyring
 * @result: the result of galley_keyring_clear_async()
 * @error: where to put %GALLEY_ERROR_PERMISSION, when the keyring is locked, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_keyring_clear_async().
 *
 * Returns: whether there is none any more
 */
gboolean
galley_keyring_clear_finish (GalleyKeyring *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_keyring_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
