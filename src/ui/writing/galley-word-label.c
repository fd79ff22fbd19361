/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-word-label"

#include "galley-config.h"

#include "galley-word-label.h"

#include <glib/gi18n-lib.h>

#include "galley-text.h"

/* How long a change may wait to be seen, in milliseconds. */
#define DELAY 150

/* As much of it is said as there is room for; a number that is cut off would be another number. */
typedef enum
{
  LENGTH_FULL,  /* “Draft: 1,234 words · 6 min” */
  LENGTH_NAMED, /* “Draft: 1,234 words” */
  LENGTH_BRIEF, /* “1,234 words” */
  N_LENGTHS,
} Length;

struct _GalleyWordLabel
{
  GtkWidget parent_instance;

  GSignalGroup *signals; /* (owned) of the buffer */
  char         *name;    /* (owned) (nullable) of the text */
  guint         delay;   /* the source that updates, or 0 */
  GtkWidget    *squeezer;
  GtkLabel     *labels[N_LENGTHS];
};

G_DEFINE_FINAL_TYPE (GalleyWordLabel, galley_word_label, GTK_TYPE_WIDGET)

static void
galley_word_label_dispose (GObject *object)
{
  GalleyWordLabel *self = GALLEY_WORD_LABEL (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_pointer (&self->squeezer, gtk_widget_unparent);
  g_clear_pointer (&self->name, g_free);
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

static char *
dup_brief (guint n_words,
           guint n_selected)
{
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u word", "%'u words", n_words), n_words);

  if (n_selected == 0)
    return g_steal_pointer (&words);

  /* Translators: how many words are selected: “12 of 1,234 words” */
  return g_strdup_printf (_ ("%'u of %s"), n_selected, words);
}

static void
update (GalleyWordLabel *self)
{
  g_autoptr (GalleyTextBuffer) buffer = g_signal_group_dup_target (self->signals);
  g_autofree char *brief = NULL;
  g_autofree char *named = NULL;
  g_autofree char *full = NULL;
  guint            n_words = buffer != NULL ? galley_text_buffer_get_n_words (buffer) : 0;
  guint            n_selected = buffer != NULL ? count_selected (GTK_TEXT_BUFFER (buffer)) : 0;

  g_clear_handle_id (&self->delay, g_source_remove);
  brief = buffer != NULL ? dup_brief (n_words, n_selected) : g_strdup ("");
  /* Translators: which text it is, and how many words it has: “Draft: 1,234 words” */
  named = self->name != NULL ? g_strdup_printf (_ ("%s: %s"), self->name, brief) : g_strdup (brief);
  if (n_selected == 0 && n_words > 0)
    /* Translators: how many words there are and how many minutes reading them takes: “1,234 words · 6 min” */
    full = g_strdup_printf (_ ("%s · %u min"), named, galley_text_reading_time (n_words));
  gtk_label_set_label (self->labels[LENGTH_FULL], full != NULL ? full : named);
  gtk_label_set_label (self->labels[LENGTH_NAMED], named);
  gtk_label_set_label (self->labels[LENGTH_BRIEF], brief);
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

static GtkLabel *
add_label (GalleyWordLabel *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_squeezer_add (ADW_SQUEEZER (self->squeezer), label);
  return GTK_LABEL (label);
}

static void
galley_word_label_init (GalleyWordLabel *self)
{
  self->squeezer = g_object_new (ADW_TYPE_SQUEEZER, "homogeneous", FALSE, "xalign", 0.f, NULL);
  gtk_widget_set_parent (self->squeezer, GTK_WIDGET (self));
  for (guint i = 0; i < N_LENGTHS; i++)
    self->labels[i] = add_label (self);

  self->signals = g_signal_group_new (GALLEY_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->signals, "notify::n-words", G_CALLBACK (update_later), self);
  g_signal_group_connect_swapped (self->signals, "notify::has-selection", G_CALLBACK (update_later), self);
  g_signal_group_connect_swapped (self->signals, "mark-set", G_CALLBACK (mark_set_cb), self);
}

/**
 * galley_word_label_set_buffer:
 * @self: a label
 * @buffer: (nullable): the text whose words are counted
 * @name: (nullable): what the text is called, where it is not the one that is meant without saying so
 */
void
galley_word_label_set_buffer (GalleyWordLabel  *self,
                              GalleyTextBuffer *buffer,
                              const char       *name)
{
  g_return_if_fail (GALLEY_IS_WORD_LABEL (self));
  g_return_if_fail (buffer == NULL || GALLEY_IS_TEXT_BUFFER (buffer));

  g_free (self->name);
  self->name = g_strdup (name);
  g_signal_group_set_target (self->signals, buffer);
  update (self);
}
