/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-database-page"

#include "galley-config.h"

#include "galley-database-page.h"

#include <glib/gi18n.h>

#include "galley-error.h"

enum
{
  ON_THIS_COMPUTER,
  ON_A_SERVER,
};

struct _GalleyDatabasePage
{
  AdwPreferencesPage parent_instance;

  GSettings    *settings;    /* (owned) */
  GCancellable *cancellable; /* (owned) ends what was asked when the page goes */

  AdwComboRow         *place;
  AdwEntryRow         *server;
  GtkRevealer         *answer_revealer;
  GtkLabel            *answer;
  AdwPreferencesGroup *contents;
  GtkLabel            *posts;
  GtkLabel            *sections;
  GtkLabel            *size;
  GtkLabel            *version;
};

G_DEFINE_FINAL_TYPE (GalleyDatabasePage, galley_database_page, ADW_TYPE_PREFERENCES_PAGE)

static void
say (GalleyDatabasePage *self,
     const char         *text,
     gboolean            error)
{
  gtk_label_set_text (self->answer, text);
  gtk_revealer_set_reveal_child (self->answer_revealer, *text != '\0');
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self->answer), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->answer), "error");
}

static void
place_changed_cb (GalleyDatabasePage *self)
{
  gboolean server = adw_combo_row_get_selected (self->place) == ON_A_SERVER;

  gtk_widget_set_visible (GTK_WIDGET (self->server), server);
  say (self, "", FALSE);
  if (!server)
    g_settings_set_string (self->settings, "database-uri", "");
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!galley_context_close_finish (GALLEY_CONTEXT (source), result, &error))
    g_message ("%s", error->message);
}

/* A database that is not made ready yet is one that can be used: the window offers to do that. */
static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GalleyDatabasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  if (galley_context_open_finish (GALLEY_CONTEXT (source), result, &error))
    galley_context_close_async (GALLEY_CONTEXT (source), NULL, closed_cb, NULL);
  if (error != NULL && !g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message, TRUE);
      return;
    }

  g_object_get (source, "uri", &uri, NULL);
  g_settings_set_string (self->settings, "database-uri", uri);
  say (self, _ ("This database is used from now on."), FALSE);
}

static void
apply_server_cb (GalleyDatabasePage *self,
                 AdwEntryRow        *row)
{
  const char *uri = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr (GalleyContext) context = NULL;

  if (*uri == '\0')
    {
      say (self, _ ("Enter a PostgreSQL URI, for example postgresql://name@server/blog"), TRUE);
      return;
    }
  if (galley_database_has_password (uri))
    {
      say (self, _ ("Leave the password out, settings can be read by others. Put it into the file ~/.pgpass, where PostgreSQL looks for it."), TRUE);
      return;
    }

  say (self, _ ("Connecting…"), FALSE);
  context = galley_context_new (uri);
  galley_context_open_async (context, self->cancellable, tried_cb, g_object_ref (self));
}

static void
set_number (GtkLabel *label,
            int       number)
{
  g_autofree char *text = g_strdup_printf ("%'d", number);

  gtk_label_set_text (label, text);
}

static void
got_status_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GalleyDatabasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyStatus) status = galley_status_store_get_finish (GALLEY_STATUS_STORE (source), result, &error);
  g_autofree char *size = NULL;

  if (status == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->contents), FALSE);
      return;
    }

  size = g_format_size ((guint64)galley_status_get_size (status));
  set_number (self->posts, galley_status_get_n_posts (status));
  set_number (self->sections, galley_status_get_n_sections (status));
  gtk_label_set_text (self->size, size);
  gtk_label_set_text (self->version, galley_status_get_server_version (status));
}

static void
galley_database_page_dispose (GObject *object)
{
  GalleyDatabasePage *self = GALLEY_DATABASE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (galley_database_page_parent_class)->dispose (object);
}

static void
galley_database_page_finalize (GObject *object)
{
  GalleyDatabasePage *self = GALLEY_DATABASE_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (galley_database_page_parent_class)->finalize (object);
}

static void
galley_database_page_class_init (GalleyDatabasePageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_database_page_dispose;
  object_class->finalize = galley_database_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/preferences/galley-database-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, place);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, server);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, answer_revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, answer);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, contents);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, posts);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, sections);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, size);
  gtk_widget_class_bind_template_child (widget_class, GalleyDatabasePage, version);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_server_cb);
}

static void
galley_database_page_init (GalleyDatabasePage *self)
{
  g_autofree char *uri = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (GALLEY_APP_ID);
  uri = g_settings_get_string (self->settings, "database-uri");
  gtk_editable_set_text (GTK_EDITABLE (self->server), uri);
  gtk_widget_set_visible (GTK_WIDGET (self->server), *uri != '\0');
  adw_combo_row_set_selected (self->place, *uri != '\0' ? ON_A_SERVER : ON_THIS_COMPUTER);
  g_signal_connect_object (self->place, "notify::selected", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_database_page_set_workspace:
 * @self: the page
 * @workspace: (nullable): the database that is open
 *
 * Shows what is in a database.
 */
void
galley_database_page_set_workspace (GalleyDatabasePage *self,
                                    GalleyWorkspace    *workspace)
{
  g_return_if_fail (GALLEY_IS_DATABASE_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->contents), workspace != NULL);
  if (workspace != NULL)
    galley_status_store_get_async (galley_context_get_status_store (galley_workspace_get_context (workspace)),
                                   self->cancellable, got_status_cb, g_object_ref (self));
}
