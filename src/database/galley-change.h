/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_CHANGE (galley_change_get_type ())

/**
 * GalleyChangeOperation:
 * @GALLEY_CHANGE_INSERT: a row came
 * @GALLEY_CHANGE_UPDATE: a row, or an outline, is not what it was
 * @GALLEY_CHANGE_DELETE: a row is gone
 *
 * What happened.
 */
typedef enum
{
  GALLEY_CHANGE_INSERT,
  GALLEY_CHANGE_UPDATE,
  GALLEY_CHANGE_DELETE,
} GalleyChangeOperation;

/**
 * GalleyChange:
 *
 * What the database tells of a change that somebody made.  Reference counted and immutable.
 */
typedef struct _GalleyChange GalleyChange;

GType                 galley_change_get_type (void);
GalleyChange         *galley_change_new (const char *payload, const char *own_session);
GalleyChange         *galley_change_ref (GalleyChange *self);
void                  galley_change_unref (GalleyChange *self);
const char           *galley_change_get_table (GalleyChange *self);
int                   galley_change_get_id (GalleyChange *self);
int                   galley_change_get_post (GalleyChange *self);
int                   galley_change_get_version (GalleyChange *self);
const char           *galley_change_get_session (GalleyChange *self);
GalleyChangeOperation galley_change_get_operation (GalleyChange *self);
gboolean              galley_change_is_own (GalleyChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyChange, galley_change_unref)

G_END_DECLS
