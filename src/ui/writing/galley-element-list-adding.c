/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list-adding"

#include "galley-config.h"

#include "galley-element-list-private.h"

#include <glib/gi18n-lib.h>

#include "galley-list-text.h"
#include "galley-toast.h"

typedef struct
{
  GalleyElementList *list;   /* (owned) */
  GalleyDrafts      *drafts; /* (owned) */
  int                section_id;
  GalleyElementType  type;
  char             **texts; /* (owned) */
  guint              nth;   /* tells apart what is on its way */
} Adding;

static void
free_adding (Adding *adding)
{
  g_object_unref (adding->list);
  g_object_unref (adding->drafts);
  g_strfreev (adding->texts);
  g_free (adding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, free_adding)

static void
note_added (GalleyElementList  *self,
            GalleyElementStore *store,
            int                 first_id,
            guint               n_added)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < n_added; i++)
    {
      int id = first_id + (int)i;

      g_array_append_val (ids, id);
    }
  galley_element_step_push (galley_element_step_new_trash (store, (const int *)(gpointer)ids->data, n_added, FALSE),
                            self->history, ngettext ("Add Element", "Add Elements", n_added));
  if (n_added > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u element added", "%u elements added", n_added), n_added);

      galley_toast_show_undo (GTK_WIDGET (self), text);
    }
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GalleyElementStore *store = GALLEY_ELEMENT_STORE (source);
  g_autoptr (Adding) adding = user_data;
  GalleyElementList *self = adding->list;
  g_autoptr (GError) error = NULL;
  int first_id = galley_element_store_add_all_finish (store, result, &error);

  if (first_id != 0)
    {
      note_added (self, store, first_id, g_strv_length (adding->texts));
      galley_drafts_forget_new_elements (adding->drafts, adding->section_id, adding->type, adding->nth);
    }
  else
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("The element could not be added"), error);
      /* The text is given back to whoever typed it.  What cannot be stays in the journal, and comes back at the next start. */
      if (adding->texts[1] == NULL && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
        {
          gtk_editable_set_text (GTK_EDITABLE (self->entry), adding->texts[0]);
          galley_drafts_forget_new_elements (adding->drafts, adding->section_id, adding->type, adding->nth);
        }
    }
  galley_element_list_reload (self);
}

/**
 * galley_element_list_get_chosen_type:
 * @self: the widget
 *
 * Returns: what a new element will be
 */
GalleyElementType
galley_element_list_get_chosen_type (GalleyElementList *self)
{
  return (GalleyElementType)gtk_drop_down_get_selected (self->type_choice);
}

/* Takes the texts over. */
static void
add (GalleyElementList *self,
     char             **texts)
{
  static guint     n_additions;
  Adding          *adding = g_new0 (Adding, 1);
  g_autofree char *lines = g_strjoinv ("\n", texts);

  adding->list = g_object_ref (self);
  adding->drafts = g_object_ref (galley_workspace_get_drafts (self->workspace));
  adding->section_id = galley_record_get_id (GALLEY_RECORD (self->section));
  adding->type = galley_element_list_get_chosen_type (self);
  adding->texts = texts;
  adding->nth = ++n_additions;
  galley_drafts_keep_new_elements (adding->drafts, self->section, adding->type, adding->nth, lines);
  galley_element_store_add_all_async (galley_element_list_get_store (self), adding->section_id, adding->type,
                                      (const char *const *)texts, 0, NULL, added_cb, adding);
}

/* The keyboard stays, for the next one. */
static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autofree char   *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (*text == '\0')
    return;

  add (self, g_strsplit (text, "\n", 1));
  /* Ctrl+Z takes back what was added, not what was typed to add it. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), TRUE);
}

static void
forget_pasted (GalleyElementList *self)
{
  g_clear_pointer (&self->pasted, g_strfreev);
  gtk_revealer_set_reveal_child (self->paste_revealer, FALSE);
}

static const char *
get_plural (GalleyElementType type,
            guint             number)
{
  switch (type)
    {
    case GALLEY_ELEMENT_TYPE_IDEA:
      return ngettext ("Add %u Idea", "Add %u Ideas", number);
    case GALLEY_ELEMENT_TYPE_THEME:
      return ngettext ("Add %u Theme", "Add %u Themes", number);
    case GALLEY_ELEMENT_TYPE_FACT:
    default:
      return ngettext ("Add %u Fact", "Add %u Facts", number);
    }
}

/**
 * galley_element_list_update_paste:
 * @self: the widget
 *
 * Shows how many elements would come of what was pasted, and of what type.
 */
void
galley_element_list_update_paste (GalleyElementList *self)
{
  guint            number = self->pasted != NULL ? g_strv_length (self->pasted) : 0;
  g_autofree char *label = NULL;
  g_autofree char *preview = NULL;

  if (number == 0)
    return;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  label = g_strdup_printf (get_plural (galley_element_list_get_chosen_type (self), number), number);
#pragma GCC diagnostic pop
  /* Translators: the first and the last of several items of a list that was pasted */
  preview = g_strdup_printf (_ ("“%s” … “%s”"), self->pasted[0], self->pasted[number - 1]);
  gtk_label_set_text (self->paste_label, preview);
  gtk_button_set_label (self->paste_button, label);
  gtk_revealer_set_reveal_child (self->paste_revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->paste_button));
}

/* One line is typed text as any other; several are a list, which is shown before anything is made of it. */
static void
take_pasted (GalleyElementList *self,
             const char        *text)
{
  g_auto (GStrv) items = galley_list_text_split (text);
  guint number = g_strv_length (items);
  int   position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  if (number == 1)
    {
      gtk_editable_delete_selection (GTK_EDITABLE (self->entry));
      gtk_editable_insert_text (GTK_EDITABLE (self->entry), items[0], -1, &position);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
      return;
    }
  if (number == 0)
    return;

  g_strfreev (self->pasted);
  self->pasted = g_steal_pointer (&items);
  galley_element_list_update_paste (self);
}

static void
clipboard_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GalleyElementList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text != NULL)
    take_pasted (self, text);
  else
    galley_toast_show (GTK_WIDGET (self), _ ("There is no text to paste. Copy a list first."));
}

static void
paste (GalleyElementList *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, clipboard_read_cb, g_object_ref (self));
}

static void
entry_pasted_cb (GtkWidget *text,
                 gpointer   user_data)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  paste (user_data);
}

/**
 * galley_element_list_accept_paste:
 * @self: the widget
 *
 * Makes the entry take lists.
 */
void
galley_element_list_accept_paste (GalleyElementList *self)
{
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "paste-clipboard", G_CALLBACK (entry_pasted_cb), self, 0);
}

static void
paste_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  paste (GALLEY_ELEMENT_LIST (widget));
}

static void
add_pasted_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  char             **texts = g_steal_pointer (&self->pasted);

  forget_pasted (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (texts != NULL)
    add (self, texts);
}

static void
cancel_paste_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);

  forget_pasted (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * galley_element_list_install_adding:
 * @widget_class: the class
 *
 * Installs the verbs that make elements.
 */
void
galley_element_list_install_adding (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "element.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "element.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "element.add-pasted", NULL, add_pasted_cb);
  gtk_widget_class_install_action (widget_class, "element.cancel-paste", NULL, cancel_paste_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "element.paste", NULL);
}
