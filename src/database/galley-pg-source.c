/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-pg-source"

#include "galley-pg-source.h"

typedef struct
{
  GSource            parent;
  GalleyPgSourceFunc callback;
  gpointer           user_data; /* (unowned) */
  int                socket;    /* -1 when none is watched */
  GIOCondition       condition;
  gpointer           tag; /* (nullable) */
} PgSource;

static gboolean
dispatch (GSource    *source,
          GSourceFunc callback,
          gpointer    user_data)
{
  PgSource    *self = (PgSource *)source;
  GIOCondition condition = self->tag != NULL ? g_source_query_unix_fd (source, self->tag) : 0;

  self->callback (condition, self->user_data);
  return G_SOURCE_CONTINUE;
}

/* Neither prepare nor check: the socket and the ready time are all there is, and GLib knows both. */
static GSourceFuncs functions = { NULL, NULL, dispatch, NULL, NULL, NULL };

/**
 * galley_pg_source_new:
 * @name: a static name, for debugging
 * @callback: called when the socket or the ready time says so
 * @user_data: (unowned): for @callback; whoever owns it destroys the source first
 *
 * Makes a source that looks after one `PGconn`: its socket, which libpq may replace while it connects, and by
 * g_source_set_ready_time() its deadlines.
 *
 * Callbacks of an operation run inside of the source's dispatch and may run a nested main loop, in which the connection has to
 * go on working; so the source may recurse.
 *
 * Returns: (transfer full): a source that is not attached and watches nothing yet
 */
GSource *
galley_pg_source_new (const char        *name,
                      GalleyPgSourceFunc callback,
                      gpointer           user_data)
{
  GSource  *source = g_source_new (&functions, sizeof (PgSource));
  PgSource *self = (PgSource *)source;

  self->callback = callback;
  self->user_data = user_data;
  self->socket = -1;
  g_source_set_static_name (source, name);
  g_source_set_can_recurse (source, TRUE);
  return source;
}

/**
 * galley_pg_source_watch:
 * @source: a source made by galley_pg_source_new()
 * @socket: the socket as `PQsocket()` tells it now; -1 for none
 * @condition: what to wait for
 *
 * Changes what is waited for.
 */
void
galley_pg_source_watch (GSource     *source,
                        int          socket,
                        GIOCondition condition)
{
  PgSource *self = (PgSource *)source;

  if (self->tag != NULL && self->socket == socket)
    {
      if (self->condition != condition)
        g_source_modify_unix_fd (source, self->tag, condition);
      self->condition = condition;
      return;
    }
  if (self->tag != NULL)
    g_source_remove_unix_fd (source, g_steal_pointer (&self->tag));
  if (socket >= 0)
    self->tag = g_source_add_unix_fd (source, socket, condition);
  self->socket = socket;
  self->condition = condition;
}
