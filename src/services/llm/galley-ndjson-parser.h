/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An object of a megabyte is no piece of a text. */
#define GALLEY_NDJSON_PARSER_MOST (1024 * 1024)

/**
 * GalleyNdjsonParser:
 *
 * Parses JSON objects, one a line, that come in pieces.  Bytes in, objects out; it does not read or wait for anything.
 */
typedef struct _GalleyNdjsonParser GalleyNdjsonParser;

/**
 * GalleyNdjsonFunc:
 * @object: an object
 * @user_data: what was given along
 * @error: where to put an error
 *
 * Takes an object.
 *
 * Returns: whether to go on
 */
typedef gboolean (*GalleyNdjsonFunc) (JsonObject *object, gpointer user_data, GError **error);

GalleyNdjsonParser *galley_ndjson_parser_new (GalleyNdjsonFunc func, gpointer user_data);
void                galley_ndjson_parser_free (GalleyNdjsonParser *self);
gboolean            galley_ndjson_parser_feed (GalleyNdjsonParser *self, const guint8 *bytes, gsize length, GError **error);
gboolean            galley_ndjson_parser_end (GalleyNdjsonParser *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyNdjsonParser, galley_ndjson_parser_free)

G_END_DECLS
