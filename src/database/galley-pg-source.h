/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyPgSourceFunc:
 * @condition: what the socket is ready for; 0 when the source's ready time has come instead
 * @user_data: what the source was made with
 *
 * Called when a libpq connection must be looked after.
 */
typedef void (*GalleyPgSourceFunc) (GIOCondition condition, gpointer user_data);

GSource *galley_pg_source_new (const char *name, GalleyPgSourceFunc callback, gpointer user_data);
void     galley_pg_source_watch (GSource *source, int socket, GIOCondition condition);

G_END_DECLS
