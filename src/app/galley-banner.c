/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-banner"

#include "galley-config.h"

#include "galley-banner.h"

#include <glib/gi18n.h>

/* Long enough that a server that restarts goes unnoticed, short enough that a writer is not left in the dark. */
#define PATIENCE_MS 1000

struct _GalleyBanner
{
  AdwBin parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  guint            patience;  /* source: the link is lost, and that will be said */

  GtkRevealer *revealer;
  GtkLabel    *label;
};

G_DEFINE_FINAL_TYPE (GalleyBanner, galley_banner, ADW_TYPE_BIN)

static GalleyDatabase *
get_database (GalleyBanner *self)
{
  return galley_context_get_database (galley_workspace_get_context (self->workspace));
}

static gboolean
is_low_on_space (GalleyBanner *self)
{
  GalleyCluster *cluster = galley_context_get_cluster (galley_workspace_get_context (self->workspace));

  return cluster != NULL && galley_cluster_get_low_on_space (cluster);
}

static void
say (GalleyBanner *self,
     const char   *text)
{
  if (text != NULL)
    gtk_label_set_text (self->label, text);
  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
}

static void
say_space (GalleyBanner *self)
{
  say (self, is_low_on_space (self) ? _ ("The disk is almost full. Make room soon, so that everything can be saved.") : NULL);
}

static void
lost_cb (gpointer user_data)
{
  GalleyBanner *self = user_data;

  self->patience = 0;
  say (self, _ ("The database cannot be reached. Keep writing: everything is kept on this computer, and saved when it is back."));
}

static void
update (GalleyBanner *self)
{
  if (self->workspace != NULL && galley_database_get_state (get_database (self)) == GALLEY_DATABASE_WAITING)
    {
      if (self->patience == 0)
        self->patience = g_timeout_add_once (PATIENCE_MS, lost_cb, self);
      return;
    }
  /* Between two attempts the link is being made: not lost any more, but not back either. */
  if (self->workspace != NULL && galley_database_get_state (get_database (self)) == GALLEY_DATABASE_CONNECTING)
    return;

  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->workspace != NULL)
    say_space (self);
  else
    say (self, NULL);
}

static void
leave_workspace (GalleyBanner *self)
{
  GalleyCluster *cluster;

  if (self->workspace == NULL)
    return;

  cluster = galley_context_get_cluster (galley_workspace_get_context (self->workspace));
  if (get_database (self) != NULL)
    g_signal_handlers_disconnect_by_data (get_database (self), self);
  if (cluster != NULL)
    g_signal_handlers_disconnect_by_data (cluster, self);
  g_clear_object (&self->workspace);
}

static void
galley_banner_dispose (GObject *object)
{
  GalleyBanner *self = GALLEY_BANNER (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  leave_workspace (self);
  G_OBJECT_CLASS (galley_banner_parent_class)->dispose (object);
}

static void
galley_banner_class_init (GalleyBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_banner_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/app/galley-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyBanner, label);
}

static void
galley_banner_init (GalleyBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_banner_set_workspace:
 * @self: the banner
 * @workspace: (nullable): the database to speak of
 *
 * Watches a database.
 */
void
galley_banner_set_workspace (GalleyBanner    *self,
                             GalleyWorkspace *workspace)
{
  GalleyCluster *cluster;

  g_return_if_fail (GALLEY_IS_BANNER (self));

  leave_workspace (self);
  if (workspace != NULL)
    {
      self->workspace = g_object_ref (workspace);
      g_signal_connect_object (get_database (self), "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      cluster = galley_context_get_cluster (galley_workspace_get_context (workspace));
      if (cluster != NULL)
        g_signal_connect_object (cluster, "notify::low-on-space", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}
