/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PREFERENCES (galley_preferences_get_type ())

/**
 * GalleyPreferences:
 *
 * The preferences: appearance, editor, database, models.
 */
G_DECLARE_FINAL_TYPE (GalleyPreferences, galley_preferences, GALLEY, PREFERENCES, AdwPreferencesWindow)

GtkWindow *galley_preferences_new (GtkWindow *parent, GalleyWorkspace *workspace);

G_END_DECLS
