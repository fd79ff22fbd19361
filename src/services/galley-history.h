/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_HISTORY (galley_history_get_type ())

/**
 * GalleyHistory:
 *
 * What a person did to a post's structure, so that it can be taken back and done again: a section moved, an element deleted.
 * Text that is typed is not in it; an editor has its own.
 */
G_DECLARE_FINAL_TYPE (GalleyHistory, galley_history, GALLEY, HISTORY, GObject)

/**
 * GalleyStepFunc:
 * @step: (nullable): what [method@History.push] was given
 * @back: %TRUE to take the step back, %FALSE to do it again
 * @task: (transfer full): to be returned as a boolean, or with an error, when that is done; has the cancellable
 *
 * Takes a step back, or does it again.
 */
typedef void (*GalleyStepFunc) (gpointer step, gboolean back, GTask *task);

GalleyHistory *galley_history_new (void);
void           galley_history_push (GalleyHistory *self, const char *label, GalleyStepFunc func, gpointer step, GDestroyNotify destroy);
void           galley_history_clear (GalleyHistory *self);
gboolean       galley_history_get_can_undo (GalleyHistory *self);
gboolean       galley_history_get_can_redo (GalleyHistory *self);
const char    *galley_history_get_undo_label (GalleyHistory *self);
const char    *galley_history_get_redo_label (GalleyHistory *self);
void           galley_history_undo_async (GalleyHistory *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_history_undo_finish (GalleyHistory *self, GAsyncResult *result, GError **error);
void           galley_history_redo_async (GalleyHistory *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_history_redo_finish (GalleyHistory *self, GAsyncResult *result, GError **error);

G_END_DECLS
