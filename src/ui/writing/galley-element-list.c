/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list"

#include "galley-config.h"

#include "galley-element-list.h"

#include "galley-template.h"

struct _GalleyElementList
{
  GtkWidget parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  GalleySection   *section;   /* (owned) (nullable) */
  GalleyHistory   *history;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GalleyElementList, galley_element_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_SECTION,
  PROP_HISTORY,
} GalleyElementListProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

static void
galley_element_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (object);

  switch ((GalleyElementListProperty)property_id)
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_element_list_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (object);

  switch ((GalleyElementListProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_element_list_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_SECTION:
      galley_element_list_set_section (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_element_list_set_history (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_element_list_dispose (GObject *object)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->section);
  g_clear_object (&self->history);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_ELEMENT_LIST);
  G_OBJECT_CLASS (galley_element_list_parent_class)->dispose (object);
}

static void
galley_element_list_class_init (GalleyElementListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_element_list_get_property;
  object_class->set_property = galley_element_list_set_property;
  object_class->dispose = galley_element_list_dispose;

  /**
   * GalleyElementList:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleyElementList:section: (getter get_section) (setter set_section)
   *
   * The section that is shown.
   */
  properties[PROP_SECTION] = g_param_spec_object ("section", NULL, NULL, GALLEY_TYPE_SECTION, flags);
  /**
   * GalleyElementList:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-element-list.ui");
}

static void
galley_element_list_init (GalleyElementList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_element_list_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_element_list_get_workspace (GalleyElementList *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_LIST (self), NULL);

  return self->workspace;
}

/**
 * galley_element_list_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_element_list_set_workspace (GalleyElementList *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_LIST (self));

  if (g_set_object (&self->workspace, workspace))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
    }
}

/**
 * galley_element_list_get_section:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the section that is shown
 */
GalleySection *
galley_element_list_get_section (GalleyElementList *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_LIST (self), NULL);

  return self->section;
}

/**
 * galley_element_list_set_section:
 * @self: the widget
 * @section: (nullable): the section that is shown
 */
void
galley_element_list_set_section (GalleyElementList *self, GalleySection *section)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_LIST (self));

  if (g_set_object (&self->section, section))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
    }
}

/**
 * galley_element_list_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_element_list_get_history (GalleyElementList *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_LIST (self), NULL);

  return self->history;
}

/**
 * galley_element_list_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_element_list_set_history (GalleyElementList *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_LIST (self));

  if (g_set_object (&self->history, history))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}
