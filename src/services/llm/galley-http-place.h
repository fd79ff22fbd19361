/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a server is. */

gboolean galley_http_is_loopback (const char *url);
gboolean galley_http_is_near (const char *url);

G_END_DECLS
