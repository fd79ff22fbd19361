/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-banner.h"
#include "galley-history.h"
#include "galley-library.h"
#include "galley-llm-panel.h"
#include "galley-start-page.h"
#include "galley-window.h"
#include "galley-writing-page.h"

G_BEGIN_DECLS

struct _GalleyWindow
{
  AdwApplicationWindow parent_instance;

  GalleyOpening   *opening;       /* (owned) */
  GalleySession   *session;       /* (owned) */
  GalleyWorkspace *workspace;     /* (owned) (nullable) */
  GalleyHistory   *history;       /* (owned) */
  GalleyPost      *post;          /* (owned) (nullable) the post that is open */
  GCancellable    *post_fetching; /* (owned) (nullable) while a post is being fetched */
  guint            place_delay;   /* source: the place will be noted */
  guint            focusing;      /* tick callback: the list of sections will take the keyboard */
  guint            n_focus_ticks; /* how long it was waited for */
  gboolean         filled;
  guint            n_ticks;   /* that came since the library was filled */
  guint            restoring; /* tick callback: one goes where one was when the library was drawn */
  guint            preparing; /* source: the pages of a post are made when there is nothing else to do */

  GtkStack          *stack;
  GalleyStartPage   *start_page;
  GalleyBanner      *banner;
  AdwLeaflet        *leaflet;
  GtkWidget         *post_pane;
  GtkStack          *post_stack;
  AdwFlap           *flap;
  GtkWidget         *post_header;
  GtkWidget         *panel_button;
  gboolean           panel_wanted; /* where there is room for it beside the text */
  AdwWindowTitle    *title;
  GalleyLibrary     *library;
  GalleyWritingPage *writing_page; /* (nullable) like the next one, before it is needed */
  GalleyLlmPanel    *llm_panel;    /* (nullable) */
};

void galley_window_install_actions (GtkWidgetClass *widget_class);
void galley_window_update_actions (GalleyWindow *self);
void galley_window_add_pages (GalleyWindow *self);

G_END_DECLS
