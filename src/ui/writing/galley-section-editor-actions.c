/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-editor-actions"

#include "galley-config.h"

#include "galley-section-editor-private.h"

#include <glib/gi18n-lib.h>

#include "galley-section-row.h"
#include "galley-toast.h"

/* The statuses that the original blog system knew; a section may have another one. */
static const char *const statuses[] = { "draft", "in_progress", "complete" };

/**
 * galley_section_editor_get_status:
 * @self: the widget
 *
 * Returns: (transfer none): how far the section is
 */
const char *
galley_section_editor_get_status (GalleySectionEditor *self)
{
  GalleyDraft *draft = self->texts != NULL ? galley_section_texts_get_draft (self->texts, GALLEY_SECTION_STATUS) : NULL;
  const char  *status = draft != NULL ? galley_draft_get_text (draft) : NULL;

  return status != NULL && *status != '\0' ? status : "draft";
}

/**
 * galley_section_editor_set_status:
 * @self: the widget
 * @status: (nullable): how far the section is; %NULL changes nothing
 */
void
galley_section_editor_set_status (GalleySectionEditor *self,
                                  const char          *status)
{
  GalleyDraft *draft = self->texts != NULL ? galley_section_texts_get_draft (self->texts, GALLEY_SECTION_STATUS) : NULL;

  if (draft == NULL || status == NULL || g_str_equal (status, galley_section_editor_get_status (self)))
    return;

  galley_draft_set_text (draft, status);
  galley_section_editor_update_status (self);
  g_object_notify (G_OBJECT (self), "status");
}

static void
append_status (GMenu      *menu,
               const char *status)
{
  g_autofree char *label = galley_section_row_dup_status_label (status);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "editor.status", "s", status);
  g_menu_append_item (menu, item);
}

/**
 * galley_section_editor_update_status:
 * @self: the widget
 *
 * Says how far the section is, and offers the other statuses.
 */
void
galley_section_editor_update_status (GalleySectionEditor *self)
{
  const char      *status = galley_section_editor_get_status (self);
  g_autofree char *label = galley_section_row_dup_status_label (status);
  g_autofree char *name = g_strdup_printf (_ ("Status: %s"), label);
  g_autoptr (GMenu) menu = NULL;

  if (g_strcmp0 (gtk_menu_button_get_label (self->status_button), label) == 0)
    return;

  menu = g_menu_new ();
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    append_status (menu, statuses[i]);
  if (!g_str_equal (status, statuses[0]) && !g_str_equal (status, statuses[1]) && !g_str_equal (status, statuses[2]))
    append_status (menu, status);
  gtk_menu_button_set_label (self->status_button, label);
  gtk_menu_button_set_menu_model (self->status_button, G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
shows_text (GalleySectionEditor *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);

  return g_strcmp0 (page, "draft") == 0 || g_strcmp0 (page, "polished") == 0;
}

/* On the other pages the text that was worked on last is meant. */
static void
find_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);
  GalleyTextEditor    *editor = galley_section_editor_get_text_editor (self);

  if (!shows_text (self))
    galley_section_editor_focus_field (self, self->text);
  if (g_str_equal (action, "editor.find-next"))
    galley_text_editor_find_next (editor, TRUE);
  else if (g_str_equal (action, "editor.find-previous"))
    galley_text_editor_find_next (editor, FALSE);
  else
    galley_text_editor_find (editor, g_str_equal (action, "editor.replace"));
}

static void
zoom_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);

  if (g_str_equal (action, "editor.zoom-in"))
    galley_typography_zoom (self->typography, 1);
  else if (g_str_equal (action, "editor.zoom-out"))
    galley_typography_zoom (self->typography, -1);
  else
    galley_typography_zoom (self->typography, 0);
}

static void
copy_to_polished_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);
  g_autofree char     *text = galley_text_buffer_dup_text (galley_section_texts_get_buffer (self->texts, GALLEY_SECTION_DRAFT));

  galley_text_buffer_replace_text (galley_section_texts_get_buffer (self->texts, GALLEY_SECTION_POLISHED), text);
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "compare") != 0)
    galley_section_editor_focus_field (self, GALLEY_SECTION_POLISHED);
  galley_toast_show (GTK_WIDGET (self), _ ("Draft copied to the polished text; undo there takes it back"));
}

static void
show_page_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);
  const char          *page = g_variant_get_string (parameter, NULL);

  if (adw_view_stack_get_child_by_name (self->pages, page) == NULL)
    return;

  galley_section_editor_set_focus_mode (self, FALSE);
  adw_view_stack_set_visible_child_name (self->pages, page);
  for (guint i = 0; i < GALLEY_EDITOR_N_FIELDS; i++)
    if (g_strcmp0 (galley_editor_fields[i].page, page) == 0)
      {
        galley_section_editor_focus_field (self, galley_editor_fields[i].field);
        return;
      }
  if (g_str_equal (page, "elements"))
    gtk_widget_grab_focus (GTK_WIDGET (self->element_list));
  else
    gtk_widget_child_focus (adw_view_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GalleySectionEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  if (galley_section_store_restore_finish (GALLEY_SECTION_STORE (source), result, &error) == 0)
    galley_toast_show_error (GTK_WIDGET (self), _ ("The section could not be restored"), error);
}

static void
restore_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);
  GalleySectionStore  *store = galley_context_get_section_store (galley_workspace_get_context (self->workspace));

  galley_section_store_restore_async (store, galley_record_get_id (GALLEY_RECORD (self->section)), self->cancellable, restored_cb, g_object_ref (self));
}

static void
retry_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);

  galley_section_texts_load (self->texts);
}

/* Escape ends one thing after the other: the search, then the focus mode; then it is for others. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  GalleySectionEditor *self = GALLEY_SECTION_EDITOR (widget);

  if (galley_text_editor_close_find (galley_section_editor_get_text_editor (self)))
    return TRUE;
  if (!self->focus_mode)
    return FALSE;

  galley_section_editor_set_focus_mode (self, FALSE);
  return TRUE;
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } bindings[] = {
    { GDK_KEY_f, GDK_CONTROL_MASK, "editor.find" },
    { GDK_KEY_h, GDK_CONTROL_MASK, "editor.replace" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "editor.find-next" },
    { GDK_KEY_F3, 0, "editor.find-next" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.find-previous" },
    { GDK_KEY_F3, GDK_SHIFT_MASK, "editor.find-previous" },
    { GDK_KEY_F8, 0, "editor.focus-mode" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "editor.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "editor.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "editor.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "editor.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "editor.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "editor.zoom-normal" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "editor.zoom-normal" },
  };
  static const char *const pages[] = { "draft", "polished", "compare", "notes", "elements" };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers, bindings[i].action, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "editor.show-page", "s", pages[i]);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

/**
 * galley_section_editor_install_actions:
 * @widget_class: the class of the widget
 *
 * Installs what the editor does when it is told to, and the keys for it.
 */
void
galley_section_editor_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "editor.replace", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "editor.find-next", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "editor.find-previous", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "editor.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "editor.zoom-out", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "editor.zoom-normal", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "editor.copy-to-polished", NULL, copy_to_polished_cb);
  gtk_widget_class_install_action (widget_class, "editor.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "editor.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "editor.retry", NULL, retry_cb);
  gtk_widget_class_install_property_action (widget_class, "editor.focus-mode", "focus-mode");
  gtk_widget_class_install_property_action (widget_class, "editor.status", "status");
  gtk_widget_class_install_property_action (widget_class, "editor.spell-check", "spell-check");
  gtk_widget_class_install_property_action (widget_class, "editor.spell-check-language", "spell-check-language");
  add_bindings (widget_class);
}

/**
 * galley_section_editor_update_actions:
 * @self: the widget
 *
 * Enables what can be done.
 */
void
galley_section_editor_update_actions (GalleySectionEditor *self)
{
  static const char *const of_text[] = { "editor.find", "editor.replace", "editor.find-next", "editor.find-previous", "editor.show-page", "editor.focus-mode" };
  static const char *const of_writing[] = { "editor.copy-to-polished", "editor.status" };
  gboolean                 loaded = self->texts != NULL && galley_section_texts_get_loaded (self->texts);
  gboolean                 parked = self->texts != NULL && galley_section_texts_get_parked (self->texts);

  for (guint i = 0; i < G_N_ELEMENTS (of_text); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_text[i], self->texts != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_writing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_writing[i], loaded && !parked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.restore", parked && self->workspace != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.retry", self->texts != NULL && !loaded);
}
