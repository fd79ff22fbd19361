/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_STATUS (galley_outline_status_get_type ())

/**
 * GalleyOutlineStatus:
 * @GALLEY_OUTLINE_STATUS_CHANGED: it is the outline now
 * @GALLEY_OUTLINE_STATUS_UNCHANGED: it was the outline already
 * @GALLEY_OUTLINE_STATUS_MERGED: it was joined with what somebody else changed meanwhile
 * @GALLEY_OUTLINE_STATUS_REJECTED: it could not be understood; nothing was changed
 *
 * What became of an outline that was set.  The words (`changed`, `unchanged`, `merged`, `rejected`) are the same in SQL, JSON and
 * on the command line.
 */
typedef enum
{
  GALLEY_OUTLINE_STATUS_CHANGED,
  GALLEY_OUTLINE_STATUS_UNCHANGED,
  GALLEY_OUTLINE_STATUS_MERGED,
  GALLEY_OUTLINE_STATUS_REJECTED,
} GalleyOutlineStatus;

GType       galley_outline_status_get_type (void);
const char *galley_outline_status_to_string (GalleyOutlineStatus value);
gboolean    galley_outline_status_from_string (const char *word, GalleyOutlineStatus *value);

G_END_DECLS
