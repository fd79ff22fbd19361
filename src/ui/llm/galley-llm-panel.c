/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-panel"

#include "galley-config.h"

#include "galley-llm-panel-private.h"

#include <glib/gi18n.h>

#include "galley-field-choice.h"
#include "galley-proposal.h"
#include "galley-template.h"

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

/**
 * galley_llm_panel_list_targets:
 * @self: the widget
 *
 * Lists the sections that an action is run over: those that are checked; with none, the first one.
 *
 * Returns: (transfer full) (element-type int): their ids
 */
GArray *
galley_llm_panel_list_targets (GalleyLlmPanel *self)
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

/**
 * galley_llm_panel_update:
 * @self: the widget
 *
 * Shows what can be done now.
 */
void
galley_llm_panel_update (GalleyLlmPanel *self)
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
changed_cb (GalleyLlmPanel *self)
{
  g_autoptr (GalleySection) section = get_first_target (self);

  galley_llm_panel_update (self);
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

static void
show_post (GalleyLlmPanel *self)
{
  galley_llm_panel_watch_run (self);
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
  gtk_widget_class_bind_template_callback (widget_class, try_demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, missing_changed_cb);
  galley_llm_panel_install_running (widget_class);
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
  galley_llm_panel_follow_runs (self);
  galley_llm_panel_update (self);
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
