/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One proposal:
 *
 *   fetch material ─▶ compose ─▶ say that it starts ─▶ ask the provider ─▶ say what came of it ─▶ the next one
 *                                                       └─ each half second: store what came so far
 *
 * Stopping cancels whatever of this is under way, and goes on with the last step.  What cannot be stored, because the database is
 * not to be reached, is tried again until it can: the text is kept here meanwhile. */

#define G_LOG_DOMAIN "galley-run-job"

#include "galley-config.h"

#include "galley-run-job.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-json-text.h"
#include "galley-llm-error.h"
#include "galley-prompt-composer.h"
#include "galley-run-material.h"
#include "galley-text.h"

/* How often what came so far is stored, and how often storing the end of it is tried.  Milliseconds. */
#define STORE_INTERVAL 500
#define RETRY_INTERVAL 1000

struct _GalleyRunJob
{
  GObject parent_instance;

  GalleyContext       *context;     /* (owned) */
  GalleyProposalStore *store;       /* (owned) these are held here, since a context that is closed has none */
  GalleyRunStore      *run_store;   /* (owned) */
  GalleyLlmStore      *llm_store;   /* (owned) */
  GalleyRun           *run;         /* (owned) */
  GListModel          *proposals;   /* (owned) */
  GalleyProvider      *provider;    /* (owned) */
  char                *parameters;  /* (owned) (nullable) of the model */
  GCancellable        *cancellable; /* (owned) */
  gboolean             is_stopped;
  gboolean             is_over;

  /* The proposal that is being made */
  guint             place;      /* from 0 */
  GalleyProposal   *proposal;   /* (owned) (nullable) */
  GalleyPrompt     *prompt;     /* (owned) (nullable) */
  GalleyGeneration *generation; /* (owned) (nullable) */
  gint64            begun;      /* monotonic time, microseconds */
  guint             store_timer;
  gboolean          is_storing;
  guint             retry_timer;
  GError           *failure; /* (owned) (nullable) why there is no proposal */
};

G_DEFINE_FINAL_TYPE (GalleyRunJob, galley_run_job, G_TYPE_OBJECT)

enum
{
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void make_next (GalleyRunJob *self);
static void material_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void started_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void generated_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void store_end (GalleyRunJob *self);
static void end_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void run_cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void run_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
galley_run_job_dispose (GObject *object)
{
  GalleyRunJob *self = GALLEY_RUN_JOB (object);

  g_clear_handle_id (&self->store_timer, g_source_remove);
  g_clear_handle_id (&self->retry_timer, g_source_remove);
  g_clear_object (&self->generation);
  g_clear_object (&self->prompt);
  g_clear_object (&self->proposal);
  g_clear_object (&self->provider);
  g_clear_object (&self->proposals);
  g_clear_object (&self->run);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  g_clear_object (&self->run_store);
  g_clear_object (&self->llm_store);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (galley_run_job_parent_class)->dispose (object);
}

static void
galley_run_job_finalize (GObject *object)
{
  GalleyRunJob *self = GALLEY_RUN_JOB (object);

  g_clear_error (&self->failure);
  g_free (self->parameters);

  G_OBJECT_CLASS (galley_run_job_parent_class)->finalize (object);
}

static void
galley_run_job_class_init (GalleyRunJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_run_job_dispose;
  object_class->finalize = galley_run_job_finalize;

  /**
   * GalleyRunJob::ended:
   * @self: the job
   *
   * The run is over, and all of it is stored.
   */
  signals[ENDED] = g_signal_new ("ended", GALLEY_TYPE_RUN_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_run_job_init (GalleyRunJob *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_run_job_new:
 * @context: an open context
 * @run: a run
 * @proposals: (element-type GalleyProposal): its proposals in their order
 * @provider: the provider that is asked
 * @parameters: (nullable): what is known of the model, a JSON object
 *
 * Makes a job that has not begun.
 *
 * Returns: (transfer full): the job
 */
GalleyRunJob *
galley_run_job_new (GalleyContext  *context,
                    GalleyRun      *run,
                    GListModel     *proposals,
                    GalleyProvider *provider,
                    const char     *parameters)
{
  GalleyRunJob *self = g_object_new (GALLEY_TYPE_RUN_JOB, NULL);

  self->context = g_object_ref (context);
  self->store = g_object_ref (galley_context_get_proposal_store (context));
  self->run_store = g_object_ref (galley_context_get_run_store (context));
  self->llm_store = g_object_ref (galley_context_get_llm_store (context));
  self->run = g_object_ref (run);
  self->proposals = g_object_ref (proposals);
  self->provider = g_object_ref (provider);
  self->parameters = g_strdup (parameters);
  return self;
}

/**
 * galley_run_job_get_run:
 * @self: a job
 *
 * Gives the run.
 *
 * Returns: (transfer none): the run
 */
GalleyRun *
galley_run_job_get_run (GalleyRunJob *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_JOB (self), NULL);

  return self->run;
}

/**
 * galley_run_job_get_proposals:
 * @self: a job
 *
 * Gives the proposals.
 *
 * Returns: (transfer none): the [class@Proposal]s in their order
 */
GListModel *
galley_run_job_get_proposals (GalleyRunJob *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_JOB (self), NULL);

  return self->proposals;
}

/**
 * galley_run_job_is_over:
 * @self: a job
 *
 * Tells whether `ended` was emitted.
 *
 * Returns: whether it was
 */
gboolean
galley_run_job_is_over (GalleyRunJob *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN_JOB (self), FALSE);

  return self->is_over;
}

/* Somebody closed the database while the run was under way: nothing can be stored any more, now or later. */
static gboolean
is_closed (GalleyRunJob *self)
{
  return galley_database_get_state (galley_store_get_database (GALLEY_STORE (self->store))) == GALLEY_DATABASE_CLOSED;
}

static void
tell_end (GalleyRunJob *self)
{
  self->is_over = TRUE;
  g_signal_emit (self, signals[ENDED], 0);
}

static int
get_id (GalleyRunJob *self)
{
  return galley_record_get_id (GALLEY_RECORD (self->proposal));
}

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

/* What came */

static void
progress_stored_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean wanted;

  self->is_storing = FALSE;
  if (!galley_proposal_store_progress_finish (GALLEY_PROPOSAL_STORE (source), result, &wanted, &error))
    /* It is stored with what comes next, or at the end, which is tried until it works. */
    g_debug ("What came so far could not be stored: %s", error->message);
  else if (!wanted)
    /* Somebody stopped it elsewhere. */
    galley_run_job_stop (self);
}

static gboolean
store_progress_cb (gpointer user_data)
{
  GalleyRunJob *self = user_data;

  if (self->is_storing)
    return G_SOURCE_CONTINUE;

  self->store_timer = 0;
  if (is_closed (self))
    {
      galley_run_job_stop (self);
      return G_SOURCE_REMOVE;
    }
  self->is_storing = TRUE;
  galley_proposal_store_progress_async (self->store, get_id (self), galley_generation_get_text (self->generation), NULL,
                                        progress_stored_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
delta_cb (GalleyGeneration *generation,
          const char       *text,
          GalleyRunJob     *self)
{
  galley_proposal_append (self->proposal, text);
  if (self->store_timer == 0)
    self->store_timer = g_timeout_add (STORE_INTERVAL, store_progress_cb, self);
}

static void
reasoning_cb (GalleyGeneration *generation,
              const char       *text,
              GalleyRunJob     *self)
{
  g_object_set (self->proposal, "reasoning", galley_generation_get_reasoning (generation), NULL);
}

/* The end of a proposal */

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

/* The program ends, or goes over to another database: what is not stored by now is found to be nobody's the next time. */
static gboolean
abandon_if_closed (GalleyRunJob *self)
{
  if (!is_closed (self))
    return FALSE;

  tell_end (self);
  return TRUE;
}

static void
store_end (GalleyRunJob *self)
{
  g_autofree char *details = write_details (self);
  const char      *text = galley_proposal_get_text (self->proposal);

  if (abandon_if_closed (self))
    return;
  galley_proposal_store_finish_async (self->store, get_id (self), get_end_status (self), text ? text : "", details, NULL,
                                      end_stored_cb, g_object_ref (self));
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
      if (may_work_later (error) && !is_closed (self))
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
  make_next (self);
}

/* @error: (transfer full) (nullable): why there is no proposal */
static void
end_proposal (GalleyRunJob *self,
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
                  NULL);
  g_object_set (self->proposal, "error", get_end_error (self), "status", get_end_status (self), NULL);
  store_end (self);
}

/* The steps */

static void
learnt_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* It is learnt again the next time. */
  if (galley_llm_store_learn_finish (GALLEY_LLM_STORE (source), result, &error) == 0)
    g_debug ("What was learnt of the model could not be stored: %s", error->message);
}

static void
remember_lesson (GalleyRunJob *self)
{
  const char        *learnt = galley_generation_get_learnt (self->generation);
  GalleyRunSettings *settings = galley_run_get_settings (self->run);

  if (learnt == NULL || self->store == NULL)
    return;

  g_free (self->parameters);
  self->parameters = g_strdup (learnt);
  galley_llm_store_learn_async (self->llm_store, galley_run_settings_get_provider_id (settings),
                                galley_run_settings_get_model (settings), learnt, NULL, learnt_cb, NULL);
}

/* Models begin and end with blanks, which no text of a section does. */
static void
trim_text (GalleyRunJob *self)
{
  g_autofree char *text = g_strstrip (g_strdup (galley_generation_get_text (self->generation)));

  g_object_set (self->proposal, "text", text, NULL);
}

static void
generated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  GError *error = NULL;

  if (galley_provider_generate_finish (GALLEY_PROVIDER (source), result, &error))
    {
      remember_lesson (self);
      trim_text (self);
      if (galley_text_is_blank (galley_generation_get_text (self->generation)))
        error = g_error_new (GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_FAILED,
                             _("The model answered nothing. Run the action again, choose another model, or give it more tokens"));
    }
  end_proposal (self, error);
}

static void
ask (GalleyRunJob *self)
{
  self->generation = galley_generation_new ();
  self->begun = g_get_monotonic_time ();
  g_signal_connect (self->generation, "delta", G_CALLBACK (delta_cb), self);
  g_signal_connect (self->generation, "reasoning-delta", G_CALLBACK (reasoning_cb), self);
  g_object_set (self->proposal, "status", GALLEY_PROPOSAL_STATUS_RUNNING, NULL);
  galley_provider_generate_async (self->provider, self->prompt, galley_run_get_settings (self->run), self->parameters,
                                  self->generation, self->cancellable, generated_cb, g_object_ref (self));
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  gboolean wanted = FALSE;
  GError  *error = NULL;

  if (!galley_proposal_store_start_finish (GALLEY_PROPOSAL_STORE (source), result, &wanted, &error))
    {
      end_proposal (self, error);
      return;
    }

  if (!wanted)
    galley_run_job_stop (self);
  if (self->is_stopped)
    end_proposal (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
  else
    ask (self);
}

static const char *
get_base (GalleyRunJob  *self,
          GalleySection *section)
{
  GalleySectionField field;

  return galley_section_field_from_string (galley_proposal_get_field (self->proposal), &field)
           ? galley_section_get_field (section, field)
           : NULL;
}

/* A model that is given nothing to work on makes something up. */
static GError *
make_missing (const char *field)
{
  GalleySectionField section_field;

  if (galley_section_field_from_string (field, &section_field))
    field = galley_section_field_get_name (section_field);
  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_INVALID,
                      _("There is nothing to work on: “%s” is empty. Fill it first, or choose another input"), field);
}

static void
material_fetched_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  g_autoptr (GalleyRunMaterial) material = NULL;
  g_autofree char *messages = NULL;
  const char      *base;
  int              version;
  GError          *error = NULL;

  material = galley_run_material_fetch_finish (result, &error);
  if (material == NULL)
    {
      end_proposal (self, error);
      return;
    }

  self->prompt = galley_prompt_compose (galley_run_get_settings (self->run), material->post, material->section,
                                        material->sections, material->elements);
  if (galley_prompt_get_missing (self->prompt) != NULL)
    {
      end_proposal (self, make_missing (galley_prompt_get_missing (self->prompt)));
      return;
    }

  messages = galley_prompt_to_json (self->prompt);
  base = get_base (self, material->section);
  version = galley_record_get_version (GALLEY_RECORD (material->section));
  g_object_set (self->proposal, "messages", messages, "base-text", base, "base-version", version, NULL);
  galley_proposal_store_start_async (self->store, get_id (self), messages, base, version, self->cancellable, started_cb,
                                     g_object_ref (self));
}

static void
run_fetched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = galley_run_store_get_finish (GALLEY_RUN_STORE (source), result, &error);

  if (run == NULL)
    g_debug ("The run is over, but could not be read again: %s", error->message);
  tell_end (self);
}

static void
end_run (GalleyRunJob *self)
{
  if (abandon_if_closed (self))
    return;
  galley_run_store_get_async (self->run_store, galley_record_get_id (GALLEY_RECORD (self->run)),
                              NULL, run_fetched_cb, g_object_ref (self));
}

static void
run_cancelled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GalleyRunJob) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What was not cancelled there is found to be nobody's when a program is started the next time. */
  if (galley_run_store_cancel_finish (GALLEY_RUN_STORE (source), result, &error) == 0)
    g_warning ("The run could not be stopped in the database: %s", error->message);
  end_run (self);
}

static void
make_next (GalleyRunJob *self)
{
  if (abandon_if_closed (self))
    return;
  if (self->is_stopped)
    {
      galley_run_store_cancel_async (self->run_store,
                                     galley_record_get_id (GALLEY_RECORD (self->run)), NULL, run_cancelled_cb,
                                     g_object_ref (self));
      return;
    }
  if (self->place == g_list_model_get_n_items (self->proposals))
    {
      end_run (self);
      return;
    }

  self->proposal = g_list_model_get_item (self->proposals, self->place);
  galley_proposal_set_live (self->proposal, TRUE);
  if (self->failure != NULL)
    end_proposal (self, self->failure);
  else
    galley_run_material_fetch_async (self->context, galley_run_get_post_id (self->run),
                                     galley_proposal_get_section_id (self->proposal), self->cancellable, material_fetched_cb,
                                     g_object_ref (self));
}

/**
 * galley_run_job_start:
 * @self: a job that has not begun
 *
 * Begins with the first proposal.
 */
void
galley_run_job_start (GalleyRunJob *self)
{
  g_return_if_fail (GALLEY_IS_RUN_JOB (self));
  g_return_if_fail (self->place == 0 && self->proposal == NULL);

  make_next (self);
}

/**
 * galley_run_job_stop:
 * @self: a job
 *
 * Stops at once: whatever is under way is cancelled, and the objects say so before the database does.  What came is kept.
 */
void
galley_run_job_stop (GalleyRunJob *self)
{
  g_return_if_fail (GALLEY_IS_RUN_JOB (self));

  if (self->is_stopped || self->is_over)
    return;

  self->is_stopped = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (self->proposals); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (self->proposals, i);

      if (galley_proposal_is_open (proposal))
        g_object_set (proposal, "status", GALLEY_PROPOSAL_STATUS_CANCELLED, NULL);
    }
  g_object_set (self->run, "status", GALLEY_RUN_STATUS_CANCELLED, NULL);
  g_cancellable_cancel (self->cancellable);
}
