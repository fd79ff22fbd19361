/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-preferences"

#include "galley-config.h"

#include "galley-preferences.h"

struct _GalleyPreferences
{
  AdwPreferencesWindow parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GalleyPreferences, galley_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
galley_preferences_dispose (GObject *object)
{
  GalleyPreferences *self = GALLEY_PREFERENCES (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PREFERENCES);
  G_OBJECT_CLASS (galley_preferences_parent_class)->dispose (object);
}

static void
galley_preferences_class_init (GalleyPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_preferences_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/io/github/galleyeditor/Galley/ui/preferences/galley-preferences.ui");
}

static void
galley_preferences_init (GalleyPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_preferences_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: (nullable): the database that is open; without one, what is kept in it cannot be set
 *
 * Returns: (transfer none): a window, which GTK owns
 */
GtkWindow *
galley_preferences_new (GtkWindow       *parent,
                        GalleyWorkspace *workspace)
{
  GalleyPreferences *self = g_object_new (GALLEY_TYPE_PREFERENCES, "transient-for", parent, "modal", parent != NULL, NULL);

  g_set_object (&self->workspace, workspace);
  return GTK_WINDOW (self);
}
