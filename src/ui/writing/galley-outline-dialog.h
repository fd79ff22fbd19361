/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-section-commands.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_DIALOG (galley_outline_dialog_get_type ())

/**
 * GalleyOutlineDialog:
 *
 * Where an outline is typed or pasted, in any format, and what it would do to the sections is shown before it is done.
 */
G_DECLARE_FINAL_TYPE (GalleyOutlineDialog, galley_outline_dialog, GALLEY, OUTLINE_DIALOG, AdwWindow)

GtkWindow *galley_outline_dialog_new (GtkWindow *parent, GalleyContext *context, GalleySectionModel *sections, GalleySectionCommands *commands);

G_END_DECLS
