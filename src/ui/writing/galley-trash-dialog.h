/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-section-commands.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TRASH_DIALOG (galley_trash_dialog_get_type ())

/**
 * GalleyTrashDialog:
 *
 * The sections that left a post, with everything they had, to be brought back.
 */
G_DECLARE_FINAL_TYPE (GalleyTrashDialog, galley_trash_dialog, GALLEY, TRASH_DIALOG, AdwWindow)

GtkWindow *galley_trash_dialog_new (GtkWindow *parent, GalleyContext *context, GalleySectionModel *sections, GalleySectionCommands *commands);

G_END_DECLS
