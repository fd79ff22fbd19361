/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-window"

#include "galley-config.h"

#include "galley-window-private.h"

#include <glib/gi18n.h>

#include "galley-error.h"
#include "galley-focus-keeper.h"
#include "galley-recovered.h"
#include "galley-toast.h"

/* Where somebody is in a text is noted when the keys and the pointer rest for a moment. */
#define PLACE_DELAY_MS 200

/* A post without sections is not waited for. */
#define MAX_FOCUS_TICKS 30

G_DEFINE_FINAL_TYPE (GalleyWindow, galley_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_FILLED = 1,
} GalleyWindowProperty;

static GParamSpec *properties[PROP_FILLED + 1];

static void
stop_restoring (GalleyWindow *self)
{
  if (self->restoring != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->restoring);
  self->restoring = 0;
}

static void
galley_window_dispose (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  g_clear_handle_id (&self->place_delay, g_source_remove);
  if (self->focusing != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focusing);
  self->focusing = 0;
  g_clear_handle_id (&self->preparing, g_source_remove);
  stop_restoring (self);
  g_cancellable_cancel (self->post_fetching);
  g_clear_object (&self->post_fetching);
  g_clear_object (&self->workspace);
  g_clear_object (&self->history);
  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_data (self->opening, self);
  if (self->post != NULL)
    g_signal_handlers_disconnect_by_data (self->post, self);
  g_clear_object (&self->post);
  g_clear_object (&self->opening);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_window_parent_class)->dispose (object);
}

static void
galley_window_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  switch ((GalleyWindowProperty)property_id)
    {
    case PROP_FILLED:
      g_value_set_boolean (value, self->filled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static const char *
name_database (GalleyWindow *self)
{
  g_autofree char *uri = NULL;

  g_object_get (galley_opening_get_context (self->opening), "uri", &uri, NULL);
  return uri != NULL ? g_intern_string (uri) : "private";
}

static void
note_place_cb (gpointer user_data)
{
  GalleyWindow        *self = user_data;
  GalleySectionEditor *editor = self->writing_page != NULL ? galley_writing_page_get_editor (self->writing_page) : NULL;
  GalleySection       *section = editor != NULL ? galley_section_editor_get_section (editor) : NULL;
  g_auto (GalleySessionPlace) place = { 0 };

  self->place_delay = 0;
  if (self->workspace == NULL || self->post_fetching != NULL || self->restoring != 0)
    return;

  place.post_id = self->post != NULL ? galley_record_get_id (GALLEY_RECORD (self->post)) : 0;
  if (section != NULL)
    {
      place.section_id = galley_record_get_id (GALLEY_RECORD (section));
      place.field = galley_section_editor_get_place (editor, &place.offset);
    }
  galley_session_set_place (self->session, name_database (self), &place);
}

static void
note_place_soon (GalleyWindow *self)
{
  if (self->place_delay == 0)
    self->place_delay = g_timeout_add_once (PLACE_DELAY_MS, note_place_cb, self);
}

static void
note_size (GalleyWindow *self)
{
  int      width, height;
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));

  if (self->session == NULL || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  galley_session_set_size (self->session, width, height, maximized);
}

static void show_post (GalleyWindow *self, GalleyPost *post);
static void open_place (GalleyWindow *self, int post_id, int section_id, const char *field, int offset, GalleySearchHit *hit);

static void
update_title (GalleyWindow *self)
{
  const char      *title = self->post != NULL ? galley_post_get_title (self->post) : NULL;
  g_autofree char *window_title = NULL;

  /* Translators: the title of the window: the post, and the name of the program */
  window_title = title != NULL ? g_strdup_printf (_ ("%s – Galley"), title) : g_strdup (_ ("Galley"));
  adw_window_title_set_title (self->title, title != NULL ? title : "");
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
show_post_page (GalleyWindow *self)
{
  gboolean empty;

  g_object_get (self->library, "empty", &empty, NULL);
  gtk_widget_set_visible (self->panel_button, self->post != NULL);
  if (self->post != NULL)
    gtk_stack_set_visible_child_name (self->post_stack, "post");
  else
    gtk_stack_set_visible_child_name (self->post_stack, empty ? "welcome" : "empty");
}

/* A post that went, here or elsewhere, is not shown any more. */
static void
post_gone_cb (GalleyWindow *self)
{
  if (galley_record_get_gone (GALLEY_RECORD (self->post)) || galley_post_get_status (self->post) == GALLEY_POST_STATUS_DELETED)
    {
      show_post (self, NULL);
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->library));
    }
}

static gboolean
is_in_focus_mode (GalleyWindow *self)
{
  return self->writing_page != NULL && galley_section_editor_get_focus_mode (galley_writing_page_get_editor (self->writing_page));
}

/* Where there is no room beside the text the panel would cover it: there it is only seen while somebody asks for it. */
static void
update_panel (GalleyWindow *self)
{
  adw_flap_set_reveal_flap (self->flap, self->panel_wanted && !adw_flap_get_folded (self->flap) && !is_in_focus_mode (self));
}

/* Nothing but the text: what is around it comes back as it was. */
static void
focus_mode_changed_cb (GalleyWindow *self)
{
  gboolean focus_mode = is_in_focus_mode (self);

  if (focus_mode)
    adw_leaflet_set_visible_child (self->leaflet, self->post_pane);
  gtk_widget_set_visible (GTK_WIDGET (self->library), !focus_mode);
  gtk_widget_set_visible (self->post_header, !focus_mode);
  update_panel (self);
}

static void
add_writing_page (GalleyWindow *self)
{
  self->writing_page = g_object_new (GALLEY_TYPE_WRITING_PAGE, "width-request", 360, NULL);
  galley_writing_page_set_history (self->writing_page, self->history);
  galley_writing_page_set_workspace (self->writing_page, self->workspace);
  g_signal_connect_object (galley_writing_page_get_editor (self->writing_page), "notify::focus-mode",
                           G_CALLBACK (focus_mode_changed_cb), self, G_CONNECT_SWAPPED);
  adw_flap_set_content (self->flap, GTK_WIDGET (self->writing_page));
}

static void
add_llm_panel (GalleyWindow *self)
{
  GalleySectionList *section_list = galley_writing_page_get_section_list (self->writing_page);

  self->llm_panel = g_object_new (GALLEY_TYPE_LLM_PANEL, "width-request", 300, NULL);
  galley_llm_panel_set_history (self->llm_panel, self->history);
  galley_llm_panel_set_sections (self->llm_panel, galley_section_list_get_sections (section_list));
  galley_llm_panel_set_checked (self->llm_panel, galley_section_list_get_checked (section_list));
  galley_llm_panel_set_workspace (self->llm_panel, self->workspace);
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->llm_panel));
}

/**
 * galley_window_add_pages:
 * @self: the window
 *
 * Makes the pages of a post, unless they are there.  They hold most of the window's widgets, and take longer to make than all
 * that is shown at the start.
 */
void
galley_window_add_pages (GalleyWindow *self)
{
  g_clear_handle_id (&self->preparing, g_source_remove);
  if (self->writing_page == NULL)
    add_writing_page (self);
  if (self->llm_panel == NULL)
    add_llm_panel (self);
}

static void
show_post (GalleyWindow *self,
           GalleyPost   *post)
{
  if (self->post == post)
    return;

  stop_restoring (self);
  galley_window_add_pages (self);

  if (self->post != NULL)
    g_signal_handlers_disconnect_by_data (self->post, self);
  if (post != NULL)
    galley_history_clear (self->history);
  g_set_object (&self->post, post);
  if (post != NULL)
    {
      g_signal_connect_object (post, "notify::title", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (post, "notify::gone", G_CALLBACK (post_gone_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (post, "notify::status", G_CALLBACK (post_gone_cb), self, G_CONNECT_SWAPPED);
    }
  galley_writing_page_set_post (self->writing_page, post);
  galley_llm_panel_set_post (self->llm_panel, post);
  show_post_page (self);
  update_title (self);
  note_place_soon (self);
}

/* The list of sections takes the keyboard once it is drawn, with its rows if there are some; unless the keyboard went into the post
 * meanwhile, to a place that was asked for, or somebody is giving a post its title. */
static gboolean
focus_sections_cb (GtkWidget     *widget,
                   GdkFrameClock *clock,
                   gpointer       user_data)
{
  GalleyWindow      *self = GALLEY_WINDOW (widget);
  GalleySectionList *list = galley_writing_page_get_section_list (self->writing_page);
  GtkWidget         *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean           filled = g_list_model_get_n_items (galley_section_list_get_sections (list)) > 0;

  if (++self->n_focus_ticks < MAX_FOCUS_TICKS && (!gtk_widget_get_mapped (GTK_WIDGET (list)) || !filled || self->n_focus_ticks < 3))
    return G_SOURCE_CONTINUE;

  self->focusing = 0;
  if (self->post != NULL && !galley_library_get_renaming (self->library) &&
      (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->writing_page))))
    gtk_widget_grab_focus (GTK_WIDGET (list));
  return G_SOURCE_REMOVE;
}

static void
post_activated_cb (GalleyWindow  *self,
                   GalleyPost    *post,
                   GalleyLibrary *library)
{
  show_post (self, post);
  adw_leaflet_set_visible_child (self->leaflet, self->post_pane);
  self->n_focus_ticks = 0;
  if (self->focusing == 0)
    self->focusing = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_sections_cb, NULL, NULL);
}

static void
hit_activated_cb (GalleyWindow    *self,
                  GalleySearchHit *hit,
                  GalleyLibrary   *library)
{
  open_place (self, galley_search_hit_get_post_id (hit), galley_search_hit_get_section_id (hit), galley_search_hit_get_field (hit),
              galley_search_hit_get_place (hit), hit);
}

/* Seen on its way down to the widget that it is for, and left alone. */
static void
key_released_cb (GalleyWindow *self)
{
  note_place_soon (self);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/app/galley-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, post_pane);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, post_stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, post_header);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, panel_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, library);
  gtk_widget_class_bind_template_callback (widget_class, post_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_place_soon);
  gtk_widget_class_bind_template_callback (widget_class, show_post_page);
  gtk_widget_class_bind_template_callback (widget_class, key_released_cb);
}

static void
galley_window_class_init (GalleyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_window_dispose;
  G_OBJECT_CLASS (klass)->get_property = galley_window_get_property;

  /**
   * GalleyWindow:filled:
   *
   * Whether there is something to be seen: the posts, or why there are none.
   */
  properties[PROP_FILLED] = g_param_spec_boolean ("filled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);

  g_type_ensure (GALLEY_TYPE_BANNER);
  g_type_ensure (GALLEY_TYPE_START_PAGE);
  g_type_ensure (GALLEY_TYPE_LIBRARY);
  bind_template (widget_class);
  galley_window_install_actions (widget_class);
}

static void
update_filled (GalleyWindow *self)
{
  GalleyOpeningState state = galley_opening_get_state (self->opening);
  gboolean           ready = state == GALLEY_OPENING_READY;
  gboolean           filled = ready ? !galley_library_get_loading (self->library) : state != GALLEY_OPENING_WORKING;

  if (self->filled == filled)
    return;

  self->filled = filled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLED]);
}

static void
galley_window_init (GalleyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  galley_focus_keeper_watch (GTK_WINDOW (self));
  self->history = galley_history_new ();
  g_signal_connect_object (self->history, "notify", G_CALLBACK (galley_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (note_size), NULL);
  g_signal_connect (self, "notify::default-height", G_CALLBACK (note_size), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (note_size), NULL);
  galley_library_set_history (self->library, self->history);
  show_post_page (self);
  g_signal_connect_object (self->library, "notify::loading", G_CALLBACK (update_filled), self, G_CONNECT_SWAPPED);
  galley_window_update_actions (self);
}

static void
set_workspace (GalleyWindow    *self,
               GalleyWorkspace *workspace)
{
  if (!g_set_object (&self->workspace, workspace))
    return;

  show_post (self, NULL);
  galley_history_clear (self->history);
  galley_banner_set_workspace (self->banner, workspace);
  galley_library_set_workspace (self->library, workspace);
  if (self->writing_page != NULL)
    galley_writing_page_set_workspace (self->writing_page, workspace);
  if (self->llm_panel != NULL)
    galley_llm_panel_set_workspace (self->llm_panel, workspace);
  galley_window_update_actions (self);
}

/* The same post, section and place in the text as when the program ended, whichever way it did. */
static void
go_where_one_was (GalleyWindow *self)
{
  g_auto (GalleySessionPlace) place = { 0 };

  galley_session_get_place (self->session, name_database (self), &place);
  if (place.post_id > 0)
    galley_window_open_post (self, place.post_id, place.section_id, place.field, place.offset);
}

static void prepare_soon (GalleyWindow *self);

/* One page in a turn of the main loop: each takes as long as a frame. */
static void
prepare_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;

  self->preparing = 0;
  if (self->writing_page != NULL)
    {
      galley_window_add_pages (self);
      return;
    }
  add_writing_page (self);
  prepare_soon (self);
}

static void
prepare_soon (GalleyWindow *self)
{
  self->preparing = g_idle_add_once (prepare_cb, self);
  g_source_set_priority (g_main_context_find_source_by_id (NULL, self->preparing), G_PRIORITY_LOW);
}

/* The first tick with posts comes before they are drawn, the second one after it. */
static gboolean
restore_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (!self->filled || ++self->n_ticks < 2)
    return G_SOURCE_CONTINUE;

  self->restoring = 0;
  go_where_one_was (self);
  /* While the post is on its way, or for the one that will be opened. */
  if (self->llm_panel == NULL && self->preparing == 0)
    prepare_soon (self);
  return G_SOURCE_REMOVE;
}

static void
restore_soon (GalleyWindow *self)
{
  stop_restoring (self);
  self->n_ticks = 0;
  self->restoring = gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_cb, NULL, NULL);
}

static void
opening_changed_cb (GalleyWindow *self)
{
  gboolean ready = galley_opening_get_state (self->opening) == GALLEY_OPENING_READY;

  set_workspace (self, galley_opening_get_workspace (self->opening));
  gtk_stack_set_visible_child_name (self->stack, ready ? "main" : "start");
  if (ready)
    restore_soon (self);
  else
    stop_restoring (self);
  update_filled (self);
}

static void
panel_toggled_cb (GalleyWindow *self)
{
  if (adw_flap_get_folded (self->flap) || is_in_focus_mode (self))
    return;

  self->panel_wanted = adw_flap_get_reveal_flap (self->flap);
  galley_session_set_panel (self->session, self->panel_wanted);
}

static void
restore_session (GalleyWindow *self)
{
  int      width, height;
  gboolean maximized;

  galley_session_get_size (self->session, &width, &height, &maximized);
  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
  self->panel_wanted = galley_session_get_panel (self->session);
  update_panel (self);
  g_signal_connect_object (self->flap, "notify::folded", G_CALLBACK (update_panel), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (panel_toggled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_window_new:
 * @application: the program
 * @opening: its database
 * @session: where somebody was
 *
 * Returns: (transfer none): a window, which GTK owns
 */
GtkWindow *
galley_window_new (GtkApplication *application,
                   GalleyOpening  *opening,
                   GalleySession  *session)
{
  GalleyWindow *self = g_object_new (GALLEY_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  restore_session (self);
  galley_window_set_opening (self, opening);
  return GTK_WINDOW (self);
}

/**
 * galley_window_set_opening:
 * @self: the window
 * @opening: a database
 *
 * Leaves the database that is shown for another one.
 */
void
galley_window_set_opening (GalleyWindow  *self,
                           GalleyOpening *opening)
{
  g_return_if_fail (GALLEY_IS_WINDOW (self));
  g_return_if_fail (GALLEY_IS_OPENING (opening));

  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_data (self->opening, self);
  g_set_object (&self->opening, opening);
  galley_start_page_set_opening (self->start_page, opening);
  g_signal_connect_object (opening, "notify::state", G_CALLBACK (opening_changed_cb), self, G_CONNECT_SWAPPED);
  opening_changed_cb (self);
}

typedef struct
{
  GalleyWindow    *window; /* (owned) */
  int              section_id;
  char            *field; /* (owned) (nullable) */
  int              offset;
  GalleySearchHit *hit; /* (owned) (nullable) of a search */
} Place;

static void
free_place (Place *place)
{
  g_object_unref (place->window);
  g_free (place->field);
  g_clear_object (&place->hit);
  g_free (place);
}

static void
show_place (Place *place)
{
  GalleyWritingPage *page = place->window->writing_page;

  if (place->hit != NULL && galley_search_hit_get_element_id (place->hit) > 0)
    galley_writing_page_show_element (page, place->section_id, galley_search_hit_get_element_id (place->hit));
  else if (place->hit != NULL)
    galley_writing_page_show_hit (page, place->section_id, place->field, place->offset);
  else
    galley_writing_page_show_place (page, place->section_id, place->field, place->offset);
}

static void
post_fetched_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Place *place = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_object (&place->window->post_fetching);
  if (post != NULL)
    {
      post_activated_cb (place->window, post, NULL);
      galley_library_select_post (place->window->library, galley_record_get_id (GALLEY_RECORD (post)));
      if (place->section_id > 0)
        show_place (place);
    }
  else
    galley_toast_show_error (GTK_WIDGET (place->window->leaflet), _ ("The post could not be opened"), error);
  free_place (place);
}

static void
open_place (GalleyWindow    *self,
            int              post_id,
            int              section_id,
            const char      *field,
            int              offset,
            GalleySearchHit *hit)
{
  Place *place;

  stop_restoring (self);
  g_cancellable_cancel (self->post_fetching);
  g_clear_object (&self->post_fetching);
  self->post_fetching = g_cancellable_new ();

  place = g_new0 (Place, 1);
  place->window = g_object_ref (self);
  place->section_id = section_id;
  place->field = g_strdup (field);
  place->offset = offset;
  g_set_object (&place->hit, hit);
  galley_post_store_get_async (galley_context_get_post_store (galley_workspace_get_context (self->workspace)),
                               post_id, self->post_fetching, post_fetched_cb, place);
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
  g_return_if_fail (GALLEY_IS_WINDOW (self));
  g_return_if_fail (self->workspace != NULL);

  open_place (self, post_id, section_id, field, offset, NULL);
}

/* The session is written less often than the text: where something was brought back, its own cursor is the later one. */
static void
go_on_after (GalleyWindow    *self,
             GalleyRecovered *recovered)
{
  g_auto (GalleySessionPlace) place = { 0 };

  galley_session_get_place (self->session, name_database (self), &place);
  if (place.post_id == galley_recovered_get_post_id (recovered) && place.section_id == galley_recovered_get_section_id (recovered) &&
      g_strcmp0 (place.field, galley_recovered_get_field (recovered)) == 0 && galley_recovered_get_cursor (recovered) >= 0)
    galley_window_open_post (self, place.post_id, place.section_id, place.field, galley_recovered_get_cursor (recovered));
}

/**
 * galley_window_show_recovered:
 * @self: a window
 * @recovered: what a crash had left unsaved ([class@Recovered])
 *
 * Says that unsaved text was brought back, and where.  Nothing is said when there was none.
 */
void
galley_window_show_recovered (GalleyWindow *self,
                              GListModel   *recovered)
{
  guint            n = g_list_model_get_n_items (recovered);
  g_autofree char *text = NULL;

  g_return_if_fail (GALLEY_IS_WINDOW (self));

  if (n == 0)
    return;

  text = g_strdup_printf (ngettext ("Unsaved text of %u field was brought back", "Unsaved text of %u fields was brought back", n), n);
  galley_toast_show (GTK_WIDGET (self->leaflet), text);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GalleyRecovered) each = g_list_model_get_item (recovered, i);

      go_on_after (self, each);
      if (galley_recovered_get_message (each) != NULL)
        galley_toast_show (GTK_WIDGET (self->leaflet), galley_recovered_get_message (each));
    }
}

/**
 * galley_window_import_files:
 * @self: a window with a workspace
 * @files: (element-type GFile): Markdown files and posts that were exported
 *
 * Imports files as new posts; a single one is opened.
 */
void
galley_window_import_files (GalleyWindow *self,
                            GSList       *files)
{
  g_return_if_fail (GALLEY_IS_WINDOW (self));

  galley_library_import_files (self->library, files);
}
