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

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "galley-http-error.h"
#include "galley-http-exchange.h"
#include "galley-http-message.h"
#include "galley-http-place.h"
#include "galley-llm-error.h"
#include "galley-retry.h"

#define PIECE (16 * 1024)

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
  GalleyHttpExchange *exchange;  /* (owned) */
  gulong              cancelled; /* on the task's own cancellable */
  guint               pause;     /* source: until the next try */
} Sending;

static void send (GTask *task);
static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void read_next (GTask *task);
static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
sending_free (Sending *sending)
{
  g_assert (sending->pause == 0 && sending->cancelled == 0);

  galley_http_exchange_free (sending->exchange);
  g_free (sending);
}

static GalleyHttpExchange *
get_exchange (GTask *task)
{
  return ((Sending *)g_task_get_task_data (task))->exchange;
}

/* The one exit. */
static void
finish (GTask  *task,
        GError *error)
{
  Sending *sending = g_task_get_task_data (task);

  g_clear_handle_id (&sending->pause, g_source_remove);
  g_clear_signal_handler (&sending->cancelled, g_task_get_cancellable (task));
  galley_http_exchange_end (sending->exchange);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
stopped_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Sending *sending = g_task_get_task_data (task);

  sending->pause = 0;
  finish (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask   *task = user_data;
  Sending *sending = g_task_get_task_data (task);

  g_cancellable_cancel (sending->exchange->cancellable);
  if (sending->pause == 0)
    return;

  /* Nothing is under way that would notice. */
  g_source_remove (sending->pause);
  sending->pause = g_idle_add_full (G_PRIORITY_DEFAULT, stopped_cb, task, NULL);
}

static gboolean
again_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);

  sending->pause = 0;
  send (task);
  return G_SOURCE_REMOVE;
}

/* Whether it is tried again: then the task is kept by the pause. */
static gboolean
try_again (GTask        *task,
           const GError *error)
{
  GalleyTransport    *self = g_task_get_source_object (task);
  Sending            *sending = g_task_get_task_data (task);
  GalleyHttpExchange *exchange = sending->exchange;
  double              retry_after = exchange->answer ? exchange->answer->retry_after : -1;
  double              pause;

  if (exchange->attempts > exchange->request->retries || !galley_retry_is_worthwhile (error, retry_after))
    return FALSE;

  pause = galley_retry_get_pause (exchange->attempts, retry_after, g_random_double ());
  galley_http_exchange_leave (exchange);
  g_signal_emit (self, signals[RETRYING], 0, pause, error->message);
  sending->pause = g_timeout_add ((guint)(pause * 1000 * self->pace), again_cb, g_object_ref (task));
  return TRUE;
}

/* What an error of the network is, when the clocks and the writer can be behind it. */
static GError *
explain (GTask  *task,
         GError *error)
{
  GalleyHttpExchange *exchange = get_exchange (task);
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
  GalleyHttpExchange *exchange = get_exchange (task);

  if (!exchange->has_begun && try_again (task, error))
    g_clear_error (&error);
  else
    finish (task, error);
}

static void
fail_refused (GTask *task)
{
  GalleyHttpExchange *exchange = get_exchange (task);
  const char         *body = exchange->error_body->len > 0 ? (const char *)exchange->error_body->data : "";

  galley_http_answer_take_body (exchange->answer, body, exchange->error_body->len);
  fail (task, galley_http_error_for_answer (exchange->request, exchange->answer));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyHttpExchange *exchange = get_exchange (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL && (galley_http_exchange_is_success (exchange) || g_cancellable_is_cancelled (exchange->cancellable)))
    fail (task, explain (task, g_steal_pointer (&error)));
  else if (bytes != NULL && g_bytes_get_size (bytes) > 0 && galley_http_exchange_take (exchange, bytes, &error))
    read_next (task);
  else if (!galley_http_exchange_is_success (exchange))
    fail_refused (task);
  else
    finish (task, g_steal_pointer (&error));
}

static void
read_next (GTask *task)
{
  GalleyHttpExchange *exchange = get_exchange (task);

  galley_http_exchange_await (exchange);
  g_input_stream_read_bytes_async (exchange->stream, PIECE, G_PRIORITY_DEFAULT, exchange->cancellable, read_cb,
                                   g_object_ref (task));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyHttpExchange *exchange = get_exchange (task);
  GError             *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      fail (task, explain (task, error));
      return;
    }

  galley_http_exchange_note_answer (exchange, soup_session_get_async_result_message (SOUP_SESSION (source), result));
  if (galley_http_exchange_is_success (exchange) && galley_http_exchange_is_page (exchange))
    {
      finish (task, galley_http_error_for_page (exchange->request));
      return;
    }

  read_next (task);
}

static void
send (GTask *task)
{
  GalleyTransport    *self = g_task_get_source_object (task);
  GalleyHttpExchange *exchange = get_exchange (task);
  g_autoptr (SoupMessage) message = galley_http_message_new (exchange->request);
  SoupSession *session;

  if (message == NULL)
    {
      finish (task, g_error_new (GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_ADDRESS,
                                 /* Translators: an address, then the name of a provider */
                                 _("“%s” is no address of a server. Correct the address of %s in the preferences"),
                                    exchange->request->base, exchange->request->name));
      return;
    }

  if (galley_http_request_shows_key (exchange->request))
    {
      finish (task, galley_http_error_for_open_key (exchange->request));
      return;
    }

  session = galley_http_is_loopback (exchange->request->url) ? self->direct : self->session;
  exchange->attempts++;
  g_clear_pointer (&exchange->answer, galley_http_answer_free);
  galley_http_exchange_await (exchange);
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
  Sending *sending = g_new0 (Sending, 1);

  sending->exchange = galley_http_exchange_new (request, func, func_data);
  g_task_set_source_tag (task, galley_transport_send_async);
  g_task_set_task_data (task, sending, (GDestroyNotify)sending_free);
  /* What became of it is known better here than by the cancellable. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (sending->exchange->cancellable);
  else if (cancellable != NULL)
    sending->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);

  galley_http_exchange_begin (sending->exchange);
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
  GalleyHttpExchange *exchange;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  exchange = get_exchange (G_TASK (result));
  if (answer != NULL)
    *answer = g_steal_pointer (&exchange->answer);

  return g_task_propagate_boolean (G_TASK (result), error);
}
