/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-list"

#include "galley-config.h"

#include "galley-section-list.h"

#include "galley-template.h"

struct _GalleySectionList
{
  GtkWidget parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  GalleyPost      *post;      /* (owned) (nullable) */
  GalleyHistory   *history;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GalleySectionList, galley_section_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_POST,
  PROP_HISTORY,
} GalleySectionListProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

typedef enum
{
  SIGNAL_SECTION_ACTIVATED,
} GalleySectionListSignal;

static guint signals[SIGNAL_SECTION_ACTIVATED + 1];

static void
galley_section_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (object);

  switch ((GalleySectionListProperty)property_id)
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_list_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (object);

  switch ((GalleySectionListProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_section_list_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_POST:
      galley_section_list_set_post (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_section_list_set_history (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_list_dispose (GObject *object)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->post);
  g_clear_object (&self->history);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_SECTION_LIST);
  G_OBJECT_CLASS (galley_section_list_parent_class)->dispose (object);
}

static void
galley_section_list_class_init (GalleySectionListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_section_list_get_property;
  object_class->set_property = galley_section_list_set_property;
  object_class->dispose = galley_section_list_dispose;

  /**
   * GalleySectionList:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleySectionList:post: (getter get_post) (setter set_post)
   *
   * The post that is open.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GALLEY_TYPE_POST, flags);
  /**
   * GalleySectionList:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleySectionList::section-activated:
   * @self: the object
   * @section: the section
   *
   * A section was chosen: it is to be shown in the editor.
   */
  signals[SIGNAL_SECTION_ACTIVATED] = g_signal_new ("section-activated", GALLEY_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SECTION);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-section-list.ui");
}

static void
galley_section_list_init (GalleySectionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_section_list_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_section_list_get_workspace (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return self->workspace;
}

/**
 * galley_section_list_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_section_list_set_workspace (GalleySectionList *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  if (g_set_object (&self->workspace, workspace))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
    }
}

/**
 * galley_section_list_get_post:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the post that is open
 */
GalleyPost *
galley_section_list_get_post (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return self->post;
}

/**
 * galley_section_list_set_post:
 * @self: the widget
 * @post: (nullable): the post that is open
 */
void
galley_section_list_set_post (GalleySectionList *self, GalleyPost *post)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  if (g_set_object (&self->post, post))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POST]);
    }
}

/**
 * galley_section_list_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_section_list_get_history (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return self->history;
}

/**
 * galley_section_list_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_section_list_set_history (GalleySectionList *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  if (g_set_object (&self->history, history))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}

/**
 * galley_section_list_get_sections:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): all sections ([class@Section]) of the post in their order; the same model for the life of the widget
 */
GListModel *
galley_section_list_get_sections (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return NULL;
}

/**
 * galley_section_list_get_checked:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the sections whose boxes are checked, in their order; the same model for the life of the widget
 */
GListModel *
galley_section_list_get_checked (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return NULL;
}

/**
 * galley_section_list_select:
 * @self: the widget
 * @section_id: the id of a section of the post
 *
 * Selects a section's row and brings it into view, as soon as the list is there.
 */
void
galley_section_list_select (GalleySectionList *self, int section_id)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));
}
