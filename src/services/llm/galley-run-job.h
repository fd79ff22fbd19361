/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-context.h"
#include "galley-provider.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_RUN_JOB (galley_run_job_get_type ())

/**
 * GalleyRunJob:
 *
 * One run while it is carried out: its proposals, one after the other.  The signal `ended` says that it is over, whatever came of it.
 */
G_DECLARE_FINAL_TYPE (GalleyRunJob, galley_run_job, GALLEY, RUN_JOB, GObject)

GalleyRunJob *galley_run_job_new (GalleyContext *context, GalleyRun *run, GListModel *proposals, GalleyProvider *provider, const char *parameters);
GalleyRun    *galley_run_job_get_run (GalleyRunJob *self);
GListModel   *galley_run_job_get_proposals (GalleyRunJob *self);
gboolean      galley_run_job_is_over (GalleyRunJob *self);
void          galley_run_job_start (GalleyRunJob *self);
void          galley_run_job_stop (GalleyRunJob *self);

G_END_DECLS
