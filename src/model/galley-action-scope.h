/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_ACTION_SCOPE (galley_action_scope_get_type ())

/**
 * GalleyActionScope:
 * @GALLEY_ACTION_SCOPE_POST: a field of the whole post
 * @GALLEY_ACTION_SCOPE_SECTION: a field of each section
 *
 * What an action works on.  The words (`post`, `section`) are the same in SQL and JSON.
 */
typedef enum
{
  GALLEY_ACTION_SCOPE_POST,
  GALLEY_ACTION_SCOPE_SECTION,
} GalleyActionScope;

GType       galley_action_scope_get_type (void);
const char *galley_action_scope_to_string (GalleyActionScope value);
gboolean    galley_action_scope_from_string (const char *word, GalleyActionScope *value);

G_END_DECLS
