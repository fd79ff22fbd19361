/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SESSION (galley_session_get_type ())

/**
 * GalleySession:
 *
 * Where somebody was: the size of the window, and in each database the post, the section and the place in its text.  It is kept on
 * the disk a moment after it changed, so that it is there however the program ended.
 */
G_DECLARE_FINAL_TYPE (GalleySession, galley_session, GALLEY, SESSION, GObject)

/**
 * GalleySessionPlace:
 * @post_id: a post, 0 for none
 * @section_id: a section of it, 0 for none
 * @field: (nullable) (owned): a field of the section
 * @offset: a character in it
 *
 * A place in a database.
 */
typedef struct
{
  int   post_id;
  int   section_id;
  char *field;
  int   offset;
} GalleySessionPlace;

void galley_session_place_clear (GalleySessionPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleySessionPlace, galley_session_place_clear)

GalleySession *galley_session_new (const char *path);
void           galley_session_get_size (GalleySession *self, int *width, int *height, gboolean *maximized);
void           galley_session_set_size (GalleySession *self, int width, int height, gboolean maximized);
gboolean       galley_session_get_panel (GalleySession *self);
void           galley_session_set_panel (GalleySession *self, gboolean revealed);
void           galley_session_get_place (GalleySession *self, const char *database, GalleySessionPlace *place);
void           galley_session_set_place (GalleySession *self, const char *database, const GalleySessionPlace *place);
void           galley_session_flush (GalleySession *self);

G_END_DECLS
