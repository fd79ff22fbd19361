/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-panel"

#include "galley-config.h"

#include "galley-llm-panel.h"

#include <glib/gi18n.h>

#include "galley-field-choice.h"
#include "galley-message-row.h"
#include "galley-proposal-list.h"
#include "galley-proposal.h"
#include "galley-run-form.h"
#include "galley-runner.h"
#include "galley-template.h"
#include "galley-toast.h"

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

G_DEFINE_FINAL_TYPE (GalleyLlmPanel, galley_llm_panel, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_POST,
  PROP_HISTORY,
  PROP_SECTIONS,
  PROP_CHECKED,
} GalleyLlmPanelProperty;

static GParamSpec *properties[PROP_CHECKED + 1];

static guint
count (GListModel *list)
{
  return list != NULL ? g_list_model_get_n_items (list) : 0;
}

/* Those that are checked; with none, the first section. */
static GArray *
list_targets (GalleyLlmPanel *self)
{
  GArray     *ids = g_array_new (FALSE, FALSE, sizeof (int));
  GListModel *list = count (self->checked) > 0 ? self->checked : self->sections;
  guint       n = list == self->checked ? count (list) : MIN (count (list), 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GalleyRecord) section = g_list_model_get_item (list, i);
      int id = galley_record_get_id (section);

      g_array_append_val (ids, id);
    }
  return ids;
}

static GalleySection *
get_first_target (GalleyLlmPanel *self)
{
  GListModel *list = count (self->checked) > 0 ? self->checked : self->sections;

  return count (list) > 0 ? g_list_model_get_item (list, 0) : NULL;
}

static char *
describe_targets (GalleyLlmPanel *self)
{
  guint n = count (self->checked);
  g_autoptr (GalleySection) first = get_first_target (self);

  if (first == NULL)
    return g_strdup (_ ("The post has no sections yet."));
  if (n > 1)
    return g_strdup_printf (ngettext ("Runs over %u checked section, one after the other.",
                                      "Runs over %u checked sections, one after the other.", n),
                            n);
  if (n == 1)
    /* Translators: the heading of a section */
    return g_strdup_printf (_ ("Runs over “%s”."), galley_section_get_heading (first));
  /* Translators: the heading of a section */
  return g_strdup_printf (_ ("No section is checked: runs over the first, “%s”."), galley_section_get_heading (first));
}

static gboolean
is_running (GalleyLlmPanel *self)
{
  return self->starting || (self->run != NULL && galley_run_is_open (self->run));
}

static gboolean
has_any_text (GalleyRun *run)
{
  GListModel *proposals = galley_run_get_proposals (run);

  for (guint i = 0; proposals != NULL && i < g_list_model_get_n_items (proposals); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (proposals, i);
      const char *text = galley_proposal_get_text (proposal);

      if (text != NULL && *text != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Who has no model that answers can see at least how it would be. */
static gboolean
is_demo_wanted (GalleyLlmPanel *self)
{
  return self->run != NULL && galley_run_get_status (self->run) == GALLEY_RUN_STATUS_FAILED &&
         !has_any_text (self->run) && !galley_run_form_is_demo (self->form);
}

/* The one takes the place of the other, and the keyboard if the other had it. */
static void
swap (GtkWidget *hidden,
      GtkWidget *shown)
{
  gboolean focused = gtk_widget_has_focus (hidden);

  gtk_widget_set_visible (shown, TRUE);
  if (focused)
    gtk_widget_grab_focus (shown);
  gtk_widget_set_visible (hidden, FALSE);
}

static void
update (GalleyLlmPanel *self)
{
  g_autofree char *targets = describe_targets (self);
  gboolean         running = is_running (self);
  gboolean         can_run = !running && self->workspace != NULL && count (self->sections) > 0 && galley_run_form_get_settings (self->form) != NULL;

  gtk_label_set_text (self->targets, targets);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), running ? "llm.stop" : "llm.run", running || can_run);
  swap (running ? self->run_button : self->stop_button, running ? self->stop_button : self->run_button);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), running ? "llm.run" : "llm.stop", FALSE);
  gtk_widget_set_visible (self->progress_box, running);
  gtk_widget_set_visible (self->demo, galley_run_form_is_demo (self->form));
  gtk_widget_set_visible (self->try_demo, is_demo_wanted (self));
}

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
  update (self);
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
  update (self);
}

/* What the model reads is what is in the database: what was just typed is saved first. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GalleyLlmPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) targets = list_targets (self);

  if (!galley_drafts_flush_finish (GALLEY_DRAFTS (source), result, &error) || self->unwanted || self->post == NULL ||
      targets->len == 0)
    {
      self->starting = FALSE;
      update (self);
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
  update (self);
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

static void
changed_cb (GalleyLlmPanel *self)
{
  g_autoptr (GalleySection) section = get_first_target (self);

  update (self);
  galley_message_row_set_material (self->message, self->workspace, galley_run_form_get_settings (self->form), self->post, section, self->sections);
}

/* It is said before the action is run, and does not keep anybody from running it: what is typed just now counts, too. */
static void
missing_changed_cb (GalleyLlmPanel *self)
{
  const char      *column = galley_message_row_get_missing (self->message);
  g_autofree char *text = NULL;

  if (column != NULL)
    /* Translators: the name of a field */
    text = g_strdup_printf (_ ("There is nothing to work on: “%s” is empty. Fill it first, or choose another input."),
                               galley_field_choice_get_label (column));
  gtk_label_set_text (self->missing, column != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), column != NULL);
}

static void
try_demo_cb (GalleyLlmPanel *self)
{
  galley_run_form_choose_demo (self->form);
  gtk_widget_activate_action (GTK_WIDGET (self), "llm.run", NULL);
}

/* Also one that was started before another post was looked at. */
static void
watch_run_of_post (GalleyLlmPanel *self)
{
  GalleyRun *run = NULL;

  if (self->workspace != NULL && self->post != NULL)
    run = galley_runner_find_run (get_runner (self), galley_record_get_id (GALLEY_RECORD (self->post)));
  watch_run (self, run);
}

static void
show_post (GalleyLlmPanel *self)
{
  watch_run_of_post (self);
  galley_proposal_list_show_post (self->proposals, self->workspace, self->post != NULL ? galley_record_get_id (GALLEY_RECORD (self->post)) : 0);
  changed_cb (self);
}

static void
galley_llm_panel_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleyLlmPanel *self = GALLEY_LLM_PANEL (object);

  switch ((GalleyLlmPanelProperty)property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_POST:
      g_value_set_object (value, self->post);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_SECTIONS:
      g_value_set_object (value, self->sections);
      break;
    case PROP_CHECKED:
      g_value_set_object (value, self->checked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_llm_panel_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleyLlmPanel *self = GALLEY_LLM_PANEL (object);

  switch ((GalleyLlmPanelProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_llm_panel_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_POST:
      galley_llm_panel_set_post (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_llm_panel_set_history (self, g_value_get_object (value));
      break;
    case PROP_SECTIONS:
      galley_llm_panel_set_sections (self, g_value_get_object (value));
      break;
    case PROP_CHECKED:
      galley_llm_panel_set_checked (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_llm_panel_dispose (GObject *object)
{
  GalleyLlmPanel *self = GALLEY_LLM_PANEL (object);

  if (self->follow_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_tick);
  self->follow_tick = 0;
  g_clear_object (&self->run);
  g_clear_object (&self->workspace);
  g_clear_object (&self->post);
  g_clear_object (&self->history);
  g_clear_object (&self->sections);
  g_clear_object (&self->checked);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_LLM_PANEL);
  G_OBJECT_CLASS (galley_llm_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-llm-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, content);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, form);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, demo);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, message);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, targets);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, missing);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, run_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, stop_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, try_demo);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, progress_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, GalleyLlmPanel, proposals);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_following);
  gtk_widget_class_bind_template_callback (widget_class, try_demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, missing_changed_cb);
  gtk_widget_class_install_action (widget_class, "llm.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "llm.stop", NULL, stop_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "llm.run", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "llm.run", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "llm.stop", NULL);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyLlmPanel:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleyLlmPanel:post: (getter get_post) (setter set_post)
   *
   * The post that is open.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GALLEY_TYPE_POST, flags);
  /**
   * GalleyLlmPanel:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  /**
   * GalleyLlmPanel:sections: (getter get_sections) (setter set_sections)
   *
   * All sections of the post ([class@Section]) in their order.
   */
  properties[PROP_SECTIONS] = g_param_spec_object ("sections", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * GalleyLlmPanel:checked: (getter get_checked) (setter set_checked)
   *
   * The sections that are checked; with none, the first section is meant.
   */
  properties[PROP_CHECKED] = g_param_spec_object ("checked", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_llm_panel_class_init (GalleyLlmPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_llm_panel_get_property;
  object_class->set_property = galley_llm_panel_set_property;
  object_class->dispose = galley_llm_panel_dispose;
  install_properties (object_class);

  g_type_ensure (GALLEY_TYPE_MESSAGE_ROW);
  g_type_ensure (GALLEY_TYPE_RUN_FORM);
  g_type_ensure (GALLEY_TYPE_PROPOSAL_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
galley_llm_panel_init (GalleyLlmPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (follow_soon), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * galley_llm_panel_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_llm_panel_get_workspace (GalleyLlmPanel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PANEL (self), NULL);

  return self->workspace;
}

/**
 * galley_llm_panel_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_llm_panel_set_workspace (GalleyLlmPanel *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_LLM_PANEL (self));

  if (g_set_object (&self->workspace, workspace))
    {
      galley_run_form_set_workspace (self->form, workspace);
      show_post (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
    }
}

/**
 * galley_llm_panel_get_post:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the post that is open
 */
GalleyPost *
galley_llm_panel_get_post (GalleyLlmPanel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PANEL (self), NULL);

  return self->post;
}

/**
 * galley_llm_panel_set_post:
 * @self: the widget
 * @post: (nullable): the post that is open
 */
void
galley_llm_panel_set_post (GalleyLlmPanel *self, GalleyPost *post)
{
  g_return_if_fail (GALLEY_IS_LLM_PANEL (self));

  if (g_set_object (&self->post, post))
    {
      show_post (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POST]);
    }
}

/**
 * galley_llm_panel_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_llm_panel_get_history (GalleyLlmPanel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PANEL (self), NULL);

  return self->history;
}

/**
 * galley_llm_panel_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_llm_panel_set_history (GalleyLlmPanel *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_LLM_PANEL (self));

  if (g_set_object (&self->history, history))
    {
      galley_proposal_list_set_history (self->proposals, history);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}

/**
 * galley_llm_panel_get_sections:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): all sections of the post ([class@Section]) in their order
 */
GListModel *
galley_llm_panel_get_sections (GalleyLlmPanel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PANEL (self), NULL);

  return self->sections;
}

/**
 * galley_llm_panel_set_sections:
 * @self: the widget
 * @sections: (nullable): all sections of the post ([class@Section]) in their order
 */
void
galley_llm_panel_set_sections (GalleyLlmPanel *self, GListModel *sections)
{
  g_return_if_fail (GALLEY_IS_LLM_PANEL (self));

  if (self->sections != NULL && self->sections != sections)
    g_signal_handlers_disconnect_by_func (self->sections, changed_cb, self);
  if (g_set_object (&self->sections, sections))
    {
      if (sections != NULL)
        g_signal_connect_object (sections, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      galley_proposal_list_set_sections (self->proposals, sections);
      changed_cb (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTIONS]);
    }
}

/**
 * galley_llm_panel_get_checked:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the sections that are checked; with none, the first section is meant
 */
GListModel *
galley_llm_panel_get_checked (GalleyLlmPanel *self)
{
  g_return_val_if_fail (GALLEY_IS_LLM_PANEL (self), NULL);

  return self->checked;
}

/**
 * galley_llm_panel_set_checked:
 * @self: the widget
 * @checked: (nullable): the sections that are checked; with none, the first section is meant
 */
void
galley_llm_panel_set_checked (GalleyLlmPanel *self, GListModel *checked)
{
  g_return_if_fail (GALLEY_IS_LLM_PANEL (self));

  if (self->checked != NULL && self->checked != checked)
    g_signal_handlers_disconnect_by_func (self->checked, changed_cb, self);
  if (g_set_object (&self->checked, checked))
    {
      if (checked != NULL)
        g_signal_connect_object (checked, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      changed_cb (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED]);
    }
}
