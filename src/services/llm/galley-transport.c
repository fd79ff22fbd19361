/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request:
 *
 *   send ─▶ soup_session_send_async ─▶ answered_cb ─▶ read ─▶ read_cb ─▶ func ─┐
 *    ▲                                      │           ▲──────────────────────┘
 *    └── pause ◀── may be tried again ◀── error body                 the end ─▶ finish
 *
 * The clocks are our own: libsoup's time-out does not see a request that waits for a connection, nor an HTTP/2 stream that is
 * silent. */

#define G_LOG_DOMAIN "galley-transport"

#include "galley-config.h"

#include "galley-transport.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "galley-http-error.h"
#include "galley-http-place.h"
#include "galley-llm-error.h"
#include "galley-retry.h"

#define PIECE (16 * 1024)

/* What is read of the body of an error. */
#define MOST_OF_ERROR (64 * 1024)

/* More than a person starts at once; with libsoup's two, a third request would wait for ever. */
#define MOST_CONNECTIONS 32

struct _GalleyTransport
{
  GObject parent_instance;

  SoupSession *session; /* (owned) */
  SoupSession *direct;  /* (owned) for this machine, which no proxy is asked for */
  double       pace;
};

G_DEFINE_FINAL_TYPE (GalleyTransport, galley_transport, G_TYPE_OBJECT)

typedef enum
{
  PROP_PACE = 1,
} GalleyTransportProperty;

static GParamSpec *properties[PROP_PACE + 1];

enum
{
  RETRYING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  /* What is asked */
  GalleyHttpRequest  *request; /* (owned) */
  GalleyTransportFunc func;
  gpointer            func_data;

  /* How it goes */
  GCancellable     *cancellable; /* (owned) of this try; also cancelled by the clocks */
  gulong            cancelled;   /* on the task's own cancellable */
  guint             silence;     /* source: the first byte, or the next one, is awaited */
  guint             total;       /* source: all of it is */
  guint             pause;       /* source: until the next try */
  guint             attempts;
  gboolean          is_silent;
  gboolean          has_begun;
  GInputStream     *stream;     /* (owned) (nullable) */
  GByteArray       *error_body; /* (owned) (nullable) */
  GalleyHttpAnswer *answer;     /* (owned) (nullable) */
} Exchange;

static void send (GTask *task);
static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void read_next (GTask *task);
static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
exchange_free (Exchange *exchange)
{
  g_assert (exchange->silence == 0 && exchange->total == 0 && exchange->pause == 0 && exchange->cancelled == 0);

  galley_http_request_free (exchange->request);
  g_clear_object (&exchange->cancellable);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->error_body, g_byte_array_unref);
  g_clear_pointer (&exchange->answer, galley_http_answer_free);
  g_free (exchange);
}

static void
stop_clocks (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_handle_id (&exchange->silence, g_source_remove);
  g_clear_handle_id (&exchange->total, g_source_remove);
  g_clear_handle_id (&exchange->pause, g_source_remove);
}

/* A stream that is not closed keeps its connection. */
static void
close_stream (Exchange *exchange)
{
  if (exchange->stream != NULL)
    g_input_stream_close_async (exchange->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&exchange->stream);
}

/* The one exit. */
static void
finish (GTask  *task,
        GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  stop_clocks (task);
  g_clear_signal_handler (&exchange->cancelled, g_task_get_cancellable (task));
  close_stream (exchange);
  /* What is still under way for a request that has all it wants is of no use to anybody. */
  g_cancellable_cancel (exchange->cancellable);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
silence_cb (gpointer user_data)
{
  Exchange *exchange = g_task_get_task_data (user_data);

  exchange->silence = 0;
  exchange->is_silent = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
total_cb (gpointer user_data)
{
  Exchange *exchange = g_task_get_task_data (user_data);

  exchange->total = 0;
  exchange->is_silent = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static void
start_clock (GTask      *task,
             guint      *source,
             double      seconds,
             GSourceFunc func)
{
  g_clear_handle_id (source, g_source_remove);
  if (seconds > 0)
    *source = g_timeout_add ((guint)(seconds * 1000), func, task);
}

static gboolean
stopped_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Exchange *exchange = g_task_get_task_data (task);

  exchange->pause = 0;
  finish (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask    *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);

  g_cancellable_cancel (exchange->cancellable);
  if (exchange->pause == 0)
    return;

  /* Nothing is under way that would notice. */
  g_source_remove (exchange->pause);
  exchange->pause = g_idle_add_full (G_PRIORITY_DEFAULT, stopped_cb, task, NULL);
}

static gboolean
again_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);

  exchange->pause = 0;
  send (task);
  return G_SOURCE_REMOVE;
}

/* Whether it is tried again: then the task is kept by the pause. */
static gboolean
try_again (GTask        *task,
           const GError *error)
{
  GalleyTransport *self = g_task_get_source_object (task);
  Exchange        *exchange = g_task_get_task_data (task);
  double           retry_after = exchange->answer ? exchange->answer->retry_after : -1;
  double           pause;

  if (exchange->attempts > exchange->request->retries || !galley_retry_is_worthwhile (error, retry_after))
    return FALSE;

  pause = galley_retry_get_pause (exchange->attempts, retry_after, g_random_double ());
  close_stream (exchange);
  g_clear_handle_id (&exchange->silence, g_source_remove);
  g_signal_emit (self, signals[RETRYING], 0, pause, error->message);
  exchange->pause = g_timeout_add ((guint)(pause * 1000 * self->pace), again_cb, g_object_ref (task));
  return TRUE;
}

/* What an error of the network is, when the clocks and the writer can be behind it. */
static GError *
explain (GTask  *task,
         GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) original = error;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped");
  if (exchange->is_silent || g_error_matches (original, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return galley_http_error_for_silence (exchange->request, exchange->has_begun);

  return galley_http_error_for_network (exchange->request, original, exchange->has_begun);
}

/* @error: (transfer full) */
static void
fail (GTask  *task,
      GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (!exchange->has_begun && try_again (task, error))
    g_clear_error (&error);
  else
    finish (task, error);
}

static void
fail_refused (GTask *task)
{
  Exchange   *exchange = g_task_get_task_data (task);
  const char *body = exchange->error_body->len > 0 ? (const char *)exchange->error_body->data : "";

  galley_http_answer_take_body (exchange->answer, body, exchange->error_body->len);
  fail (task, galley_http_error_for_answer (exchange->request, exchange->answer));
}

static gboolean
is_success (Exchange *exchange)
{
  return exchange->answer->status >= 200 && exchange->answer->status < 300;
}

/* Takes a piece of the body; %FALSE when there is nothing more to be read. */
static gboolean
take (Exchange *exchange,
      GBytes   *bytes,
      GError  **error)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (is_success (exchange))
    {
      exchange->has_begun = TRUE;
      return exchange->func (exchange->answer, data, length, exchange->func_data, error);
    }

  g_byte_array_append (exchange->error_body, data, (guint)MIN (length, MOST_OF_ERROR - exchange->error_body->len));
  return exchange->error_body->len < MOST_OF_ERROR;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL && (is_success (exchange) || g_cancellable_is_cancelled (exchange->cancellable)))
    fail (task, explain (task, g_steal_pointer (&error)));
  else if (bytes != NULL && g_bytes_get_size (bytes) > 0 && take (exchange, bytes, &error))
    read_next (task);
  else if (!is_success (exchange))
    fail_refused (task);
  else
    finish (task, g_steal_pointer (&error));
}

static void
read_next (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  start_clock (task, &exchange->silence,
               exchange->has_begun || !is_success (exchange) ? exchange->request->idle_timeout : exchange->request->first_timeout,
               silence_cb);
  g_input_stream_read_bytes_async (exchange->stream, PIECE, G_PRIORITY_DEFAULT, exchange->cancellable, read_cb,
                                   g_object_ref (task));
}

static void
note_answer (Exchange    *exchange,
             SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  exchange->answer =
    galley_http_answer_new (soup_message_get_status (message), soup_message_headers_get_content_type (headers, NULL));
  exchange->answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  exchange->answer->retry_after = galley_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"),
                                                            soup_message_headers_get_one (headers, "retry-after-ms"), now);
}

static gboolean
is_page (const GalleyHttpAnswer *answer)
{
  return answer->media_type != NULL && g_ascii_strcasecmp (answer->media_type, "text/html") == 0;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError   *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      fail (task, explain (task, error));
      return;
    }

  note_answer (exchange, soup_session_get_async_result_message (SOUP_SESSION (source), result));
  if (is_success (exchange) && is_page (exchange->answer))
    {
      finish (task, galley_http_error_for_page (exchange->request));
      return;
    }

  g_clear_pointer (&exchange->error_body, g_byte_array_unref);
  exchange->error_body = g_byte_array_new ();
  read_next (task);
}

static SoupMessage *
make_message (GalleyHttpRequest *request)
{
  SoupMessage        *message = soup_message_new (request->body ? SOUP_METHOD_POST : SOUP_METHOD_GET, request->url);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;

  /* A key is for the address that the writer gave, not for the one that somebody sends on to. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  if (request->media_types != NULL)
    soup_message_headers_replace (headers, "Accept", request->media_types);
  if (request->key != NULL && *request->key != '\0')
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", request->key, NULL);

      soup_message_headers_replace (headers, "Authorization", authorization);
    }
  if (request->body != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (request->body, strlen (request->body));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }

  return message;
}

static gboolean
shows_key (GalleyHttpRequest *request)
{
  return request->key != NULL && *request->key != '\0' && !galley_http_is_near (request->url) &&
         g_ascii_strncasecmp (request->url, "https:", strlen ("https:")) != 0;
}

static void
send (GTask *task)
{
  GalleyTransport *self = g_task_get_source_object (task);
  Exchange        *exchange = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = make_message (exchange->request);
  SoupSession *session;

  if (message == NULL)
    {
      finish (task, g_error_new (GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS,
                                 /* Translators: an address, then the name of a provider */
                                 _("“%s” is no address of a server. Correct the address of %s in the preferences"),
                                    exchange->request->base, exchange->request->name));
      return;
    }

  if (shows_key (exchange->request))
    {
      finish (task, galley_http_error_for_open_key (exchange->request));
      return;
    }

  session = galley_http_is_loopback (exchange->request->url) ? self->direct : self->session;
  exchange->attempts++;
  g_clear_pointer (&exchange->answer, galley_http_answer_free);
  start_clock (task, &exchange->silence, exchange->request->first_timeout, silence_cb);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, exchange->cancellable, answered_cb, g_object_ref (task));
}

static void
galley_transport_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((GalleyTransportProperty)property_id)
    {
    case PROP_PACE:
      g_value_set_double (value, GALLEY_TRANSPORT (object)->pace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_transport_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch ((GalleyTransportProperty)property_id)
    {
    case PROP_PACE:
      GALLEY_TRANSPORT (object)->pace = g_value_get_double (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_transport_dispose (GObject *object)
{
  GalleyTransport *self = GALLEY_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  if (self->direct != NULL)
    soup_session_abort (self->direct);
  g_clear_object (&self->session);
  g_clear_object (&self->direct);

  G_OBJECT_CLASS (galley_transport_parent_class)->dispose (object);
}

static void
galley_transport_class_init (GalleyTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_transport_get_property;
  object_class->set_property = galley_transport_set_property;
  object_class->dispose = galley_transport_dispose;

  /**
   * GalleyTransport:pace:
   *
   * How long pauses between tries are, as a share of what they should be: 1, but for tests, which do not wait.
   */
  properties[PROP_PACE] = g_param_spec_double ("pace", NULL, NULL, 0, 1, 1, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleyTransport::retrying:
   * @self: the transport
   * @pause: how long it waits, in seconds
   * @reason: why, in a sentence
   *
   * A server had too much to do, and is asked again after a pause.
   */
  signals[RETRYING] = g_signal_new ("retrying", GALLEY_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_STRING);
}

static SoupSession *
make_session (void)
{
  return soup_session_new_with_options ("max-conns", MOST_CONNECTIONS,
                                        "max-conns-per-host", MOST_CONNECTIONS,
                                        "timeout", 0,
                                        "user-agent", "Galley/" GALLEY_VERSION,
                                        NULL);
}

static void
galley_transport_init (GalleyTransport *self)
{
  self->pace = 1;
  self->session = make_session ();
  self->direct = make_session ();
  soup_session_set_proxy_resolver (self->direct, NULL);
}

/**
 * galley_transport_new:
 *
 * Makes a transport with connections of its own.
 *
 * Returns: (transfer full): the transport
 */
GalleyTransport *
galley_transport_new (void)
{
  return g_object_new (GALLEY_TYPE_TRANSPORT, NULL);
}

/**
 * galley_transport_send_async:
 * @self: a transport
 * @request: (transfer full): what to ask
 * @func: takes the body of a successful answer while it comes
 * @func_data: given to @func
 * @cancellable: (nullable): ends the operation, here and at the server
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Asks a server.  One that has too much to do is asked again, as long as nothing of an answer has come.
 */
void
galley_transport_send_async (GalleyTransport    *self,
                             GalleyHttpRequest  *request,
                             GalleyTransportFunc func,
                             gpointer            func_data,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->request = request;
  exchange->func = func;
  exchange->func_data = func_data;
  exchange->cancellable = g_cancellable_new ();
  g_task_set_source_tag (task, galley_transport_send_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify)exchange_free);
  /* What became of it is known better here than by the cancellable. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (exchange->cancellable);
  else if (cancellable != NULL)
    exchange->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);

  start_clock (task, &exchange->total, exchange->request->total_timeout, total_cb);
  send (task);
}

/**
 * galley_transport_send_finish:
 * @self: a transport
 * @result: the result of galley_transport_send_async()
 * @answer: (out) (optional) (nullable) (transfer full): what the server answered, also in an error; %NULL if it did not
 * @error: where to put an error in the domain of [error@LlmError] whose message says what to do, the error of the function, or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_transport_send_async().
 *
 * Returns: whether the server answered, to the end of its bytes or as long as the function wanted more
 */
gboolean
galley_transport_send_finish (GalleyTransport   *self,
                              GAsyncResult      *result,
                              GalleyHttpAnswer **answer,
                              GError           **error)
{
  Exchange *exchange;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  exchange = g_task_get_task_data (G_TASK (result));
  if (answer != NULL)
    *answer = g_steal_pointer (&exchange->answer);

  return g_task_propagate_boolean (G_TASK (result), error);
}
