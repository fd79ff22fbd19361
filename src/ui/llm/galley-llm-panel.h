/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-history.h"
#include "galley-post.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_LLM_PANEL (galley_llm_panel_get_type ())

/**
 * GalleyLlmPanel:
 *
 * What a language model can do with sections, and what it proposed.
 */
G_DECLARE_FINAL_TYPE (GalleyLlmPanel, galley_llm_panel, GALLEY, LLM_PANEL, GtkWidget)

void             galley_llm_panel_set_workspace (GalleyLlmPanel *self, GalleyWorkspace *workspace);
GalleyWorkspace *galley_llm_panel_get_workspace (GalleyLlmPanel *self);
void             galley_llm_panel_set_post (GalleyLlmPanel *self, GalleyPost *post);
GalleyPost      *galley_llm_panel_get_post (GalleyLlmPanel *self);
void             galley_llm_panel_set_history (GalleyLlmPanel *self, GalleyHistory *history);
GalleyHistory   *galley_llm_panel_get_history (GalleyLlmPanel *self);
void             galley_llm_panel_set_sections (GalleyLlmPanel *self, GListModel *sections);
GListModel      *galley_llm_panel_get_sections (GalleyLlmPanel *self);
void             galley_llm_panel_set_checked (GalleyLlmPanel *self, GListModel *checked);
GListModel      *galley_llm_panel_get_checked (GalleyLlmPanel *self);

G_END_DECLS
