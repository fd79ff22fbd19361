/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void galley_yaml_write_member (GString    *output,
                               const char *name,
                               JsonNode   *value);

G_END_DECLS
