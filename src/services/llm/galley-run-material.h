/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-context.h"

G_BEGIN_DECLS

/**
 * GalleyRunMaterial:
 * @post: (owned): the post
 * @section: (owned): the section
 * @sections: (owned): the sections of the post in their order
 * @elements: (owned): the elements of the section in their order
 *
 * What a prompt for a section is made of, as the database has it.
 */
typedef struct
{
  GalleyPost    *post;
  GalleySection *section;
  GListModel    *sections;
  GListModel    *elements;
} GalleyRunMaterial;

void               galley_run_material_fetch_async (GalleyContext *context, int post_id, int section_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyRunMaterial *galley_run_material_fetch_finish (GAsyncResult *result, GError **error);
void               galley_run_material_free (GalleyRunMaterial *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRunMaterial, galley_run_material_free)

G_END_DECLS
