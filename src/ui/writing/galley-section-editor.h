/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-history.h"
#include "galley-section.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_EDITOR (galley_section_editor_get_type ())

/**
 * GalleySectionEditor:
 *
 * Everything of one section: its fields, its texts, its elements.
 *
 * # Actions
 *
 * `editor.find`, `editor.replace`, `editor.find-next`, `editor.find-previous`; `editor.copy-to-polished`; `editor.focus-mode` (boolean);
 * `editor.status` (string); `editor.show-page` (string: `draft`, `polished`, `compare`, `notes`, `elements`); `editor.zoom-in`,
 * `editor.zoom-out`, `editor.zoom-normal`; `editor.restore`; `editor.retry`.
 */
G_DECLARE_FINAL_TYPE (GalleySectionEditor, galley_section_editor, GALLEY, SECTION_EDITOR, GtkWidget)

void             galley_section_editor_set_workspace (GalleySectionEditor *self, GalleyWorkspace *workspace);
GalleyWorkspace *galley_section_editor_get_workspace (GalleySectionEditor *self);
void             galley_section_editor_set_section (GalleySectionEditor *self, GalleySection *section);
GalleySection   *galley_section_editor_get_section (GalleySectionEditor *self);
void             galley_section_editor_set_history (GalleySectionEditor *self, GalleyHistory *history);
GalleyHistory   *galley_section_editor_get_history (GalleySectionEditor *self);
gboolean         galley_section_editor_get_focus_mode (GalleySectionEditor *self);
void             galley_section_editor_set_focus_mode (GalleySectionEditor *self, gboolean focus_mode);
void             galley_section_editor_show_place (GalleySectionEditor *self, const char *field, int offset);
void             galley_section_editor_show_hit (GalleySectionEditor *self, const char *field, int offset);
void             galley_section_editor_show_element (GalleySectionEditor *self, int element_id);
char            *galley_section_editor_get_place (GalleySectionEditor *self, int *offset);
gboolean         galley_section_editor_replace_text (GalleySectionEditor *self, const char *field, const char *text);

G_END_DECLS
