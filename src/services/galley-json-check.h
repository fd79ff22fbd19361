/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How deep arrays and objects may be nested; a post needs five levels, and a parser that calls itself has room for thousands. */
#define GALLEY_JSON_MAX_DEPTH 64

gboolean galley_json_check (const char *data, gsize length, GError **error);

G_END_DECLS
