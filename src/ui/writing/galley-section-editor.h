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
 */
G_DECLARE_FINAL_TYPE (GalleySectionEditor, galley_section_editor, GALLEY, SECTION_EDITOR, GtkWidget)

void             galley_section_editor_set_workspace (GalleySectionEditor *self, GalleyWorkspace *workspace);
GalleyWorkspace *galley_section_editor_get_workspace (GalleySectionEditor *self);
void             galley_section_editor_set_section (GalleySectionEditor *self, GalleySection *section);
GalleySection   *galley_section_editor_get_section (GalleySectionEditor *self);
void             galley_section_editor_set_history (GalleySectionEditor *self, GalleyHistory *history);
GalleyHistory   *galley_section_editor_get_history (GalleySectionEditor *self);
void             galley_section_editor_show_place (GalleySectionEditor *self, const char *field, int offset);
char            *galley_section_editor_get_place (GalleySectionEditor *self, int *offset);

G_END_DECLS
