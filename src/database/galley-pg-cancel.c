/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-pg-cancel"

#include "galley-config.h"

#include "galley-pg-cancel.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

static void
cancel_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  char reason[256] = "";

  if (PQcancel (task_data, reason, sizeof reason))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_CONNECTION, _ ("The cancel request could not be sent: %s"), reason);
}

/**
 * galley_pg_cancel_async:
 * @link: a link with a statement under way, which is not used any more when this returns
 * @callback: called when the server has taken notice
 * @user_data: for @callback
 *
 * Asks the server to stop what it does for a link.
 *
 * In the versions of libpq that Galley supports this needs a connection of its own and blocks, so it happens in a thread, which
 * is given nothing but the server's address and the key.
 */
void
galley_pg_cancel_async (PGconn             *link,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, galley_pg_cancel_async);
  g_task_set_task_data (task, PQgetCancel (link), (GDestroyNotify)PQfreeCancel);
  g_task_run_in_thread (task, cancel_in_thread);
}

/**
 * galley_pg_cancel_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the server was told; %FALSE with `GALLEY_ERROR_CONNECTION` otherwise
 */
gboolean
galley_pg_cancel_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
