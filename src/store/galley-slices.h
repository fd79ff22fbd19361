/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GalleySliceFunc:
 * @index: which piece, from 0
 * @user_data: what was given to galley_slices_run_async()
 * @error: where to put why the work cannot go on
 *
 * Does one small piece of a long work.
 *
 * Returns: whether the work may go on
 */
typedef gboolean (*GalleySliceFunc) (guint index, gpointer user_data, GError **error);

void     galley_slices_run_async (guint n_pieces, GalleySliceFunc func, gpointer func_data, GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_slices_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
