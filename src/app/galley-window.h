/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-opening.h"
#include "galley-session.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_WINDOW (galley_window_get_type ())

/**
 * GalleyWindow:
 *
 * The library beside the post that is open: its sections, their editor, and what a model can do with them.
 */
G_DECLARE_FINAL_TYPE (GalleyWindow, galley_window, GALLEY, WINDOW, AdwApplicationWindow)

GtkWindow *galley_window_new (GtkApplication *application, GalleyOpening *opening, GalleySession *session);
void       galley_window_set_opening (GalleyWindow *self, GalleyOpening *opening);
void       galley_window_open_post (GalleyWindow *self, int post_id, int section_id, const char *field, int offset);
void       galley_window_import_files (GalleyWindow *self, GSList *files);
void       galley_window_show_recovered (GalleyWindow *self, GListModel *recovered);

G_END_DECLS
