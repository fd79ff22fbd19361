/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line, and an event, of a megabyte is no piece of a text. */
#define GALLEY_SSE_PARSER_MOST (1024 * 1024)

/**
 * GalleySseParser:
 *
 * Parses server-sent events (WHATWG HTML, 9.2) that come in pieces.  Bytes in, events out; it does not read or wait for anything.
 */
typedef struct _GalleySseParser GalleySseParser;

/**
 * GalleySseFunc:
 * @type: the kind of event, `message` unless the server said otherwise
 * @data: the event's data, valid UTF-8
 * @user_data: what was given along
 * @error: where to put an error
 *
 * Takes an event.
 *
 * Returns: whether to go on
 */
typedef gboolean (*GalleySseFunc) (const char *type, const char *data, gpointer user_data, GError **error);

GalleySseParser *galley_sse_parser_new (GalleySseFunc func, gpointer user_data);
void             galley_sse_parser_free (GalleySseParser *self);
gboolean         galley_sse_parser_feed (GalleySseParser *self, const guint8 *bytes, gsize length, GError **error);
const char      *galley_sse_parser_end (GalleySseParser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySseParser, galley_sse_parser_free)

G_END_DECLS
