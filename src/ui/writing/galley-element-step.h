/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-element-store.h"
#include "galley-history.h"

G_BEGIN_DECLS

/**
 * GalleyElementStep:
 *
 * Something that was done to elements, so that it can be taken back and done again.
 */
typedef struct _GalleyElementStep GalleyElementStep;

GalleyElementStep *galley_element_step_new_trash (GalleyElementStore *store, const int *ids, gsize n_ids, gboolean deleted);
GalleyElementStep *galley_element_step_new_text (GalleyElementStore *store, int id, const char *before, const char *after, int version);
GalleyElementStep *galley_element_step_new_type (GalleyElementStore *store, GPtrArray *elements, GalleyElementType type);
GalleyElementStep *galley_element_step_new_move (GalleyElementStore *store, GArray *order, int section_id, GArray *moved, int to_section_id, int place);
void               galley_element_step_free (GalleyElementStep *self);
void               galley_element_step_do_async (GalleyElementStep *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean           galley_element_step_do_finish (GAsyncResult *result, GError **error);
void               galley_element_step_push (GalleyElementStep *self, GalleyHistory *history, const char *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyElementStep, galley_element_step_free)

G_END_DECLS
