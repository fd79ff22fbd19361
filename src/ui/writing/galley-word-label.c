/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-word-label"

#include "galley-config.h"

#include "galley-word-label.h"

#include <glib/gi18n-lib.h>

#include "galley-text.h"

/* How long a change may wait to be seen, in milliseconds. */
#define DELAY 150

struct _GalleyWordLabel
{
  GtkWidget parent_instance;

  GSignalGroup *signals; /* (owned) of the buffer */
  guint         delay;   /* the source that updates, or 0 */
  GtkWidget    *label;
};

G_DEFINE_FINAL_TYPE (GalleyWordLabel, galley_word_label, GTK_TYPE_WIDGET)

static void
galley_word_label_dispose (GObject *object)
{
  GalleyWordLabel *self = GALLEY_WORD_LABEL (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_word_label_parent_class)->dispose (object);
}

static guint
count_selected (GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return 0;

  text = gtk_text_iter_get_slice (&start, &end);
  return galley_text_count_words (text);
}

static void
update (GalleyWordLabel *self)
{
  g_autoptr (GalleyTextBuffer) buffer = g_signal_group_dup_target (self->signals);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  guint            n_words;
  guint            n_selected;

  g_clear_handle_id (&self->delay, g_source_remove);
  if (buffer == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->label), "");
      return;
    }

  n_words = galley_text_buffer_get_n_words (buffer);
  n_selected = count_selected (GTK_TEXT_BUFFER (buffer));
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u word", "%'u words", n_words), n_words);
  if (n_selected > 0)
    /* Translators: how many words are selected: “12 of 1,234 words” */
    text = g_strdup_printf (_ ("%'u of %s"), n_selected, words);
  else if (n_words > 0)
    /* Translators: how many words there are and how many minutes reading them takes: “1,234 words · 6 min” */
    text = g_strdup_printf (_ ("%s · %u min"), words, galley_text_reading_time (n_words));
  gtk_label_set_label (GTK_LABEL (self->label), text != NULL ? text : words);
}

static gboolean
delay_cb (gpointer data)
{
  GalleyWordLabel *self = data;

  self->delay = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update_later (GalleyWordLabel *self)
{
  if (self->delay == 0)
    self->delay = g_timeout_add (DELAY, delay_cb, self);
}

/* Moving the cursor is no news unless something is selected, or was. */
static void
mark_set_cb (GalleyWordLabel   *self,
             const GtkTextIter *place,
             GtkTextMark       *mark,
             GtkTextBuffer     *buffer)
{
  if (gtk_text_buffer_get_has_selection (buffer))
    update_later (self);
}

static void
galley_word_label_class_init (GalleyWordLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_word_label_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wordlabel");
}

static void
galley_word_label_init (GalleyWordLabel *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->signals = g_signal_group_new (GALLEY_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->signals, "notify::n-words", G_CALLBACK (update_later), self);
  g_signal_group_connect_swapped (self->signals, "notify::has-selection", G_CALLBACK (update_later), self);
  g_signal_group_connect_swapped (self->signals, "mark-set", G_CALLBACK (mark_set_cb), self);
}

/**
 * galley_word_label_set_buffer:
 * @self: a label
 * @buffer: (nullable): the text whose words are counted
 */
void
galley_word_label_set_buffer (GalleyWordLabel  *self,
                              GalleyTextBuffer *buffer)
{
  g_return_if_fail (GALLEY_IS_WORD_LABEL (self));
  g_return_if_fail (buffer == NULL || GALLEY_IS_TEXT_BUFFER (buffer));

  g_signal_group_set_target (self->signals, buffer);
  update (self);
}
