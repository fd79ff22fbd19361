/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-target-button"

#include "galley-config.h"

#include "galley-target-button.h"

#include <glib/gi18n-lib.h>

#include "galley-template.h"
#include "galley-toast.h"

/* How long a change may wait to be seen, in milliseconds. */
#define DELAY 250

struct _GalleyTargetButton
{
  GtkWidget parent_instance;

  GalleyWorkspace  *workspace;       /* (owned) (nullable) */
  GalleySection    *section;         /* (owned) (nullable) */
  GalleyTextBuffer *buffer;          /* (owned) (nullable) */
  GSignalGroup     *section_signals; /* (owned) */
  GSignalGroup     *buffer_signals;  /* (owned) */
  guint             delay;           /* the source that updates, or 0 */

  GtkMenuButton  *button;
  GtkProgressBar *progress;
  GtkWidget      *label;
  GtkPopover     *popover;
  GtkSpinButton  *spin;
};

G_DEFINE_FINAL_TYPE (GalleyTargetButton, galley_target_button, GTK_TYPE_WIDGET)

static void
galley_target_button_dispose (GObject *object)
{
  GalleyTargetButton *self = GALLEY_TARGET_BUTTON (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_object (&self->section_signals);
  g_clear_object (&self->buffer_signals);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_TARGET_BUTTON);
  g_clear_object (&self->workspace);
  g_clear_object (&self->section);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (galley_target_button_parent_class)->dispose (object);
}

static void
update (GalleyTargetButton *self)
{
  guint            target = self->section != NULL ? (guint)MAX (galley_section_get_target (self->section), 0) : 0;
  guint            n_words = self->buffer != NULL ? galley_text_buffer_get_n_words (self->buffer) : 0;
  double           share = target > 0 ? (double)n_words / target : 0;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_clear_handle_id (&self->delay, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), target > 0);
  gtk_progress_bar_set_fraction (self->progress, MIN (share, 1));
  if (target > 0)
    {
      /* Translators: how far the text has come: “40 %” */
      text = g_strdup_printf (_ ("%.0f %%"), 100 * share);
      name = g_strdup_printf (_ ("Target: %'u of %'u words"), n_words, target);
    }
  else
    {
      text = g_strdup (_ ("Target"));
      name = g_strdup (_ ("Target: none"));
    }
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_spin_button_set_value (self->spin, target);
}

static gboolean
delay_cb (gpointer data)
{
  GalleyTargetButton *self = data;

  self->delay = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update_later (GalleyTargetButton *self)
{
  if (self->delay == 0)
    self->delay = g_timeout_add (DELAY, delay_cb, self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GalleyTargetButton) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_section_store_set_target_finish (GALLEY_SECTION_STORE (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (self), _ ("The target could not be saved"), error);
  if (self->section_signals != NULL)
    update (self);
}

/* When the popover closes, whichever way, what it shows holds. */
static void
save (GalleyTargetButton *self)
{
  GalleySectionStore *store;
  int                 target;

  if (self->workspace == NULL || self->section == NULL)
    return;

  gtk_spin_button_update (self->spin);
  target = gtk_spin_button_get_value_as_int (self->spin);
  if (target == galley_section_get_target (self->section))
    return;

  store = galley_context_get_section_store (galley_workspace_get_context (self->workspace));
  galley_section_store_set_target_async (store, galley_record_get_id (GALLEY_RECORD (self->section)), target, NULL, saved_cb, g_object_ref (self));
}

static void
galley_target_button_class_init (GalleyTargetButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_target_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-target-button.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyTargetButton, button);
  gtk_widget_class_bind_template_child (widget_class, GalleyTargetButton, progress);
  gtk_widget_class_bind_template_child (widget_class, GalleyTargetButton, label);
  gtk_widget_class_bind_template_child (widget_class, GalleyTargetButton, popover);
  gtk_widget_class_bind_template_child (widget_class, GalleyTargetButton, spin);
  gtk_widget_class_bind_template_callback (widget_class, save);
}

static void
galley_target_button_init (GalleyTargetButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->section_signals = g_signal_group_new (GALLEY_TYPE_SECTION);
  g_signal_group_connect_swapped (self->section_signals, "notify::target", G_CALLBACK (update), self);
  self->buffer_signals = g_signal_group_new (GALLEY_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::n-words", G_CALLBACK (update_later), self);
  update (self);
}

/**
 * galley_target_button_set_workspace:
 * @self: a button
 * @workspace: (nullable): the database that is open
 */
void
galley_target_button_set_workspace (GalleyTargetButton *self,
                                    GalleyWorkspace    *workspace)
{
  g_return_if_fail (GALLEY_IS_TARGET_BUTTON (self));

  g_set_object (&self->workspace, workspace);
}

/**
 * galley_target_button_set_section:
 * @self: a button
 * @section: (nullable): the section that has the target
 * @buffer: (nullable): the text whose words are counted for it
 */
void
galley_target_button_set_section (GalleyTargetButton *self,
                                  GalleySection      *section,
                                  GalleyTextBuffer   *buffer)
{
  g_return_if_fail (GALLEY_IS_TARGET_BUTTON (self));

  if (self->section != section)
    gtk_popover_popdown (self->popover);
  g_set_object (&self->section, section);
  g_set_object (&self->buffer, buffer);
  g_signal_group_set_target (self->section_signals, section);
  g_signal_group_set_target (self->buffer_signals, buffer);
  update (self);
}
