/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-run-job.h"
#include "galley-runner.h"

G_BEGIN_DECLS

/* What the files of a runner share, and nobody else. */

struct _GalleyRunner
{
  GObject parent_instance;

  GalleyContext       *context;        /* (owned) */
  GalleyKeyring       *keyring;        /* (owned) */
  GalleyLlmStore      *llm_store;      /* (owned) these are held here, since a context that is closed has none */
  GalleyRunStore      *run_store;      /* (owned) */
  GalleyProposalStore *proposal_store; /* (owned) */
  GPtrArray           *jobs;           /* (owned) in their order; the first one is under way */
  GPtrArray           *waiters;        /* (owned) tasks that wait for the end of a run */
};

gboolean galley_runner_take_stores (GalleyRunner *self, GTask *task);
void     galley_runner_add_job (GalleyRunner *self, GalleyRunJob *job);

G_END_DECLS
