/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-connector"

#include "galley-config.h"

#include "galley-connector.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-conninfo.h"
#include "galley-error.h"
#include "galley-host.h"
#include "galley-pg-source.h"
#include "galley-source.h"
#include "galley-sqlstate.h"

/* Getting one link, in this order: parse; look host names up; let libpq try the hosts one after the other.
 *
 *   connect_async ──▶ resolved_cb ──▶ start ──▶ ready_cb … ready_cb ──▶ finish
 *                                       ▲           │
 *                                       └───────────┘ a host that does not answer in time is dropped, the rest is tried again
 */
typedef struct
{
  /* input */
  GalleyConninfo  *conninfo; /* (owned) */
  PQnoticeReceiver receiver;
  gpointer         receiver_data; /* (unowned) */
  /* in progress */
  GCancellable *lookup;  /* (owned): ends the look-up of names, at the caller's wish or because time is up */
  GSource      *source;  /* (owned) (nullable): looks after the link, and the time that each step may take */
  GSource      *abort;   /* (owned) (nullable): tells when the caller cancels */
  int           host;    /* which one is being tried; -1 before the first */
  int           timeout; /* ms a step may take; -1 for any */
  gboolean      late;    /* the look-up took too long */
  /* output */
  PGconn *link; /* (owned) (nullable) */
} Connector;

static void     resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void     ready_cb (GIOCondition condition, gpointer user_data);
static gboolean cancelled_cb (GCancellable *cancellable, gpointer user_data);

static void
connector_free (gpointer data)
{
  Connector *connector = data;

  galley_source_clear (&connector->source);
  galley_source_clear (&connector->abort);
  g_clear_object (&connector->lookup);
  g_clear_pointer (&connector->link, PQfinish);
  g_clear_pointer (&connector->conninfo, galley_conninfo_free);
  g_free (connector);
}

/* The only place where connecting ends.  Until here the task is held by the reference that connect_async() left; the sources and
 * the look-up use it without owning it, and are gone now. */
static void
finish (GTask  *task,
        GError *error)
{
  g_autoptr (GTask) owner = task;
  Connector *connector = g_task_get_task_data (task);

  galley_source_clear (&connector->source);
  galley_source_clear (&connector->abort);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&connector->link), (GDestroyNotify)PQfinish);
}

static void
set_deadline (Connector *connector)
{
  if (connector->timeout >= 0)
    g_source_set_ready_time (connector->source, g_get_monotonic_time () + connector->timeout * G_TIME_SPAN_MILLISECOND);
}

/* A program that was linked with libpq cannot ask a failed link for the SQLSTATE.  With verbose messages it stands in the text:
 * "… FATAL:  28P01: password authentication failed …\nLOCATION:  auth_failed, auth.c:326". */
static GError *
parse_failure (const char *text)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^(?<before>.*):  (?<state>[0-9A-Z]{5}): (?<message>[^\\n]*)(?<rest>.*)$",
                                            G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GRegex) location = g_regex_new ("^[^\\n]+:  (\\w+, )?[\\w.]+:\\d+$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *bare = g_regex_replace_literal (location, valid, -1, 0, "", 0, NULL);
  g_autofree char *state = NULL;
  g_autofree char *message = NULL;
  g_autofree char *rest = NULL;

  if (!g_regex_match (pattern, bare, 0, &match))
    return galley_sqlstate_new_error ("08001", bare, NULL, NULL);
  state = g_match_info_fetch_named (match, "state");
  message = g_match_info_fetch_named (match, "message");
  rest = g_match_info_fetch_named (match, "rest");
  g_strstrip (rest);
  return galley_sqlstate_new_error (state, message, rest[0] != '\0' ? rest : NULL, NULL);
}

static void
fail (GTask *task)
{
  Connector       *connector = g_task_get_task_data (task);
  g_autofree char *place = galley_conninfo_to_string (connector->conninfo);
  GError          *error;

  if (PQconnectionNeedsPassword (connector->link))
    error = g_error_new (GALLEY_ERROR, GALLEY_ERROR_PERMISSION,
                         _ ("The server asks for a password. Give one in the database address or in ~/.pgpass."));
  else
    error = parse_failure (PQerrorMessage (connector->link));
  g_prefix_error (&error, _ ("Cannot connect to the database (%s): "), place);
  finish (task, error);
}

static void
start (GTask *task)
{
  Connector *connector = g_task_get_task_data (task);

  g_clear_pointer (&connector->link, PQfinish);
  connector->link = galley_conninfo_start (connector->conninfo);
  if (connector->link == NULL)
    g_error ("Out of memory");
  connector->host = -1;
  PQsetNoticeReceiver (connector->link, connector->receiver, connector->receiver_data);
  PQsetErrorVerbosity (connector->link, PQERRORS_VERBOSE);
  set_deadline (connector);
  if (PQstatus (connector->link) == CONNECTION_BAD)
    fail (task);
  else
    galley_pg_source_watch (connector->source, PQsocket (connector->link), G_IO_OUT);
}

static void
give_up_host (GTask *task)
{
  Connector       *connector = g_task_get_task_data (task);
  GPtrArray       *hosts = galley_conninfo_get_hosts (connector->conninfo);
  guint            host = MAX (connector->host, 0);
  g_autofree char *place = galley_host_to_string (g_ptr_array_index (hosts, host));

  g_debug ("%s did not answer within %d ms", place, connector->timeout);
  if (hosts->len > 1)
    {
      /* From the start again, without it: the hosts before it said no at once, and may be the second choice of
       * target_session_attrs=prefer-standby. */
      galley_pg_source_watch (connector->source, -1, 0);
      g_ptr_array_remove_index (hosts, host);
      start (task);
      return;
    }
  finish (task, g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION,
                             _ ("The server at %s did not answer within %d s. Check that it runs and that your network lets you "
                                "through."),
                                place, connector->timeout / 1000));
}

static void
poll_link (GTask *task)
{
  Connector *connector = g_task_get_task_data (task);

  switch (PQconnectPoll (connector->link))
    {
    case PGRES_POLLING_READING:
      galley_pg_source_watch (connector->source, PQsocket (connector->link), G_IO_IN);
      break;
    case PGRES_POLLING_WRITING:
      galley_pg_source_watch (connector->source, PQsocket (connector->link), G_IO_OUT);
      break;
    case PGRES_POLLING_OK:
      PQsetErrorVerbosity (connector->link, PQERRORS_DEFAULT);
      finish (task, NULL);
      return;
    case PGRES_POLLING_FAILED:
    case PGRES_POLLING_ACTIVE:
    default:
      fail (task);
      return;
    }
  if (connector->host != galley_conninfo_find_host (connector->conninfo, connector->link))
    {
      connector->host = galley_conninfo_find_host (connector->conninfo, connector->link);
      set_deadline (connector);
    }
}

static void
ready_cb (GIOCondition condition,
          gpointer     user_data)
{
  GTask     *task = user_data;
  Connector *connector = g_task_get_task_data (task);

  if (condition != 0)
    {
      poll_link (task);
      return;
    }
  g_source_set_ready_time (connector->source, -1);
  if (connector->link != NULL)
    {
      give_up_host (task);
      return;
    }
  connector->late = TRUE;
  g_cancellable_cancel (connector->lookup);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask     *task = user_data;
  Connector *connector = g_task_get_task_data (task);

  if (connector->link == NULL)
    g_cancellable_cancel (connector->lookup);
  else
    finish (task, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Connecting was cancelled")));
  return G_SOURCE_REMOVE;
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask     *task = user_data;
  Connector *connector = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *hosts = galley_host_resolve_all_finish (result, &error);

  if (hosts != NULL)
    {
      galley_conninfo_set_hosts (connector->conninfo, hosts);
      start (task);
    }
  else if (connector->late)
    finish (task, g_error_new (GALLEY_ERROR, GALLEY_ERROR_CONNECTION,
                               _ ("The name of the server could not be looked up within %d s. Check your network."),
                                  connector->timeout / 1000));
  else
    finish (task, g_steal_pointer (&error));
}

static void
attach (GTask *task)
{
  Connector *connector = g_task_get_task_data (task);

  connector->source = galley_pg_source_new ("galley-connector", ready_cb, task);
  g_source_attach (connector->source, g_task_get_context (task));
  if (g_task_get_cancellable (task) != NULL)
    {
      connector->abort = g_cancellable_source_new (g_task_get_cancellable (task));
      g_source_set_callback (connector->abort, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (connector->abort, g_task_get_context (task));
    }
}

/**
 * galley_connector_connect_async:
 * @conninfo: a URI or a libpq keyword string, several hosts allowed
 * @receiver: is given the server's messages, while connecting and afterwards
 * @receiver_data: for @receiver
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gets a link to a database without ever blocking: names are looked up by GIO, and libpq is only let at the socket when that is
 * ready.
 *
 * Each host may take the time that `connect_timeout` says, and 10 s if nothing does.  What libpq itself waits for when a server
 * wants Kerberos, or a service is defined in LDAP, cannot be taken from it.
 */
void
galley_connector_connect_async (const char         *conninfo,
                                PQnoticeReceiver    receiver,
                                gpointer            receiver_data,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask     *task = g_task_new (NULL, cancellable, callback, user_data);
  Connector *connector = g_new0 (Connector, 1);
  GError    *error = NULL;

  g_task_set_source_tag (task, galley_connector_connect_async);
  g_task_set_task_data (task, connector, connector_free);
  connector->receiver = receiver;
  connector->receiver_data = receiver_data;
  connector->host = -1;
  connector->conninfo = galley_conninfo_new (conninfo, &error);
  if (connector->conninfo == NULL)
    {
      finish (task, error);
      return;
    }
  connector->timeout = galley_conninfo_get_connect_timeout (connector->conninfo);
  connector->lookup = g_cancellable_new ();
  attach (task);
  set_deadline (connector);
  galley_host_resolve_all_async (galley_conninfo_get_hosts (connector->conninfo), connector->lookup, resolved_cb, task);
}

/**
 * galley_connector_connect_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full): a link that is ready, still in blocking mode; %NULL with `GALLEY_ERROR_CONNECTION`,
 *   `GALLEY_ERROR_PERMISSION` (password, pg_hba.conf), `GALLEY_ERROR_BUSY` (too many connections), `GALLEY_ERROR_INVALID` (the
 *   connection string) or `G_IO_ERROR_CANCELLED`
 */
PGconn *
galley_connector_connect_finish (GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
