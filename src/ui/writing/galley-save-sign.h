/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-section-texts.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SAVE_SIGN (galley_save_sign_get_type ())

/**
 * GalleySaveSign:
 *
 * Says quietly where the words are: saved, on their way, only on this computer.
 */
G_DECLARE_FINAL_TYPE (GalleySaveSign, galley_save_sign, GALLEY, SAVE_SIGN, GtkWidget)

void galley_save_sign_set_texts (GalleySaveSign *self, GalleySectionTexts *texts);

G_END_DECLS
