/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than any post; less than what would make a program stumble. */
#define GALLEY_INPUT_MAX_SIZE (64 * 1024 * 1024)

void    galley_input_read_async (GInputStream *stream, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes *galley_input_read_finish (GAsyncResult *result, GError **error);
char   *galley_input_dup_text (GBytes *bytes, gsize *length, GError **error);

G_END_DECLS
