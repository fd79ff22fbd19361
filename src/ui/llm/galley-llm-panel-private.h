/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-llm-panel.h"

#include "galley-message-row.h"
#include "galley-proposal-list.h"
#include "galley-run-form.h"

G_BEGIN_DECLS

/* What the files of the panel share, and nobody else. */

struct _GalleyLlmPanel
{
  GtkWidget parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  GalleyPost      *post;      /* (owned) (nullable) */
  GalleyHistory   *history;   /* (owned) (nullable) */
  GListModel      *sections;  /* (owned) (nullable) */
  GListModel      *checked;   /* (owned) (nullable) */
  GalleyRun       *run;       /* (owned) (nullable) the run under way */
  gboolean         starting;  /* a run is on its way into the database */
  gboolean         unwanted;  /* it was stopped before it was there */

  gboolean following; /* what is run is kept in view */
  guint    follow_tick;

  GtkScrolledWindow  *scroller;
  GtkWidget          *content;
  GalleyRunForm      *form;
  GtkWidget          *demo;
  GalleyMessageRow   *message;
  GtkLabel           *targets;
  GtkLabel           *missing;
  GtkWidget          *run_button;
  GtkWidget          *stop_button;
  GtkWidget          *try_demo;
  GtkWidget          *progress_box;
  GtkProgressBar     *progress;
  GalleyProposalList *proposals;
};

GArray *galley_llm_panel_list_targets (GalleyLlmPanel *self);
void    galley_llm_panel_update (GalleyLlmPanel *self);

/* galley-llm-panel-running.c */
void galley_llm_panel_install_running (GtkWidgetClass *widget_class);
void galley_llm_panel_follow_runs (GalleyLlmPanel *self);
void galley_llm_panel_watch_run (GalleyLlmPanel *self);

G_END_DECLS
