/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "llm-server"

#include "llm-server.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <gio/gio.h>

typedef struct
{
  char      *head; /* (owned) (nullable) NULL for not even that */
  LlmEnding  ending;
  GPtrArray *pieces; /* (owned) (element-type GBytes) */
} Answer;

struct _LlmServer
{
  GSocketService *service; /* (owned) */
  char           *url;     /* (owned) */
  GMutex          mutex;
  GPtrArray      *answers;  /* (owned) (mutex mutex) */
  GPtrArray      *requests; /* (owned) (element-type utf8) (mutex mutex) */
  guint           running;  /* (mutex mutex) */
  gboolean        was_left; /* (mutex mutex) */
  gboolean        is_over;  /* (mutex mutex) */
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->head);
  g_ptr_array_unref (answer->pieces);
  g_free (answer);
}

/* What a client has sent: the head, and as much behind it as that says. */
static char *
read_request (GInputStream *input)
{
  g_autoptr (GString) request = g_string_new (NULL);
  const char *end = NULL;
  gsize       length = 0;
  char        bytes[4096];

  while (end == NULL || request->len < (gsize)(end - request->str) + length)
    {
      gssize      count = g_input_stream_read (input, bytes, sizeof bytes, NULL, NULL);
      const char *header;

      if (count <= 0)
        return NULL;
      g_string_append_len (request, bytes, count);
      end = strstr (request->str, "\r\n\r\n");
      if (end == NULL)
        continue;
      end += 4;
      header = strstr (request->str, "Content-Length: ");
      length = header ? strtoul (header + strlen ("Content-Length: "), NULL, 10) : 0;
    }

  return g_string_free (g_steal_pointer (&request), FALSE);
}

static gboolean
send_bytes (GOutputStream *output,
            gconstpointer  bytes,
            gsize          length)
{
  return g_output_stream_write_all (output, bytes, length, NULL, NULL, NULL);
}

static void
send_pieces (GOutputStream *output,
             Answer        *answer)
{
  gboolean chunked = answer->head != NULL && strstr (answer->head, "chunked") != NULL;

  for (guint i = 0; i < answer->pieces->len; i++)
    {
      gsize            length;
      gconstpointer    bytes = g_bytes_get_data (g_ptr_array_index (answer->pieces, i), &length);
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

      if (length == 0)
        continue;
      if (!(!chunked || send_bytes (output, size, strlen (size))) || !send_bytes (output, bytes, length) ||
          !(!chunked || send_bytes (output, "\r\n", 2)))
        return;
    }
  if (chunked && answer->ending == LLM_ENDING_PROPER)
    send_bytes (output, "0\r\n\r\n", 5);
  if (chunked && answer->ending == LLM_ENDING_INSIDE)
    send_bytes (output, "ff\r\nda", 6);
}

static void
end (LlmServer         *self,
     GSocketConnection *connection,
     LlmEnding          ending)
{
  struct linger reset = { 1, 0 };
  char          byte;

  if (ending == LLM_ENDING_RESET)
    setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  if (ending == LLM_ENDING_SILENT &&
      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, NULL, NULL) <= 0)
    {
      g_mutex_lock (&self->mutex);
      self->was_left = TRUE;
      g_mutex_unlock (&self->mutex);
      g_main_context_wakeup (NULL);
    }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

/* Takes the next answer; the last one is for all who come later. */
static Answer *
next_answer (LlmServer *self,
             char      *request)
{
  guint number = self->requests->len;

  g_ptr_array_add (self->requests, request);
  return g_ptr_array_index (self->answers, MIN (number, self->answers->len - 1));
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  LlmServer     *self = user_data;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char          *request = read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  Answer        *answer;

  if (request == NULL)
    return TRUE;

  g_mutex_lock (&self->mutex);
  self->running++;
  answer = next_answer (self, request);
  g_mutex_unlock (&self->mutex);

  if (answer->head != NULL)
    {
      send_bytes (output, answer->head, strlen (answer->head));
      send_bytes (output, "Connection: close\r\n\r\n", strlen ("Connection: close\r\n\r\n"));
    }
  send_pieces (output, answer);
  end (self, connection, answer->ending);

  g_mutex_lock (&self->mutex);
  self->running--;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

LlmServer *
llm_server_new (void)
{
  LlmServer *self = g_new0 (LlmServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->service = g_threaded_socket_service_new (16);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &bound, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  return self;
}

void
llm_server_free (LlmServer *self)
{
  gboolean is_busy = TRUE;

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  /* Its threads end with their clients, all of which are gone by now. */
  while (is_busy)
    {
      g_main_context_iteration (NULL, FALSE);
      g_mutex_lock (&self->mutex);
      is_busy = self->running > 0;
      g_mutex_unlock (&self->mutex);
      g_thread_yield ();
    }
  g_object_unref (self->service);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self);
}

const char *
llm_server_get_url (LlmServer *self)
{
  return self->url;
}

static Answer *
add_answer (LlmServer  *self,
            const char *head,
            LlmEnding   ending)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->head = g_strdup (head);
  answer->ending = ending;
  answer->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->answers, answer);
  g_mutex_unlock (&self->mutex);
  return answer;
}

/* The pieces, ended by NULL, are sent one by one, as chunks where the head says so. */
void
llm_server_answer (LlmServer  *self,
                   const char *head,
                   LlmEnding   ending,
                   ...)
{
  Answer     *answer = add_answer (self, head, ending);
  const char *piece;
  va_list     pieces;

  va_start (pieces, ending);
  while ((piece = va_arg (pieces, const char *)) != NULL)
    g_ptr_array_add (answer->pieces, g_bytes_new (piece, strlen (piece)));
  va_end (pieces);
}

/* Every byte is a chunk of its own. */
void
llm_server_answer_bytes (LlmServer  *self,
                         const char *head,
                         LlmEnding   ending,
                         const char *bytes,
                         gsize       length)
{
  Answer *answer = add_answer (self, head, ending);

  for (gsize i = 0; i < length; i++)
    g_ptr_array_add (answer->pieces, g_bytes_new (bytes + i, 1));
}

guint
llm_server_count (LlmServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->requests->len;
  g_mutex_unlock (&self->mutex);
  return count;
}

char *
llm_server_dup_request (LlmServer *self,
                        guint      number)
{
  char *request;

  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (number, <, self->requests->len);
  request = g_strdup (g_ptr_array_index (self->requests, number));
  g_mutex_unlock (&self->mutex);
  return request;
}

/* Whether a client hung up on a silent answer. */
gboolean
llm_server_was_left (LlmServer *self)
{
  gboolean was_left;

  g_mutex_lock (&self->mutex);
  was_left = self->was_left;
  g_mutex_unlock (&self->mutex);
  return was_left;
}
