/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-http-message"

#include "galley-http-message.h"

#include <string.h>

/**
 * galley_http_message_new:
 * @request: what a server is asked
 *
 * Makes the message that libsoup sends.
 *
 * Returns: (transfer full) (nullable): the message, %NULL when the address is none
 */
SoupMessage *
galley_http_message_new (const GalleyHttpRequest *request)
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
