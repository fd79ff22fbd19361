/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-http-exchange"

#include "galley-http-exchange.h"

#include "galley-retry.h"

/* What is read of the body of an error. */
#define MOST_OF_ERROR (64 * 1024)

/**
 * galley_http_exchange_new:
 * @request: (transfer full): what is asked
 * @func: takes the body of a successful answer
 * @func_data: given to @func
 *
 * Makes an exchange of which nothing was sent.
 *
 * Returns: (transfer full): the exchange
 */
GalleyHttpExchange *
galley_http_exchange_new (GalleyHttpRequest  *request,
                          GalleyTransportFunc func,
                          gpointer            func_data)
{
  GalleyHttpExchange *self = g_new0 (GalleyHttpExchange, 1);

  self->request = request;
  self->func = func;
  self->func_data = func_data;
  self->cancellable = g_cancellable_new ();

  return self;
}

/**
 * galley_http_exchange_free:
 * @self: (transfer full): an exchange that has ended
 *
 * Frees an exchange.
 */
void
galley_http_exchange_free (GalleyHttpExchange *self)
{
  g_assert (self->silence == 0 && self->total == 0);

  galley_http_request_free (self->request);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->error_body, g_byte_array_unref);
  g_clear_pointer (&self->answer, galley_http_answer_free);
  g_free (self);
}

static gboolean
silence_cb (gpointer user_data)
{
  GalleyHttpExchange *self = user_data;

  self->silence = 0;
  self->is_silent = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
total_cb (gpointer user_data)
{
  GalleyHttpExchange *self = user_data;

  self->total = 0;
  self->is_silent = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
start_clock (GalleyHttpExchange *self,
             guint              *source,
             double              seconds,
             GSourceFunc         func)
{
  g_clear_handle_id (source, g_source_remove);
  if (seconds > 0)
    *source = g_timeout_add ((guint)(seconds * 1000), func, self);
}

/**
 * galley_http_exchange_begin:
 * @self: an exchange
 *
 * Starts the clock of the whole exchange.
 */
void
galley_http_exchange_begin (GalleyHttpExchange *self)
{
  start_clock (self, &self->total, self->request->total_timeout, total_cb);
}

/**
 * galley_http_exchange_await:
 * @self: an exchange
 *
 * Starts the clock of silence: something has to come before it runs out.
 */
void
galley_http_exchange_await (GalleyHttpExchange *self)
{
  gboolean has_come = self->has_begun || (self->answer != NULL && !galley_http_exchange_is_success (self));

  start_clock (self, &self->silence, has_come ? self->request->idle_timeout : self->request->first_timeout, silence_cb);
}

/**
 * galley_http_exchange_note_answer:
 * @self: an exchange
 * @message: a message that was answered
 *
 * Takes over what the head of an answer says.
 */
void
galley_http_exchange_note_answer (GalleyHttpExchange *self,
                                  SoupMessage        *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char         *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  self->answer = galley_http_answer_new (soup_message_get_status (message), type);
  self->answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  self->answer->retry_after = galley_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"),
                                                        soup_message_headers_get_one (headers, "retry-after-ms"), now);
  g_clear_pointer (&self->error_body, g_byte_array_unref);
  self->error_body = g_byte_array_new ();
}

/**
 * galley_http_exchange_is_success:
 * @self: an exchange that was answered
 *
 * Tells whether the body is what was asked for.
 *
 * Returns: %FALSE when it is about an error
 */
gboolean
galley_http_exchange_is_success (GalleyHttpExchange *self)
{
  return self->answer->status >= 200 && self->answer->status < 300;
}

/**
 * galley_http_exchange_is_page:
 * @self: an exchange that was answered
 *
 * Tells whether the answer is for people, and not for programs.
 *
 * Returns: whether it is a page of HTML
 */
gboolean
galley_http_exchange_is_page (GalleyHttpExchange *self)
{
  return self->answer->media_type != NULL && g_ascii_strcasecmp (self->answer->media_type, "text/html") == 0;
}

/**
 * galley_http_exchange_take:
 * @self: an exchange that was answered
 * @bytes: a piece of the body
 * @error: where to put the error of the function
 *
 * Takes a piece of the body.
 *
 * Returns: whether more is to be read; %FALSE with @error set, or when that was enough
 */
gboolean
galley_http_exchange_take (GalleyHttpExchange *self,
                           GBytes             *bytes,
                           GError            **error)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (galley_http_exchange_is_success (self))
    {
      self->has_begun = TRUE;
      return self->func (self->answer, data, length, self->func_data, error);
    }

  g_byte_array_append (self->error_body, data, (guint)MIN (length, MOST_OF_ERROR - self->error_body->len));
  return self->error_body->len < MOST_OF_ERROR;
}

/**
 * galley_http_exchange_leave:
 * @self: an exchange
 *
 * Ends a try.
 */
void
galley_http_exchange_leave (GalleyHttpExchange *self)
{
  g_clear_handle_id (&self->silence, g_source_remove);
  /* A stream that is not closed keeps its connection. */
  if (self->stream != NULL)
    g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&self->stream);
}

/**
 * galley_http_exchange_end:
 * @self: an exchange
 *
 * Ends it all.
 */
void
galley_http_exchange_end (GalleyHttpExchange *self)
{
  g_clear_handle_id (&self->total, g_source_remove);
  galley_http_exchange_leave (self);
  /* What is still under way for a request that has all it wants is of no use to anybody. */
  g_cancellable_cancel (self->cancellable);
}
