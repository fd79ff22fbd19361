/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run-job-asking"

#include "galley-config.h"

#include "galley-run-job-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-llm-error.h"
#include "galley-prompt-composer.h"
#include "galley-run-material.h"
#include "galley-text.h"

/* How one proposal is made: from its material to the last word of the model. */

/* How often what came so far is stored, in milliseconds. */
#define STORE_INTERVAL 500

static void material_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void started_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void generated_cb (GObject *source, GAsyncResult *result, gpointer user_data);

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
  if (galley_run_job_is_closed (self))
    {
      galley_run_job_stop (self);
      return G_SOURCE_REMOVE;
    }
  self->is_storing = TRUE;
  galley_proposal_store_progress_async (self->store, galley_record_get_id (GALLEY_RECORD (self->proposal)),
                                        galley_generation_get_text (self->generation), NULL,
                                        progress_stored_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
delta_cb (GalleyGeneration *generation,
          const char       *text,
          GalleyRunJob     *self)
{
  galley_proposal_append (self->proposal, text);
  g_object_set (self->proposal, "notice", NULL, NULL);
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

static void
retrying_cb (GalleyGeneration *generation,
             double            pause,
             const char       *reason,
             GalleyRunJob     *self)
{
  int              seconds = MAX (1, (int)(pause + 0.5));
  g_autofree char *notice = NULL;

  /* Translators: the second %s is why, a sentence: “Ollama has too much to do.” */
  notice = g_strdup_printf (ngettext ("Asking again in %d second: %s", "Asking again in %d seconds: %s", (gulong)seconds),
                            seconds, reason);
  g_object_set (self->proposal, "notice", notice, NULL);
}

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
  galley_run_job_end_proposal (self, error);
}

static void
generate (GalleyRunJob *self)
{
  self->generation = galley_generation_new ();
  self->begun = g_get_monotonic_time ();
  g_signal_connect (self->generation, "delta", G_CALLBACK (delta_cb), self);
  g_signal_connect (self->generation, "reasoning-delta", G_CALLBACK (reasoning_cb), self);
  g_signal_connect (self->generation, "retrying", G_CALLBACK (retrying_cb), self);
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
      galley_run_job_end_proposal (self, error);
      return;
    }

  if (!wanted)
    galley_run_job_stop (self);
  if (self->is_stopped)
    galley_run_job_end_proposal (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
  else
    generate (self);
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
      galley_run_job_end_proposal (self, error);
      return;
    }

  self->prompt = galley_prompt_compose (galley_run_get_settings (self->run), material->post, material->section,
                                        material->sections, material->elements);
  if (galley_prompt_get_missing (self->prompt) != NULL)
    {
      galley_run_job_end_proposal (self, make_missing (galley_prompt_get_missing (self->prompt)));
      return;
    }

  messages = galley_prompt_to_json (self->prompt);
  base = get_base (self, material->section);
  version = galley_record_get_version (GALLEY_RECORD (material->section));
  g_object_set (self->proposal, "messages", messages, "base-text", base, "base-version", version, NULL);
  galley_proposal_store_start_async (self->store, galley_record_get_id (GALLEY_RECORD (self->proposal)), messages, base, version,
                                     self->cancellable, started_cb, g_object_ref (self));
}

/**
 * galley_run_job_ask:
 * @self: a job with a proposal under way
 *
 * Has the proposal made; ends with galley_run_job_end_proposal().
 */
void
galley_run_job_ask (GalleyRunJob *self)
{
  galley_run_material_fetch_async (self->context, galley_run_get_post_id (self->run),
                                   galley_proposal_get_section_id (self->proposal), self->cancellable, material_fetched_cb,
                                   g_object_ref (self));
}
