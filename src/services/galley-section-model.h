/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-context.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_MODEL (galley_section_model_get_type ())

/**
 * GalleySectionModel:
 *
 * The sections ([class@Section]) of a post in their order, as a [iface@Gio.ListModel] that lives longer than any post is open.  It
 * follows what anybody does to the post, and tells of it in few steps, so that what looks at it keeps its place.
 */
G_DECLARE_FINAL_TYPE (GalleySectionModel, galley_section_model, GALLEY, SECTION_MODEL, GObject)

GalleySectionModel *galley_section_model_new (void);
void                galley_section_model_set_source (GalleySectionModel *self, GalleyContext *context, int post_id);
int                 galley_section_model_get_post_id (GalleySectionModel *self);
gboolean            galley_section_model_get_loading (GalleySectionModel *self);
gboolean            galley_section_model_find (GalleySectionModel *self, GalleySection *section, guint *position);
GalleySection      *galley_section_model_lookup (GalleySectionModel *self, int section_id);
GArray             *galley_section_model_dup_ids (GalleySectionModel *self);
void                galley_section_model_move (GalleySectionModel *self, GPtrArray *sections, guint place);
void                galley_section_model_remove (GalleySectionModel *self, GPtrArray *sections);
void                galley_section_model_hold (GalleySectionModel *self);
void                galley_section_model_release (GalleySectionModel *self);
void                galley_section_model_reload (GalleySectionModel *self);

G_END_DECLS
