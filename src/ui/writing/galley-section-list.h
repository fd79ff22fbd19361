/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-history.h"
#include "galley-post.h"
#include "galley-section.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_LIST (galley_section_list_get_type ())

/**
 * GalleySectionList:
 *
 * The sections of a post, as rows that can be dragged.
 */
G_DECLARE_FINAL_TYPE (GalleySectionList, galley_section_list, GALLEY, SECTION_LIST, GtkWidget)

void             galley_section_list_set_workspace (GalleySectionList *self, GalleyWorkspace *workspace);
GalleyWorkspace *galley_section_list_get_workspace (GalleySectionList *self);
void             galley_section_list_set_post (GalleySectionList *self, GalleyPost *post);
GalleyPost      *galley_section_list_get_post (GalleySectionList *self);
void             galley_section_list_set_history (GalleySectionList *self, GalleyHistory *history);
GalleyHistory   *galley_section_list_get_history (GalleySectionList *self);
GListModel      *galley_section_list_get_sections (GalleySectionList *self);
GListModel      *galley_section_list_get_checked (GalleySectionList *self);
void             galley_section_list_select (GalleySectionList *self, int section_id);

void        galley_section_list_set_narrow (GalleySectionList *self, gboolean narrow);
const char *galley_section_list_get_action (guint nth, const char **parameter_type);
void        galley_section_list_split (GalleySectionList *self, GalleySection *section, GalleySectionField field, int at);
void        galley_section_list_merge (GalleySectionList *self, GalleySection *section);

G_END_DECLS
