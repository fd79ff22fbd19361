/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-panel"

#include "galley-config.h"

#include "galley-llm-panel.h"

#include "galley-template.h"

struct _GalleyLlmPanel
{
  GtkWidget parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  GalleyPost      *post;      /* (owned) (nullable) */
  GalleyHistory   *history;   /* (owned) (nullable) */
  GListModel      *sections;  /* (owned) (nullable) */
  GListModel      *checked;   /* (owned) (nullable) */
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

  g_clear_object (&self->workspace);
  g_clear_object (&self->post);
  g_clear_object (&self->history);
  g_clear_object (&self->sections);
  g_clear_object (&self->checked);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_LLM_PANEL);
  G_OBJECT_CLASS (galley_llm_panel_parent_class)->dispose (object);
}

static void
galley_llm_panel_class_init (GalleyLlmPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_llm_panel_get_property;
  object_class->set_property = galley_llm_panel_set_property;
  object_class->dispose = galley_llm_panel_dispose;

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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-llm-panel.ui");
}

static void
galley_llm_panel_init (GalleyLlmPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

  if (g_set_object (&self->sections, sections))
    {
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

  if (g_set_object (&self->checked, checked))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED]);
    }
}
