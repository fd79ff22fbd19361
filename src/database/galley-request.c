/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-request"

#include "galley-config.h"

#include "galley-request.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-result-private.h"
#include "galley-source.h"
#include "galley-sqlstate.h"
#include "galley-statement-private.h"

/* Bytes; copying them takes about a tenth of a millisecond. */
#define LARGE (256 * 1024)

/* Who meets somebody else so often does so for another reason than chance. */
#define MOST_COLLISIONS 5

/* What one answer of the server is about. */
typedef struct
{
  GalleyStatement *statement; /* (unowned) */
  gboolean         preparing;
} Step;

struct _GalleyRequest
{
  /* input */
  GTask     *task;       /* (owned) */
  GPtrArray *statements; /* (owned) (element-type GalleyStatement) */
  gboolean   several;    /* the caller waits for an array of results */
  /* in progress */
  GSource *cancel_source; /* (owned) (nullable): tells when the caller cancels */
  GArray  *steps;         /* (owned) (element-type Step): answers that are to come, in their order */
  guint    step;          /* the one that is coming */
  gboolean pipelined;
  gboolean sent;       /* everything went to the operating system */
  gboolean cancelled;  /* a cancel request was sent */
  gboolean repeated;   /* this is the second try, after a stale one */
  guint    collisions; /* tries that ended because somebody else was in the way */
  gboolean collided;   /* the last one did */
  gboolean stale;      /* failed only because the server prepared the statement for tables that have changed since */
  gboolean fatal;      /* the error is the last that the link has to say */
  /* output */
  GPtrArray *results; /* (owned) (element-type GalleyResult) */
  GError    *error;   /* (owned) (nullable): the first one */
};

/**
 * galley_request_new:
 * @task: (transfer full): waits for the result: a `GalleyResult`, or with @several an array of them
 * @statements: (transfer full) (element-type GalleyStatement): what to do
 * @several: whether the caller wants an array, and the statements are one transaction
 *
 * Returns: (transfer full): a request that was not sent yet
 */
GalleyRequest *
galley_request_new (GTask     *task,
                    GPtrArray *statements,
                    gboolean   several)
{
  GalleyRequest *self = g_new0 (GalleyRequest, 1);

  self->task = task;
  self->statements = statements;
  self->several = several;
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_result_unref);
  return self;
}

/**
 * galley_request_free:
 * @self: (transfer full): a request
 */
void
galley_request_free (GalleyRequest *self)
{
  galley_source_clear (&self->cancel_source);
  g_clear_object (&self->task);
  g_ptr_array_unref (self->statements);
  g_array_unref (self->steps);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * galley_request_get_task:
 * @self: a request
 *
 * Returns: (transfer none): the task that waits for it
 */
GTask *
galley_request_get_task (GalleyRequest *self)
{
  return self->task;
}

/**
 * galley_request_set_cancel_source:
 * @self: a request
 * @source: (transfer full): the source that tells when the caller cancels, which is destroyed when the request ends
 */
void
galley_request_set_cancel_source (GalleyRequest *self,
                                  GSource       *source)
{
  self->cancel_source = source;
}

/**
 * galley_request_is_large:
 * @self: a request
 *
 * Returns: whether it takes so long to copy what it says that the main loop should get a turn in between
 */
gboolean
galley_request_is_large (GalleyRequest *self)
{
  gsize size = 0;

  for (guint i = 0; i < self->statements->len; i++)
    size += galley_statement_get_size (g_ptr_array_index (self->statements, i));
  return size >= LARGE;
}

static void
add_step (GalleyRequest   *self,
          GalleyStatement *statement,
          gboolean         preparing)
{
  Step step = { statement, preparing };

  g_array_append_val (self->steps, step);
}

static gboolean
is_preparing (GalleyRequest *self,
              const char    *name)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      if (step->preparing && g_str_equal (galley_statement_get_name (step->statement), name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
needs_preparing (GalleyRequest   *self,
                 GalleyStatement *statement,
                 GalleyPrepared  *prepared)
{
  const char *name = galley_statement_get_name (statement);

  return name != NULL && !galley_prepared_contains (prepared, name) && !is_preparing (self, name);
}

static gboolean
send_statement (GalleyRequest   *self,
                GalleyStatement *statement,
                PGconn          *link,
                GalleyPrepared  *prepared)
{
  const char        *name = galley_statement_get_name (statement);
  const char        *sql = galley_statement_get_sql (statement);
  const char *const *values = galley_statement_get_parameters (statement);
  int                n_values = (int)galley_statement_get_n_parameters (statement);
  g_autofree char   *server_name = name != NULL ? galley_prepared_dup_server_name (prepared, name) : NULL;

  galley_statement_seal (statement);
  if (needs_preparing (self, statement, prepared))
    {
      if (!PQsendPrepare (link, server_name, sql, 0, NULL))
        return FALSE;
      add_step (self, statement, TRUE);
    }
  add_step (self, statement, FALSE);
  if (name != NULL)
    return PQsendQueryPrepared (link, server_name, n_values, values, NULL, NULL, 0);
  if (!self->pipelined && galley_statement_is_script (statement))
    return PQsendQuery (link, sql);
  return PQsendQueryParams (link, sql, n_values, NULL, values, NULL, NULL, 0);
}

/**
 * galley_request_send:
 * @self: a request that waits
 * @link: a link with nothing under way
 * @prepared: what its server has prepared
 *
 * Gives the request to libpq, which sends as much as the socket takes.
 *
 * Several statements, or one that has to be prepared, go as one pipeline: in one round trip, and one transaction.
 *
 * Returns: whether libpq took it; if not, `PQerrorMessage()` says why and the link is of no use any more
 */
gboolean
galley_request_send (GalleyRequest  *self,
                     PGconn         *link,
                     GalleyPrepared *prepared)
{
  self->sent = FALSE;
  self->stale = FALSE;
  self->collided = FALSE;
  self->fatal = FALSE;
  self->step = 0;
  g_array_set_size (self->steps, 0);
  g_ptr_array_set_size (self->results, 0);
  g_clear_error (&self->error);

  self->pipelined = self->several || needs_preparing (self, g_ptr_array_index (self->statements, 0), prepared);
  if (self->pipelined && !PQenterPipelineMode (link))
    return FALSE;
  for (guint i = 0; i < self->statements->len; i++)
    if (!send_statement (self, g_ptr_array_index (self->statements, i), link, prepared))
      return FALSE;
  return !self->pipelined || PQpipelineSync (link);
}

/* The plan of a prepared statement may stop to fit when a table is altered.  Where the error comes from is the only thing that
 * tells it from other uses of its SQLSTATE. */
static gboolean
is_about_stale_plan (const PGresult *answer)
{
  const char *sqlstate = PQresultErrorField (answer, PG_DIAG_SQLSTATE);
  const char *function = PQresultErrorField (answer, PG_DIAG_SOURCE_FUNCTION);

  return g_strcmp0 (sqlstate, "26000") == 0 ||
         (g_strcmp0 (sqlstate, "0A000") == 0 && g_strcmp0 (function, "RevalidateCachedQuery") == 0);
}

/* A deadlock, or changes that do not fit together: the server undid what this one had done, so that the other one could go on. */
static gboolean
is_about_collision (const PGresult *answer)
{
  const char *sqlstate = PQresultErrorField (answer, PG_DIAG_SQLSTATE);

  return g_strcmp0 (sqlstate, "40P01") == 0 || g_strcmp0 (sqlstate, "40001") == 0;
}

/* Errors of libpq itself, which carry no severity, are about the link. */
static gboolean
is_fatal (const PGresult *answer)
{
  const char *severity = PQresultErrorField (answer, PG_DIAG_SEVERITY_NONLOCALIZED);

  return g_strcmp0 (severity, "ERROR") != 0;
}

/* The lines after the first are what libpq guesses. */
static GError *
new_libpq_error (const PGresult *answer)
{
  g_auto (GStrv) lines = g_strsplit (PQresultErrorMessage (answer), "\n", 2);

  return galley_sqlstate_new_error ("08006", lines[0] != NULL ? lines[0] : "", NULL, NULL);
}

static void
take_error (GalleyRequest  *self,
            const PGresult *answer)
{
  const char *sqlstate = PQresultErrorField (answer, PG_DIAG_SQLSTATE);
  const char *message = PQresultErrorField (answer, PG_DIAG_MESSAGE_PRIMARY);

  /* What comes after the first error are only its consequences. */
  if (self->error != NULL)
    return;
  self->stale = is_about_stale_plan (answer);
  self->collided = is_about_collision (answer);
  self->fatal = is_fatal (answer);
  if (self->cancelled && g_strcmp0 (sqlstate, "57014") == 0)
    self->error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The database operation was cancelled"));
  else if (message == NULL)
    self->error = new_libpq_error (answer);
  else
    self->error = galley_sqlstate_new_error (sqlstate, message,
                                             PQresultErrorField (answer, PG_DIAG_MESSAGE_DETAIL),
                                             PQresultErrorField (answer, PG_DIAG_MESSAGE_HINT));
}

/* Nothing in Galley copies, so there is no way on from here but to drop the link. */
static void
refuse_copy (GalleyRequest *self)
{
  g_clear_error (&self->error);
  self->error = g_error_new (GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _ ("COPY is not supported"));
  self->fatal = TRUE;
}

static void
take_success (GalleyRequest  *self,
              PGresult       *answer,
              GalleyPrepared *prepared)
{
  const Step *step = self->step < self->steps->len ? &g_array_index (self->steps, Step, self->step) : NULL;

  if (step != NULL && step->preparing)
    {
      galley_prepared_add (prepared, galley_statement_get_name (step->statement));
      PQclear (answer);
      return;
    }
  /* Of a script with several commands, the last result is the one that is wanted. */
  if (!self->pipelined)
    g_ptr_array_set_size (self->results, 0);
  g_ptr_array_add (self->results, galley_result_new (answer));
}

static void
take (GalleyRequest  *self,
      PGresult       *answer,
      GalleyPrepared *prepared)
{
  g_autoptr (PGresult) owned = answer;

  switch (PQresultStatus (answer))
    {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_SINGLE_TUPLE:
      take_success (self, g_steal_pointer (&owned), prepared);
      break;
    case PGRES_PIPELINE_ABORTED:
    case PGRES_PIPELINE_SYNC:
      break;
    case PGRES_COPY_OUT:
    case PGRES_COPY_IN:
    case PGRES_COPY_BOTH:
      refuse_copy (self);
      break;
    case PGRES_BAD_RESPONSE:
    case PGRES_NONFATAL_ERROR:
    case PGRES_FATAL_ERROR:
    default:
      take_error (self, answer);
      break;
    }
}

/* What libpq does not do; going on would be waiting for ever. */
static void
lose_step (GalleyRequest *self,
           PGconn        *link)
{
  g_clear_error (&self->error);
  self->error = g_error_new (GALLEY_ERROR, GALLEY_ERROR_FAILED,
                             _ ("The answers of the server do not fit what it was asked: %s"), PQerrorMessage (link));
  self->fatal = TRUE;
}

/**
 * galley_request_read:
 * @self: the request that is under way
 * @link: its link
 * @prepared: what its server has prepared
 *
 * Takes one answer of the server; to be called only while `PQisBusy()` is false.
 *
 * Returns: whether that was the last one
 */
gboolean
galley_request_read (GalleyRequest  *self,
                     PGconn         *link,
                     GalleyPrepared *prepared)
{
  PGresult *answer = PQgetResult (link);
  gboolean  synced = answer != NULL && PQresultStatus (answer) == PGRES_PIPELINE_SYNC;

  if (answer != NULL)
    take (self, answer, prepared);
  else
    self->step++;
  if (!self->pipelined)
    return answer == NULL;
  /* One more than there are steps: the commit itself may fail. */
  if (self->step > self->steps->len + 1 || (synced && !PQexitPipelineMode (link)))
    lose_step (self, link);
  return synced;
}

/**
 * galley_request_set_sent:
 * @self: the request that is under way
 *
 * Notes that all of it was sent, so that from now on the server may have done it.
 */
void
galley_request_set_sent (GalleyRequest *self)
{
  self->sent = TRUE;
}

/**
 * galley_request_set_cancelled:
 * @self: the request that is under way
 *
 * Notes that the server was asked to stop it.
 */
void
galley_request_set_cancelled (GalleyRequest *self)
{
  self->cancelled = TRUE;
}

/**
 * galley_request_is_cancelled:
 * @self: a request
 *
 * Returns: whether the server was asked to stop it
 */
gboolean
galley_request_is_cancelled (GalleyRequest *self)
{
  return self->cancelled;
}

/**
 * galley_request_is_stale:
 * @self: a request that has ended
 *
 * Returns: whether it failed, without having changed anything, only because what the server had prepared does not fit any longer
 */
gboolean
galley_request_is_stale (GalleyRequest *self)
{
  return self->stale;
}

/* What a script has committed on its way is not undone. */
static gboolean
is_undone (GalleyRequest *self)
{
  return self->pipelined || !galley_statement_is_script (g_ptr_array_index (self->statements, 0));
}

/**
 * galley_request_try_again:
 * @self: a request that has ended, and outside of a transaction
 *
 * Tells whether the request failed for a reason that another try does away with, having changed nothing: it is stale, or met
 * somebody else in a deadlock.  The first is so once, the second a few times.
 *
 * Returns: whether the request is to be sent once more
 */
gboolean
galley_request_try_again (GalleyRequest *self)
{
  gboolean again = FALSE;

  if (self->collided && !self->cancelled && is_undone (self))
    again = self->collisions++ < MOST_COLLISIONS;
  else if (self->stale)
    {
      again = !self->repeated;
      self->repeated = TRUE;
    }
  return again;
}

/**
 * galley_request_get_fatal_error:
 * @self: the request that is under way
 *
 * Returns: (nullable) (transfer none): the error by which the server, or libpq, ended the link
 */
const GError *
galley_request_get_fatal_error (GalleyRequest *self)
{
  return self->fatal ? self->error : NULL;
}

/**
 * galley_request_fail:
 * @self: a request that the server cannot have done
 * @error: why
 */
void
galley_request_fail (GalleyRequest *self,
                     const GError  *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}

static gboolean
is_write (GalleyRequest *self)
{
  for (guint i = 0; i < self->statements->len; i++)
    if (galley_statement_get_kind (g_ptr_array_index (self->statements, i)) != GALLEY_STATEMENT_READ)
      return TRUE;
  return FALSE;
}

/**
 * galley_request_lose:
 * @self: a request, under way or waiting
 * @error: why the link died
 *
 * Ends the request because its link died.
 *
 * A server commits at the end of what it was sent, so what was not sent as a whole cannot have been done; neither does a read
 * matter. A statement that the server refused before the link died has been rolled back.
 */
void
galley_request_lose (GalleyRequest *self,
                     const GError  *error)
{
  if (self->error != NULL && (!self->fatal || self->error->code == GALLEY_ERROR_UNSUPPORTED))
    return;
  if (!self->sent || !is_write (self))
    {
      galley_request_fail (self, error);
      return;
    }
  g_clear_error (&self->error);
  self->error =
    g_error_new (GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME,
                 _ ("The connection was lost before the database confirmed the change, so it may or may not have been saved: %s"),
                    error->message);
}

/**
 * galley_request_return:
 * @self: (transfer full): a request that has ended
 *
 * Gives the caller what came of it, in the last thing that is done with the request: the caller may do anything in its callback.
 */
void
galley_request_return (GalleyRequest *self)
{
  g_autoptr (GalleyRequest) owned = self;

  galley_source_clear (&self->cancel_source);
  if (self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else if (self->several)
    g_task_return_pointer (self->task, g_steal_pointer (&self->results), (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_pointer (self->task, galley_result_ref (g_ptr_array_index (self->results, 0)),
                           (GDestroyNotify)galley_result_unref);
}
