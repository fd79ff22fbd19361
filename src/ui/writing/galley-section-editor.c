/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-editor"

#include "galley-config.h"

#include "galley-section-editor.h"

#include "galley-element-list.h"
#include "galley-template.h"

struct _GalleySectionEditor
{
  GtkWidget parent_instance;

  GalleyWorkspace   *workspace; /* (owned) (nullable) */
  GalleySection     *section;   /* (owned) (nullable) */
  GalleyHistory     *history;   /* (owned) (nullable) */
  GalleyElementList *element_list;
};

G_DEFINE_FINAL_TYPE (GalleySectionEditor, galley_section_editor, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_SECTION,
  PROP_HISTORY,
} GalleySectionEditorProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_editor_dispose (GObject *object)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->section);
  g_clear_object (&self->history);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_SECTION_EDITOR);
  G_OBJECT_CLASS (galley_section_editor_parent_class)->dispose (object);
}

static void
galley_section_editor_class_init (GalleySectionEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_section_editor_get_property;
  object_class->set_property = galley_section_editor_set_property;
  object_class->dispose = galley_section_editor_dispose;

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
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (GALLEY_TYPE_ELEMENT_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-section-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySectionEditor, element_list);
}

static void
galley_section_editor_init (GalleySectionEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

  if (g_set_object (&self->workspace, workspace))
    {
      g_object_set (self->element_list, "workspace", workspace, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
    }
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
 */
void
galley_section_editor_set_section (GalleySectionEditor *self, GalleySection *section)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  if (g_set_object (&self->section, section))
    {
      g_object_set (self->element_list, "section", section, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
    }
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
 * galley_section_editor_show_place:
 * @self: the widget
 * @field: (nullable): the name of a field ([func@SectionField.get_name]), %NULL for the text that was edited last
 * @offset: a character in it
 *
 * Puts the cursor somewhere and brings it into view.
 */
void
galley_section_editor_show_place (GalleySectionEditor *self, const char *field, int offset)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));
}

/**
 * galley_section_editor_get_place:
 * @self: the widget
 * @offset: (out) (optional): the character before which the cursor is
 *
 * Returns: (transfer full) (nullable): the name of the field that has the cursor, or had it last
 */
char *
galley_section_editor_get_place (GalleySectionEditor *self, int *offset)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_EDITOR (self), NULL);

  return NULL;
}
