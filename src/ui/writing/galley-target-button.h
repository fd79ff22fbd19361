/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-text-buffer.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TARGET_BUTTON (galley_target_button_get_type ())

/**
 * GalleyTargetButton:
 *
 * How many words a section is to have, and how far its text has come.
 */
G_DECLARE_FINAL_TYPE (GalleyTargetButton, galley_target_button, GALLEY, TARGET_BUTTON, GtkWidget)

void galley_target_button_set_workspace (GalleyTargetButton *self, GalleyWorkspace *workspace);
void galley_target_button_set_section (GalleyTargetButton *self, GalleySection *section, GalleyTextBuffer *buffer);

G_END_DECLS
