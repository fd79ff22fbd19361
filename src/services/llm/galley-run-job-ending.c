/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run-job-ending"

#include "galley-run-job-private.h"

#include "galley-error.h"
#include "galley-json-text.h"
#include "galley-llm-error.h"

/* How one proposal ends: what came of it is stored, however long that takes. */

/* How often storing it is tried, in milliseconds. */
#define RETRY_INTERVAL 1000

static void store_end (GalleyRunJob *self);
static void end_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Whether the other proposals would meet the same: then nobody is made to wait for it. */
static gboolean
is_lasting (const GError *error)
{
  const GalleyLlmError lasting[] = { GALLEY_LLM_ERROR_UNREACHABLE, GALLEY_LLM_ERROR_ADDRESS, GALLEY_LLM_ERROR_KEY,
                                     GALLEY_LLM_ERROR_MODEL, GALLEY_LLM_ERROR_QUOTA };

  for (guint i = 0; error != NULL && i < G_N_ELEMENTS (lasting); i++)
    if (g_error_matches (error, GALLEY_LLM_ERROR, (int)lasting[i]))
      return TRUE;
  return FALSE;
}

static GalleyProposalStatus
get_end_status (GalleyRunJob *self)
{
  if (self->failure == NULL)
    return GALLEY_PROPOSAL_STATUS_PROPOSED;
  if (self->is_stopped)
    return GALLEY_PROPOSAL_STATUS_CANCELLED;
  return GALLEY_PROPOSAL_STATUS_FAILED;
}

static const char *
get_end_error (GalleyRunJob *self)
{
  return get_end_status (self) == GALLEY_PROPOSAL_STATUS_FAILED ? self->failure->message : NULL;
}

static char *
write_details (GalleyRunJob *self)
{
  g_autoptr (GString) json = g_string_new ("{");

  galley_json_append_text (json, "error", get_end_error (self));
  galley_json_append_text (json, "finish_reason", galley_proposal_get_finish_reason (self->proposal));
  if (galley_proposal_get_input_tokens (self->proposal) >= 0)
    galley_json_append_number (json, "input_tokens", galley_proposal_get_input_tokens (self->proposal));
  if (galley_proposal_get_output_tokens (self->proposal) >= 0)
    galley_json_append_number (json, "output_tokens", galley_proposal_get_output_tokens (self->proposal));
  if (self->begun > 0)
    galley_json_append_number (json, "duration", galley_proposal_get_duration (self->proposal));
  g_string_append_c (json, '}');

  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
store_end (GalleyRunJob *self)
{
  g_autofree char *details = write_details (self);
  const char      *text = galley_proposal_get_text (self->proposal);

  if (galley_run_job_abandon_if_closed (self))
    return;
  galley_proposal_store_finish_async (self->store, galley_record_get_id (GALLEY_RECORD (self->proposal)), get_end_status (self),
                                      text ? text : "", details, NULL, end_stored_cb, g_object_ref (self));
}

static gboolean
retry_cb (gpointer user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;

  self->retry_timer = 0;
  store_end (self);
  return G_SOURCE_REMOVE;
}

/* Whether storing may work later: nothing that was said was wrong. */
static gboolean
may_work_later (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_BUSY) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL);
}

static void
leave_proposal (GalleyRunJob *self)
{
  if (self->generation != NULL)
    g_signal_handlers_disconnect_by_data (self->generation, self);
  g_clear_handle_id (&self->store_timer, g_source_remove);
  g_clear_object (&self->generation);
  g_clear_object (&self->prompt);
  g_clear_object (&self->proposal);
  self->begun = 0;
}

static void
end_stored_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_proposal_store_finish_finish (GALLEY_PROPOSAL_STORE (source), result, &error))
    {
      if (may_work_later (error) && !galley_run_job_is_closed (self))
        {
          self->retry_timer = g_timeout_add (RETRY_INTERVAL, retry_cb, g_object_ref (self));
          return;
        }
      g_object_set (self->proposal, "error", error->message, "status", GALLEY_PROPOSAL_STATUS_FAILED, NULL);
    }

  galley_proposal_set_live (self->proposal, FALSE);
  leave_proposal (self);
  if (!is_lasting (self->failure))
    g_clear_error (&self->failure);
  self->place++;
  galley_run_job_make_next (self);
}

/**
 * galley_run_job_end_proposal:
 * @self: a job with a proposal under way
 * @error: (transfer full) (nullable): why there is no proposal
 *
 * Stores what came of the proposal, and goes on with the next one.
 */
void
galley_run_job_end_proposal (GalleyRunJob *self,
                             GError       *error)
{
  g_clear_handle_id (&self->store_timer, g_source_remove);
  if (error != self->failure)
    {
      g_clear_error (&self->failure);
      self->failure = error;
    }
  if (self->generation != NULL)
    g_object_set (self->proposal,
                  "finish-reason", galley_generation_get_finish_reason (self->generation),
                  "input-tokens", galley_generation_get_input_tokens (self->generation),
                  "output-tokens", galley_generation_get_output_tokens (self->generation),
                  "duration", (double)(g_get_monotonic_time () - self->begun) / G_USEC_PER_SEC,
                  "reasoning", NULL,
                  "notice", NULL,
                  NULL);
  g_object_set (self->proposal, "error", get_end_error (self), "status", get_end_status (self), NULL);
  store_end (self);
}
