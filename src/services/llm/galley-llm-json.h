/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON of a peer: nothing in it is to be relied on, every member may be missing or of another type. */

JsonObject *galley_llm_json_parse (const char *text, gsize length, GError **error);
const char *galley_llm_json_get_text (JsonObject *object, const char *name);
JsonObject *galley_llm_json_get_object (JsonObject *object, const char *name);
JsonArray  *galley_llm_json_get_array (JsonObject *object, const char *name);
JsonObject *galley_llm_json_get_element (JsonArray *array, guint place);
int         galley_llm_json_get_count (JsonObject *object, const char *name);
gboolean    galley_llm_json_get_boolean (JsonObject *object, const char *name);
void        galley_llm_json_add_members (JsonBuilder *builder, JsonObject *object);
char       *galley_llm_json_dup_error (JsonObject *object, char **code, char **type, char **parameter);

G_END_DECLS
