/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-editor"

#include "galley-config.h"

#include "galley-section-editor-private.h"

#include <glib/gi18n-lib.h>

#include "galley-template.h"

G_DEFINE_FINAL_TYPE (GalleySectionEditor, galley_section_editor, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_SECTION,
  PROP_HISTORY,
  PROP_FOCUS_MODE,
  PROP_STATUS,
  PROP_SPELL_CHECK,
  PROP_SPELL_CHECK_LANGUAGE,
} GalleySectionEditorProperty;

static GParamSpec *properties[PROP_SPELL_CHECK_LANGUAGE + 1];

static void
galley_section_editor_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (object);

  switch ((GalleySectionEditorProperty)property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_SECTION:
      g_value_set_object (value, self->section);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_FOCUS_MODE:
      g_value_set_boolean (value, self->focus_mode);
      break;
    case PROP_STATUS:
      g_value_set_string (value, galley_section_editor_get_status (self));
      break;
    case PROP_SPELL_CHECK:
      g_value_set_boolean (value, g_settings_get_boolean (self->settings, "spell-check"));
      break;
    case PROP_SPELL_CHECK_LANGUAGE:
      g_value_take_string (value, g_settings_get_string (self->settings, "spell-check-language"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_editor_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (object);

  switch ((GalleySectionEditorProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_section_editor_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_SECTION:
      galley_section_editor_set_section (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_section_editor_set_history (self, g_value_get_object (value));
      break;
    case PROP_FOCUS_MODE:
      galley_section_editor_set_focus_mode (self, g_value_get_boolean (value));
      break;
    case PROP_STATUS:
      galley_section_editor_set_status (self, g_value_get_string (value));
      break;
    case PROP_SPELL_CHECK:
      g_settings_set_boolean (self->settings, "spell-check", g_value_get_boolean (value));
      break;
    case PROP_SPELL_CHECK_LANGUAGE:
      g_settings_set_string (self->settings, "spell-check-language", g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_editor_dispose (GObject *object)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->searching);
  for (guint i = 0; i < GALLEY_EDITOR_N_FIELDS; i++)
    g_clear_object (&self->checkers[i]);
  g_clear_object (&self->dictionary);
  g_clear_object (&self->searching);
  g_clear_object (&self->texts_signals);
  g_clear_object (&self->polished_signals);
  g_clear_object (&self->section_signals);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_SECTION_EDITOR);
  g_clear_object (&self->texts);
  g_clear_object (&self->cache);
  g_clear_object (&self->typography);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);
  g_clear_object (&self->section);
  g_clear_object (&self->history);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->wanted_field, g_free);
  G_OBJECT_CLASS (galley_section_editor_parent_class)->dispose (object);
}

static void
page_changed_cb (GalleySectionEditor *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "draft") == 0)
    self->text = self->field = GALLEY_SECTION_DRAFT;
  else if (g_strcmp0 (page, "polished") == 0)
    self->text = self->field = GALLEY_SECTION_POLISHED;
  if (self->texts != NULL)
    galley_section_texts_set_page (self->texts, page);
  galley_section_editor_update_compare (self);
  galley_section_editor_update_word_label (self);
  galley_section_editor_update_actions (self);
}

static void
n_changes_changed_cb (GalleySectionEditor *self)
{
  int              n = galley_compare_view_get_n_changes (self->compare_view);
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d difference", "%d differences", n), n);
  gtk_label_set_label (GTK_LABEL (self->n_changes), n < 0 ? "" : n == 0 ? _ ("No differences") : text);
}

static void
update_columns (GalleySectionEditor *self)
{
  int             line_width = galley_typography_get_line_width (self->typography);
  GalleyTextView *view = galley_text_editor_get_view (self->draft);
  int             width = galley_text_view_get_column_width (view, line_width) + 2 * gtk_text_view_get_left_margin (GTK_TEXT_VIEW (view));
  AdwClamp       *clamps[] = { self->heading_clamp, self->notes_clamp, self->elements_clamp };

  galley_text_editor_set_line_width (self->draft, line_width);
  galley_text_editor_set_line_width (self->polished, line_width);
  for (guint i = 0; i < G_N_ELEMENTS (clamps); i++)
    {
      adw_clamp_set_maximum_size (clamps[i], width);
      adw_clamp_set_tightening_threshold (clamps[i], width);
    }
}

static void
focus_entered_cb (GtkEventController  *controller,
                  GalleySectionEditor *self)
{
  GtkWidget *view = gtk_event_controller_get_widget (controller);

  for (guint i = 0; i < GALLEY_EDITOR_N_FIELDS; i++)
    if (GTK_WIDGET (galley_section_editor_get_view (self, galley_editor_fields[i].field)) == view)
      self->field = galley_editor_fields[i].field;
  galley_section_editor_update_word_label (self);
}

static void
watch_views (GalleySectionEditor *self)
{
  for (guint i = 0; i < GALLEY_EDITOR_N_FIELDS; i++)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
      gtk_widget_add_controller (GTK_WIDGET (galley_section_editor_get_view (self, galley_editor_fields[i].field)), focus);
    }
}

/* In a browser or a text editor, Ctrl and the wheel make the text larger. */
static gboolean
scrolled_cb (GtkEventControllerScroll *controller,
             double                    dx,
             double                    dy,
             GalleySectionEditor      *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;

  galley_typography_zoom (self->typography, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleySectionEditor:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleySectionEditor:section: (getter get_section) (setter set_section)
   *
   * The section that is shown.
   */
  properties[PROP_SECTION] = g_param_spec_object ("section", NULL, NULL, GALLEY_TYPE_SECTION, flags);
  /**
   * GalleySectionEditor:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  /**
   * GalleySectionEditor:focus-mode: (getter get_focus_mode) (setter set_focus_mode)
   *
   * Whether nothing but the text is to be seen.
   */
  properties[PROP_FOCUS_MODE] = g_param_spec_boolean ("focus-mode", NULL, NULL, FALSE, flags);
  /**
   * GalleySectionEditor:status:
   *
   * How far the section is.
   */
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  /**
   * GalleySectionEditor:spell-check:
   *
   * Whether words that no dictionary knows are underlined.
   */
  properties[PROP_SPELL_CHECK] = g_param_spec_boolean ("spell-check", NULL, NULL, TRUE, flags);
  /**
   * GalleySectionEditor:spell-check-language:
   *
   * The language of the texts; empty for that of the desktop.
   */
  properties[PROP_SPELL_CHECK_LANGUAGE] = g_param_spec_string ("spell-check-language", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-section-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, failed_page);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, trash_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, toolbar);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, spelling_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, heading_clamp);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, draft);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, polished);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, compare_view);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, n_changes);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, notes_clamp);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, description);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, ideas);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, facts);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, highlighting);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, elements_clamp);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, element_list);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, bar);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, status_button);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, word_label);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, target_button);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, save_sign);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, n_changes_changed_cb);
}

/* The keyboard goes to the text, which is what one comes for. */
static gboolean
galley_section_editor_grab_focus (GtkWidget *widget)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);

  if (self->texts == NULL)
    return FALSE;

  if (galley_section_editor_find_field (self->field) != NULL && gtk_widget_get_mapped (GTK_WIDGET (galley_section_editor_get_view (self, self->field))))
    return gtk_widget_grab_focus (GTK_WIDGET (galley_section_editor_get_view (self, self->field)));
  return gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
ensure_types (void)
{
  g_type_ensure (GALLEY_TYPE_COMPARE_VIEW);
  g_type_ensure (GALLEY_TYPE_ELEMENT_LIST);
  g_type_ensure (GALLEY_TYPE_FIELD_ROW);
  g_type_ensure (GALLEY_TYPE_SAVE_SIGN);
  g_type_ensure (GALLEY_TYPE_TARGET_BUTTON);
  g_type_ensure (GALLEY_TYPE_TEXT_EDITOR);
  g_type_ensure (GALLEY_TYPE_TEXT_VIEW);
  g_type_ensure (GALLEY_TYPE_WORD_LABEL);
}

static void
galley_section_editor_class_init (GalleySectionEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_section_editor_get_property;
  object_class->set_property = galley_section_editor_set_property;
  object_class->dispose = galley_section_editor_dispose;
  widget_class->grab_focus = galley_section_editor_grab_focus;
  install_properties (object_class);

  ensure_types ();
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sectioneditor");
  bind_template (widget_class);
  galley_section_editor_install_actions (widget_class);
}

/* The switches show what the settings say, whoever changed them. */
static void
spelling_set_cb (GalleySectionEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPELL_CHECK]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPELL_CHECK_LANGUAGE]);
}

static void
galley_section_editor_init (GalleySectionEditor *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->text = self->field = GALLEY_SECTION_DRAFT;
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (GALLEY_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->typography = galley_typography_new (self->settings);
  g_signal_connect_object (self->typography, "notify::line-width", G_CALLBACK (update_columns), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_text_editor_get_view (self->draft), "restyled", G_CALLBACK (update_columns), self, G_CONNECT_SWAPPED);
  update_columns (self);
  watch_views (self);
  galley_section_editor_add_checkers (self);
  g_signal_connect_object (self->settings, "changed::spell-check", G_CALLBACK (spelling_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::spell-check-language", G_CALLBACK (spelling_set_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.spell-check", FALSE);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);

  galley_section_editor_follow_texts (self);
}

/**
 * galley_section_editor_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_section_editor_get_workspace (GalleySectionEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_EDITOR (self), NULL);

  return self->workspace;
}

/**
 * galley_section_editor_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_section_editor_set_workspace (GalleySectionEditor *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  if (!g_set_object (&self->workspace, workspace))
    return;

  g_object_set (self->element_list, "workspace", workspace, NULL);
  galley_target_button_set_workspace (self->target_button, workspace);
  galley_section_editor_reopen_texts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * galley_section_editor_get_section:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the section that is shown
 */
GalleySection *
galley_section_editor_get_section (GalleySectionEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_EDITOR (self), NULL);

  return self->section;
}

/**
 * galley_section_editor_set_section:
 * @self: the widget
 * @section: (nullable): the section that is shown
 *
 * Shows a section, as it was left when it was shown before.
 */
void
galley_section_editor_set_section (GalleySectionEditor *self, GalleySection *section)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  if (!g_set_object (&self->section, section))
    return;

  g_clear_pointer (&self->wanted_field, g_free);
  g_object_set (self->element_list, "section", section, NULL);
  g_signal_group_set_target (self->section_signals, section);
  galley_section_editor_open_texts (self);
  galley_section_editor_update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

/**
 * galley_section_editor_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_section_editor_get_history (GalleySectionEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_EDITOR (self), NULL);

  return self->history;
}

/**
 * galley_section_editor_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_section_editor_set_history (GalleySectionEditor *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  if (g_set_object (&self->history, history))
    {
      g_object_set (self->element_list, "history", history, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}

/**
 * galley_section_editor_get_focus_mode:
 * @self: the widget
 *
 * Returns: whether nothing but the text is to be seen
 */
gboolean
galley_section_editor_get_focus_mode (GalleySectionEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_EDITOR (self), FALSE);

  return self->focus_mode;
}

/**
 * galley_section_editor_set_focus_mode:
 * @self: the widget
 * @focus_mode: whether nothing but the text is to be seen
 *
 * Leaves the writer alone with the text.  What is around the editor is for the window to hide.
 */
void
galley_section_editor_set_focus_mode (GalleySectionEditor *self,
                                      gboolean             focus_mode)
{
  gboolean dim;

  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  if (self->focus_mode == focus_mode)
    return;

  self->focus_mode = focus_mode;
  dim = focus_mode && g_settings_get_boolean (self->settings, "focus-paragraph");
  if (focus_mode)
    galley_section_editor_focus_field (self, self->text);
  gtk_widget_set_visible (self->toolbar, !focus_mode);
  gtk_widget_set_visible (GTK_WIDGET (self->heading_clamp), !focus_mode);
  gtk_widget_set_visible (self->bar, !focus_mode);
  galley_text_view_set_dim (galley_text_editor_get_view (self->draft), dim);
  galley_text_view_set_dim (galley_text_editor_get_view (self->polished), dim);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOCUS_MODE]);
}
