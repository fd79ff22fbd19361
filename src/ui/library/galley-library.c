/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-library"

#include "galley-config.h"

#include "galley-library-private.h"

#include <glib/gi18n-lib.h>

#include "galley-pointer.h"
#include "galley-template.h"
#include "galley-toast.h"

/* How often “2 minutes ago” is looked at again, in seconds. */
#define CLOCK_SECONDS 30

G_DEFINE_FINAL_TYPE (GalleyLibrary, galley_library, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_HISTORY,
  PROP_SORT,
  PROP_FILTER,
  PROP_EMPTY,
  PROP_BESIDE,
  PROP_LOADING,
} GalleyLibraryProperty;

static GParamSpec *properties[PROP_LOADING + 1];

typedef enum
{
  SIGNAL_POST_ACTIVATED,
  SIGNAL_HIT_ACTIVATED,
} GalleyLibrarySignal;

static guint signals[SIGNAL_HIT_ACTIVATED + 1];

/**
 * galley_library_get_store:
 * @self: the widget, with a workspace
 *
 * Returns: (transfer none): the store of the posts
 */
GalleyPostStore *
galley_library_get_store (GalleyLibrary *self)
{
  return galley_context_get_post_store (galley_workspace_get_context (self->workspace));
}

/**
 * galley_library_get_selected:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the post that is selected
 */
GalleyPost *
galley_library_get_selected (GalleyLibrary *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * galley_library_activate_post:
 * @self: the widget
 * @post: a post
 *
 * Has a post opened.  What is in the trash is not written on.
 */
void
galley_library_activate_post (GalleyLibrary *self,
                              GalleyPost    *post)
{
  if (galley_post_get_status (post) == GALLEY_POST_STATUS_DELETED)
    galley_toast_show (GTK_WIDGET (self), _ ("This post is in the trash. Restore it to open it."));
  else
    g_signal_emit (self, signals[SIGNAL_POST_ACTIVATED], 0, post);
}

static void
post_activated_cb (GalleyLibrary *self,
                   guint          position)
{
  g_autoptr (GalleyPost) post = g_list_model_get_item (G_LIST_MODEL (self->posts), position);

  self->selected_id = galley_record_get_id (GALLEY_RECORD (post));
  galley_library_activate_post (self, post);
}

/* A post that was to be selected before its row came, or whose row went and came. */
static void
select_wanted (GalleyLibrary *self)
{
  guint position;

  if (self->selected_id == 0 || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;
  if (galley_post_list_find (self->posts, self->selected_id, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

static void
posts_changed_cb (GalleyLibrary *self)
{
  select_wanted (self);
  galley_library_update_page (self);
  galley_library_update_actions (self);
}

static void
row_pressed_cb (GtkGesture *gesture,
                int         n_press,
                double      x,
                double      y,
                gpointer    user_data)
{
  GtkListItem   *item = user_data;
  GtkWidget     *row = gtk_list_item_get_child (item);
  GalleyLibrary *self = GALLEY_LIBRARY (gtk_widget_get_ancestor (row, GALLEY_TYPE_LIBRARY));
  double         left;
  double         top;

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &left, &top);
  galley_pointer_forget_press (gesture);
  galley_library_open_menu (self, left, top);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
row_held_cb (GtkGesture *gesture,
             double      x,
             double      y,
             gpointer    user_data)
{
  row_pressed_cb (gesture, 1, x, y, user_data);
}

/* One click opens a post, as it does in every sidebar; a list view of itself would take two. */
static void
row_released_cb (GtkGesture *gesture,
                 int         n_press,
                 double      x,
                 double      y,
                 gpointer    user_data)
{
  GtkListItem *item = user_data;
  GtkWidget   *row = gtk_list_item_get_child (item);

  if (n_press == 1 && gtk_widget_contains (row, x, y))
    gtk_widget_activate_action (row, "list.activate-item", "u", gtk_list_item_get_position (item));
}

static void
add_gestures (GtkWidget   *row,
              GtkListItem *item)
{
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkGesture *open = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (row_pressed_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (menu));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (row_held_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (open), GDK_BUTTON_PRIMARY);
  g_signal_connect (open, "released", G_CALLBACK (row_released_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (open));
}

static void
set_up_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  GalleyLibrary *self = GALLEY_LIBRARY (user_data);
  GtkWidget     *row = galley_post_row_new ();

  add_gestures (row, item);
  g_signal_connect_object (row, "renamed", G_CALLBACK (galley_library_end_rename), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (gpointer     user_data,
             GtkListItem *item)
{
  GalleyLibrary *self = GALLEY_LIBRARY (user_data);
  GtkWidget     *row = gtk_list_item_get_child (item);

  galley_post_row_set_post (GALLEY_POST_ROW (row), gtk_list_item_get_item (item));
  g_hash_table_add (self->rows, row);
}

static void
unbind_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  GalleyLibrary *self = GALLEY_LIBRARY (user_data);
  GtkWidget     *row = gtk_list_item_get_child (item);

  g_hash_table_remove (self->rows, row);
  galley_post_row_set_post (GALLEY_POST_ROW (row), NULL);
}

static gboolean
clock_cb (gpointer user_data)
{
  GalleyLibrary *self = user_data;
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    galley_post_row_refresh_time (row);

  return G_SOURCE_CONTINUE;
}

static void
hit_activated_cb (GalleyLibrary   *self,
                  GalleySearchHit *hit)
{
  g_signal_emit (self, signals[SIGNAL_HIT_ACTIVATED], 0, hit);
}

static void
feed_failed_cb (GalleyLibrary *self,
                const GError  *error)
{
  galley_toast_show_error (GTK_WIDGET (self), _ ("The posts could not be listed"), error);
}

static void
stop_feed (GalleyLibrary *self)
{
  if (self->feed == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->feed, self);
  galley_post_feed_stop (self->feed);
  g_clear_object (&self->feed);
}

static void
start_feed (GalleyLibrary *self)
{
  GalleyContext *context = galley_workspace_get_context (self->workspace);

  self->feed = galley_post_feed_new (galley_context_get_post_store (context), self->posts);
  g_signal_connect_object (self->feed, "failed", G_CALLBACK (feed_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "notify::loading", G_CALLBACK (galley_library_update_page), self, G_CONNECT_SWAPPED);
  galley_search_results_set_store (self->results, galley_context_get_search_store (context));
}

static void
galley_library_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  switch ((GalleyLibraryProperty)property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_SORT:
      g_value_set_enum (value, galley_post_list_get_sort (self->posts));
      break;
    case PROP_EMPTY:
      g_value_set_boolean (value, self->empty);
      break;
    case PROP_BESIDE:
      g_value_set_boolean (value, self->beside);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_FILTER:
      g_value_set_enum (value, galley_post_list_get_filter (self->posts));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_library_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  switch ((GalleyLibraryProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_library_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_library_set_history (self, g_value_get_object (value));
      break;
    case PROP_SORT:
      galley_post_list_set_sort (self->posts, g_value_get_enum (value));
      break;
    case PROP_BESIDE:
      self->beside = g_value_get_boolean (value);
      galley_library_update_page (self);
      break;
    case PROP_FILTER:
      galley_post_list_set_filter (self->posts, g_value_get_enum (value));
      break;
    case PROP_EMPTY:
    case PROP_LOADING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* The window's buttons are here when this is all of the window. */
static void
galley_library_root (GtkWidget *widget)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GtkWidget     *leaflet;

  GTK_WIDGET_CLASS (galley_library_parent_class)->root (widget);
  leaflet = gtk_widget_get_ancestor (widget, ADW_TYPE_LEAFLET);
  if (leaflet != NULL)
    g_object_bind_property (leaflet, "folded", self->header, "show-end-title-buttons", G_BINDING_SYNC_CREATE);
}

static void
galley_library_dispose (GObject *object)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  g_cancellable_cancel (self->cancellable);
  stop_feed (self);
  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->rename_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->rename_tick);
  self->rename_tick = 0;
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->posts != NULL)
    g_signal_handlers_disconnect_by_data (self->posts, self);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_LIBRARY);
  g_clear_object (&self->row_factory);
  g_clear_object (&self->chooser);
  g_clear_object (&self->selection);
  g_clear_object (&self->posts);
  g_clear_object (&self->workspace);
  g_clear_object (&self->history);
  G_OBJECT_CLASS (galley_library_parent_class)->dispose (object);
}

static void
galley_library_finalize (GObject *object)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (galley_library_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyLibrary:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleyLibrary:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  /**
   * GalleyLibrary:sort:
   *
   * In which order the posts are listed.
   */
  properties[PROP_SORT] = g_param_spec_enum ("sort", NULL, NULL, GALLEY_TYPE_POST_SORT, GALLEY_POST_SORT_CHANGED, flags);
  /**
   * GalleyLibrary:filter:
   *
   * Which posts are listed.
   */
  properties[PROP_FILTER] = g_param_spec_enum ("filter", NULL, NULL, GALLEY_TYPE_POST_FILTER, GALLEY_POST_FILTER_ALL, flags);
  /**
   * GalleyLibrary:empty:
   *
   * Whether there is no post at all.
   */
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyLibrary:beside:
   *
   * Whether something stands beside it that welcomes who has no post yet, so that this does not.
   */
  properties[PROP_BESIDE] = g_param_spec_boolean ("beside", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyLibrary:loading: (getter get_loading)
   *
   * Whether it is not known yet which posts there are, so that nothing is shown.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_signals (void)
{
  /**
   * GalleyLibrary::post-activated:
   * @self: the object
   * @post: the post
   *
   * A post was chosen: it is to be opened.
   */
  signals[SIGNAL_POST_ACTIVATED] = g_signal_new ("post-activated", GALLEY_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GALLEY_TYPE_POST);

  /**
   * GalleyLibrary::hit-activated:
   * @self: the object
   * @hit: where
   *
   * A place that was found was chosen: it is to be shown.
   */
  signals[SIGNAL_HIT_ACTIVATED] = g_signal_new ("hit-activated", GALLEY_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SEARCH_HIT);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GALLEY_TYPE_SEARCH_RESULTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/library/galley-library.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, header);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, view_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, search_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, nothing);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, spinner);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, results);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, menu);
  gtk_widget_class_bind_template_callback (widget_class, post_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
  galley_library_bind_search (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, galley_library_show_list);
  gtk_widget_class_bind_template_callback (widget_class, galley_library_update_page);
  gtk_widget_class_bind_template_callback (widget_class, galley_library_menu_closed);
}

static void
galley_library_class_init (GalleyLibraryClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_library_get_property;
  object_class->set_property = galley_library_set_property;
  object_class->dispose = galley_library_dispose;
  object_class->finalize = galley_library_finalize;
  widget_class->root = galley_library_root;
  install_properties (object_class);
  install_signals ();

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "library");
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "library.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "library.filter", "filter");
  galley_library_install_actions (widget_class);
  galley_library_install_transfer (widget_class);
}

static void
make_selection (GalleyLibrary *self)
{
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->posts));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (galley_library_update_actions), self, G_CONNECT_SWAPPED);
}

static void
galley_library_init (GalleyLibrary *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new (NULL, NULL);
  self->posts = galley_post_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  make_selection (self);
  /* After the selection, which has to know of a change first. */
  g_signal_connect_object (self->posts, "items-changed", G_CALLBACK (posts_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->posts, "notify::building", G_CALLBACK (galley_library_update_page), self, G_CONNECT_SWAPPED);
  self->row_factory = galley_row_factory_new (self->list, set_up_row_cb, bind_row_cb, unbind_row_cb, self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  galley_library_accept_files (self);
  self->clock = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  galley_library_update_page (self);
  galley_library_update_actions (self);
}

/**
 * galley_library_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_library_get_workspace (GalleyLibrary *self)
{
  g_return_val_if_fail (GALLEY_IS_LIBRARY (self), NULL);

  return self->workspace;
}

/**
 * galley_library_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_library_set_workspace (GalleyLibrary *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));

  if (self->workspace == workspace)
    return;

  stop_feed (self);
  g_set_object (&self->workspace, workspace);
  galley_search_results_set_store (self->results, NULL);
  galley_post_list_clear (self->posts);
  if (workspace != NULL)
    start_feed (self);
  galley_library_update_page (self);
  galley_library_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * galley_library_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_library_get_history (GalleyLibrary *self)
{
  g_return_val_if_fail (GALLEY_IS_LIBRARY (self), NULL);

  return self->history;
}

/**
 * galley_library_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_library_set_history (GalleyLibrary *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));

  if (g_set_object (&self->history, history))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
}

/**
 * galley_library_get_loading:
 * @self: the widget
 *
 * Returns: whether it is not known yet which posts there are, so that nothing is shown
 */
gboolean
galley_library_get_loading (GalleyLibrary *self)
{
  g_return_val_if_fail (GALLEY_IS_LIBRARY (self), FALSE);

  return self->loading;
}

/**
 * galley_library_select_post:
 * @self: the widget
 * @post_id: the id of a post, 0 for none
 *
 * Selects the row of a post, without opening it.  When there is no such row yet, it is selected when it comes.
 */
void
galley_library_select_post (GalleyLibrary *self, int post_id)
{
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (GALLEY_IS_LIBRARY (self));

  self->selected_id = post_id;
  if (post_id != 0)
    galley_post_list_find (self->posts, post_id, &position);
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    galley_row_factory_scroll_to (self->row_factory, position);
}
