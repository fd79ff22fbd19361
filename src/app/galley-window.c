/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-window"

#include "galley-config.h"

#include "galley-window.h"

#include <glib/gi18n.h>

#include "galley-history.h"
#include "galley-library.h"
#include "galley-llm-panel.h"
#include "galley-toast.h"
#include "galley-writing-page.h"

struct _GalleyWindow
{
  AdwApplicationWindow parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  GalleyHistory   *history;   /* (owned) */
  GalleyPost      *post;      /* (owned) (nullable) the post that is open */
  GCancellable    *opening;   /* (owned) (nullable) while a post is being fetched */

  AdwLeaflet        *leaflet;
  GtkWidget         *post_pane;
  AdwFlap           *flap;
  AdwWindowTitle    *title;
  GalleyLibrary     *library;
  GalleyWritingPage *writing_page;
  GalleyLlmPanel    *llm_panel;
};

G_DEFINE_FINAL_TYPE (GalleyWindow, galley_window, ADW_TYPE_APPLICATION_WINDOW)

static void
galley_window_dispose (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->workspace);
  g_clear_object (&self->history);
  g_clear_object (&self->post);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_WINDOW);
  G_OBJECT_CLASS (galley_window_parent_class)->dispose (object);
}

static void
update_title (GalleyWindow *self)
{
  adw_window_title_set_title (self->title, self->post != NULL ? galley_post_get_title (self->post) : "");
}

static void
show_post (GalleyWindow *self,
           GalleyPost   *post)
{
  if (self->post == post)
    return;

  if (self->post != NULL)
    g_signal_handlers_disconnect_by_data (self->post, self);
  if (post != NULL)
    galley_history_clear (self->history);
  g_set_object (&self->post, post);
  if (post != NULL)
    g_signal_connect_object (post, "notify::title", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  galley_writing_page_set_post (self->writing_page, post);
  galley_llm_panel_set_post (self->llm_panel, post);
  update_title (self);
}

static void
post_activated_cb (GalleyWindow  *self,
                   GalleyPost    *post,
                   GalleyLibrary *library)
{
  show_post (self, post);
  adw_leaflet_set_visible_child (self->leaflet, self->post_pane);
}

static void
hit_activated_cb (GalleyWindow    *self,
                  GalleySearchHit *hit,
                  GalleyLibrary   *library)
{
  galley_window_open_post (self, galley_search_hit_get_post_id (hit), galley_search_hit_get_section_id (hit),
                           galley_search_hit_get_field (hit), galley_search_hit_get_place (hit));
}

static void
go_back_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (galley_writing_page_can_go_back (self->writing_page))
    galley_writing_page_go_back (self->writing_page);
  else
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->library));
}

static void
new_post_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  galley_library_new_post (GALLEY_WINDOW (widget)->library);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->library));
  galley_library_start_search (self->library);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_history_undo_finish (GALLEY_HISTORY (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (self->leaflet), _ ("It could not be undone"), error);
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  galley_history_undo_async (self->history, NULL, undone_cb, g_object_ref (self));
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_history_redo_finish (GALLEY_HISTORY (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (self->leaflet), _ ("It could not be done again"), error);
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  galley_history_redo_async (self->history, NULL, redone_cb, g_object_ref (self));
}

static void
update_actions (GalleyWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", galley_history_get_can_undo (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", galley_history_get_can_redo (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-post", self->workspace != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", self->workspace != NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/app/galley-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, post_pane);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, library);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, writing_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, llm_panel);
  gtk_widget_class_bind_template_callback (widget_class, post_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.go-back", NULL, go_back_cb);
  gtk_widget_class_install_action (widget_class, "win.new-post", NULL, new_post_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-post", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
}

static void
galley_window_class_init (GalleyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_window_dispose;

  g_type_ensure (GALLEY_TYPE_LIBRARY);
  g_type_ensure (GALLEY_TYPE_WRITING_PAGE);
  g_type_ensure (GALLEY_TYPE_LLM_PANEL);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
galley_window_init (GalleyWindow *self)
{
  GalleySectionList *section_list;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->history = galley_history_new ();
  g_signal_connect_object (self->history, "notify", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  galley_library_set_history (self->library, self->history);
  galley_writing_page_set_history (self->writing_page, self->history);
  galley_llm_panel_set_history (self->llm_panel, self->history);

  section_list = galley_writing_page_get_section_list (self->writing_page);
  galley_llm_panel_set_sections (self->llm_panel, galley_section_list_get_sections (section_list));
  galley_llm_panel_set_checked (self->llm_panel, galley_section_list_get_checked (section_list));
  update_actions (self);
}

/**
 * galley_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window, which GTK owns
 */
GtkWindow *
galley_window_new (GtkApplication *application)
{
  return g_object_new (GALLEY_TYPE_WINDOW, "application", application, NULL);
}

/**
 * galley_window_set_workspace:
 * @self: the window
 * @workspace: (nullable): the database that is open
 *
 * Shows what is in a database.
 */
void
galley_window_set_workspace (GalleyWindow    *self,
                             GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_WINDOW (self));

  if (!g_set_object (&self->workspace, workspace))
    return;

  show_post (self, NULL);
  galley_library_set_workspace (self->library, workspace);
  galley_writing_page_set_workspace (self->writing_page, workspace);
  galley_llm_panel_set_workspace (self->llm_panel, workspace);
  update_actions (self);
}

typedef struct
{
  GalleyWindow *window; /* (owned) */
  int           section_id;
  char         *field; /* (owned) (nullable) */
  int           offset;
} Place;

static void
free_place (Place *place)
{
  g_object_unref (place->window);
  g_free (place->field);
  g_free (place);
}

static void
post_fetched_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Place *place = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);

  if (post != NULL)
    {
      post_activated_cb (place->window, post, NULL);
      galley_library_select_post (place->window->library, galley_record_get_id (GALLEY_RECORD (post)));
      if (place->section_id > 0)
        galley_writing_page_show_place (place->window->writing_page, place->section_id, place->field, place->offset);
    }
  else
    galley_toast_show_error (GTK_WIDGET (place->window->leaflet), _ ("The post could not be opened"), error);
  free_place (place);
}

/**
 * galley_window_open_post:
 * @self: a window with a workspace
 * @post_id: the id of a post
 * @section_id: the id of one of its sections, 0 for none
 * @field: (nullable): a field of the section
 * @offset: a character in it
 *
 * Opens a post, and shows a place in it.
 */
void
galley_window_open_post (GalleyWindow *self,
                         int           post_id,
                         int           section_id,
                         const char   *field,
                         int           offset)
{
  Place *place;

  g_return_if_fail (GALLEY_IS_WINDOW (self));
  g_return_if_fail (self->workspace != NULL);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();

  place = g_new0 (Place, 1);
  place->window = g_object_ref (self);
  place->section_id = section_id;
  place->field = g_strdup (field);
  place->offset = offset;
  galley_post_store_get_async (galley_context_get_post_store (galley_workspace_get_context (self->workspace)),
                               post_id, self->opening, post_fetched_cb, place);
}
