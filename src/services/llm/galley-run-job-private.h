/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-run-job.h"

G_BEGIN_DECLS

/* What the files of a job share, and nobody else: its members, asking (galley-run-job-asking.c) and ending
 * (galley-run-job-ending.c). */

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

gboolean galley_run_job_is_closed (GalleyRunJob *self);
gboolean galley_run_job_abandon_if_closed (GalleyRunJob *self);
void     galley_run_job_make_next (GalleyRunJob *self);
void     galley_run_job_ask (GalleyRunJob *self);
void     galley_run_job_end_proposal (GalleyRunJob *self, GError *error);

G_END_DECLS
