/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-application"

#include "galley-config.h"

#include "galley-application.h"

#include <gtksourceview/gtksource.h>

#include "galley-window.h"

struct _GalleyApplication
{
  AdwApplication parent_instance;

  GalleyContext   *context;   /* (owned) (nullable) */
  GalleyWorkspace *workspace; /* (owned) (nullable) once the database is open */
};

G_DEFINE_FINAL_TYPE (GalleyApplication, galley_application, ADW_TYPE_APPLICATION)

static void
galley_application_finalize (GObject *object)
{
  GalleyApplication *self = GALLEY_APPLICATION (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (galley_application_parent_class)->finalize (object);
}

static void
hand_down_workspace (GalleyApplication *self)
{
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (self)); each != NULL; each = each->next)
    if (GALLEY_IS_WINDOW (each->data))
      galley_window_set_workspace (each->data, self->workspace);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (galley_context_open_finish (GALLEY_CONTEXT (source), result, &error))
    {
      self->workspace = galley_workspace_new (self->context);
      hand_down_workspace (self);
    }
  else
    g_warning ("%s", error->message);
}

static void
galley_application_activate (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  GtkWindow         *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = galley_window_new (GTK_APPLICATION (self));
  gtk_window_present (window);
  if (self->context == NULL)
    {
      self->context = galley_context_new (NULL);
      galley_context_open_async (self->context, NULL, opened_cb, g_object_ref (self));
    }
}

static void
galley_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (galley_application_parent_class)->startup (application);
  gtk_source_init ();
}

static void
galley_application_class_init (GalleyApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_application_finalize;
  G_APPLICATION_CLASS (klass)->startup = galley_application_startup;
  G_APPLICATION_CLASS (klass)->activate = galley_application_activate;
}

static void
galley_application_init (GalleyApplication *self)
{
}

/**
 * galley_application_new:
 *
 * Returns: (transfer full): the program
 */
GApplication *
galley_application_new (void)
{
  return g_object_new (GALLEY_TYPE_APPLICATION,
                       "application-id", GALLEY_APP_ID,
                       "resource-base-path", "/io/github/galleyeditor/Galley",
                       NULL);
}
