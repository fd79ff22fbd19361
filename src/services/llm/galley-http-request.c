/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-http-request"

#include "galley-http-request.h"

#include <string.h>

#include "galley-http-place.h"

/**
 * galley_http_request_new:
 * @kind: the protocol of the provider
 * @name: the provider's name
 * @base: the address of its interface, without a slash at its end
 * @path: what follows it
 *
 * Makes a request without a body, a key, or a limit of time.
 *
 * Returns: (transfer full): the request
 */
GalleyHttpRequest *
galley_http_request_new (GalleyProviderKind kind,
                         const char        *name,
                         const char        *base,
                         const char        *path)
{
  GalleyHttpRequest *self = g_new0 (GalleyHttpRequest, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  self->base = g_strdup (base);
  self->url = g_strconcat (base, path, NULL);
  return self;
}

/**
 * galley_http_request_free:
 * @self: (transfer full): a request
 *
 * Frees a request.
 */
void
galley_http_request_free (GalleyHttpRequest *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->base);
  g_free (self->url);
  g_free (self->body);
  g_free (self->key);
  g_free (self->model);
  g_free (self->media_types);
  g_free (self);
}

/**
 * galley_http_request_shows_key:
 * @self: a request
 *
 * Tells whether others on the net would see the key.
 *
 * Returns: whether there is a key, and it would go over the net unencrypted
 */
gboolean
galley_http_request_shows_key (const GalleyHttpRequest *self)
{
  return self->key != NULL && *self->key != '\0' && !galley_http_is_near (self->url) &&
         g_ascii_strncasecmp (self->url, "https:", strlen ("https:")) != 0;
}
