/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list-actions"

#include "galley-config.h"

#include "galley-element-list-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-toast.h"

typedef struct
{
  GalleyElementList *list;    /* (owned) */
  GalleyElementStep *step;    /* (owned) (nullable) */
  GalleyElement     *element; /* (owned) (nullable) whose text is saved */
  char              *text;    /* (owned) (nullable) */
  const char        *label;   /* (unowned) translated */
  const char        *failure; /* (unowned) translated */
  char              *toast;   /* (owned) (nullable) */
} Command;

static void
free_command (Command *command)
{
  g_clear_pointer (&command->step, galley_element_step_free);
  g_clear_object (&command->element);
  g_object_unref (command->list);
  g_free (command->text);
  g_free (command->toast);
  g_free (command);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, free_command)

static int
get_id (gpointer record)
{
  return galley_record_get_id (GALLEY_RECORD (record));
}

/**
 * galley_element_list_make_ids:
 * @elements: (element-type GalleyElement): elements
 *
 * Returns: (transfer full) (element-type int): their ids
 */
GArray *
galley_element_list_make_ids (GPtrArray *elements)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < elements->len; i++)
    {
      int id = get_id (g_ptr_array_index (elements, i));

      g_array_append_val (ids, id);
    }

  return ids;
}

static GPtrArray *
dup_selected (GalleyElementList *self)
{
  return galley_section_selection_dup_selected (self->selection);
}

/* Whose text somebody else has changed is edited on, with what is there now beside it: nothing that was typed is lost, and nothing is
 * overwritten that was not seen. */
static void
show_conflict (Command *command)
{
  GalleyElementRow *row = galley_element_list_find_row (command->list, command->element);
  const char       *there = galley_element_get_text (command->element);
  g_autofree char  *note = g_strdup_printf (_ ("Somebody else has changed this to “%s”. Enter replaces it by yours, Escape keeps it."), there);

  if (row != NULL)
    galley_element_row_begin_edit (row, command->text, note);
  else
    galley_toast_show (GTK_WIDGET (command->list), _ ("Somebody else has changed the element meanwhile. Edit it again."));
}

static void
conflict_fetched_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyElement) element = galley_element_store_get_finish (GALLEY_ELEMENT_STORE (source), result, &error);

  if (element != NULL)
    show_conflict (command);
  else
    galley_toast_show_error (GTK_WIDGET (command->list), command->failure, error);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyElementList) self = g_object_ref (command->list);
  GalleyElement *element = command->element;

  if (galley_element_step_do_finish (result, &error))
    {
      galley_element_step_push (g_steal_pointer (&command->step), self->history, command->label);
      if (element != NULL)
        galley_element_list_forget_text (self, element);
      if (command->toast != NULL)
        galley_toast_show_undo (GTK_WIDGET (self), command->toast);
    }
  else if (element != NULL && self->workspace != NULL && g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT))
    galley_element_store_get_async (galley_element_list_get_store (self), get_id (element), NULL, conflict_fetched_cb,
                                    g_steal_pointer (&command));
  else
    galley_toast_show_error (GTK_WIDGET (self), command->failure, error);
  galley_element_list_reload (self);
}

static Command *
run (GalleyElementList *self,
     GalleyElementStep *step,
     const char        *label,
     const char        *failure)
{
  Command *command = g_new0 (Command, 1);

  command->list = g_object_ref (self);
  command->step = step;
  command->label = label;
  command->failure = failure;
  galley_element_step_do_async (step, NULL, done_cb, command);

  return command;
}

/**
 * galley_element_list_run:
 * @self: the widget, with a workspace
 * @step: (transfer full): what to do
 * @label: what is done, as a person would say it, translated
 * @failure: what to say when it cannot be done, translated
 * @toast: (nullable) (transfer full): what to say when it was done, with an offer to take it back
 *
 * Takes a step, notes it in the history, and shows what came of it.
 */
void
galley_element_list_run (GalleyElementList *self,
                         GalleyElementStep *step,
                         const char        *label,
                         const char        *failure,
                         char              *toast)
{
  run (self, step, label, failure)->toast = toast;
}

/**
 * galley_element_list_save_text:
 * @self: the widget
 * @element: an element
 * @text: (nullable): what was typed, %NULL when nothing is to be changed
 * @version: the version that it is based on
 *
 * Saves what was typed.
 */
void
galley_element_list_save_text (GalleyElementList *self,
                               GalleyElement     *element,
                               const char        *text,
                               int                version)
{
  const char *before = galley_element_get_text (element);
  Command    *command;

  if (self->workspace == NULL)
    return;
  if (text == NULL || g_strcmp0 (text, before) == 0)
    {
      galley_element_list_forget_text (self, element);
      return;
    }

  command = run (self, galley_element_step_new_text (galley_element_list_get_store (self), get_id (element), before, text, version),
                 _ ("Edit Element"), _ ("The element could not be saved"));
  command->element = g_object_ref (element);
  command->text = g_strdup (text);
}

static gboolean
contains (GPtrArray *elements,
          gpointer   element)
{
  return g_ptr_array_find (elements, element, NULL);
}

/**
 * galley_element_list_move:
 * @self: the widget
 * @moved: (element-type GalleyElement): elements of the section, in their order
 * @place: where among the others the first is to be, from 0
 *
 * Moves elements within the section, on the screen at once.
 */
void
galley_element_list_move (GalleyElementList *self,
                          GPtrArray         *moved,
                          guint              place)
{
  g_autoptr (GPtrArray) before = galley_element_list_dup_elements (self);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  g_autoptr (GArray) order = galley_element_list_make_ids (before);
  g_autoptr (GArray) ids = galley_element_list_make_ids (moved);
  int      section_id = get_id (self->section);
  gboolean is_same = TRUE;

  for (guint i = 0; i < before->len; i++)
    if (!contains (moved, g_ptr_array_index (before, i)))
      g_ptr_array_add (after, g_ptr_array_index (before, i));
  place = MIN (place, after->len);
  for (guint i = 0; i < moved->len; i++)
    g_ptr_array_insert (after, (int)(place + i), g_ptr_array_index (moved, i));
  for (guint i = 0; i < before->len; i++)
    is_same = is_same && g_ptr_array_index (before, i) == g_ptr_array_index (after, i);
  if (is_same)
    return;

  galley_element_list_show_order (self, after);
  run (self, galley_element_step_new_move (galley_element_list_get_store (self), order, section_id, ids, section_id, (int)place + 1),
       _ ("Move Elements"), _ ("The elements could not be moved"));
}

/* The place among the others that is one up or down from the first or last of the selected, by what is listed. */
static gboolean
find_step (GalleyElementList *self,
           GPtrArray         *moved,
           gboolean           down,
           guint             *place)
{
  g_autoptr (GPtrArray) all = galley_element_list_dup_elements (self);
  guint    others = 0;
  gboolean is_found = FALSE;
  gboolean is_passed = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      gpointer element = g_ptr_array_index (all, i);
      gboolean is_shown = galley_element_filter_matches (self->filter, galley_element_get_element_type (element));

      if (contains (moved, element))
        {
          is_passed = is_passed || element == g_ptr_array_index (moved, down ? moved->len - 1 : 0);
          continue;
        }
      if (is_shown && !down && !is_passed)
        {
          *place = others;
          is_found = TRUE;
        }
      if (is_shown && down && is_passed && !is_found)
        {
          *place = others + 1;
          is_found = TRUE;
        }
      others++;
    }

  return is_found;
}

static void
move_up_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) moved = dup_selected (self);
  guint place;

  if (find_step (self, moved, FALSE, &place))
    galley_element_list_move (self, moved, place);
}

static void
move_down_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) moved = dup_selected (self);
  guint place;

  if (find_step (self, moved, TRUE, &place))
    galley_element_list_move (self, moved, place);
}

static void
move_to_start_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) moved = dup_selected (self);

  galley_element_list_move (self, moved, 0);
}

static void
move_to_end_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) moved = dup_selected (self);

  galley_element_list_move (self, moved, G_MAXUINT);
}

static void
edit_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) selected = dup_selected (self);
  GalleyElementRow *row = galley_element_list_find_row (self, g_ptr_array_index (selected, 0));

  if (row != NULL)
    galley_element_row_begin_edit (row, NULL, NULL);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) selected = dup_selected (self);
  g_autoptr (GPtrArray) all = galley_element_list_dup_elements (self);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GArray) ids = galley_element_list_make_ids (selected);
  Command *command;

  for (guint i = 0; i < all->len; i++)
    if (!contains (selected, g_ptr_array_index (all, i)))
      g_ptr_array_add (rest, g_ptr_array_index (all, i));
  galley_element_list_show_order (self, rest);
  gtk_widget_grab_focus (rest->len > 0 ? GTK_WIDGET (self->list) : GTK_WIDGET (self->entry));
  command = run (self,
                 galley_element_step_new_trash (galley_element_list_get_store (self), (const int *)(gpointer)ids->data, ids->len, TRUE),
                 _ ("Delete Elements"), _ ("The elements could not be deleted"));
  command->toast = g_strdup_printf (ngettext ("%u element deleted", "%u elements deleted", ids->len), ids->len);
}

static void
set_type_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) selected = dup_selected (self);
  GalleyElementType type;

  if (!galley_element_type_from_string (g_variant_get_string (parameter, NULL), &type))
    return;

  galley_element_list_run (self, galley_element_step_new_type (galley_element_list_get_store (self), selected, type),
                           _ ("Change Type"), _ ("The type could not be changed"), NULL);
}

/**
 * galley_element_list_open_menu:
 * @self: the widget
 * @x: where, in the widget's coordinates
 * @y: where, in the widget's coordinates
 *
 * Opens the menu of the selected elements.
 */
void
galley_element_list_open_menu (GalleyElementList *self,
                               double             x,
                               double             y)
{
  GdkRectangle place = { (int)x, (int)y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
open_menu_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);
  g_autoptr (GPtrArray) selected = dup_selected (self);
  GalleyElementRow *row = galley_element_list_find_row (self, g_ptr_array_index (selected, 0));
  double            x = 24;
  double            y = 24;

  if (row != NULL)
    gtk_widget_translate_coordinates (GTK_WIDGET (row), widget, x, y, &x, &y);
  galley_element_list_open_menu (self, x, y);
}

/**
 * galley_element_list_update_actions:
 * @self: the widget
 *
 * Enables what can be done with the elements that are selected.
 */
void
galley_element_list_update_actions (GalleyElementList *self)
{
  static const char *const on_selected[] = {
    "element.edit",
    "element.delete",
    "element.set-type",
    "element.move-up",
    "element.move-down",
    "element.move-to-start",
    "element.move-to-end",
    "element.move-to-section",
    "element.open-menu",
  };
  gboolean is_open = self->workspace != NULL && self->section != NULL;
  gboolean is_selected = is_open && galley_section_selection_get_n_selected (self->selection) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (on_selected); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), on_selected[i], is_selected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "element.add", is_open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "element.paste", is_open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), is_open);
}

/**
 * galley_element_list_install_actions:
 * @widget_class: the class
 *
 * Installs the verbs of elements and their keys.
 */
void
galley_element_list_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "element.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "element.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "element.set-type", "s", set_type_cb);
  gtk_widget_class_install_action (widget_class, "element.move-up", NULL, move_up_cb);
  gtk_widget_class_install_action (widget_class, "element.move-down", NULL, move_down_cb);
  gtk_widget_class_install_action (widget_class, "element.move-to-start", NULL, move_to_start_cb);
  gtk_widget_class_install_action (widget_class, "element.move-to-end", NULL, move_to_end_cb);
  galley_element_list_install_move_to_section (widget_class);
  gtk_widget_class_install_action (widget_class, "element.open-menu", NULL, open_menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "element.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "element.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "element.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "element.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "element.move-down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "element.move-to-start", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, GDK_ALT_MASK, "element.move-to-end", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "element.open-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "element.open-menu", NULL);
}
