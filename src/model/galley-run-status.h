/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_RUN_STATUS (galley_run_status_get_type ())

/**
 * GalleyRunStatus:
 * @GALLEY_RUN_STATUS_QUEUED: nothing was sent yet
 * @GALLEY_RUN_STATUS_RUNNING: a proposal is being written
 * @GALLEY_RUN_STATUS_DONE: every proposal has come
 * @GALLEY_RUN_STATUS_FAILED: at least one proposal could not be had
 * @GALLEY_RUN_STATUS_CANCELLED: somebody stopped it
 *
 * How far a run is.  The words (`queued`, …) are the same in SQL and JSON.
 */
typedef enum
{
  GALLEY_RUN_STATUS_QUEUED,
  GALLEY_RUN_STATUS_RUNNING,
  GALLEY_RUN_STATUS_DONE,
  GALLEY_RUN_STATUS_FAILED,
  GALLEY_RUN_STATUS_CANCELLED,
} GalleyRunStatus;

GType       galley_run_status_get_type (void);
const char *galley_run_status_to_string (GalleyRunStatus value);
gboolean    galley_run_status_from_string (const char *word, GalleyRunStatus *value);

G_END_DECLS
