/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list"

#include "galley-config.h"

#include "galley-element-list-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-list-diff.h"
#include "galley-pointer.h"
#include "galley-template.h"
#include "galley-toast.h"

G_DEFINE_FINAL_TYPE (GalleyElementList, galley_element_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_SECTION,
  PROP_HISTORY,
  PROP_FILTER,
} GalleyElementListProperty;

static GParamSpec *properties[PROP_FILTER + 1];

static void
show_count (GtkToggleButton *button,
            const char      *word,
            guint            count)
{
  g_autofree char *label = g_strdup_printf ("%s %u", word, count);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static const char *
get_nothing_title (GalleyElementFilter filter)
{
  switch (filter)
    {
    case GALLEY_ELEMENT_FILTER_FACT:
      return _ ("No Facts");
    case GALLEY_ELEMENT_FILTER_IDEA:
      return _ ("No Ideas");
    case GALLEY_ELEMENT_FILTER_THEME:
      return _ ("No Themes");
    case GALLEY_ELEMENT_FILTER_ALL:
    default:
      return _ ("No Elements Yet");
    }
}

/**
 * galley_element_list_update:
 * @self: the widget
 *
 * Counts the elements and shows the list, or that there is nothing in it.
 */
void
galley_element_list_update (GalleyElementList *self)
{
  guint counts[] = { 0, 0, 0 };
  guint n_elements = g_list_model_get_n_items (G_LIST_MODEL (self->elements));

  for (guint i = 0; i < n_elements; i++)
    {
      g_autoptr (GalleyElement) element = g_list_model_get_item (G_LIST_MODEL (self->elements), i);

      counts[galley_element_get_element_type (element)]++;
    }
  show_count (self->all_button, _ ("All"), n_elements);
  show_count (self->fact_button, _ ("Facts"), counts[GALLEY_ELEMENT_TYPE_FACT]);
  show_count (self->idea_button, _ ("Ideas"), counts[GALLEY_ELEMENT_TYPE_IDEA]);
  show_count (self->theme_button, _ ("Themes"), counts[GALLEY_ELEMENT_TYPE_THEME]);
  adw_status_page_set_title (self->nothing, get_nothing_title (self->filter));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0 ? "list" : "nothing");
  galley_element_list_update_actions (self);
}

/**
 * galley_element_list_get_store:
 * @self: the widget, with a workspace
 *
 * Returns: (transfer none): the store of the elements
 */
GalleyElementStore *
galley_element_list_get_store (GalleyElementList *self)
{
  return galley_context_get_element_store (galley_workspace_get_context (self->workspace));
}

/**
 * galley_element_list_dup_elements:
 * @self: the widget
 *
 * Returns: (transfer full) (element-type GalleyElement): all elements of the section, in their order
 */
GPtrArray *
galley_element_list_dup_elements (GalleyElementList *self)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->elements)); i++)
    g_ptr_array_add (elements, g_list_model_get_item (G_LIST_MODEL (self->elements), i));

  return elements;
}

/**
 * galley_element_list_find_row:
 * @self: the widget
 * @element: an element
 *
 * Returns: (transfer none) (nullable): the row that shows it
 */
GalleyElementRow *
galley_element_list_find_row (GalleyElementList *self,
                              GalleyElement     *element)
{
  return galley_row_set_find (self->rows, element);
}

static void
splice (guint     position,
        guint     n_removals,
        guint     n_additions,
        gpointer *additions,
        gpointer  user_data)
{
  g_list_store_splice (G_LIST_STORE (user_data), position, n_removals, additions, n_additions);
}

/**
 * galley_element_list_show_order:
 * @self: the widget
 * @order: (element-type GalleyElement): the elements, in the order that they are to have
 *
 * Shows elements; what is there already keeps its place on the screen and the keyboard.
 */
void
galley_element_list_show_order (GalleyElementList *self,
                                GPtrArray         *order)
{
  g_autoptr (GPtrArray) before = galley_element_list_dup_elements (self);

  galley_list_diff (before, order, splice, self->elements);
  gtk_filter_changed (self->type_filter, GTK_FILTER_CHANGE_DIFFERENT);
  galley_section_selection_forget_absent (self->selection);
  galley_element_list_update (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyElementList) self = user_data;
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) elements = galley_element_store_list_finish (GALLEY_ELEMENT_STORE (source), result, &error);

  /* Whoever cancelled it has another section now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (elements == NULL)
    {
      /* A section that went away is the window's business. */
      if (!g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND))
        galley_toast_show_error (GTK_WIDGET (self), _ ("The elements could not be listed"), error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (elements); i++)
    g_ptr_array_add (order, g_list_model_get_item (elements, i));
  galley_element_list_show_order (self, order);
  if (self->is_again)
    galley_element_list_reload (self);
  galley_element_list_show_wanted (self);
}

/**
 * galley_element_list_reload:
 * @self: the widget
 *
 * Fetches the elements and shows what has changed.
 */
void
galley_element_list_reload (GalleyElementList *self)
{
  /* What is under way may have been read too early. */
  self->is_again = self->loading != NULL;
  if (self->is_again || self->workspace == NULL || self->section == NULL)
    return;

  self->loading = g_cancellable_new ();
  galley_element_store_list_async (galley_element_list_get_store (self), galley_record_get_id (GALLEY_RECORD (self->section)),
                                   self->loading, listed_cb, g_object_ref (self));
}

static void
list_changed_cb (GalleyElementStore *store,
                 int                 post_id,
                 gpointer            user_data)
{
  GalleyElementList *self = user_data;

  if (self->section != NULL && (post_id < 0 || post_id == galley_section_get_post_id (self->section)))
    galley_element_list_reload (self);
}

static void
start (GalleyElementList *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->wanted_id = 0;
  g_list_store_remove_all (self->elements);
  galley_section_selection_forget_absent (self->selection);
  galley_element_list_update (self);
  galley_element_list_reload (self);
}

static gboolean
is_listed (gpointer item,
           gpointer user_data)
{
  GalleyElementList *self = user_data;

  return galley_element_filter_matches (self->filter, galley_element_get_element_type (item));
}

static void
set_filter (GalleyElementList  *self,
            GalleyElementFilter filter)
{
  if (self->filter == filter)
    return;

  self->filter = filter;
  gtk_filter_changed (self->type_filter, GTK_FILTER_CHANGE_DIFFERENT);
  /* Who looks at ideas is likely to add one. */
  if (filter != GALLEY_ELEMENT_FILTER_ALL)
    gtk_drop_down_set_selected (self->type_choice, (guint)filter - GALLEY_ELEMENT_FILTER_FACT);
  galley_section_selection_forget_absent (self->selection);
  galley_element_list_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
row_pressed_cb (GtkGesture *gesture,
                int         n_press,
                double      x,
                double      y,
                gpointer    user_data)
{
  GtkListItem       *item = user_data;
  GtkWidget         *row = gtk_list_item_get_child (item);
  GalleyElementList *self = GALLEY_ELEMENT_LIST (gtk_widget_get_ancestor (row, GALLEY_TYPE_ELEMENT_LIST));
  double             left;
  double             top;

  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), gtk_list_item_get_position (item), TRUE);
  gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &left, &top);
  galley_pointer_forget_press (gesture);
  galley_element_list_open_menu (self, left, top);
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

static void
add_gestures (GtkWidget   *row,
              GtkListItem *item)
{
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (row_pressed_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (menu));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (row_held_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
}

static void
setup_row_cb (GalleyElementList *self,
              GtkListItem       *item)
{
  GtkWidget *row = galley_element_row_new ();

  add_gestures (row, item);
  galley_element_list_add_drag_source (self, row);
  g_signal_connect_object (row, "edited", G_CALLBACK (galley_element_list_save_text), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "typed", G_CALLBACK (galley_element_list_keep_text), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GalleyElementList *self,
             GtkListItem       *item)
{
  galley_element_row_set_element (GALLEY_ELEMENT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  galley_row_set_add (self->rows, item);
}

static void
unbind_row_cb (GalleyElementList *self,
               GtkListItem       *item)
{
  galley_row_set_remove (self->rows, item);
  galley_element_row_set_element (GALLEY_ELEMENT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
row_activated_cb (GalleyElementList *self,
                  guint              position)
{
  g_autoptr (GalleyElement) element = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);
  GalleyElementRow *row = galley_element_list_find_row (self, element);

  if (row != NULL)
    galley_element_row_begin_edit (row, NULL, NULL);
}

static void
entry_activated_cb (GalleyElementList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "element.add", NULL);
}

/* A popover that closes leaves the keyboard nowhere in particular, unless what was chosen in it has put it somewhere. */
static void
menu_closed_cb (GalleyElementList *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
galley_element_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (object);

  switch ((GalleyElementListProperty)property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_SECTION:
      g_value_set_object (value, self->section);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_FILTER:
      g_value_set_enum (value, self->filter);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_element_list_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (object);

  switch ((GalleyElementListProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_element_list_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_SECTION:
      galley_element_list_set_section (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_element_list_set_history (self, g_value_get_object (value));
      break;
    case PROP_FILTER:
      set_filter (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
forget_workspace (GalleyElementList *self)
{
  GalleyElementStore *store = self->workspace != NULL ? galley_element_list_get_store (self) : NULL;

  /* A database that was closed has no stores any more. */
  if (store != NULL)
    g_signal_handlers_disconnect_by_data (store, self);
  g_clear_object (&self->workspace);
}

static void
galley_element_list_dispose (GObject *object)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
  g_clear_weak_pointer (&self->drop_row);
  g_clear_pointer (&self->dragged, g_ptr_array_unref);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_ELEMENT_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->type_filter);
  g_clear_object (&self->elements);
  forget_workspace (self);
  g_clear_object (&self->section);
  g_clear_object (&self->history);
  G_OBJECT_CLASS (galley_element_list_parent_class)->dispose (object);
}

static void
galley_element_list_finalize (GObject *object)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (object);

  g_clear_pointer (&self->rows, galley_row_set_free);
  g_strfreev (self->pasted);
  G_OBJECT_CLASS (galley_element_list_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyElementList:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleyElementList:section: (getter get_section) (setter set_section)
   *
   * The section that is shown.
   */
  properties[PROP_SECTION] = g_param_spec_object ("section", NULL, NULL, GALLEY_TYPE_SECTION, flags);
  /**
   * GalleyElementList:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  /**
   * GalleyElementList:filter:
   *
   * Which elements are listed.
   */
  properties[PROP_FILTER] = g_param_spec_enum ("filter", NULL, NULL, GALLEY_TYPE_ELEMENT_FILTER, GALLEY_ELEMENT_FILTER_ALL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-element-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, all_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, fact_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, idea_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, theme_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, nothing);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, paste_revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, paste_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, paste_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, type_choice);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyElementList, menu);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, galley_element_list_update_paste);
}

/* To the elements, or to where the first one is typed. */
static gboolean
galley_element_list_grab_focus (GtkWidget *widget)
{
  GalleyElementList *self = GALLEY_ELEMENT_LIST (widget);

  return gtk_widget_grab_focus (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0 ? GTK_WIDGET (self->list) : GTK_WIDGET (self->entry));
}

static void
galley_element_list_class_init (GalleyElementListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_element_list_get_property;
  object_class->set_property = galley_element_list_set_property;
  object_class->dispose = galley_element_list_dispose;
  object_class->finalize = galley_element_list_finalize;
  widget_class->grab_focus = galley_element_list_grab_focus;
  install_properties (object_class);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "element.filter", "filter");
  galley_element_list_install_actions (widget_class);
  galley_element_list_install_adding (widget_class);
}

static void
galley_element_list_init (GalleyElementList *self)
{
  self->elements = g_list_store_new (GALLEY_TYPE_ELEMENT);
  self->type_filter = GTK_FILTER (gtk_custom_filter_new (is_listed, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->elements)), g_object_ref (self->type_filter));
  self->selection = galley_section_selection_new (G_LIST_MODEL (self->filtered));
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = galley_row_set_new (self->list);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (galley_element_list_update_actions), self, G_CONNECT_SWAPPED);
  galley_element_list_add_drop_target (self);
  galley_element_list_accept_paste (self);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (galley_element_list_keep_new), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->type_choice, "notify::selected", G_CALLBACK (galley_element_list_keep_new), self, G_CONNECT_SWAPPED);
  galley_element_list_update (self);
}

/**
 * galley_element_list_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_element_list_get_workspace (GalleyElementList *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_LIST (self), NULL);

  return self->workspace;
}

/**
 * galley_element_list_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_element_list_set_workspace (GalleyElementList *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_LIST (self));

  if (self->workspace == workspace)
    return;

  forget_workspace (self);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    g_signal_connect_object (galley_element_list_get_store (self), "list-changed", G_CALLBACK (list_changed_cb), self, 0);
  start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * galley_element_list_get_section:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the section that is shown
 */
GalleySection *
galley_element_list_get_section (GalleyElementList *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_LIST (self), NULL);

  return self->section;
}

/**
 * galley_element_list_set_section:
 * @self: the widget
 * @section: (nullable): the section that is shown
 */
void
galley_element_list_set_section (GalleyElementList *self, GalleySection *section)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_LIST (self));

  if (!g_set_object (&self->section, section))
    return;

  galley_element_list_keep_new (self);
  start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

/**
 * galley_element_list_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_element_list_get_history (GalleyElementList *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT_LIST (self), NULL);

  return self->history;
}

/**
 * galley_element_list_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_element_list_set_history (GalleyElementList *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_ELEMENT_LIST (self));

  if (g_set_object (&self->history, history))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}
