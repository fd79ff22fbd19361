/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-row"

#include "galley-config.h"

#include "galley-element-row.h"

#include <glib/gi18n-lib.h>

#include "galley-template.h"

/* What the style sheet puts above and below the text that is edited, in pixels. */
#define EDITOR_PADDING 8

struct _GalleyElementRow
{
  GtkWidget parent_instance;

  GalleyElement *element; /* (owned) (nullable) */
  int            version; /* that is being edited */

  GtkWidget *type_box;
  GtkImage  *icon;
  GtkLabel  *word;
  GtkBox    *body;
  GtkLabel  *text;
  GtkWidget *editor; /* (nullable) while the text is being edited */
  GtkWidget *note;   /* (nullable) what has to be known meanwhile */
};

G_DEFINE_FINAL_TYPE (GalleyElementRow, galley_element_row, GTK_TYPE_WIDGET)

static guint edited_signal;
static guint typed_signal;

typedef struct
{
  const char *css_class;
  const char *icon;
} TypeLook;

static const TypeLook looks[] = {
  [GALLEY_ELEMENT_TYPE_FACT] = { "fact", "object-select-symbolic" },
  [GALLEY_ELEMENT_TYPE_IDEA] = { "idea", "starred-symbolic" },
  [GALLEY_ELEMENT_TYPE_THEME] = { "theme", "user-bookmarks-symbolic" },
};

/**
 * galley_element_row_get_type_word:
 * @type: what an element is
 *
 * Returns: (transfer none): that, as a person would say it
 */
const char *
galley_element_row_get_type_word (GalleyElementType type)
{
  switch (type)
    {
    case GALLEY_ELEMENT_TYPE_IDEA:
      return _ ("Idea");
    case GALLEY_ELEMENT_TYPE_THEME:
      return _ ("Theme");
    case GALLEY_ELEMENT_TYPE_FACT:
    default:
      return _ ("Fact");
    }
}

/* The name is the row's, which is the widget that the list made for it. */
static void
update_name (GalleyElementRow *self)
{
  GtkWidget       *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (item == NULL)
    return;

  /* Translators: the type of an element, and its text */
  name = g_strdup_printf (_ ("%s: %s"), gtk_label_get_text (self->word), gtk_label_get_text (self->text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update (GalleyElementRow *self)
{
  GalleyElementType type = galley_element_get_element_type (self->element);
  const char       *text = galley_element_get_text (self->element);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->type_box, looks[i].css_class);
  gtk_widget_add_css_class (self->type_box, looks[type].css_class);
  gtk_image_set_from_icon_name (self->icon, looks[type].icon);
  gtk_label_set_text (self->word, galley_element_row_get_type_word (type));
  gtk_label_set_text (self->text, text != NULL ? text : "");
  update_name (self);
}

static char *
dup_typed (GtkWidget *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  GtkTextIter    start;
  GtkTextIter    end;
  char          *typed;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  typed = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_strstrip (typed);
}

/* Once only: taking the editor away takes the keyboard from it, which ends the editing as well. */
static void
end_edit (GalleyElementRow *self,
          gboolean          keep)
{
  GtkWidget       *editor = g_steal_pointer (&self->editor);
  GtkWidget       *note = g_steal_pointer (&self->note);
  GtkWidget       *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *typed = NULL;

  if (editor == NULL)
    return;

  typed = dup_typed (editor);
  gtk_widget_set_visible (GTK_WIDGET (self->text), TRUE);
  if (item != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->body)) == editor)
    gtk_widget_grab_focus (item);
  gtk_box_remove (self->body, editor);
  if (note != NULL)
    gtk_box_remove (self->body, note);
  g_signal_emit (self, edited_signal, 0, self->element, keep && *typed != '\0' ? typed : NULL, self->version);
}

static void
typed_cb (GalleyElementRow *self,
          GtkTextBuffer    *buffer)
{
  g_autofree char *typed = self->editor != NULL ? dup_typed (self->editor) : NULL;

  if (typed != NULL)
    g_signal_emit (self, typed_signal, 0, self->element, typed);
}

static gboolean
editor_key_cb (GalleyElementRow *self,
               guint             keyval,
               guint             keycode,
               GdkModifierType   state)
{
  if (keyval == GDK_KEY_Escape)
    end_edit (self, FALSE);
  else if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (state & GDK_SHIFT_MASK) == 0)
    end_edit (self, TRUE);
  else
    return FALSE;

  return TRUE;
}

static gboolean
editor_left_idle_cb (gpointer user_data)
{
  end_edit (user_data, TRUE);

  return G_SOURCE_REMOVE;
}

/* Not at once: GTK is about to move the keyboard, and still needs the widget that it leaves. */
static void
editor_left_cb (GalleyElementRow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, editor_left_idle_cb, g_object_ref (self), g_object_unref);
}

static void
galley_element_row_dispose (GObject *object)
{
  GalleyElementRow *self = GALLEY_ELEMENT_ROW (object);

  if (self->element != NULL)
    g_signal_handlers_disconnect_by_data (self->element, self);
  g_clear_object (&self->element);
  self->editor = NULL;
  self->note = NULL;
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_ELEMENT_ROW);
  G_OBJECT_CLASS (galley_element_row_parent_class)->dispose (object);
}

static void
galley_element_row_class_init (GalleyElementRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_element_row_dispose;

  /**
   * GalleyElementRow::edited:
   * @self: a row
   * @element: the element
   * @text: (nullable): what was typed, %NULL when nothing is to be changed
   * @version: the version of the element that was edited
   *
   * The text is not being edited any more.
   */
  edited_signal = g_signal_new ("edited", GALLEY_TYPE_ELEMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, GALLEY_TYPE_ELEMENT, G_TYPE_STRING, G_TYPE_INT);

  /**
   * GalleyElementRow::typed:
   * @self: a row
   * @element: the element
   * @text: what it would say
   *
   * Something was typed; whether it holds is told by [signal@ElementRow::edited].
   */
  typed_signal = g_signal_new ("typed", GALLEY_TYPE_ELEMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, GALLEY_TYPE_ELEMENT, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "element");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-element-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyElementRow, type_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementRow, word);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementRow, body);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementRow, text);
}

static void
galley_element_row_init (GalleyElementRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_element_row_new:
 *
 * Returns: (transfer floating): a row without an element
 */
GtkWidget *
galley_element_row_new (void)
{
  return g_object_new (GALLEY_TYPE_ELEMENT_ROW, NULL);
}

/**
 * galley_element_row_get_element:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the element that is shown
 */
GalleyElement *
galley_element_row_get_element (GalleyElementRow *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_ROW (self), NULL);

  return self->element;
}

/**
 * galley_element_row_set_element:
 * @self: a row
 * @element: (nullable): the element to show
 *
 * Shows an element.  What is being typed about another one is not lost by it.
 */
void
galley_element_row_set_element (GalleyElementRow *self,
                                GalleyElement    *element)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_ROW (self));

  if (self->element == element)
    return;

  end_edit (self, TRUE);
  if (self->element != NULL)
    g_signal_handlers_disconnect_by_data (self->element, self);
  g_set_object (&self->element, element);
  if (element == NULL)
    return;

  g_signal_connect_swapped (element, "notify", G_CALLBACK (update), self);
  update (self);
}

/**
 * galley_element_row_get_editing:
 * @self: a row
 *
 * Returns: whether the text is being edited
 */
gboolean
galley_element_row_get_editing (GalleyElementRow *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_ROW (self), FALSE);

  return self->editor != NULL;
}

static GtkWidget *
make_editor (GalleyElementRow *self,
             const char       *text)
{
  GtkWidget          *editor = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (editor), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (editor), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), text, -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->word), -1);
  gtk_widget_add_css_class (editor, "element-editor");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (editor_key_cb), self);
  gtk_widget_add_controller (editor, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (editor_left_cb), self);
  gtk_widget_add_controller (editor, focus);

  return editor;
}

/**
 * galley_element_row_begin_edit:
 * @self: a row with an element that is shown
 * @text: (nullable): what to begin with, %NULL for the element's text
 * @note: (nullable): what has to be known meanwhile, plain text
 *
 * Puts the keyboard into the text.  [signal@ElementRow::edited] tells how it ended.
 */
void
galley_element_row_begin_edit (GalleyElementRow *self,
                               const char       *text,
                               const char       *note)
{
  GtkTextBuffer *buffer;
  GtkTextIter    end;

  g_return_if_fail (GALLEY_IS_ELEMENT_ROW (self));
  g_return_if_fail (self->element != NULL);

  if (self->editor != NULL)
    return;

  self->version = galley_record_get_version (GALLEY_RECORD (self->element));
  self->editor = make_editor (self, text != NULL ? text : gtk_label_get_text (self->text));
  /* A text view learns how high it is only after it was drawn: until then it is as high as what it takes the place of. */
  gtk_widget_set_size_request (self->editor, -1, gtk_widget_get_height (GTK_WIDGET (self->text)) + EDITOR_PADDING);
  gtk_box_append (self->body, self->editor);
  if (note != NULL)
    {
      self->note = gtk_label_new (note);
      gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
      gtk_label_set_xalign (GTK_LABEL (self->note), 0);
      gtk_widget_add_css_class (self->note, "caption");
      gtk_widget_add_css_class (self->note, "warning");
      gtk_box_append (self->body, self->note);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
  gtk_widget_grab_focus (self->editor);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}
