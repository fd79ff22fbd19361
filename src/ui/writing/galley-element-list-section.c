/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list-section"

#include "galley-config.h"

#include "galley-element-list-private.h"

#include <glib/gi18n-lib.h>

#include "galley-toast.h"

static char *
dup_heading (GalleySection *section)
{
  const char *heading = galley_section_get_heading (section);

  return g_strdup (heading != NULL && *heading != '\0' ? heading : _ ("Without a heading"));
}

static int
get_id (GalleySection *section)
{
  return galley_record_get_id (GALLEY_RECORD (section));
}

/**
 * galley_element_list_move_to_section:
 * @self: the widget, with a workspace and a section
 * @moved: (element-type GalleyElement): some of its elements, in their order
 * @section: another section
 *
 * Moves elements to the end of another section, as one step; they leave the list at once.
 */
void
galley_element_list_move_to_section (GalleyElementList *self,
                                     GPtrArray         *moved,
                                     GalleySection     *section)
{
  g_autoptr (GPtrArray) all = galley_element_list_dup_elements (self);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GArray) order = galley_element_list_make_ids (all);
  g_autoptr (GArray) ids = galley_element_list_make_ids (moved);
  g_autofree char *heading = dup_heading (section);

  for (guint i = 0; i < all->len; i++)
    if (!g_ptr_array_find (moved, g_ptr_array_index (all, i), NULL))
      g_ptr_array_add (rest, g_ptr_array_index (all, i));
  galley_element_list_show_order (self, rest);
  galley_element_list_run (self,
                           galley_element_step_new_move (galley_element_list_get_store (self), order, get_id (self->section), ids,
                                                         get_id (section), 0),
                           _ ("Move Elements"), _ ("The elements could not be moved"),
                                                   g_strdup_printf (_ ("Moved to “%s”"), heading));
}

/* The sections that elements can be moved to, in a dialog. */
typedef struct
{
  GalleyElementList *list;     /* (owned) */
  GPtrArray         *moved;    /* (owned) */
  GListModel        *sections; /* (owned) (nullable) */
  GtkDropDown       *choice;
} Target;

static void
free_target (Target *target)
{
  g_object_unref (target->list);
  g_ptr_array_unref (target->moved);
  g_clear_object (&target->sections);
  g_free (target);
}

static void
target_chosen_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  gpointer          user_data)
{
  Target            *target = user_data;
  GalleyElementList *self = target->list;
  g_autoptr (GalleySection) section = g_list_model_get_item (target->sections, gtk_drop_down_get_selected (target->choice));

  if (g_str_equal (response, "move") && section != NULL && self->section != NULL && self->workspace != NULL)
    galley_element_list_move_to_section (self, target->moved, section);
  free_target (target);
}

static void
choose_target (Target *target)
{
  GtkRoot       *root = gtk_widget_get_root (GTK_WIDGET (target->list));
  GtkWidget     *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Move to Section"), NULL);
  GtkExpression *heading = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_heading), NULL, NULL);

  target->choice = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (target->sections), heading));
  gtk_drop_down_set_enable_search (target->choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (target->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Section"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (target->choice));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "move", _ ("_Move"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "move", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "move");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (target_chosen_cb), target);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sections_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Target *target = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) sections = galley_section_store_list_finish (GALLEY_SECTION_STORE (source), result, &error);

  if (sections == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (target->list), _ ("The sections could not be listed"), error);
      free_target (target);
      return;
    }
  target->sections = G_LIST_MODEL (g_list_store_new (GALLEY_TYPE_SECTION));
  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (sections, i);

      if (section != target->list->section)
        g_list_store_append (G_LIST_STORE (target->sections), section);
    }
  if (g_list_model_get_n_items (target->sections) > 0)
    choose_target (target);
  else
    {
      galley_toast_show (GTK_WIDGET (target->list), _ ("The post has no other section. Add one first."));
      free_target (target);
    }
}

static void
move_to_section_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  Target            *target = g_new0 (Target, 1);

  target->list = g_object_ref (self);
  target->moved = galley_section_selection_dup_selected (self->selection);
  galley_section_store_list_async (galley_context_get_section_store (galley_workspace_get_context (self->workspace)),
                                   galley_section_get_post_id (self->section), NULL, sections_listed_cb, target);
}

/**
 * galley_element_list_install_move_to_section:
 * @widget_class: the class
 *
 * Installs the verb that asks for a section and moves the selected elements there.
 */
void
galley_element_list_install_move_to_section (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "element.move-to-section", NULL, move_to_section_cb);
}
