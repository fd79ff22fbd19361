/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-message-row"

#include "galley-config.h"

#include "galley-message-row.h"

#include "galley-growth.h"
#include "galley-prompt-composer.h"

/* A person who types an instruction wants to see the message when the hands rest. */
#define DELAY_MS 150

struct _GalleyMessageRow
{
  AdwExpanderRow parent_instance;

  GalleyWorkspace    *workspace; /* (owned) (nullable) */
  GalleyRunSettings  *settings;  /* (owned) (nullable) */
  GalleyPost         *post;      /* (owned) (nullable) */
  GalleySection      *section;   /* (owned) (nullable) */
  GListModel         *sections;  /* (owned) (nullable) */
  GalleyElementStore *elements;  /* (owned) (nullable) which is watched */
  guint               delay;     /* source: the message will be composed */
  GCancellable       *composing; /* (owned) (nullable) while a message is being composed */
  char               *missing;   /* (owned) (nullable) the column without which there is nothing to ask */

  GtkScrolledWindow *scroller;
  GtkLabel          *message;
};

G_DEFINE_FINAL_TYPE (GalleyMessageRow, galley_message_row, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  PROP_MISSING = 1,
} GalleyMessageRowProperty;

static GParamSpec *properties[PROP_MISSING + 1];

static void
take_missing (GalleyMessageRow *self,
              const char       *column)
{
  if (g_strcmp0 (self->missing, column) == 0)
    return;

  g_free (self->missing);
  self->missing = g_strdup (column);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISSING]);
}

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
  take_missing (self, galley_prompt_get_missing (prompt));
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
    {
      take_missing (self, NULL);
      return;
    }

  self->composing = g_cancellable_new ();
  galley_element_store_list_async (galley_context_get_element_store (galley_workspace_get_context (self->workspace)),
                                   galley_record_get_id (GALLEY_RECORD (self->section)), self->composing,
                                   listed_elements_cb, g_object_ref (self));
}

/* The message is only composed for somebody who looks at the panel. */
static void
compose_soon (GalleyMessageRow *self)
{
  if (self->delay == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->delay = g_timeout_add_once (DELAY_MS, compose_cb, self);
}

static void
elements_changed_cb (GalleyMessageRow *self,
                     int               post_id)
{
  if (self->post != NULL && (post_id == -1 || post_id == galley_record_get_id (GALLEY_RECORD (self->post))))
    compose_soon (self);
}

static void
leave_material (GalleyMessageRow *self)
{
  if (self->section != NULL)
    g_signal_handlers_disconnect_by_func (self->section, compose_soon, self);
  if (self->elements != NULL)
    g_signal_handlers_disconnect_by_func (self->elements, elements_changed_cb, self);
  g_clear_object (&self->elements);
}

/* What is written, here or elsewhere, is what the model is given. */
static void
watch_material (GalleyMessageRow *self)
{
  if (!has_material (self))
    return;

  self->elements = g_object_ref (galley_context_get_element_store (galley_workspace_get_context (self->workspace)));
  g_signal_connect_object (self->elements, "list-changed", G_CALLBACK (elements_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->section, "notify", G_CALLBACK (compose_soon), self, G_CONNECT_SWAPPED);
}

static void
galley_message_row_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GalleyMessageRow *self = GALLEY_MESSAGE_ROW (object);

  switch ((GalleyMessageRowProperty)property_id)
    {
    case PROP_MISSING:
      g_value_set_string (value, self->missing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_message_row_dispose (GObject *object)
{
  GalleyMessageRow *self = GALLEY_MESSAGE_ROW (object);

  stop (self);
  leave_material (self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_object (&self->post);
  g_clear_object (&self->section);
  g_clear_object (&self->sections);
  G_OBJECT_CLASS (galley_message_row_parent_class)->dispose (object);
}

static void
galley_message_row_finalize (GObject *object)
{
  g_free (GALLEY_MESSAGE_ROW (object)->missing);
  G_OBJECT_CLASS (galley_message_row_parent_class)->finalize (object);
}

static void
galley_message_row_class_init (GalleyMessageRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_message_row_get_property;
  object_class->dispose = galley_message_row_dispose;
  object_class->finalize = galley_message_row_finalize;

  /**
   * GalleyMessageRow:missing: (getter get_missing)
   *
   * The column of the text without which there is nothing to ask, because it is empty; %NULL when there is something.
   */
  properties[PROP_MISSING] = g_param_spec_string ("missing", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyMessageRow, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyMessageRow, message);
  gtk_widget_class_bind_template_callback (widget_class, compose_soon);
}

static void
galley_message_row_init (GalleyMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_growth_watch (self->scroller);
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

  leave_material (self);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->settings, settings);
  g_set_object (&self->post, post);
  g_set_object (&self->section, section);
  g_set_object (&self->sections, sections);
  watch_material (self);
  compose_soon (self);
}

/**
 * galley_message_row_get_missing:
 * @self: the row
 *
 * Returns: (transfer none) (nullable): the column of the text without which there is nothing to ask, because it is empty
 */
const char *
galley_message_row_get_missing (GalleyMessageRow *self)
{
  g_return_val_if_fail (GALLEY_IS_MESSAGE_ROW (self), NULL);

  return self->missing;
}
