/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-application"

#include "galley-config.h"

#include "galley-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <signal.h>

#include "galley-help.h"
#include "galley-preferences.h"
#include "galley-toast.h"
#include "galley-window.h"

/* A window that is shown at once would show an empty page for the blink of an eye; one that waits longer seems not to start. */
#define PATIENCE_MS 150

struct _GalleyApplication
{
  AdwApplication parent_instance;

  char          *database; /* (owned) (nullable) which one was asked for on the command line */
  int            post_id;  /* the post that was asked for, 0 for none */
  GSList        *files;    /* (owned) (element-type GFile): to be imported */
  gboolean       new_post_wanted;
  GSettings     *settings; /* (owned) */
  GalleySession *session;  /* (owned) */
  GalleyOpening *opening;  /* (owned) */
  guint          patience; /* source: the window is shown, whether the database is open or not */
  guint          making;   /* source: the first window is being made, step by step */
  gboolean       quitting;
};

G_DEFINE_FINAL_TYPE (GalleyApplication, galley_application, ADW_TYPE_APPLICATION)

static void
galley_application_finalize (GObject *object)
{
  GalleyApplication *self = GALLEY_APPLICATION (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->making, g_source_remove);
  g_clear_object (&self->opening);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_slist (&self->files, g_object_unref);
  g_free (self->database);
  G_OBJECT_CLASS (galley_application_parent_class)->finalize (object);
}

static GalleyWindow *
get_window (GalleyApplication *self)
{
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (self)); each != NULL; each = each->next)
    if (GALLEY_IS_WINDOW (each->data))
      return each->data;
  return NULL;
}

static GtkWindow *
add_window (GalleyApplication *self)
{
  return galley_window_new (GTK_APPLICATION (self), self->opening, self->session);
}

static void
present_all (GalleyApplication *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->making, g_source_remove);
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (self)); each != NULL; each = each->next)
    gtk_window_present (each->data);
}

static void
patience_cb (gpointer user_data)
{
  GalleyApplication *self = user_data;

  self->patience = 0;
  present_all (self);
}

/* What was asked for before there was a database to do it with. */
static void
do_what_is_wanted (GalleyApplication *self)
{
  GalleyWindow *window = get_window (self);

  if (window == NULL || galley_opening_get_state (self->opening) != GALLEY_OPENING_READY)
    return;

  if (self->post_id != 0)
    galley_window_open_post (window, self->post_id, 0, NULL, 0);
  self->post_id = 0;
  if (self->files != NULL)
    galley_window_import_files (window, self->files);
  g_clear_slist (&self->files, g_object_unref);
  if (self->new_post_wanted)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.new-post", NULL);
  self->new_post_wanted = FALSE;
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) recovered = galley_drafts_recover_finish (GALLEY_DRAFTS (source), result, &error);
  GalleyWindow *window = get_window (self);

  if (window != NULL && recovered != NULL)
    galley_window_show_recovered (window, recovered);
  else if (window != NULL)
    galley_toast_show_error (gtk_window_get_child (GTK_WINDOW (window)), _ ("Unsaved text could not be brought back"), error);
}

/* What a crash left is brought back as soon as there is a database to bring it to. */
static void
recover (GalleyApplication *self)
{
  galley_drafts_recover_async (galley_workspace_get_drafts (galley_opening_get_workspace (self->opening)), NULL, recovered_cb,
                               g_object_ref (self));
}

static void
opening_changed_cb (GalleyApplication *self)
{
  if (get_window (self) == NULL)
    return;

  if (galley_opening_get_state (self->opening) == GALLEY_OPENING_READY)
    recover (self);
  do_what_is_wanted (self);
}

static void
window_filled_cb (GalleyApplication *self)
{
  if (self->patience != 0)
    present_all (self);
}

static void
realize_cb (gpointer user_data)
{
  GalleyApplication *self = user_data;

  self->making = 0;
  if (get_window (self) != NULL)
    gtk_widget_realize (GTK_WIDGET (get_window (self)));
}

/* Fonts, icons and styles are loaded when something is measured first. */
static void
measure_cb (gpointer user_data)
{
  GalleyApplication *self = user_data;

  self->making = 0;
  if (get_window (self) == NULL)
    return;
  gtk_widget_measure (GTK_WIDGET (get_window (self)), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  self->making = g_idle_add_once (realize_cb, self);
}

static void
show_when_filled (GalleyApplication *self,
                  GtkWindow         *window)
{
  gboolean filled;

  g_object_get (window, "filled", &filled, NULL);
  if (filled)
    {
      gtk_window_present (window);
      return;
    }

  self->patience = g_timeout_add_once (PATIENCE_MS, patience_cb, self);
  g_signal_connect_object (window, "notify::filled", G_CALLBACK (window_filled_cb), self, G_CONNECT_SWAPPED);
  self->making = g_idle_add_once (measure_cb, self);
}

static void
make_window_cb (gpointer user_data)
{
  GalleyApplication *self = user_data;

  self->making = 0;
  if (!self->quitting)
    {
      show_when_filled (self, add_window (self));
      opening_changed_cb (self);
    }
  g_application_release (G_APPLICATION (self));
}

/* In steps, between which the database has its turn: it takes as long to open, most of which is waiting for the server. */
static void
make_first_window (GalleyApplication *self)
{
  if (self->making != 0)
    return;

  g_application_hold (G_APPLICATION (self));
  self->making = g_idle_add_once (make_window_cb, self);
}

static void
galley_application_activate (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  GalleyWindow      *window = get_window (self);

  if (self->quitting)
    return;
  if (window == NULL)
    make_first_window (self);
  else if (self->patience == 0)
    gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (self)));
  do_what_is_wanted (self);
}

/* Files are imported as new posts. */
static void
galley_application_open (GApplication *application,
                         GFile       **files,
                         int           n_files,
                         const char   *hint)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  for (int index = 0; index < n_files; index++)
    self->files = g_slist_append (self->files, g_object_ref (files[index]));
  g_application_activate (application);
}

static void
open_post_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GalleyApplication *self = user_data;

  self->post_id = g_variant_get_int32 (parameter);
  g_application_activate (G_APPLICATION (self));
}

static void
new_post_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GalleyApplication *self = user_data;

  self->new_post_wanted = TRUE;
  g_application_activate (G_APPLICATION (self));
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_window_present (add_window (user_data));
}

static void
show_preferences_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  GalleyApplication *self = user_data;
  GtkWindow         *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (galley_preferences_new (parent, galley_opening_get_workspace (self->opening)));
}

static void
show_help_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_present (galley_help_new (gtk_application_get_active_window (GTK_APPLICATION (user_data))));
}

static void
show_about_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "application-name", _ ("Galley"), "application-icon", GALLEY_APP_ID, "version", GALLEY_VERSION, "developer-name", _ ("The Galley authors"), "comments", _ ("Plan, write and publish posts section by section."), "website", "https://galleyeditor.github.io/", "issue-url", "https://github.com/galleyeditor/galley/issues", "copyright", _ ("© 2026 The Galley authors"), "license-type", GTK_LICENSE_GPL_3_0,
                                                                                                                                                                                                                                                                                                                                                                      /* Translators: your name and address, a line each, for the about window */
                                                                                                                                                                                                                                                                                                                                                                      "translator-credits", _ ("translator-credits"), NULL);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_opening_close_finish (GALLEY_OPENING (source), result, &error))
    g_message ("%s", error->message);
  g_application_release (G_APPLICATION (self));
}

/* The windows go at once; the program stays until what was typed is saved and the private server has been left. */
static void
leave (GalleyApplication *self)
{
  GList *windows;

  if (self->quitting)
    return;

  self->quitting = TRUE;
  g_clear_handle_id (&self->patience, g_source_remove);
  g_application_hold (G_APPLICATION (self));
  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  for (GList *each = windows; each != NULL; each = each->next)
    {
      /* GTK goes on computing the size of a window that was made ready but never shown: that one is only let go. */
      if (gtk_widget_get_mapped (each->data))
        gtk_window_destroy (each->data);
      else
        gtk_application_remove_window (GTK_APPLICATION (self), each->data);
    }
  g_list_free (windows);
  galley_session_flush (self->session);
  galley_opening_close_async (self->opening, NULL, closed_cb, g_object_ref (self));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  leave (user_data);
}

static gboolean
signalled_cb (gpointer user_data)
{
  leave (user_data);
  return G_SOURCE_CONTINUE;
}

static void
galley_application_window_removed (GtkApplication *application,
                                   GtkWindow      *window)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  GTK_APPLICATION_CLASS (galley_application_parent_class)->window_removed (application, window);
  if (GALLEY_IS_WINDOW (window) && get_window (self) == NULL)
    leave (self);
}

static void
left_database_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!galley_opening_close_finish (GALLEY_OPENING (source), result, &error))
    g_message ("%s", error->message);
}

static void
start_opening (GalleyApplication *self)
{
  self->opening = galley_opening_new (self->database);
  /* After the windows: a post can be opened in those that have the database already. */
  g_signal_connect_object (self->opening, "notify::state", G_CALLBACK (opening_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  galley_opening_start (self->opening);
}

/* What the command line says holds until the program ends. */
static void
database_set_cb (GalleyApplication *self)
{
  GalleyOpening *left = self->opening;

  if (self->database != NULL || self->quitting)
    return;

  start_opening (self);
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (self)); each != NULL; each = each->next)
    if (GALLEY_IS_WINDOW (each->data))
      galley_window_set_opening (each->data, self->opening);
  galley_opening_close_async (left, NULL, left_database_cb, NULL);
  g_object_unref (left);
}

static gboolean
map_color_scheme (GValue   *value,
                  GVariant *variant,
                  gpointer  user_data)
{
  const char *scheme = g_variant_get_string (variant, NULL);

  if (g_str_equal (scheme, "light"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_str_equal (scheme, "dark"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_value_set_enum (value, ADW_COLOR_SCHEME_DEFAULT);
  return TRUE;
}

static const GActionEntry actions[] = {
  { "new-window", new_window_cb, NULL, NULL, NULL, { 0 } },
  { "new-post", new_post_cb, NULL, NULL, NULL, { 0 } },
  { "open-post", open_post_cb, "i", NULL, NULL, { 0 } },
  { "preferences", show_preferences_cb, NULL, NULL, NULL, { 0 } },
  { "help", show_help_cb, NULL, NULL, NULL, { 0 } },
  { "about", show_about_cb, NULL, NULL, NULL, { 0 } },
  { "quit", quit_cb, NULL, NULL, NULL, { 0 } },
};

static void
set_accels (GtkApplication *application)
{
  const struct
  {
    const char *action;
    const char *keys[2];
  } accels[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.help", { "F1", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.new-window", { "<Control><Alt>n", NULL } },
    { "window.close", { "<Control>w", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action, accels[i].keys);
}

/* The database is on its way before there is a widget, since it needs other processors and the disk. */
static void
galley_application_startup (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  start_opening (self);
  G_APPLICATION_CLASS (galley_application_parent_class)->startup (application);
  gtk_source_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (GTK_APPLICATION (self));
  self->session = galley_session_new (NULL);
  self->settings = g_settings_new (GALLEY_APP_ID);
  g_settings_bind_with_mapping (self->settings, "color-scheme", adw_style_manager_get_default (), "color-scheme",
                                G_SETTINGS_BIND_GET, map_color_scheme, NULL, NULL, NULL);
  g_signal_connect_object (self->settings, "changed::database-uri", G_CALLBACK (database_set_cb), self, G_CONNECT_SWAPPED);
  g_unix_signal_add (SIGTERM, signalled_cb, self);
  g_unix_signal_add (SIGINT, signalled_cb, self);
}

static int
fail (GApplication *application,
      const char   *text)
{
  g_printerr ("galley: %s\n", text);
  return 1;
}

/* Another database is another program: it must not end up in one that has its windows on this one. */
static int
galley_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("galley %s\n", GALLEY_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "database", "s", &self->database))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (!g_variant_dict_lookup (options, "post", "i", &self->post_id))
    return -1;
  if (self->post_id <= 0)
    return fail (application, _ ("--post takes the number of a post, as “galleyctl post list” shows it"));

  if (!g_application_register (application, NULL, &error))
    return fail (application, error->message);
  if (!g_application_get_is_remote (application))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-post", g_variant_new_int32 (self->post_id));
  return 0;
}

static void
galley_application_class_init (GalleyApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_application_finalize;
  G_APPLICATION_CLASS (klass)->startup = galley_application_startup;
  G_APPLICATION_CLASS (klass)->activate = galley_application_activate;
  G_APPLICATION_CLASS (klass)->open = galley_application_open;
  G_APPLICATION_CLASS (klass)->handle_local_options = galley_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = galley_application_window_removed;
}

static void
galley_application_init (GalleyApplication *self)
{
  const GOptionEntry options[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Work on this database: a PostgreSQL URI or keyword string"), N_ ("URI") },
      { "post", 0, 0, G_OPTION_ARG_INT, NULL, N_ ("Open this post"), N_ ("ID") },
        { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
          { NULL },
       };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
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
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/galleyeditor/Galley",
                       NULL);
}
