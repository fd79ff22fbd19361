/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-http-place"

#include "galley-http-place.h"

#include <gio/gio.h>

static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri ? g_strdup (g_uri_get_host (uri)) : NULL;
}

/**
 * galley_http_is_loopback:
 * @url: an address
 *
 * Tells whether a server is on this machine, by its name alone.
 *
 * Returns: whether it is
 */
gboolean
galley_http_is_loopback (const char *url)
{
  g_autofree char *host = dup_host (url);
  g_autoptr (GInetAddress) address = host ? g_inet_address_new_from_string (host) : NULL;

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return host != NULL && g_ascii_strcasecmp (host, "localhost") == 0;
}

/**
 * galley_http_is_near:
 * @url: an address
 *
 * Tells whether a server is on this machine or in the same house, by its name alone: then it has one user, and is slow rather
 * than busy.
 *
 * Returns: whether it is
 */
gboolean
galley_http_is_near (const char *url)
{
  g_autofree char *host = dup_host (url);
  g_autoptr (GInetAddress) address = host ? g_inet_address_new_from_string (host) : NULL;

  if (address != NULL)
    return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
           g_inet_address_get_is_link_local (address);
  return host != NULL && (g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".local"));
}
