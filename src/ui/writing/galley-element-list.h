/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-history.h"
#include "galley-section.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ELEMENT_LIST (galley_element_list_get_type ())

/**
 * GalleyElementList:
 *
 * The facts, ideas and themes of a section, as typed rows.
 */
G_DECLARE_FINAL_TYPE (GalleyElementList, galley_element_list, GALLEY, ELEMENT_LIST, GtkWidget)

void             galley_element_list_set_workspace (GalleyElementList *self, GalleyWorkspace *workspace);
GalleyWorkspace *galley_element_list_get_workspace (GalleyElementList *self);
void             galley_element_list_set_section (GalleyElementList *self, GalleySection *section);
GalleySection   *galley_element_list_get_section (GalleyElementList *self);
void             galley_element_list_set_history (GalleyElementList *self, GalleyHistory *history);
GalleyHistory   *galley_element_list_get_history (GalleyElementList *self);
void             galley_element_list_show_element (GalleyElementList *self, int element_id);
gboolean         galley_element_list_drop_on_section (GalleyElementList *self, GalleySection *section);

G_END_DECLS
