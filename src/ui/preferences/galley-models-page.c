/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-models-page"

#include "galley-config.h"

#include "galley-models-page.h"

#include <glib/gi18n.h>

#include "galley-provider-row.h"
#include "galley-toast.h"

struct _GalleyModelsPage
{
  AdwPreferencesPage parent_instance;

  GalleyWorkspace *workspace;   /* (owned) (nullable) */
  GCancellable    *cancellable; /* (owned) ends what was asked when the page goes */
  GPtrArray       *rows;        /* (element-type GtkWidget) those of the providers */
  int              added;       /* the provider that was added last */

  AdwPreferencesGroup *providers;
  AdwPreferencesGroup *additions;
  AdwEntryRow         *name;
  AdwEntryRow         *url;
};

G_DEFINE_FINAL_TYPE (GalleyModelsPage, galley_models_page, ADW_TYPE_PREFERENCES_PAGE)

static GalleyLlmStore *
get_store (GalleyModelsPage *self)
{
  return galley_context_get_llm_store (galley_workspace_get_context (self->workspace));
}

static void
clear_rows (GalleyModelsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->providers, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyModelsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) providers = galley_llm_store_list_providers_finish (GALLEY_LLM_STORE (source), result, &error);

  if (providers == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        adw_preferences_group_set_description (self->providers, error->message);
      return;
    }
  clear_rows (self);
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GalleyProviderInfo) info = g_list_model_get_item (providers, i);
      GtkWidget *row = galley_provider_row_new (self->workspace, info);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->providers, row);
      if (galley_provider_info_get_id (info) == self->added)
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
}

static void
fetch (GalleyModelsPage *self)
{
  galley_llm_store_list_providers_async (get_store (self), self->cancellable, listed_cb, g_object_ref (self));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GalleyModelsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  int id = galley_llm_store_add_provider_finish (GALLEY_LLM_STORE (source), result, &error);

  if (id == 0)
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("The server could not be added"), error);
      return;
    }
  /* What is next is its key, and whether it answers. */
  self->added = id;
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_editable_set_text (GTK_EDITABLE (self->url), "");
  fetch (self);
}

static void
add_cb (GalleyModelsPage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  const char *url = gtk_editable_get_text (GTK_EDITABLE (self->url));

  if (*name == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
  else if (!g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL))
    gtk_widget_grab_focus (GTK_WIDGET (self->url));
  else
    galley_llm_store_add_provider_async (get_store (self), name, GALLEY_PROVIDER_KIND_OPENAI, url, self->cancellable, added_cb,
                                         g_object_ref (self));
}

static void
galley_models_page_dispose (GObject *object)
{
  GalleyModelsPage *self = GALLEY_MODELS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (galley_models_page_parent_class)->dispose (object);
}

static void
galley_models_page_finalize (GObject *object)
{
  GalleyModelsPage *self = GALLEY_MODELS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (galley_models_page_parent_class)->finalize (object);
}

static void
galley_models_page_class_init (GalleyModelsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_models_page_dispose;
  object_class->finalize = galley_models_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/preferences/galley-models-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyModelsPage, providers);
  gtk_widget_class_bind_template_child (widget_class, GalleyModelsPage, additions);
  gtk_widget_class_bind_template_child (widget_class, GalleyModelsPage, name);
  gtk_widget_class_bind_template_child (widget_class, GalleyModelsPage, url);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
galley_models_page_init (GalleyModelsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

/**
 * galley_models_page_set_workspace:
 * @self: the page
 * @workspace: (nullable): the database that keeps the providers
 *
 * Shows the providers of a database.
 */
void
galley_models_page_set_workspace (GalleyModelsPage *self,
                                  GalleyWorkspace  *workspace)
{
  g_return_if_fail (GALLEY_IS_MODELS_PAGE (self));

  g_set_object (&self->workspace, workspace);
  gtk_widget_set_visible (GTK_WIDGET (self->additions), workspace != NULL);
  if (workspace != NULL)
    fetch (self);
  else
    adw_preferences_group_set_description (self->providers, _ ("They are kept in the database, which is not open."));
}
