/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SYNC_DIRECTION (galley_sync_direction_get_type ())

/**
 * GalleySyncDirection:
 * @GALLEY_SYNC_DIRECTION_BOTH: the master list first, then the rows' changes
 * @GALLEY_SYNC_DIRECTION_TO_SECTIONS: the master list becomes the sections
 * @GALLEY_SYNC_DIRECTION_TO_DEVELOPMENT: the sections become the master list
 *
 * Which side wins in a manual synchronisation.  The words (`both`, `to_sections`, `to_development`) are the same in SQL, JSON and
 * on the command line.
 */
typedef enum
{
  GALLEY_SYNC_DIRECTION_BOTH,
  GALLEY_SYNC_DIRECTION_TO_SECTIONS,
  GALLEY_SYNC_DIRECTION_TO_DEVELOPMENT,
} GalleySyncDirection;

GType       galley_sync_direction_get_type (void);
const char *galley_sync_direction_to_string (GalleySyncDirection value);
gboolean    galley_sync_direction_from_string (const char *word, GalleySyncDirection *value);

G_END_DECLS
