/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-provider-row"

#include "galley-config.h"

#include "galley-provider-row.h"

#include <glib/gi18n.h>

#include "galley-provider.h"
#include "galley-toast.h"

struct _GalleyProviderRow
{
  AdwExpanderRow parent_instance;

  GalleyWorkspace    *workspace;   /* (owned) */
  GalleyProviderInfo *info;        /* (owned) */
  GCancellable       *cancellable; /* (owned) ends what was asked when the row goes */

  AdwEntryRow         *url;
  AdwPasswordEntryRow *key;
  AdwActionRow        *check;
  GtkButton           *check_button;
  GtkWidget           *spinner;
};

G_DEFINE_FINAL_TYPE (GalleyProviderRow, galley_provider_row, ADW_TYPE_EXPANDER_ROW)

static GalleyLlmStore *
get_store (GalleyProviderRow *self)
{
  return galley_context_get_llm_store (galley_workspace_get_context (self->workspace));
}

static GalleyKeyring *
get_keyring (GalleyProviderRow *self)
{
  return galley_runner_get_keyring (galley_workspace_get_runner (self->workspace));
}

/* Where it is, which says more than what it is. */
static void
describe (GalleyProviderRow *self,
          const char        *url)
{
  gboolean         demo = galley_provider_info_get_kind (self->info) == GALLEY_PROVIDER_KIND_DEMO;
  g_autofree char *markup = g_markup_escape_text (demo ? _ ("Sample text, no language model") : url, -1);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), markup);
}

static void
saved_url_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyProviderRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (galley_llm_store_save_provider_finish (GALLEY_LLM_STORE (source), result, &error) == 0)
    galley_toast_show_error (GTK_WIDGET (self), _ ("The address could not be kept"), error);
}

static void
apply_url_cb (GalleyProviderRow *self)
{
  const char *url = gtk_editable_get_text (GTK_EDITABLE (self->url));

  describe (self, url);
  galley_llm_store_save_provider_async (get_store (self), galley_provider_info_get_id (self->info), galley_provider_info_get_name (self->info),
                                        galley_provider_info_get_kind (self->info), url, self->cancellable, saved_url_cb, g_object_ref (self));
}

static void
stored_key_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GalleyProviderRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean lasting = TRUE;

  if (!galley_keyring_store_finish (GALLEY_KEYRING (source), result, &lasting, &error))
    galley_toast_show_error (GTK_WIDGET (self), _ ("The key could not be kept"), error);
  else if (!lasting)
    galley_toast_show (GTK_WIDGET (self), _ ("There is no keyring on this computer: the key is kept until Galley ends."));
  else
    galley_toast_show (GTK_WIDGET (self), _ ("The key is in the keyring."));
}

static void
cleared_key_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GalleyProviderRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_keyring_clear_finish (GALLEY_KEYRING (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (self), _ ("The key could not be removed"), error);
  else
    galley_toast_show (GTK_WIDGET (self), _ ("The key is removed."));
}

static void
apply_key_cb (GalleyProviderRow *self)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (self->key));

  if (*key != '\0')
    galley_keyring_store_async (get_keyring (self), self->info, key, self->cancellable, stored_key_cb, g_object_ref (self));
  else
    galley_keyring_clear_async (get_keyring (self), self->info, self->cancellable, cleared_key_cb, g_object_ref (self));
}

static void
say (GalleyProviderRow *self,
     const char        *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check_button), TRUE);
  adw_action_row_set_subtitle (self->check, markup);
}

static void
added_model_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GalleyProviderRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (galley_llm_store_add_model_finish (GALLEY_LLM_STORE (source), result, &error) == 0 && error != NULL)
    say (self, error->message);
}

/* What the server has can be chosen from then on. */
static void
add_models (GalleyProviderRow *self,
            char             **names)
{
  for (guint i = 0; names[i] != NULL; i++)
    galley_llm_store_add_model_async (get_store (self), galley_provider_info_get_id (self->info), names[i], self->cancellable,
                                      added_model_cb, g_object_ref (self));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyProviderRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = galley_provider_list_models_finish (GALLEY_PROVIDER (source), result, &error);
  g_autofree char *text = NULL;

  if (names == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message);
      return;
    }
  text = g_strdup_printf (ngettext ("It answers, and has %u model.", "It answers, and has %u models.", g_strv_length (names)), g_strv_length (names));
  say (self, text);
  add_models (self, names);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyProviderRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProvider) provider = NULL;
  g_autofree char *key = galley_keyring_lookup_finish (GALLEY_KEYRING (source), result, &error);

  if (error != NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message);
      return;
    }
  provider = galley_provider_new_for_info (self->info, key);
  galley_provider_list_models_async (provider, self->cancellable, listed_cb, g_object_ref (self));
}

static void
check_cb (GalleyProviderRow *self)
{
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check_button), FALSE);
  galley_keyring_lookup_async (get_keyring (self), self->info, self->cancellable, looked_up_cb, g_object_ref (self));
}

static void
galley_provider_row_dispose (GObject *object)
{
  GalleyProviderRow *self = GALLEY_PROVIDER_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->info);
  G_OBJECT_CLASS (galley_provider_row_parent_class)->dispose (object);
}

static void
galley_provider_row_finalize (GObject *object)
{
  g_clear_object (&GALLEY_PROVIDER_ROW (object)->cancellable);
  G_OBJECT_CLASS (galley_provider_row_parent_class)->finalize (object);
}

static void
galley_provider_row_class_init (GalleyProviderRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_provider_row_dispose;
  object_class->finalize = galley_provider_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/preferences/galley-provider-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProviderRow, url);
  gtk_widget_class_bind_template_child (widget_class, GalleyProviderRow, key);
  gtk_widget_class_bind_template_child (widget_class, GalleyProviderRow, check);
  gtk_widget_class_bind_template_child (widget_class, GalleyProviderRow, check_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyProviderRow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, apply_url_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
}

static void
galley_provider_row_init (GalleyProviderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_provider_row_new:
 * @workspace: the database that keeps the provider
 * @info: the provider
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
galley_provider_row_new (GalleyWorkspace    *workspace,
                         GalleyProviderInfo *info)
{
  GalleyProviderRow *self = g_object_new (GALLEY_TYPE_PROVIDER_ROW, NULL);
  GalleyProviderKind kind = galley_provider_info_get_kind (info);
  const char        *url = galley_provider_info_get_url (info);
  g_autofree char   *title = g_markup_escape_text (galley_provider_info_get_name (info), -1);

  self->workspace = g_object_ref (workspace);
  self->info = g_object_ref (info);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, galley_provider_info_get_name (info), -1);
  describe (self, url != NULL ? url : "");
  gtk_editable_set_text (GTK_EDITABLE (self->url), url != NULL ? url : "");
  gtk_widget_set_visible (GTK_WIDGET (self->url), kind != GALLEY_PROVIDER_KIND_DEMO);
  gtk_widget_set_visible (GTK_WIDGET (self->key), kind != GALLEY_PROVIDER_KIND_DEMO);
  return GTK_WIDGET (self);
}
