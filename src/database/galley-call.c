/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-call"

#include "galley-call.h"

#include "galley-error.h"
#include "galley-source.h"
#include "galley-statement-private.h"

/* A call that meets the end of this many links may well be what ends them. */
#define MOST_LOSSES 3

struct _GalleyCall
{
  /* input */
  GTask     *task;       /* (owned) */
  GPtrArray *statements; /* (owned) (element-type GalleyStatement) */
  gboolean   several;    /* the caller waits for an array of results */
  char      *operation;  /* (owned) (nullable): the id under which the database remembers a call that must not happen twice */
  guint64    serial;     /* its place among all calls */
  /* in progress */
  GSource *cancel_source; /* (owned) (nullable): tells when the caller cancels */
  gint64   deadline;      /* until when it waits for a link, in monotonic time; 0 while it does not wait */
  guint    losses;        /* links that were lost since */
  gboolean settling;      /* the statements are those that end the doubt */
  GError  *doubt;         /* (owned) (nullable): why it is not known whether an earlier try was done */
  GError  *refusal;       /* (owned) (nullable): what a later try ended with, which holds if no earlier one was done */
  /* output */
  gpointer answer; /* (owned) (nullable): a GalleyResult, or with several an array of them */
  GError  *error;  /* (owned) (nullable) */
};

static GalleyCall *
create (GTask     *task,
        GPtrArray *statements,
        gboolean   several,
        guint64    serial)
{
  GalleyCall *self = g_new0 (GalleyCall, 1);

  self->task = task;
  self->statements = statements;
  self->several = several;
  self->serial = serial;
  return self;
}

/**
 * galley_call_new:
 * @task: (transfer full): waits for the outcome
 * @statements: (transfer full) (element-type GalleyStatement): what to do
 * @several: whether the caller wants an array, and the statements are one transaction; none of them is of kind once then
 * @serial: its place among all calls
 *
 * Returns: (transfer full): a call that was not sent yet
 */
GalleyCall *
galley_call_new (GTask     *task,
                 GPtrArray *statements,
                 gboolean   several,
                 guint64    serial)
{
  GalleyCall      *self = create (task, statements, several, serial);
  GalleyStatement *first = g_ptr_array_index (statements, 0);

  if (!several && galley_statement_get_kind (first) == GALLEY_STATEMENT_ONCE)
    {
      self->operation = g_uuid_string_random ();
      g_ptr_array_add (statements, galley_statement_new_operation (first, self->operation));
      g_ptr_array_remove_index (statements, 0);
    }
  return self;
}

static void
free_answer (gpointer answer,
             gboolean several)
{
  if (several)
    g_ptr_array_unref (answer);
  else
    galley_result_unref (answer);
}

/**
 * galley_call_free:
 * @self: (transfer full): a call
 */
void
galley_call_free (GalleyCall *self)
{
  galley_source_clear (&self->cancel_source);
  g_clear_object (&self->task);
  g_ptr_array_unref (self->statements);
  g_free (self->operation);
  g_clear_error (&self->doubt);
  g_clear_error (&self->refusal);
  g_clear_error (&self->error);
  if (self->answer != NULL)
    free_answer (self->answer, self->several);
  g_free (self);
}

/**
 * galley_call_get_task:
 * @self: a call
 *
 * Returns: (transfer none): the task that waits for it
 */
GTask *
galley_call_get_task (GalleyCall *self)
{
  return self->task;
}

/**
 * galley_call_set_cancel_source:
 * @self: a call
 * @source: (transfer full) (nullable): the source that tells when the caller cancels, which is destroyed when another one comes,
 *   or %NULL, or when the call ends
 */
void
galley_call_set_cancel_source (GalleyCall *self,
                               GSource    *source)
{
  galley_source_clear (&self->cancel_source);
  self->cancel_source = source;
}

/**
 * galley_call_get_serial:
 * @self: a call
 *
 * Returns: its place among all calls
 */
guint64
galley_call_get_serial (GalleyCall *self)
{
  return self->serial;
}

/**
 * galley_call_get_deadline:
 * @self: a call
 *
 * Returns: until when it waits for a link, in monotonic time; 0 when it has not begun to wait
 */
gint64
galley_call_get_deadline (GalleyCall *self)
{
  return self->deadline;
}

/**
 * galley_call_set_deadline:
 * @self: a call
 * @deadline: until when it waits for a link, in monotonic time
 */
void
galley_call_set_deadline (GalleyCall *self,
                          gint64      deadline)
{
  self->deadline = deadline;
}

/**
 * galley_call_send:
 * @self: a call
 * @connection: an open connection
 * @callback: called when there is something for galley_call_take()
 * @user_data: for @callback
 *
 * Sends what has to be sent next.
 */
void
galley_call_send (GalleyCall         *self,
                  GalleyConnection   *connection,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  if (self->settling)
    galley_connection_execute_all_async (connection, self->statements, NULL, callback, user_data);
  else if (self->several)
    galley_connection_execute_all_async (connection, self->statements, cancellable, callback, user_data);
  else
    galley_connection_execute_async (connection, g_ptr_array_index (self->statements, 0), cancellable, callback, user_data);
}

static gpointer
finish (GalleyCall       *self,
        GalleyConnection *connection,
        GAsyncResult     *result,
        GError          **error)
{
  if (self->settling || self->several)
    return galley_connection_execute_all_finish (connection, result, error);
  return galley_connection_execute_finish (connection, result, error);
}

/* The two statements take the operation's id if it is free, and tell what stands under it. */
static void
begin_settling (GalleyCall *self)
{
  static const char *const names[] = { "operation-settle", "operation-result" };

  self->settling = TRUE;
  g_ptr_array_set_size (self->statements, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GalleyStatement *statement = galley_statement_new (names[i]);

      galley_statement_bind_text (statement, self->operation);
      g_ptr_array_add (self->statements, statement);
    }
}

static void
take_settlement (GalleyCall *self,
                 GPtrArray  *answers)
{
  GalleyResult *rows = g_ptr_array_index (answers, 1);

  if (galley_result_get_n_rows (rows) == 1 && !galley_result_is_null (rows, 0, 0))
    self->answer = galley_result_ref (rows);
  else
    self->error = g_steal_pointer (&self->refusal);
}

static gboolean
is_loss (GalleyConnection *connection,
         const GError     *error)
{
  return !galley_connection_is_open (connection) && (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) ||
                                                     g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME));
}

/* FALSE when the call shall wait for the next link. */
static gboolean
take_loss (GalleyCall   *self,
           const GError *error)
{
  if (!self->settling && g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME))
    {
      g_clear_error (&self->doubt);
      self->doubt = g_error_copy (error);
    }
  if (++self->losses < MOST_LOSSES)
    return FALSE;
  galley_call_fail (self, error);
  return TRUE;
}

/* FALSE when the call shall go on.
 *
 * Without doubt about an earlier try the error is what it seems to be.  Otherwise an operation's id settles it; what leaves the
 * same state when done twice could only not be repeated because somebody was in the way, maybe the earlier try itself. */
static gboolean
take_refusal (GalleyCall   *self,
              const GError *error)
{
  gboolean in_the_way =
    g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_BUSY) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (self->doubt != NULL && self->operation != NULL && !self->settling)
    {
      self->refusal = g_error_copy (error);
      begin_settling (self);
      return FALSE;
    }
  if (self->doubt != NULL && (self->settling || in_the_way))
    self->error = g_steal_pointer (&self->doubt);
  else
    self->error = g_error_copy (error);
  return TRUE;
}

/**
 * galley_call_take:
 * @self: a call
 * @connection: the connection that it was sent by
 * @result: what the callback was given
 *
 * Looks at what became of a call that was sent.
 *
 * Returns: whether the call has ended; if not, it has to be sent again
 */
gboolean
galley_call_take (GalleyCall       *self,
                  GalleyConnection *connection,
                  GAsyncResult     *result)
{
  g_autoptr (GError) error = NULL;
  gpointer answer = finish (self, connection, result, &error);

  if (answer == NULL)
    return is_loss (connection, error) ? take_loss (self, error) : take_refusal (self, error);
  if (self->settling)
    {
      g_autoptr (GPtrArray) answers = answer;

      take_settlement (self, answers);
    }
  else
    self->answer = answer;
  return TRUE;
}

/**
 * galley_call_fail:
 * @self: a call that is not under way
 * @error: why it is given up
 *
 * Ends the call: with @error if nothing can have been done, otherwise with the doubt about that.
 */
void
galley_call_fail (GalleyCall   *self,
                  const GError *error)
{
  self->error = self->doubt != NULL ? g_steal_pointer (&self->doubt) : g_error_copy (error);
}

/**
 * galley_call_return:
 * @self: (transfer full): a call that has ended
 *
 * Gives the caller what came of it.
 */
void
galley_call_return (GalleyCall *self)
{
  g_autoptr (GalleyCall) owned = self;
  GDestroyNotify destroy = self->several ? (GDestroyNotify)g_ptr_array_unref : (GDestroyNotify)galley_result_unref;

  galley_source_clear (&self->cancel_source);
  if (self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (self->task, g_steal_pointer (&self->answer), destroy);
}
