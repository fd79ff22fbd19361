/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-list-actions"

#include "galley-config.h"

#include "galley-section-list-private.h"

#include <glib/gi18n-lib.h>

#include "galley-outline-dialog.h"
#include "galley-trash-dialog.h"

/**
 * galley_section_list_get_focus_row:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): the row that has the keyboard
 */
GalleySectionRow *
galley_section_list_get_focus_row (GalleySectionList *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view)))
    return NULL;

  row = gtk_widget_get_ancestor (focus, GALLEY_TYPE_SECTION_ROW);
  if (row == NULL)
    row = gtk_widget_get_first_child (focus);
  return GALLEY_IS_SECTION_ROW (row) ? GALLEY_SECTION_ROW (row) : NULL;
}

/* The section that a command for one is for: that of the menu that is open, of the row with the keyboard, or the first selected. */
static GalleySection *
dup_current (GalleySectionList *self)
{
  GalleySectionRow *row = galley_section_list_get_focus_row (self);
  g_autoptr (GPtrArray) selected = NULL;

  if (self->menu_section != NULL)
    return g_object_ref (self->menu_section);
  if (row != NULL && galley_section_row_get_section (row) != NULL)
    return g_object_ref (galley_section_row_get_section (row));

  selected = galley_section_selection_dup_selected (self->selection);
  return selected->len > 0 ? g_object_ref (g_ptr_array_index (selected, 0)) : NULL;
}

static GPtrArray *
dup_targets (GalleySectionList *self)
{
  g_autoptr (GalleySection) current = dup_current (self);

  return current != NULL ? galley_section_list_dup_together (self, current) : g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * galley_section_list_dup_together:
 * @self: the list
 * @section: a section of the list
 *
 * Returns: (transfer full) (element-type GalleySection): what a command on @section is for: all that is selected, when it is among them, else
 *   itself alone
 */
GPtrArray *
galley_section_list_dup_together (GalleySectionList *self,
                                  GalleySection     *section)
{
  g_autoptr (GPtrArray) selected = galley_section_selection_dup_selected (self->selection);

  if (g_ptr_array_find (selected, section, NULL))
    return g_steal_pointer (&selected);

  g_ptr_array_set_size (selected, 0);
  g_ptr_array_add (selected, g_object_ref (section));
  return g_steal_pointer (&selected);
}

static guint
get_place (GalleySectionList *self,
           GalleySection     *section)
{
  guint position = 0;

  return galley_section_model_find (self->sections, section, &position) ? position + 1 : 0;
}

/* It is renamed as soon as it is there. */
static void
add_section (GalleySectionList *self,
             guint              place)
{
  self->is_adding = TRUE;
  galley_section_commands_add (self->commands, _("New Section"), place);
}

static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  add_section (GALLEY_SECTION_LIST (widget), 0);
}

static void
add_at (GalleySectionList *self,
        guint              below)
{
  g_autoptr (GalleySection) current = dup_current (self);

  add_section (self, current != NULL ? get_place (self, current) + below : 0);
}

static void
add_above_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  add_at (GALLEY_SECTION_LIST (widget), 0);
}

static void
add_below_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  add_at (GALLEY_SECTION_LIST (widget), 1);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  g_autoptr (GalleySection) current = dup_current (self);
  GalleySectionRow *row = current != NULL ? galley_section_list_find_row (self, current) : NULL;

  if (row != NULL)
    galley_section_row_start_rename (row);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  g_autoptr (GPtrArray) targets = dup_targets (self);
  guint place = targets->len > 0 ? get_place (self, g_ptr_array_index (targets, 0)) : 0;
  guint n_sections;

  galley_section_commands_park (self->commands, targets);

  /* What comes next is selected, so that the keyboard is somewhere. */
  n_sections = g_list_model_get_n_items (G_LIST_MODEL (self->sections));
  if (place > 0 && n_sections > 0 && galley_section_selection_get_n_selected (self->selection) == 0)
    {
      g_autoptr (GalleySection) next = g_list_model_get_item (G_LIST_MODEL (self->sections), MIN (place, n_sections) - 1);

      galley_section_list_show_section (self, next);
    }
}

/* Moves what is selected together with the row of the keyboard, which keeps the keyboard. */
static void
move_targets (GalleySectionList *self,
              int                step)
{
  g_autoptr (GalleySection) current = dup_current (self);
  g_autoptr (GPtrArray) targets = dup_targets (self);
  guint n_sections = g_list_model_get_n_items (G_LIST_MODEL (self->sections));
  guint first, last, place;

  if (targets->len == 0)
    return;

  first = get_place (self, g_ptr_array_index (targets, 0));
  last = get_place (self, g_ptr_array_index (targets, targets->len - 1));
  if (step == G_MININT)
    place = 1;
  else if (step == G_MAXINT)
    place = n_sections - targets->len + 1;
  else if (step < 0)
    place = MAX (first, 2) - 1;
  else
    place = MIN (last + 1, n_sections) - targets->len + 1;

  galley_section_commands_move (self->commands, targets, place);
  galley_section_list_focus_section (self, current);
}

static void
move_up_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  move_targets (GALLEY_SECTION_LIST (widget), -1);
}

static void
move_down_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  move_targets (GALLEY_SECTION_LIST (widget), 1);
}

static void
move_to_top_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  move_targets (GALLEY_SECTION_LIST (widget), G_MININT);
}

static void
move_to_bottom_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  move_targets (GALLEY_SECTION_LIST (widget), G_MAXINT);
}

static void
status_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  g_autoptr (GPtrArray) targets = dup_targets (self);

  galley_section_commands_set_status (self->commands, targets, g_variant_get_string (parameter, NULL));
}

static void
split_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  g_autoptr (GalleySection) current = dup_current (self);

  if (current != NULL)
    g_signal_emit_by_name (self, "split-requested", current);
}

static void
merge_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  g_autoptr (GalleySection) current = dup_current (self);

  if (current != NULL)
    g_signal_emit_by_name (self, "merge-requested", current);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  g_autoptr (GalleySection) current = dup_current (self);

  if (current != NULL)
    g_signal_emit_by_name (self, "section-activated", current);
}

static void
select_all_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (GALLEY_SECTION_LIST (widget)->selection));
}

static void
select_none_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (GALLEY_SECTION_LIST (widget)->selection));
}

static void
outline_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  GtkWindow         *parent = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_window_present (galley_outline_dialog_new (parent, galley_workspace_get_context (self->workspace), self->sections, self->commands));
}

static void
trash_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  GtkWindow         *parent = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_window_present (galley_trash_dialog_new (parent, galley_workspace_get_context (self->workspace), self->sections, self->commands));
}

static void
menu_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  GalleySectionRow  *row = galley_section_list_get_focus_row (self);

  if (row != NULL)
    galley_section_list_open_menu (self, row, gtk_widget_get_width (GTK_WIDGET (row)) / 2.0, gtk_widget_get_height (GTK_WIDGET (row)) / 2.0);
}

static const struct
{
  const char                 *name;
  const char                 *parameter_type;
  GtkWidgetActionActivateFunc activate;
  enum
  {
    WITH_POST,
    WITH_SECTIONS
  } needs;
} actions[] = {
  { "section.add", NULL, add_cb, WITH_POST },
  { "section.add-above", NULL, add_above_cb, WITH_SECTIONS },
  { "section.add-below", NULL, add_below_cb, WITH_SECTIONS },
  { "section.open", NULL, open_cb, WITH_SECTIONS },
  { "section.rename", NULL, rename_cb, WITH_SECTIONS },
  { "section.status", "s", status_cb, WITH_SECTIONS },
  { "section.move-up", NULL, move_up_cb, WITH_SECTIONS },
  { "section.move-down", NULL, move_down_cb, WITH_SECTIONS },
  { "section.move-to-top", NULL, move_to_top_cb, WITH_SECTIONS },
  { "section.move-to-bottom", NULL, move_to_bottom_cb, WITH_SECTIONS },
  { "section.split", NULL, split_cb, WITH_SECTIONS },
  { "section.merge", NULL, merge_cb, WITH_SECTIONS },
  { "section.delete", NULL, delete_cb, WITH_SECTIONS },
  { "section.select-all", NULL, select_all_cb, WITH_SECTIONS },
  { "section.select-none", NULL, select_none_cb, WITH_SECTIONS },
  { "section.menu", NULL, menu_cb, WITH_SECTIONS },
  { "section.outline", NULL, outline_cb, WITH_POST },
  { "section.trash", NULL, trash_cb, WITH_POST },
};

static const struct
{
  guint           keyval;
  GdkModifierType modifiers;
  const char     *action;
} bindings[] = {
  { GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "section.add" },
  { GDK_KEY_F2, 0, "section.rename" },
  { GDK_KEY_KP_Delete, 0, "section.delete" },
  { GDK_KEY_Delete, 0, "section.delete" },
  { GDK_KEY_KP_Up, GDK_ALT_MASK, "section.move-up" },
  { GDK_KEY_Up, GDK_ALT_MASK, "section.move-up" },
  { GDK_KEY_KP_Down, GDK_ALT_MASK, "section.move-down" },
  { GDK_KEY_Down, GDK_ALT_MASK, "section.move-down" },
  { GDK_KEY_KP_Home, GDK_ALT_MASK, "section.move-to-top" },
  { GDK_KEY_Home, GDK_ALT_MASK, "section.move-to-top" },
  { GDK_KEY_KP_End, GDK_ALT_MASK, "section.move-to-bottom" },
  { GDK_KEY_End, GDK_ALT_MASK, "section.move-to-bottom" },
  { GDK_KEY_Escape, 0, "section.select-none" },
  { GDK_KEY_Menu, 0, "section.menu" },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "section.menu" },
};

/**
 * galley_section_list_get_action:
 * @nth: a number, from 0
 * @parameter_type: (out) (transfer none) (nullable): what the action takes, as for [func@GLib.VariantType.new]; %NULL for nothing
 *
 * Tells the actions of the list one after the other, so that what is around it can offer them, too.
 *
 * Returns: (transfer none) (nullable): the name of an action; %NULL after the last one
 */
const char *
galley_section_list_get_action (guint        nth,
                                const char **parameter_type)
{
  if (nth >= G_N_ELEMENTS (actions))
    return NULL;

  *parameter_type = actions[nth].parameter_type;
  return actions[nth].name;
}

/**
 * galley_section_list_install_actions:
 * @widget_class: the class of the list
 *
 * Gives the list its commands (`section.`) and their keys.
 */
void
galley_section_list_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].keyval, bindings[i].modifiers, bindings[i].action, NULL);
}

/**
 * galley_section_list_update_actions:
 * @self: the list
 *
 * Offers what can be done now.
 */
void
galley_section_list_update_actions (GalleySectionList *self)
{
  gboolean has_post = self->workspace != NULL && self->post != NULL;
  gboolean has_sections = has_post && g_list_model_get_n_items (G_LIST_MODEL (self->sections)) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, actions[i].needs == WITH_POST ? has_post : has_sections);
}

/* The menus of a row ---------------------------------------------------------------------------------------------------------- */

/**
 * galley_section_list_close_menu:
 * @self: the list
 *
 * Closes the menu of a row, if one is open.
 */
void
galley_section_list_close_menu (GalleySectionList *self)
{
  g_clear_object (&self->menu_section);
  if (self->menu != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->menu));
  galley_section_list_update_actions (self);
}

/* The menu does not offer what cannot be done with its section. */
static void
update_actions_for_menu (GalleySectionList *self)
{
  guint    n_sections = g_list_model_get_n_items (G_LIST_MODEL (self->sections));
  guint    place = get_place (self, self->menu_section);
  gboolean alone = galley_section_selection_get_n_selected (self->selection) < 2;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.merge", place < n_sections);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.move-up", !alone || place > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.move-to-top", !alone || place > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.move-down", !alone || place < n_sections);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.move-to-bottom", !alone || place < n_sections);
}

static void
close_menu_cb (gpointer user_data)
{
  g_autoptr (GalleySectionList) self = user_data;

  if (self->menu != NULL && !gtk_widget_get_visible (self->menu))
    galley_section_list_close_menu (self);
}

/* What was chosen is done after the menu has closed, and needs to know for which section. */
static void
menu_closed_cb (GalleySectionList *self)
{
  g_idle_add_once (close_menu_cb, g_object_ref (self));
}

static void
pop_up (GalleySectionList *self,
        GalleySectionRow  *row,
        GMenuModel        *menu,
        graphene_rect_t    at,
        GtkWidget         *at_widget)
{
  graphene_rect_t  bounds;
  graphene_point_t corner;

  galley_section_list_close_menu (self);
  if (!gtk_widget_compute_point (at_widget, GTK_WIDGET (self), &at.origin, &corner))
    return;

  bounds = GRAPHENE_RECT_INIT (corner.x, corner.y, at.size.width, at.size.height);
  self->menu_section = g_object_ref (galley_section_row_get_section (row));
  update_actions_for_menu (self);
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, (int)bounds.size.width, (int)bounds.size.height });
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* A menu on a row that is not selected is for that row alone, and shows it. */
static void
select_for_menu (GalleySectionList *self,
                 GalleySection     *section)
{
  guint position;

  if (galley_section_model_find (self->sections, section, &position) &&
      !gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
}

/**
 * galley_section_list_open_menu:
 * @self: the list
 * @row: a row of it
 * @x: where on the row, in pixels
 * @y: where on the row, in pixels
 *
 * Opens the menu of a row.
 */
void
galley_section_list_open_menu (GalleySectionList *self,
                               GalleySectionRow  *row,
                               double             x,
                               double             y)
{
  select_for_menu (self, galley_section_row_get_section (row));
  pop_up (self, row, self->row_menu, GRAPHENE_RECT_INIT ((float)x, (float)y, 1, 1), GTK_WIDGET (row));
}

/**
 * galley_section_list_open_status_menu:
 * @self: the list
 * @row: a row of it
 * @button: what shows the status
 *
 * Opens the choice of a section's status.
 */
void
galley_section_list_open_status_menu (GalleySectionList *self,
                                      GalleySectionRow  *row,
                                      GtkWidget         *button)
{
  select_for_menu (self, galley_section_row_get_section (row));
  pop_up (self, row, self->status_menu,
          GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (button), (float)gtk_widget_get_height (button)), button);
}
