/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-run-settings.h"
#include "galley-section.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_MESSAGE_ROW (galley_message_row_get_type ())

/**
 * GalleyMessageRow:
 *
 * The exact message that a language model would be sent, for who wants to see it.
 */
G_DECLARE_FINAL_TYPE (GalleyMessageRow, galley_message_row, GALLEY, MESSAGE_ROW, AdwExpanderRow)

void        galley_message_row_set_material (GalleyMessageRow *self, GalleyWorkspace *workspace, GalleyRunSettings *settings, GalleyPost *post, GalleySection *section, GListModel *sections);
const char *galley_message_row_get_missing (GalleyMessageRow *self);

G_END_DECLS
