/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the few objects that are written where there is no JSON library: members of an object whose brace is open. */

void galley_json_append_text (GString *json, const char *name, const char *text);
void galley_json_append_number (GString *json, const char *name, double number);
void galley_json_append_string (GString *json, const char *text);

G_END_DECLS
