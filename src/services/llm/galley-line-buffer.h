/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyLineBuffer:
 *
 * Cuts bytes that come in pieces into lines.  Takes time in proportion to the bytes, however they are cut, and keeps no more of them than
 * the longest line that it allows.
 */
typedef struct _GalleyLineBuffer GalleyLineBuffer;

/**
 * GalleyLineFunc:
 * @line: (array length=length): the line without its end, as valid UTF-8, and a NUL after it
 * @length: its length in bytes
 * @user_data: what was given along
 * @error: where to put an error
 *
 * Takes a line.
 *
 * Returns: whether to go on
 */
typedef gboolean (*GalleyLineFunc) (const char *line, gsize length, gpointer user_data, GError **error);

GalleyLineBuffer *galley_line_buffer_new (gsize most, gboolean cr_ends, GalleyLineFunc func, gpointer user_data);
void              galley_line_buffer_free (GalleyLineBuffer *self);
gboolean          galley_line_buffer_feed (GalleyLineBuffer *self, const guint8 *bytes, gsize length, GError **error);
gboolean          galley_line_buffer_end (GalleyLineBuffer *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLineBuffer, galley_line_buffer_free)

G_END_DECLS
