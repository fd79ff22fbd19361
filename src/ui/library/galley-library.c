/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-library"

#include "galley-config.h"

#include "galley-library.h"

#include "galley-template.h"

struct _GalleyLibrary
{
  GtkWidget parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  GalleyHistory   *history;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GalleyLibrary, galley_library, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_HISTORY,
} GalleyLibraryProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

typedef enum
{
  SIGNAL_POST_ACTIVATED,
  SIGNAL_HIT_ACTIVATED,
} GalleyLibrarySignal;

static guint signals[SIGNAL_HIT_ACTIVATED + 1];

static void
galley_library_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  switch ((GalleyLibraryProperty)property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_library_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  switch ((GalleyLibraryProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_library_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_library_set_history (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_library_dispose (GObject *object)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->history);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_LIBRARY);
  G_OBJECT_CLASS (galley_library_parent_class)->dispose (object);
}

static void
galley_library_class_init (GalleyLibraryClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_library_get_property;
  object_class->set_property = galley_library_set_property;
  object_class->dispose = galley_library_dispose;

  /**
   * GalleyLibrary:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleyLibrary:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleyLibrary::post-activated:
   * @self: the object
   * @post: the post
   *
   * A post was chosen: it is to be opened.
   */
  signals[SIGNAL_POST_ACTIVATED] = g_signal_new ("post-activated", GALLEY_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GALLEY_TYPE_POST);

  /**
   * GalleyLibrary::hit-activated:
   * @self: the object
   * @hit: where
   *
   * A place that was found was chosen: it is to be shown.
   */
  signals[SIGNAL_HIT_ACTIVATED] = g_signal_new ("hit-activated", GALLEY_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SEARCH_HIT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/library/galley-library.ui");
}

static void
galley_library_init (GalleyLibrary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_library_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_library_get_workspace (GalleyLibrary *self)
{
  g_return_val_if_fail (GALLEY_IS_LIBRARY (self), NULL);

  return self->workspace;
}

/**
 * galley_library_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_library_set_workspace (GalleyLibrary *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));

  if (g_set_object (&self->workspace, workspace))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
    }
}

/**
 * galley_library_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_library_get_history (GalleyLibrary *self)
{
  g_return_val_if_fail (GALLEY_IS_LIBRARY (self), NULL);

  return self->history;
}

/**
 * galley_library_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_library_set_history (GalleyLibrary *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));

  if (g_set_object (&self->history, history))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}

/**
 * galley_library_select_post:
 * @self: the widget
 * @post_id: the id of a post, 0 for none
 *
 * Selects the row of a post, without opening it.
 */
void
galley_library_select_post (GalleyLibrary *self, int post_id)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));
}

/**
 * galley_library_start_search:
 * @self: the widget
 *
 * Puts the keyboard into the search entry.
 */
void
galley_library_start_search (GalleyLibrary *self)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));
}

/**
 * galley_library_new_post:
 * @self: the widget
 *
 * Makes a new post and opens it.
 */
void
galley_library_new_post (GalleyLibrary *self)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));
}
