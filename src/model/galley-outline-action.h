/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_ACTION (galley_outline_action_get_type ())

/**
 * GalleyOutlineAction:
 * @GALLEY_OUTLINE_ACTION_KEPT: stays as it is
 * @GALLEY_OUTLINE_ACTION_RENAMED: gets another heading
 * @GALLEY_OUTLINE_ACTION_MOVED: goes to another place
 * @GALLEY_OUTLINE_ACTION_ADDED: is new
 * @GALLEY_OUTLINE_ACTION_PARKED: leaves the outline, into the trash
 * @GALLEY_OUTLINE_ACTION_RESTORED: comes back from the trash
 *
 * What becomes of one section when an outline is set.  The words (`kept`, `renamed`, `moved`, `added`, `parked`, `restored`) are
 * the same in SQL, JSON and on the command line.
 */
typedef enum
{
  GALLEY_OUTLINE_ACTION_KEPT,
  GALLEY_OUTLINE_ACTION_RENAMED,
  GALLEY_OUTLINE_ACTION_MOVED,
  GALLEY_OUTLINE_ACTION_ADDED,
  GALLEY_OUTLINE_ACTION_PARKED,
  GALLEY_OUTLINE_ACTION_RESTORED,
} GalleyOutlineAction;

GType       galley_outline_action_get_type (void);
const char *galley_outline_action_to_string (GalleyOutlineAction value);
gboolean    galley_outline_action_from_string (const char *word, GalleyOutlineAction *value);

G_END_DECLS
