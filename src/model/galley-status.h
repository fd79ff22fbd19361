/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_STATUS (galley_status_get_type ())

/**
 * GalleyStatus:
 *
 * What a database is and how much is in it.  Immutable.
 */
G_DECLARE_FINAL_TYPE (GalleyStatus, galley_status, GALLEY, STATUS, GalleyValue)

const char *galley_status_get_server_version (GalleyStatus *self);
const char *galley_status_get_schema_version (GalleyStatus *self);
const char *galley_status_get_program_version (GalleyStatus *self);
const char *galley_status_get_database (GalleyStatus *self);
const char *galley_status_get_user (GalleyStatus *self);
int         galley_status_get_n_posts (GalleyStatus *self);
int         galley_status_get_n_sections (GalleyStatus *self);
int         galley_status_get_n_elements (GalleyStatus *self);
int         galley_status_get_n_parked (GalleyStatus *self);
gint64      galley_status_get_size (GalleyStatus *self);

G_END_DECLS
