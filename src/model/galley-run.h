/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-record.h"
#include "galley-run-settings.h"
#include "galley-run-status.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_RUN (galley_run_get_type ())

/**
 * GalleyRun:
 *
 * One action over sections of a post in their order, as it was when it was started, and how far it is.
 */
G_DECLARE_FINAL_TYPE (GalleyRun, galley_run, GALLEY, RUN, GalleyRecord)

GalleyRun         *galley_run_new (int id);
int                galley_run_get_post_id (GalleyRun *self);
const char        *galley_run_get_action_name (GalleyRun *self);
const char        *galley_run_get_provider_name (GalleyRun *self);
GalleyRunStatus    galley_run_get_status (GalleyRun *self);
const char        *galley_run_get_error (GalleyRun *self);
int                galley_run_get_n_proposals (GalleyRun *self);
int                galley_run_get_n_finished (GalleyRun *self);
GDateTime         *galley_run_get_started (GalleyRun *self);
GDateTime         *galley_run_get_finished (GalleyRun *self);
GalleyRunSettings *galley_run_get_settings (GalleyRun *self);
GListModel        *galley_run_get_proposals (GalleyRun *self);
void               galley_run_set_proposals (GalleyRun *self, GListModel *proposals);
gboolean           galley_run_is_open (GalleyRun *self);
const char        *galley_run_explain (const char *error);

G_END_DECLS
