/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-message-row"

#include "galley-config.h"

#include "galley-message-row.h"

#include "galley-prompt-composer.h"

/* A person who types an instruction wants to see the message when the hands rest. */
#define DELAY_MS 150

struct _GalleyMessageRow
{
  AdwExpanderRow parent_instance;

  GalleyWorkspace   *workspace; /* (owned) (nullable) */
  GalleyRunSettings *settings;  /* (owned) (nullable) */
  GalleyPost        *post;      /* (owned) (nullable) */
  GalleySection     *section;   /* (owned) (nullable) */
  GListModel        *sections;  /* (owned) (nullable) */
  guint              delay;     /* source: the message will be composed */
  GCancellable      *composing; /* (owned) (nullable) while a message is being composed */

  GtkLabel *message;
};

G_DEFINE_FINAL_TYPE (GalleyMessageRow, galley_message_row, ADW_TYPE_EXPANDER_ROW)

static void
stop (GalleyMessageRow *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  g_cancellable_cancel (self->composing);
  g_clear_object (&self->composing);
}

static gboolean
has_material (GalleyMessageRow *self)
{
  return self->workspace != NULL && self->settings != NULL && self->post != NULL && self->section != NULL && self->sections != NULL;
}

static void
show_prompt (GalleyMessageRow *self,
             GalleyPrompt     *prompt)
{
  const char      *system = galley_prompt_get_system (prompt);
  const char      *user = galley_prompt_get_user (prompt);
  g_autofree char *text = NULL;

  text = system != NULL && *system != '\0' ? g_strdup_printf ("%s\n\n%s", system, user) : g_strdup (user);
  gtk_label_set_text (self->message, text);
}

static void
listed_elements_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GalleyMessageRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) elements = galley_element_store_list_finish (GALLEY_ELEMENT_STORE (source), result, &error);
  g_autoptr (GalleyPrompt) prompt = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->composing);
  if (elements == NULL)
    gtk_label_set_text (self->message, error->message);
  else if (has_material (self))
    {
      prompt = galley_prompt_compose (self->settings, self->post, self->section, self->sections, elements);
      show_prompt (self, prompt);
    }
}

static void
compose_cb (gpointer user_data)
{
  GalleyMessageRow *self = user_data;

  self->delay = 0;
  stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self->message), has_material (self));
  if (!has_material (self))
    return;

  self->composing = g_cancellable_new ();
  galley_element_store_list_async (galley_context_get_element_store (galley_workspace_get_context (self->workspace)),
                                   galley_record_get_id (GALLEY_RECORD (self->section)), self->composing,
                                   listed_elements_cb, g_object_ref (self));
}

/* The message is only composed for somebody who looks at it. */
static void
compose_soon (GalleyMessageRow *self)
{
  if (self->delay == 0 && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    self->delay = g_timeout_add_once (DELAY_MS, compose_cb, self);
}

static void
galley_message_row_dispose (GObject *object)
{
  GalleyMessageRow *self = GALLEY_MESSAGE_ROW (object);

  stop (self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_object (&self->post);
  g_clear_object (&self->section);
  g_clear_object (&self->sections);
  G_OBJECT_CLASS (galley_message_row_parent_class)->dispose (object);
}

static void
galley_message_row_class_init (GalleyMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_message_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyMessageRow, message);
  gtk_widget_class_bind_template_callback (widget_class, compose_soon);
}

static void
galley_message_row_init (GalleyMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_message_row_set_material:
 * @self: the row
 * @workspace: (nullable): the database that all of it is in
 * @settings: (nullable): what the model is to do
 * @post: (nullable): the post
 * @section: (nullable): the section that the message is for
 * @sections: (nullable): all sections ([class@Section]) of the post
 *
 * Says what the message is made of; to be called again when any of it changed.  With something missing there is no message.
 */
void
galley_message_row_set_material (GalleyMessageRow  *self,
                                 GalleyWorkspace   *workspace,
                                 GalleyRunSettings *settings,
                                 GalleyPost        *post,
                                 GalleySection     *section,
                                 GListModel        *sections)
{
  g_return_if_fail (GALLEY_IS_MESSAGE_ROW (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->settings, settings);
  g_set_object (&self->post, post);
  g_set_object (&self->section, section);
  g_set_object (&self->sections, sections);
  compose_soon (self);
}
