/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep mappings and sequences may be nested. */
#define GALLEY_YAML_MAX_DEPTH 32

JsonNode *galley_yaml_read (const char *text,
                            gsize       length,
                            guint       first_line,
                            GError    **error);
gboolean  galley_yaml_is_plain (const char *text);

G_END_DECLS
