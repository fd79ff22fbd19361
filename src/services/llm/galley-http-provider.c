/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-http-provider"

#include "galley-config.h"

#include "galley-http-provider.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-http-place.h"
#include "galley-llm-error.h"
#include "galley-llm-json.h"

/* A model that has to be loaded first takes minutes, and one on a small machine thinks for a while between words; a provider on
 * the net that is silent for so long is gone.  Seconds. */
#define FIRST_TIMEOUT_HERE 300
#define FIRST_TIMEOUT_AWAY 120
#define IDLE_TIMEOUT_HERE  180
#define IDLE_TIMEOUT_AWAY  60
#define LIST_TIMEOUT       10

#define RETRIES 2

/* How many things may be left out of a question, one a try. */
#define MOST_LESSONS 3

/* A list of models of more than this is none. */
#define MOST_OF_LIST (8 * 1024 * 1024)

typedef struct
{
  GalleyTransport *transport; /* (owned) */
} GalleyHttpProviderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GalleyHttpProvider, galley_http_provider, GALLEY_TYPE_PROVIDER)

typedef struct
{
  /* What is asked */
  GalleyPrompt      *prompt;     /* (owned) */
  GalleyRunSettings *settings;   /* (owned) */
  JsonObject        *parameters; /* (owned) what is known of the model, and what is learnt now */
  guint              lessons;

  /* What comes */
  GalleyGeneration  *generation; /* (owned) */
  GalleyLlmStream   *stream;     /* (owned) of this try */
  GalleyHttpRequest *request;    /* (unowned) of this try, for messages; gone when it is over */
} Chat;

static void send_chat (GTask *task);
static void chat_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void list_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
chat_free (Chat *chat)
{
  g_object_unref (chat->prompt);
  g_object_unref (chat->settings);
  json_object_unref (chat->parameters);
  g_object_unref (chat->generation);
  g_clear_object (&chat->stream);
  g_free (chat);
}

static GalleyHttpRequest *
make_request (GalleyProvider *provider,
              const char     *path)
{
  GalleyHttpRequest *request = galley_http_request_new (galley_provider_get_kind (provider), galley_provider_get_name (provider),
                                                        galley_provider_get_url (provider), path);

  request->key = g_strdup (galley_provider_get_key (provider));
  request->media_types = g_strdup (GALLEY_HTTP_PROVIDER_GET_CLASS (provider)->media_types);
  return request;
}

/* A writer who gives an action more time means silence, too: a model that still writes is never cut off. */
static void
set_timeouts (GalleyHttpRequest *request,
              GalleyRunSettings *settings,
              JsonObject        *parameters)
{
  gboolean here = galley_http_is_near (request->base);
  int      timeout = galley_run_settings_get_timeout (settings);
  int      total = galley_llm_json_get_count (parameters, "total_timeout");
  int      idle = galley_llm_json_get_count (parameters, "idle_timeout");

  request->first_timeout = MAX (timeout, here ? FIRST_TIMEOUT_HERE : FIRST_TIMEOUT_AWAY);
  request->idle_timeout = idle > 0 ? idle : MAX (timeout, here ? IDLE_TIMEOUT_HERE : IDLE_TIMEOUT_AWAY);
  request->total_timeout = MAX (total, 0);
}

static gboolean
is_possible (const char *media_type)
{
  const char *const possible[] = { "text/event-stream", "application/x-ndjson", "application/ndjson",
                                   "application/jsonl", "application/json", "application/x-json-stream",
                                   "text/plain", "application/octet-stream", NULL };
  g_autofree char  *lower = media_type ? g_ascii_strdown (media_type, -1) : NULL;

  return lower == NULL || g_strv_contains (possible, lower);
}

static gboolean
piece_cb (const GalleyHttpAnswer *answer,
          const guint8           *bytes,
          gsize                   length,
          gpointer                user_data,
          GError                **error)
{
  Chat *chat = user_data;

  if (!is_possible (answer->media_type))
    {
      g_set_error (
        error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS,
        _("What answers at %s sends “%s”, which is not the answer of a provider. Correct the address in the preferences"),
           chat->request->url, answer->media_type);
      return FALSE;
    }

  galley_llm_stream_set_media_type (chat->stream, answer->media_type);
  return galley_llm_stream_feed (chat->stream, bytes, length, error);
}

static void
event_cb (const GalleyLlmEvent *event,
          gpointer              user_data)
{
  galley_generation_take_event (user_data, event);
}

static void
add_message (JsonBuilder *builder,
             const char  *role,
             const char  *content)
{
  if (content == NULL)
    return;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (builder, role);
  json_builder_set_member_name (builder, "content");
  json_builder_add_string_value (builder, content);
  json_builder_end_object (builder);
}

/* The question, which all providers take alike but for what is to be said along with it. */
static char *
write_body (GalleyHttpProvider *self,
            Chat               *chat)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "model");
  json_builder_add_string_value (builder, galley_run_settings_get_model (chat->settings));
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  add_message (builder, "system", galley_prompt_get_system (chat->prompt));
  add_message (builder, "user", galley_prompt_get_user (chat->prompt));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);
  GALLEY_HTTP_PROVIDER_GET_CLASS (self)->add_parameters (self, builder, chat->prompt, chat->settings, chat->parameters);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static void
retrying_cb (GalleyTransport  *transport,
             double            pause,
             const char       *reason,
             GalleyGeneration *generation)
{
  galley_generation_tell_retry (generation, pause, reason);
}

static void
send_chat (GTask *task)
{
  GalleyProvider            *provider = g_task_get_source_object (task);
  GalleyHttpProvider        *self = GALLEY_HTTP_PROVIDER (provider);
  GalleyHttpProviderPrivate *priv = galley_http_provider_get_instance_private (self);
  GalleyHttpProviderClass   *self_class = GALLEY_HTTP_PROVIDER_GET_CLASS (self);
  Chat                      *chat = g_task_get_task_data (task);
  GalleyHttpRequest         *request = make_request (provider, self_class->chat_path);

  request->model = g_strdup (galley_run_settings_get_model (chat->settings));
  request->body = write_body (self, chat);
  request->retries = RETRIES;
  set_timeouts (request, chat->settings, chat->parameters);
  g_clear_object (&chat->stream);
  chat->stream = self_class->make_stream (self);
  galley_llm_stream_set_func (chat->stream, event_cb, chat->generation);
  chat->request = request;
  g_signal_connect_object (priv->transport, "retrying", G_CALLBACK (retrying_cb), chat->generation, 0);
  galley_transport_send_async (priv->transport, request, piece_cb, chat, g_task_get_cancellable (task), chat_sent_cb,
                               g_object_ref (task));
}

/* Whether the question was refused for something that can be left out. */
static gboolean
learn (GTask                  *task,
       const GalleyHttpAnswer *answer,
       const GError           *error)
{
  GalleyHttpProvider      *self = g_task_get_source_object (task);
  GalleyHttpProviderClass *self_class = GALLEY_HTTP_PROVIDER_GET_CLASS (self);
  Chat                    *chat = g_task_get_task_data (task);

  return answer != NULL && self_class->learn != NULL && g_error_matches (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_REFUSED) &&
         chat->lessons++ < MOST_LESSONS && self_class->learn (self, answer, chat->parameters);
}

static char *
write_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static void
chat_sent_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GalleyHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Chat    *chat = g_task_get_task_data (task);
  gboolean has_come = galley_transport_send_finish (GALLEY_TRANSPORT (source), result, &answer, &error);

  chat->request = NULL;
  g_signal_handlers_disconnect_by_func (source, retrying_cb, chat->generation);
  if (!has_come && learn (task, answer, error))
    {
      g_autofree char *learnt = write_object (chat->parameters);

      galley_generation_learn (chat->generation, learnt);
      send_chat (task);
      return;
    }

  /* What the provider has called complete is complete, whatever the connection did afterwards. */
  if (galley_llm_stream_is_complete (chat->stream) || (has_come && galley_llm_stream_end (chat->stream, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
galley_http_provider_generate_async (GalleyProvider     *provider,
                                     GalleyPrompt       *prompt,
                                     GalleyRunSettings  *settings,
                                     const char         *parameters,
                                     GalleyGeneration   *generation,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr (JsonObject) known = NULL;
  Chat *chat = g_new0 (Chat, 1);

  chat->prompt = g_object_ref (prompt);
  chat->settings = g_object_ref (settings);
  chat->generation = g_object_ref (generation);
  chat->parameters = json_object_new ();
  if (parameters != NULL)
    known = galley_llm_json_parse (parameters, strlen (parameters), NULL);
  if (known != NULL)
    {
      JsonObjectIter iter;
      const char    *name;
      JsonNode      *node;

      json_object_iter_init (&iter, known);
      while (json_object_iter_next (&iter, &name, &node))
        json_object_set_member (chat->parameters, name, json_node_copy (node));
    }
  g_task_set_source_tag (task, galley_http_provider_generate_async);
  g_task_set_task_data (task, chat, (GDestroyNotify)chat_free);
  g_task_set_check_cancellable (task, FALSE);
  send_chat (task);
}

static gboolean
galley_http_provider_generate_finish (GalleyProvider *provider,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
list_piece_cb (const GalleyHttpAnswer *answer,
               const guint8           *bytes,
               gsize                   length,
               gpointer                user_data,
               GError                **error)
{
  GString *body = user_data;

  g_string_append_len (body, (const char *)bytes, (gssize)MIN (length, MOST_OF_LIST - body->len));
  return body->len < MOST_OF_LIST;
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
galley_http_provider_list_models_async (GalleyProvider     *provider,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  GalleyHttpProviderPrivate *priv = galley_http_provider_get_instance_private (GALLEY_HTTP_PROVIDER (provider));
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  GalleyHttpRequest *request = make_request (provider, GALLEY_HTTP_PROVIDER_GET_CLASS (provider)->models_path);
  GString           *body = g_string_new (NULL);

  request->first_timeout = LIST_TIMEOUT;
  request->idle_timeout = LIST_TIMEOUT;
  request->retries = 1;
  g_task_set_source_tag (task, galley_http_provider_list_models_async);
  g_task_set_task_data (task, body, free_string);
  g_task_set_check_cancellable (task, FALSE);
  galley_transport_send_async (priv->transport, request, list_piece_cb, body, cancellable, list_sent_cb, g_steal_pointer (&task));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char **
read_names (GalleyHttpProviderClass *self_class,
            JsonArray               *models)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (models); i++)
    {
      const char *name = galley_llm_json_get_text (galley_llm_json_get_element (models, i), self_class->model_member);

      if (name != NULL && *name != '\0')
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **)g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
list_sent_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char         *valid = NULL;
  GalleyProvider          *provider = g_task_get_source_object (task);
  GalleyHttpProviderClass *self_class = GALLEY_HTTP_PROVIDER_GET_CLASS (provider);
  GString                 *body = g_task_get_task_data (task);
  JsonArray               *models;
  GError                  *error = NULL;

  if (!galley_transport_send_finish (GALLEY_TRANSPORT (source), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  valid = g_utf8_make_valid (body->str, (gssize)body->len);
  object = galley_llm_json_parse (valid, strlen (valid), NULL);
  models = galley_llm_json_get_array (object, self_class->models_member);
  if (models != NULL)
    g_task_return_pointer (task, read_names (self_class, models), (GDestroyNotify)g_strfreev);
  else
    g_task_return_new_error (
      task, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS,
      _("What answers at %s is not the interface of %s: it does not list models. Correct the address in the "
                               "preferences"),
         galley_provider_get_url (provider), galley_provider_get_name (provider));
}

static char **
galley_http_provider_list_models_finish (GalleyProvider *provider,
                                         GAsyncResult   *result,
                                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
galley_http_provider_finalize (GObject *object)
{
  GalleyHttpProviderPrivate *priv = galley_http_provider_get_instance_private (GALLEY_HTTP_PROVIDER (object));

  g_clear_object (&priv->transport);

  G_OBJECT_CLASS (galley_http_provider_parent_class)->finalize (object);
}

static void
galley_http_provider_class_init (GalleyHttpProviderClass *klass)
{
  GalleyProviderClass *provider_class = GALLEY_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_http_provider_finalize;
  provider_class->list_models_async = galley_http_provider_list_models_async;
  provider_class->list_models_finish = galley_http_provider_list_models_finish;
  provider_class->generate_async = galley_http_provider_generate_async;
  provider_class->generate_finish = galley_http_provider_generate_finish;
}

static void
galley_http_provider_init (GalleyHttpProvider *self)
{
  GalleyHttpProviderPrivate *priv = galley_http_provider_get_instance_private (self);

  priv->transport = galley_transport_new ();
}

/**
 * galley_http_provider_get_transport:
 * @self: a provider
 *
 * Gives what it asks with, to follow its tries.
 *
 * Returns: (transfer none): the transport
 */
GalleyTransport *
galley_http_provider_get_transport (GalleyHttpProvider *self)
{
  GalleyHttpProviderPrivate *priv = galley_http_provider_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_HTTP_PROVIDER (self), NULL);

  return priv->transport;
}
