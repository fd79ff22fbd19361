/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-list-following"

#include "galley-config.h"

#include "galley-section-list-private.h"

#include <glib/gi18n-lib.h>

#include "galley-toast.h"

/* What becomes of the keyboard and of what is shown when the list changes, or a command has changed it. */

/* A new section is given its heading at once; its row is there when the list was laid out. */
static gboolean
rename_wanted_cb (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       user_data)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  GalleySection     *section = galley_section_model_lookup (self->sections, GPOINTER_TO_INT (user_data));
  GalleySectionRow  *row = section != NULL ? galley_section_list_find_row (self, section) : NULL;

  if (row != NULL)
    galley_section_row_start_rename (row);
  return G_SOURCE_REMOVE;
}

/**
 * galley_section_list_show_wanted:
 * @self: the widget
 *
 * Shows what was asked for before the list was there, if it is there now.
 */
void
galley_section_list_show_wanted (GalleySectionList *self)
{
  GalleySection *section = galley_section_model_lookup (self->sections, self->wanted_id);

  if (section == NULL)
    return;

  galley_section_list_show_section (self, section);
  if (self->wanted_rename)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), rename_wanted_cb, GINT_TO_POINTER (self->wanted_id), NULL);
  else if (self->wanted_focus)
    galley_section_list_focus_section (self, section);
  self->wanted_id = 0;
  self->wanted_rename = FALSE;
  self->wanted_focus = FALSE;
}

/* Whoever writes keeps the keyboard, and sees what was open. */
static gboolean
is_text_focused (GalleySectionList *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_TEXT_VIEW (focus) || GTK_IS_TEXT (focus);
}

static void
made_cb (GalleySectionList *self,
         int                section_id)
{
  self->wanted_id = section_id;
  self->wanted_rename = self->is_adding;
  self->wanted_focus = !is_text_focused (self);
  self->is_adding = FALSE;
  galley_section_list_show_wanted (self);
}

static void
done_cb (GalleySectionList *self,
         const char        *text)
{
  galley_toast_show_undo (GTK_WIDGET (self), text);
}

static void
failed_cb (GalleySectionList *self,
           const char        *what,
           const GError      *error)
{
  self->is_adding = FALSE;
  galley_toast_show_error (GTK_WIDGET (self), what, error);
}

/* A post that was just opened shows its first section, so that writing can begin. */
static void
show_first (GalleySectionList *self)
{
  if (!self->is_fresh || g_list_model_get_n_items (G_LIST_MODEL (self->sections)) == 0)
    return;

  self->is_fresh = FALSE;
  if (self->wanted_id == 0 && galley_section_selection_get_n_selected (self->selection) == 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
}

/* A row that is moved is another widget afterwards, and the keyboard would be gone. */
static void
changing_cb (GalleySectionList *self)
{
  GalleySectionRow *row = galley_section_list_get_focus_row (self);

  if (self->shown == NULL || !galley_section_model_find (self->sections, self->shown, &self->shown_place))
    self->shown_place = 0;
  self->is_left = FALSE;
  g_clear_object (&self->focused);
  if (row == NULL || galley_section_row_get_section (row) == NULL || galley_section_row_get_renaming (row))
    return;

  self->focused = g_object_ref (galley_section_row_get_section (row));
  if (!galley_section_model_find (self->sections, self->focused, &self->focused_place))
    self->focused_place = 0;
}

/* The keyboard stays with its section, or goes to what is in its place now. */
static void
restore_focus (GalleySectionList *self)
{
  g_autoptr (GalleySection) section = g_steal_pointer (&self->focused);
  GalleySectionRow *row = galley_section_list_get_focus_row (self);
  guint             n_sections = g_list_model_get_n_items (G_LIST_MODEL (self->sections));

  if (section == NULL || n_sections == 0 || (row != NULL && galley_section_row_get_section (row) == section))
    return;

  if (!galley_section_model_find (self->sections, section, NULL))
    {
      g_object_unref (section);
      section = g_list_model_get_item (G_LIST_MODEL (self->sections), MIN (self->focused_place, n_sections - 1));
    }
  galley_section_list_focus_section (self, section);
}

static void
show_one_above (GalleySectionList *self)
{
  g_autoptr (GalleySection) above = g_list_model_get_item (G_LIST_MODEL (self->sections), MAX (self->shown_place, 1) - 1);

  if (above == NULL)
    return;

  galley_section_list_show_section (self, above);
  if (galley_section_list_get_focus_row (self) != NULL)
    galley_section_list_focus_section (self, above);
}

/* What was shown went, as when adding or splitting is taken back: the section above is what one comes back to. Where somebody else took it
 * away, whoever writes in it stays there. */
static void
leave_shown (GalleySectionList *self)
{
  g_clear_object (&self->shown);
  self->is_left = is_text_focused (self) && !self->has_stepped;
  if (!self->is_left)
    show_one_above (self);
}

static void
settled_cb (GalleySectionList *self)
{
  galley_section_selection_forget_absent (self->selection);
  galley_section_list_update_page (self);
  restore_focus (self);
  if (self->shown != NULL && galley_section_selection_get_n_selected (self->selection) == 0 &&
      !galley_section_model_find (self->sections, self->shown, NULL))
    leave_shown (self);
  self->has_stepped = FALSE;
  show_first (self);
  galley_section_list_show_wanted (self);
}

/* The list may have followed the step before it is told to have ended, or follows it next. */
static void
stepped_cb (GalleySectionList *self)
{
  self->has_stepped = !self->is_left;
  if (self->is_left)
    show_one_above (self);
  self->is_left = FALSE;
}

static void
load_failed_cb (GalleySectionList *self,
                const GError      *error)
{
  galley_toast_show_error (GTK_WIDGET (self), _("The sections could not be shown"), error);
}

/**
 * galley_section_list_follow_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 *
 * Follows the steps of a history, and no longer those of the one before.
 */
void
galley_section_list_follow_history (GalleySectionList *self,
                                    GalleyHistory     *history)
{
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_func (self->history, stepped_cb, self);
  if (history != NULL)
    g_signal_connect_object (history, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_section_list_follow:
 * @self: a new widget
 *
 * Follows the sections and the commands from now on.
 */
void
galley_section_list_follow (GalleySectionList *self)
{
  g_signal_connect_object (self->sections, "changing", G_CALLBACK (changing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sections, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sections, "load-failed", G_CALLBACK (load_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}
