/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-workspace"

#include "galley-workspace.h"

struct _GalleyWorkspace
{
  GObject parent_instance;

  GalleyContext *context; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GalleyWorkspace, galley_workspace, G_TYPE_OBJECT)

typedef enum
{
  PROP_CONTEXT = 1,
} GalleyWorkspaceProperty;

static GParamSpec *properties[PROP_CONTEXT + 1];

static void
galley_workspace_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GalleyWorkspace *self = GALLEY_WORKSPACE (object);

  switch ((GalleyWorkspaceProperty)property_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_workspace_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GalleyWorkspace *self = GALLEY_WORKSPACE (object);

  switch ((GalleyWorkspaceProperty)property_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_workspace_finalize (GObject *object)
{
  GalleyWorkspace *self = GALLEY_WORKSPACE (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (galley_workspace_parent_class)->finalize (object);
}

static void
galley_workspace_class_init (GalleyWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_workspace_get_property;
  object_class->set_property = galley_workspace_set_property;
  object_class->finalize = galley_workspace_finalize;

  /**
   * GalleyWorkspace:context: (getter get_context)
   *
   * The database and its stores.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, GALLEY_TYPE_CONTEXT, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_workspace_init (GalleyWorkspace *self)
{
}

/**
 * galley_workspace_new:
 * @context: a context that is open
 *
 * Returns: (transfer full): the services on a database
 */
GalleyWorkspace *
galley_workspace_new (GalleyContext *context)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (context), NULL);

  return g_object_new (GALLEY_TYPE_WORKSPACE, "context", context, NULL);
}

/**
 * galley_workspace_get_context:
 * @self: a workspace
 *
 * Returns: (transfer none): the database and its stores
 */
GalleyContext *
galley_workspace_get_context (GalleyWorkspace *self)
{
  g_return_val_if_fail (GALLEY_IS_WORKSPACE (self), NULL);

  return self->context;
}
