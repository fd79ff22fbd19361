/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "galley-action.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_RUN_SETTINGS (galley_run_settings_get_type ())

/**
 * GalleyRunSettings:
 *
 * What a run is to do and with what: made of an action, changed by the writer, kept with the run as it was.
 */
G_DECLARE_FINAL_TYPE (GalleyRunSettings, galley_run_settings, GALLEY, RUN_SETTINGS, GObject)

GalleyRunSettings *galley_run_settings_new (void);
int                galley_run_settings_get_action_id (GalleyRunSettings *self);
int                galley_run_settings_get_provider_id (GalleyRunSettings *self);
const char        *galley_run_settings_get_model (GalleyRunSettings *self);
const char        *galley_run_settings_get_input_field (GalleyRunSettings *self);
const char        *galley_run_settings_get_output_field (GalleyRunSettings *self);
const char        *galley_run_settings_get_system_prompt (GalleyRunSettings *self);
const char        *galley_run_settings_get_task_prompt (GalleyRunSettings *self);
const char        *galley_run_settings_get_format (GalleyRunSettings *self);
double             galley_run_settings_get_temperature (GalleyRunSettings *self);
int                galley_run_settings_get_max_tokens (GalleyRunSettings *self);
int                galley_run_settings_get_timeout (GalleyRunSettings *self);
GalleyRunSettings *galley_run_settings_new_for_action (GalleyAction *action);
GalleyRunSettings *galley_run_settings_copy (GalleyRunSettings *self);
void               galley_run_settings_choose_input (GalleyRunSettings *self, const char *field);

G_END_DECLS
