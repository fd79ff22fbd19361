/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-panel-running"

#include "galley-config.h"

#include "galley-llm-panel-private.h"

#include <glib/gi18n.h>

#include "galley-runner.h"
#include "galley-toast.h"

/* Starting, watching and stopping a run, and keeping in view what comes of it. */

static void
update_progress (GalleyLlmPanel *self)
{
  int              n = galley_run_get_n_proposals (self->run);
  int              n_finished = galley_run_get_n_finished (self->run);
  g_autofree char *text = g_strdup_printf (_ ("Section %d of %d"), MIN (n_finished + 1, n), n);

  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double)n_finished / n : 0);
  gtk_progress_bar_set_text (self->progress, text);
}

static void
run_changed_cb (GalleyLlmPanel *self)
{
  update_progress (self);
  galley_llm_panel_update (self);
}

static void
watch_run (GalleyLlmPanel *self,
           GalleyRun      *run)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_set_object (&self->run, run);
  if (run == NULL)
    return;

  g_signal_connect_object (run, "notify::status", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::n-finished", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  run_changed_cb (self);
}

static GalleyRunner *
get_runner (GalleyLlmPanel *self)
{
  return galley_workspace_get_runner (self->workspace);
}

/* From the sections that are meant downwards: Stop, and what comes. */
static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  GalleyLlmPanel *self = GALLEY_LLM_PANEL (widget);
  graphene_rect_t place;

  self->follow_tick = 0;
  if (self->following && gtk_widget_compute_bounds (GTK_WIDGET (self->targets), self->content, &place))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), place.origin.y);
  return G_SOURCE_REMOVE;
}

/* There may be no room to scroll before there is some text. */
static void
follow_soon (GalleyLlmPanel *self)
{
  if (self->following && self->follow_tick == 0)
    self->follow_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

static void
follow (GalleyLlmPanel *self)
{
  self->following = TRUE;
  follow_soon (self);
}

/* Who scrolls, points or types in the panel wants to look where that is. */
static void
stop_following (GalleyLlmPanel *self)
{
  self->following = FALSE;
}

static gboolean
scrolled_cb (GalleyLlmPanel *self)
{
  stop_following (self);
  return GDK_EVENT_PROPAGATE;
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleyLlmPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRun) run = galley_runner_start_finish (GALLEY_RUNNER (source), result, &error);

  self->starting = FALSE;
  if (run != NULL && self->unwanted)
    galley_runner_stop (GALLEY_RUNNER (source), run);
  if (run == NULL)
    galley_toast_show_error (GTK_WIDGET (self), _ ("The action could not be started"), error);
  else if (self->post != NULL && galley_run_get_post_id (run) == galley_record_get_id (GALLEY_RECORD (self->post)))
    {
      watch_run (self, run);
      galley_proposal_list_show_run (self->proposals, galley_run_get_proposals (run));
      follow (self);
    }
  galley_llm_panel_update (self);
}

/* What the model reads is what is in the database: what was just typed is saved first. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GalleyLlmPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) targets = galley_llm_panel_list_targets (self);

  if (!galley_drafts_flush_finish (GALLEY_DRAFTS (source), result, &error) || self->unwanted || self->post == NULL ||
      targets->len == 0)
    {
      self->starting = FALSE;
      galley_llm_panel_update (self);
      if (error != NULL)
        galley_toast_show_error (GTK_WIDGET (self), _ ("What was typed could not be saved"), error);
      return;
    }
  galley_runner_start_async (get_runner (self), galley_record_get_id (GALLEY_RECORD (self->post)), (int *)(void *)targets->data, targets->len,
                             galley_run_form_get_settings (self->form), NULL, started_cb, g_object_ref (self));
}

static void
run_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  GalleyLlmPanel *self = GALLEY_LLM_PANEL (widget);

  self->starting = TRUE;
  self->unwanted = FALSE;
  galley_llm_panel_update (self);
  galley_drafts_flush_async (galley_workspace_get_drafts (self->workspace), NULL, saved_cb, g_object_ref (self));
}

static void
stop_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyLlmPanel *self = GALLEY_LLM_PANEL (widget);

  if (self->starting)
    self->unwanted = TRUE;
  else if (self->run != NULL)
    galley_runner_stop (get_runner (self), self->run);
}

/**
 * galley_llm_panel_watch_run:
 * @self: the widget
 *
 * Shows the run over the post that is under way, also one that was started before another post was looked at.
 */
void
galley_llm_panel_watch_run (GalleyLlmPanel *self)
{
  GalleyRun *run = NULL;

  if (self->workspace != NULL && self->post != NULL)
    run = galley_runner_find_run (get_runner (self), galley_record_get_id (GALLEY_RECORD (self->post)));
  watch_run (self, run);
}

/**
 * galley_llm_panel_install_running:
 * @widget_class: the class
 *
 * Installs the actions that start and stop a run, with their keys.
 */
void
galley_llm_panel_install_running (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_following);
  gtk_widget_class_install_action (widget_class, "llm.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "llm.stop", NULL, stop_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "llm.run", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "llm.run", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "llm.stop", NULL);
}

/**
 * galley_llm_panel_follow_runs:
 * @self: a new widget
 *
 * Keeps what a run brings in view from now on, until somebody looks elsewhere.
 */
void
galley_llm_panel_follow_runs (GalleyLlmPanel *self)
{
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (follow_soon), self,
                           G_CONNECT_SWAPPED);
}
