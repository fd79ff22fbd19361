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

  GtkStack          *stack;
  GalleyStartPage   *start_page;
  GalleyBanner      *banner;
  AdwLeaflet        *leaflet;
  GtkWidget         *post_pane;
  GtkStack          *post_stack;
  AdwFlap           *flap;
  GtkWidget         *post_header;
  gboolean           panel_was_open; /* before nothing but the text was to be seen */
  AdwWindowTitle    *title;
  GalleyLibrary     *library;
  GalleyWritingPage *writing_page;
  GalleyLlmPanel    *llm_panel;
};

void galley_window_install_actions (GtkWidgetClass *widget_class);
void galley_window_update_actions (GalleyWindow *self);

G_END_DECLS
