/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-database-link"

#include "galley-config.h"

#include "galley-database-private.h"

#include <glib/gi18n-lib.h>

#include "galley-conninfo.h"
#include "galley-error.h"
#include "galley-source.h"

#define CHANNEL "galley"

static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void session_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * galley_database_has_link:
 * @self: a database
 *
 * Returns: whether calls can be sent
 */
gboolean
galley_database_has_link (GalleyDatabase *self)
{
  return self->ready && galley_connection_is_open (self->connection);
}

/**
 * galley_database_drop_link:
 * @self: a database
 *
 * Ends the link, or the attempts to get one.
 */
void
galley_database_drop_link (GalleyDatabase *self)
{
  g_autoptr (GalleyConnection) connection = g_steal_pointer (&self->connection);

  self->ready = FALSE;
  galley_source_clear (&self->pausing);
  if (connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (connection, self);
  galley_connection_close (connection);
}

/* The only place where opening ends. */
static void
finish_opening (GalleyDatabase *self,
                GError         *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
notice_cb (GalleyConnection *connection,
           const char       *channel,
           const char       *payload,
           int               pid,
           GalleyDatabase   *self)
{
  g_autoptr (GalleyChange) change = NULL;

  if (!g_str_equal (channel, CHANNEL))
    return;
  change = galley_change_new (payload, self->session);
  if (change != NULL)
    galley_database_emit_changed (self, change);
  else
    g_message ("A notice of process %d is not understood: “%s”", pid, payload);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  GalleyDatabase *self = user_data;

  galley_source_clear (&self->pausing);
  galley_database_connect (self);
  return G_SOURCE_REMOVE;
}

/* Pauses grow, so as not to pester a server that is in trouble, and vary, so that not all of its clients come at once. */
static void
attempt_later (GalleyDatabase *self)
{
  guint pause = self->pause / 2 + (guint)g_random_int_range (0, (int)self->pause / 2 + 1);

  self->pause = MIN (self->pause * 2, self->longest_pause);
  self->pausing = galley_database_start_timer (self, pause, "galley-database-pause", pause_over_cb);
  galley_database_set_state (self, GALLEY_DATABASE_WAITING);
}

static void
attempt_failed (GalleyDatabase *self,
                GError         *error)
{
  g_debug ("Connecting failed: %s", error->message);
  galley_database_drop_link (self);
  if (self->opening == NULL)
    {
      attempt_later (self);
      g_error_free (error);
      return;
    }
  galley_database_fail_waiting (self, error);
  galley_database_set_state (self, GALLEY_DATABASE_CLOSED);
  finish_opening (self, error);
}

static void
lost_cb (GalleyConnection *connection,
         const GError     *error,
         GalleyDatabase   *self)
{
  g_debug ("Lost the link: %s", error->message);
  self->lost = TRUE;
  galley_database_drop_link (self);
  attempt_later (self);
}

static void
link_ready (GalleyDatabase *self)
{
  gboolean resumed = self->lost;

  self->ready = TRUE;
  self->lost = FALSE;
  self->pause = self->first_pause;
  g_signal_connect (self->connection, "lost", G_CALLBACK (lost_cb), self);
  galley_database_send_waiting (self);
  galley_database_set_state (self, GALLEY_DATABASE_CONNECTED);
  if (resumed && self->ready)
    galley_database_emit_resumed (self);
  if (self->opening != NULL)
    finish_opening (self, self->state == GALLEY_DATABASE_CLOSED ? galley_database_new_closed_error () : NULL);
}

/* An attempt does not keep the database alive.  NULL as well when the database has given the attempt up. */
static GalleyDatabase *
dup_database (GWeakRef *place,
              GObject  *connection)
{
  g_autoptr (GalleyDatabase) self = g_weak_ref_get (place);

  g_weak_ref_clear (place);
  g_free (place);
  if (self == NULL || G_OBJECT (self->connection) == connection)
    return g_steal_pointer (&self);
  if (self->state == GALLEY_DATABASE_CLOSED && self->opening != NULL)
    finish_opening (self, galley_database_new_closed_error ());
  return NULL;
}

static GWeakRef *
new_place (GalleyDatabase *self)
{
  GWeakRef *place = g_new0 (GWeakRef, 1);

  g_weak_ref_init (place, self);
  return place;
}

/**
 * galley_database_connect:
 * @self: a database without a link
 *
 * Tries to get a link.
 */
void
galley_database_connect (GalleyDatabase *self)
{
  GCancellable *cancellable = self->opening != NULL ? g_task_get_cancellable (self->opening) : NULL;

  self->connection = galley_connection_new (self->conninfo);
  galley_connection_set_timeout (self->connection, self->timeout);
  g_signal_connect (self->connection, "notice", G_CALLBACK (notice_cb), self);
  galley_connection_open_async (self->connection, cancellable, opened_cb, new_place (self));
}

/* What a session must know before anything else is done in it.  A lock is waited for less long than an answer, so that the server
 * says that somebody is in the way before it looks as if it were dead. */
static void
prepare_session (GalleyDatabase *self)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  GCancellable    *cancellable = self->opening != NULL ? g_task_get_cancellable (self->opening) : NULL;
  GalleyStatement *settings = galley_statement_new_for_sql ("SELECT pg_catalog.set_config('galley.session', $1, false),"
                                                            " pg_catalog.set_config('lock_timeout', $2, false)",
                                                            GALLEY_STATEMENT_READ);
  g_autofree char *lock_timeout = g_strdup_printf ("%ums", self->timeout - self->timeout / 3);

  galley_statement_bind_text (settings, self->session);
  galley_statement_bind_text (settings, lock_timeout);
  g_ptr_array_add (statements, settings);
  g_ptr_array_add (statements, galley_statement_new_for_sql ("LISTEN " CHANNEL, GALLEY_STATEMENT_READ));
  galley_connection_execute_all_async (self->connection, statements, cancellable, session_prepared_cb, new_place (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyDatabase) self = dup_database (user_data, source);
  g_autoptr (GError) error = NULL;
  gboolean open = galley_connection_open_finish (GALLEY_CONNECTION (source), result, &error);

  if (self == NULL)
    return;
  if (open)
    prepare_session (self);
  else
    attempt_failed (self, g_steal_pointer (&error));
}

static void
session_prepared_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GalleyDatabase) self = dup_database (user_data, source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = galley_connection_execute_all_finish (GALLEY_CONNECTION (source), result, &error);

  if (self == NULL)
    return;
  if (answers != NULL && galley_connection_is_open (self->connection))
    link_ready (self);
  else if (answers != NULL)
    attempt_failed (self,
                    g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The connection was lost while it was being set up")));
  else
    attempt_failed (self, g_steal_pointer (&error));
}

/**
 * galley_database_set_conninfo:
 * @self: a database
 * @conninfo: a URI or a libpq keyword string, several hosts allowed
 *
 * Tells where the same database is to be found from now on.  A link that is there is kept; one that is being tried to get is
 * tried to get from there, at once.
 */
void
galley_database_set_conninfo (GalleyDatabase *self,
                              const char     *conninfo)
{
  g_return_if_fail (GALLEY_IS_DATABASE (self));
  g_return_if_fail (conninfo != NULL);

  if (g_str_equal (self->conninfo, conninfo))
    return;
  g_free (self->conninfo);
  self->conninfo = g_strdup (conninfo);
  if (self->state != GALLEY_DATABASE_CONNECTING && self->state != GALLEY_DATABASE_WAITING)
    return;
  galley_database_drop_link (self);
  self->pause = self->first_pause;
  galley_database_connect (self);
}

/**
 * galley_database_dup_environment:
 * @self: a database
 * @error: return location for an error
 *
 * Gives the environment in which a program of PostgreSQL, such as `psql`, connects to this database by itself: that of this
 * process, and `PGHOST`, `PGDATABASE` and their like.  It may hold a password.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the environment; %NULL with `GALLEY_ERROR_INVALID` (the
 *   connection string)
 */
char **
galley_database_dup_environment (GalleyDatabase *self,
                                 GError        **error)
{
  g_autoptr (GalleyConninfo) conninfo = NULL;

  g_return_val_if_fail (GALLEY_IS_DATABASE (self), NULL);

  conninfo = galley_conninfo_new (self->conninfo, error);
  return conninfo != NULL ? galley_conninfo_set_environment (conninfo, g_get_environ ()) : NULL;
}

/**
 * galley_database_has_password:
 * @conninfo: a URI or a libpq keyword string
 *
 * Tells whether a password stands in a connection string, so that it is not kept where passwords do not belong.
 *
 * Returns: whether it holds a password; %FALSE also when it cannot be understood
 */
gboolean
galley_database_has_password (const char *conninfo)
{
  PQconninfoOption *options;
  gboolean          found = FALSE;

  g_return_val_if_fail (conninfo != NULL, FALSE);

  options = PQconninfoParse (conninfo, NULL);
  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    if (g_str_has_suffix (option->keyword, "password") && option->val != NULL && *option->val != '\0')
      found = TRUE;
  PQconninfoFree (options);
  return found;
}
