/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-library-page"

#include "galley-config.h"

#include "galley-library-private.h"

#include <glib/gi18n-lib.h>

/* What the library shows: the list, what was found, or why there is nothing to show. */

static const char *
get_filter_title (GalleyPostFilter filter)
{
  switch (filter)
    {
    case GALLEY_POST_FILTER_IN_PROGRESS:
      return _ ("In Progress");
    case GALLEY_POST_FILTER_PUBLISHED:
      return _ ("Published");
    case GALLEY_POST_FILTER_ARCHIVED:
      return _ ("Archived");
    case GALLEY_POST_FILTER_TRASH:
      return _ ("Trash");
    case GALLEY_POST_FILTER_ALL:
    default:
      return _ ("All Posts");
    }
}

static const char *
get_nothing_title (GalleyPostFilter filter)
{
  switch (filter)
    {
    case GALLEY_POST_FILTER_IN_PROGRESS:
      return _ ("No Posts in Progress");
    case GALLEY_POST_FILTER_PUBLISHED:
      return _ ("No Published Posts");
    case GALLEY_POST_FILTER_ARCHIVED:
      return _ ("No Archived Posts");
    case GALLEY_POST_FILTER_TRASH:
      return _ ("The Trash Is Empty");
    case GALLEY_POST_FILTER_ALL:
    default:
      return _ ("No Posts");
    }
}

static void
set_empty (GalleyLibrary *self,
           gboolean       empty)
{
  if (self->empty == empty)
    return;

  self->empty = empty;
  g_object_notify (G_OBJECT (self), "empty");
}

static void
set_loading (GalleyLibrary *self,
             gboolean       loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify (G_OBJECT (self), "loading");
}

/**
 * galley_library_update_page:
 * @self: the widget
 *
 * Shows the list, what was found, or why there is nothing to show.
 */
void
galley_library_update_page (GalleyLibrary *self)
{
  GalleyPostFilter filter = galley_post_list_get_filter (self->posts);
  gboolean         is_filled = g_list_model_get_n_items (G_LIST_MODEL (self->posts)) > 0;
  gboolean         is_searching = gtk_search_bar_get_search_mode (self->search_bar) &&
                          *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
  const char *page = "nothing";

  if (self->feed == NULL)
    page = "blank";
  else if (is_searching)
    page = "results";
  else if (is_filled)
    page = "list";
  else if (galley_post_feed_get_loading (self->feed) || galley_post_list_get_building (self->posts))
    page = "blank";
  else if (filter == GALLEY_POST_FILTER_ALL)
    page = "welcome";

  set_empty (self, g_str_equal (page, "welcome"));
  if (self->empty && self->beside)
    page = "nothing";
  adw_status_page_set_title (self->nothing, get_nothing_title (filter));
  gtk_menu_button_set_label (self->view_button, get_filter_title (filter));
  gtk_stack_set_visible_child_name (self->stack, page);
  set_loading (self, self->feed != NULL && g_str_equal (page, "blank"));
}

static void
search_changed_cb (GalleyLibrary *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (*words != '\0')
    galley_search_results_search (self->results, words);
  galley_library_update_page (self);
}

/* The first letter shows the results, which are still those of the last search, only when there is an answer; so what is shown is changed when
 * the search begins, and an empty entry shows the list at once. */
static void
search_edited_cb (GalleyLibrary *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    galley_library_update_page (self);
}

static gboolean
search_key_cb (GalleyLibrary *self,
               guint          keyval)
{
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    return galley_search_results_focus_first (self->results);

  return FALSE;
}

static void
search_activated_cb (GalleyLibrary *self)
{
  galley_search_results_activate_first (self->results);
}

/**
 * galley_library_show_list:
 * @self: the widget
 *
 * Ends the search.
 */
void
galley_library_show_list (GalleyLibrary *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  galley_library_update_page (self);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/**
 * galley_library_start_search:
 * @self: the widget
 *
 * Puts the keyboard into the search entry.
 */
void
galley_library_start_search (GalleyLibrary *self)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/**
 * galley_library_bind_search:
 * @widget_class: the class
 *
 * Binds what is called when somebody searches.
 */
void
galley_library_bind_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
}
