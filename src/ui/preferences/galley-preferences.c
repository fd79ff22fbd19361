/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-preferences"

#include "galley-config.h"

#include "galley-preferences.h"

#include "galley-appearance-page.h"
#include "galley-database-page.h"
#include "galley-models-page.h"

struct _GalleyPreferences
{
  AdwPreferencesWindow parent_instance;

  GalleyModelsPage   *models_page;
  GalleyDatabasePage *database_page;
};

G_DEFINE_FINAL_TYPE (GalleyPreferences, galley_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
galley_preferences_class_init (GalleyPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GALLEY_TYPE_APPEARANCE_PAGE);
  g_type_ensure (GALLEY_TYPE_DATABASE_PAGE);
  g_type_ensure (GALLEY_TYPE_MODELS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/preferences/galley-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, models_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, database_page);
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

  galley_models_page_set_workspace (self->models_page, workspace);
  galley_database_page_set_workspace (self->database_page, workspace);
  return GTK_WINDOW (self);
}
