/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-connection-probe"

#include "galley-connection-private.h"

#include "galley-error.h"

/* A server that hangs, a network that swallows everything and a statement that takes its time are equally silent.  So while the
 * server is silent, a second connection asks it whether it is at work for the first one.  Only then may it go on being silent. */

static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * galley_connection_stop_probing:
 * @self: a connection
 *
 * Ends the probe, if there is one, because it is not needed any more.
 */
void
galley_connection_stop_probing (GalleyConnection *self)
{
  g_autoptr (GalleyConnection) probe = g_steal_pointer (&self->probe);

  if (probe != NULL)
    galley_connection_close (probe);
}

/* Otherwise the probe stays until the server says something or its time is up, so that there is one only. */
static void
conclude (GalleyConnection *self,
          gboolean          busy)
{
  g_debug ("The server is %s", busy ? "at work" : "not known to be at work");
  if (!busy)
    return;
  galley_connection_stop_probing (self);
  self->heard = g_get_monotonic_time ();
  galley_connection_watch_time (self);
}

/**
 * galley_connection_probe:
 * @self: a connection with a request under way, and without a probe
 *
 * Begins to find out whether the server is at work for the connection.
 */
void
galley_connection_probe (GalleyConnection *self)
{
  self->probe = galley_connection_new (self->conninfo);
  galley_connection_open_async (self->probe, NULL, opened_cb, g_object_ref (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyConnection) self = user_data;
  g_autoptr (GalleyStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  gboolean open = galley_connection_open_finish (GALLEY_CONNECTION (source), result, &error);

  if (source != G_OBJECT (self->probe))
    return;
  if (!open)
    {
      /* A server that has no room for another connection, for one, is alive all the same. */
      conclude (self, !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION));
      return;
    }
  statement = galley_statement_new ("session-busy");
  galley_statement_bind_int (statement, PQbackendPID (self->link));
  galley_connection_execute_async (self->probe, statement, NULL, answered_cb, g_object_ref (self));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GalleyConnection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows = galley_connection_execute_finish (GALLEY_CONNECTION (source), result, &error);

  if (source == G_OBJECT (self->probe))
    conclude (self, rows != NULL && galley_result_get_n_rows (rows) > 0);
}
