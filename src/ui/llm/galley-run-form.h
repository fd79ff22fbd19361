/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-run-settings.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_RUN_FORM (galley_run_form_get_type ())

/**
 * GalleyRunForm:
 *
 * What a language model is to do: the action, the fields it reads and writes, the model, and how it is asked.
 */
G_DECLARE_FINAL_TYPE (GalleyRunForm, galley_run_form, GALLEY, RUN_FORM, AdwBin)

void               galley_run_form_set_workspace (GalleyRunForm *self, GalleyWorkspace *workspace);
GalleyRunSettings *galley_run_form_get_settings (GalleyRunForm *self);
gboolean           galley_run_form_is_demo (GalleyRunForm *self);
void               galley_run_form_choose_demo (GalleyRunForm *self);

G_END_DECLS
