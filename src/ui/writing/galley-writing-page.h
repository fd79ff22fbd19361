/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-section-editor.h"
#include "galley-section-list.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_WRITING_PAGE (galley_writing_page_get_type ())

/**
 * GalleyWritingPage:
 *
 * The sections of a post beside the editor of the one that is open; one after the other where there is no room for both.
 */
G_DECLARE_FINAL_TYPE (GalleyWritingPage, galley_writing_page, GALLEY, WRITING_PAGE, GtkWidget)

void                 galley_writing_page_set_workspace (GalleyWritingPage *self, GalleyWorkspace *workspace);
GalleyWorkspace     *galley_writing_page_get_workspace (GalleyWritingPage *self);
void                 galley_writing_page_set_post (GalleyWritingPage *self, GalleyPost *post);
GalleyPost          *galley_writing_page_get_post (GalleyWritingPage *self);
void                 galley_writing_page_set_history (GalleyWritingPage *self, GalleyHistory *history);
GalleyHistory       *galley_writing_page_get_history (GalleyWritingPage *self);
GalleySectionList   *galley_writing_page_get_section_list (GalleyWritingPage *self);
GalleySectionEditor *galley_writing_page_get_editor (GalleyWritingPage *self);
gboolean             galley_writing_page_can_go_back (GalleyWritingPage *self);
void                 galley_writing_page_go_back (GalleyWritingPage *self);
void                 galley_writing_page_show_place (GalleyWritingPage *self, int section_id, const char *field, int offset);
void                 galley_writing_page_show_hit (GalleyWritingPage *self, int section_id, const char *field, int offset);
void                 galley_writing_page_show_element (GalleyWritingPage *self, int section_id, int element_id);

G_END_DECLS
