/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define GALLEY_DOCUMENT_FORMAT  "galley-post"
#define GALLEY_DOCUMENT_VERSION 1

/* The longest texts, in characters: of a title, of a heading, of the name of a tag or category. */
#define GALLEY_DOCUMENT_MAX_TITLE   200
#define GALLEY_DOCUMENT_MAX_HEADING 1000
#define GALLEY_DOCUMENT_MAX_LABEL   50

gboolean galley_document_check (JsonNode *root, GError **error);
gboolean galley_document_check_lengths (JsonObject *root, GError **error);

G_END_DECLS
