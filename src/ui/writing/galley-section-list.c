/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-list"

#include "galley-config.h"

#include "galley-section-list.h"

#include <glib/gi18n-lib.h>

#include "galley-pointer.h"
#include "galley-section-list-private.h"
#include "galley-template.h"
#include "galley-toast.h"

G_DEFINE_FINAL_TYPE (GalleySectionList, galley_section_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_POST,
  PROP_HISTORY,
} GalleySectionListProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

typedef enum
{
  SIGNAL_SECTION_ACTIVATED,
  SIGNAL_SECTION_SELECTED,
  SIGNAL_SPLIT_REQUESTED,
  SIGNAL_MERGE_REQUESTED,
} GalleySectionListSignal;

static guint signals[SIGNAL_MERGE_REQUESTED + 1];

/**
 * galley_section_list_find_row:
 * @self: the list
 * @section: a section of the list
 *
 * Returns: (transfer none) (nullable): its row; %NULL when it is not in view, where rows are not made
 */
GalleySectionRow *
galley_section_list_find_row (GalleySectionList *self,
                              GalleySection     *section)
{
  guint position;

  if (galley_section_model_find (self->sections, section, &position))
    galley_row_factory_make (self->row_factory, position);

  return galley_row_set_find (self->rows, section);
}

/**
 * galley_section_list_show_section:
 * @self: the list
 * @section: a section of the list
 *
 * Selects a section alone, and brings it into view.
 */
void
galley_section_list_show_section (GalleySectionList *self,
                                  GalleySection     *section)
{
  guint position;

  if (!galley_section_model_find (self->sections, section, &position))
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  galley_row_factory_scroll_to (self->row_factory, position);
}

/**
 * galley_section_list_focus_section:
 * @self: the list
 * @section: (nullable): a section of the list
 *
 * Brings a section into view and gives its row the keyboard.
 */
void
galley_section_list_focus_section (GalleySectionList *self,
                                   GalleySection     *section)
{
  GalleySectionRow *row;
  guint             position;

  if (section == NULL || !galley_section_model_find (self->sections, section, &position))
    return;

  galley_row_factory_scroll_to (self->row_factory, position);
  row = galley_section_list_find_row (self, section);
  if (row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

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

/* What was asked for before the list was there. */
static void
show_wanted (GalleySectionList *self)
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
  show_wanted (self);
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

static void
update_page (GalleySectionList *self)
{
  guint            n_sections = g_list_model_get_n_items (G_LIST_MODEL (self->sections));
  gboolean         waits = self->post == NULL || self->workspace == NULL || galley_section_model_get_loading (self->sections);
  g_autofree char *summary = NULL;

  if (n_sections > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, waits ? "nothing" : "empty");

  if (n_sections > 0)
    summary = g_strdup_printf (ngettext ("%'u section", "%'u sections", n_sections), n_sections);
  gtk_label_set_label (self->summary, summary != NULL ? summary : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary != NULL);
  gtk_widget_set_visible (self->add_button, n_sections > 0);
  galley_section_list_update_actions (self);
}

/* A row that is moved is another widget afterwards, and the keyboard would be gone. */
static void
changing_cb (GalleySectionList *self)
{
  GalleySectionRow *row = galley_section_list_get_focus_row (self);

  if (self->shown == NULL || !galley_section_model_find (self->sections, self->shown, &self->shown_place))
    self->shown_place = 0;
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

/* What was shown went, as when adding or splitting is taken back: the section above is what one comes back to. */
static void
show_one_above (GalleySectionList *self)
{
  g_autoptr (GalleySection) gone = g_steal_pointer (&self->shown);
  g_autoptr (GalleySection) above = g_list_model_get_item (G_LIST_MODEL (self->sections), MAX (self->shown_place, 1) - 1);

  if (above == NULL || is_text_focused (self))
    return;

  galley_section_list_show_section (self, above);
  if (galley_section_list_get_focus_row (self) != NULL)
    galley_section_list_focus_section (self, above);
}

static void
settled_cb (GalleySectionList *self)
{
  galley_section_selection_forget_absent (self->selection);
  update_page (self);
  restore_focus (self);
  if (self->shown != NULL && galley_section_selection_get_n_selected (self->selection) == 0 &&
      !galley_section_model_find (self->sections, self->shown, NULL))
    show_one_above (self);
  show_first (self);
  show_wanted (self);
}

static void
load_failed_cb (GalleySectionList *self,
                const GError      *error)
{
  galley_toast_show_error (GTK_WIDGET (self), _("The sections could not be shown"), error);
}

static void
selection_changed_cb (GalleySectionList *self)
{
  guint            n_selected = galley_section_selection_get_n_selected (self->selection);
  g_autofree char *label = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n_selected), n_selected);

  gtk_label_set_label (self->selection_label, label);
  gtk_revealer_set_reveal_child (self->selection_bar, n_selected > 1);
  if (n_selected == 1)
    {
      g_autoptr (GPtrArray) selected = galley_section_selection_dup_selected (self->selection);

      if (selected->len == 1)
        {
          g_set_object (&self->shown, g_ptr_array_index (selected, 0));
          g_signal_emit (self, signals[SIGNAL_SECTION_SELECTED], 0, self->shown);
        }
    }
}

static void
row_activated_cb (GalleySectionList *self,
                  guint              position)
{
  g_autoptr (GalleySection) section = g_list_model_get_item (G_LIST_MODEL (self->sections), position);

  if (section != NULL)
    g_signal_emit (self, signals[SIGNAL_SECTION_ACTIVATED], 0, section);
}

static void
row_checked_cb (GalleySectionList *self,
                gboolean           checked,
                GalleySectionRow  *row)
{
  guint position;

  if (!galley_section_model_find (self->sections, galley_section_row_get_section (row), &position))
    return;
  if (checked)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  else
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
}

static void
row_renamed_cb (GalleySectionList *self,
                const char        *heading,
                GalleySectionRow  *row)
{
  galley_section_commands_rename (self->commands, galley_section_row_get_section (row), heading);
}

static void
row_status_clicked_cb (GalleySectionList *self,
                       GtkWidget         *button,
                       GalleySectionRow  *row)
{
  galley_section_list_open_status_menu (self, row, button);
}

static void
row_pressed_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                gpointer         user_data)
{
  GtkWidget         *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  galley_pointer_forget_press (GTK_GESTURE (gesture));
  galley_section_list_open_menu (self, GALLEY_SECTION_ROW (row), x, y);
}

/* Where there is no room for an editor beside the list, a click goes to it. */
static void
row_released_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 gpointer         user_data)
{
  GtkWidget         *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  GdkModifierType    state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->is_narrow && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 && gtk_widget_contains (row, x, y))
    g_signal_emit (self, signals[SIGNAL_SECTION_ACTIVATED], 0, galley_section_row_get_section (GALLEY_SECTION_ROW (row)));
}

static void
add_gestures (GalleySectionList *self,
              GtkWidget         *row)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *open = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (open), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (open, "released", G_CALLBACK (row_released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (open));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (row_pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
}

static void
set_up_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (user_data);
  GtkWidget         *row = galley_section_row_new ();

  g_signal_connect_object (row, "checked", G_CALLBACK (row_checked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "renamed", G_CALLBACK (row_renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "status-clicked", G_CALLBACK (row_status_clicked_cb), self, G_CONNECT_SWAPPED);
  add_gestures (self, row);
  galley_section_list_add_drag_source (self, GALLEY_SECTION_ROW (row));
  g_object_bind_property (item, "selected", row, "selected", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (gpointer     user_data,
             GtkListItem *item)
{
  galley_section_row_set_section (GALLEY_SECTION_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  galley_row_set_add (GALLEY_SECTION_LIST (user_data)->rows, item);
}

static void
unbind_row_cb (gpointer     user_data,
               GtkListItem *item)
{
  galley_row_set_remove (GALLEY_SECTION_LIST (user_data)->rows, item);
  galley_section_row_set_section (GALLEY_SECTION_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
update_source (GalleySectionList *self)
{
  GalleyContext *context = self->workspace != NULL ? galley_workspace_get_context (self->workspace) : NULL;
  int            post_id = self->post != NULL ? galley_record_get_id (GALLEY_RECORD (self->post)) : 0;

  self->wanted_id = 0;
  self->is_fresh = TRUE;
  self->wanted_rename = FALSE;
  self->wanted_focus = FALSE;
  self->is_adding = FALSE;
  g_clear_object (&self->shown);
  galley_section_commands_set_workspace (self->commands, self->workspace);
  galley_section_model_set_source (self->sections, context, post_id);
  update_page (self);
}

static void
galley_section_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (object);

  switch ((GalleySectionListProperty)property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_POST:
      g_value_set_object (value, self->post);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_list_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (object);

  switch ((GalleySectionListProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_section_list_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_POST:
      galley_section_list_set_post (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_section_list_set_history (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_list_dispose (GObject *object)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->post);
  g_clear_object (&self->history);
  galley_section_list_close_menu (self);
  g_clear_object (&self->focused);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->dragged, g_ptr_array_unref);
  self->drop_row = NULL;
  galley_section_commands_set_workspace (self->commands, NULL);
  galley_section_commands_set_history (self->commands, NULL);
  galley_section_model_set_source (self->sections, NULL, 0);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_SECTION_LIST);
  g_clear_object (&self->row_factory);
  G_OBJECT_CLASS (galley_section_list_parent_class)->dispose (object);
}

static void
galley_section_list_finalize (GObject *object)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (object);

  g_clear_object (&self->checked);
  g_clear_object (&self->selection);
  g_clear_object (&self->commands);
  g_clear_object (&self->sections);
  g_clear_pointer (&self->rows, galley_row_set_free);
  G_OBJECT_CLASS (galley_section_list_parent_class)->finalize (object);
}

/* Where one goes on: the section that is selected, or what makes the first one. */
static gboolean
galley_section_list_grab_focus (GtkWidget *widget)
{
  GalleySectionList *self = GALLEY_SECTION_LIST (widget);
  g_autoptr (GPtrArray) selected = galley_section_selection_dup_selected (self->selection);
  g_autoptr (GalleySection) first = g_list_model_get_item (G_LIST_MODEL (self->sections), 0);

  if (first == NULL)
    return gtk_widget_grab_focus (self->first_button);

  galley_section_list_focus_section (self, selected->len > 0 ? g_ptr_array_index (selected, 0) : first);
  return galley_section_list_get_focus_row (self) != NULL;
}

static void
install_signals (void)
{
  /**
   * GalleySectionList::section-activated:
   * @self: the list
   * @section: the section
   *
   * A section was chosen: it is to be shown in the editor, and the keyboard goes there.
   */
  signals[SIGNAL_SECTION_ACTIVATED] = g_signal_new ("section-activated", GALLEY_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                    NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SECTION);
  /**
   * GalleySectionList::split-requested:
   * @self: the list
   * @section: the section
   *
   * A section is to be split where the cursor is in its text: see [method@SectionList.split].
   */
  signals[SIGNAL_SPLIT_REQUESTED] = g_signal_new ("split-requested", GALLEY_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                  NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SECTION);
  /**
   * GalleySectionList::merge-requested:
   * @self: the list
   * @section: the section
   *
   * The next section is to be joined to a section, once all text is saved: see [method@SectionList.merge].
   */
  signals[SIGNAL_MERGE_REQUESTED] = g_signal_new ("merge-requested", GALLEY_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                  NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SECTION);
  /**
   * GalleySectionList::section-selected:
   * @self: the list
   * @section: the section
   *
   * A section was selected, alone: it is to be shown beside the list, where the keyboard stays.
   */
  signals[SIGNAL_SECTION_SELECTED] = g_signal_new ("section-selected", GALLEY_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                   NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SECTION);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-section-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, row_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, status_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, list_view);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, add_button);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, first_button);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionList, selection_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
galley_section_list_class_init (GalleySectionListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_section_list_get_property;
  object_class->set_property = galley_section_list_set_property;
  object_class->dispose = galley_section_list_dispose;
  object_class->finalize = galley_section_list_finalize;
  widget_class->grab_focus = galley_section_list_grab_focus;

  /**
   * GalleySectionList:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleySectionList:post: (getter get_post) (setter set_post)
   *
   * The post that is open.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GALLEY_TYPE_POST, flags);
  /**
   * GalleySectionList:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals ();

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  galley_section_list_install_actions (widget_class);
}

static void
galley_section_list_init (GalleySectionList *self)
{
  self->sections = galley_section_model_new ();
  self->commands = galley_section_commands_new (self->sections);
  self->selection = galley_section_selection_new (G_LIST_MODEL (self->sections));
  self->checked = gtk_selection_filter_model_new (GTK_SELECTION_MODEL (self->selection));
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = galley_row_set_new (self->list_view);
  self->row_factory = galley_row_factory_new (self->list_view, set_up_row_cb, bind_row_cb, unbind_row_cb, self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->sections, "changing", G_CALLBACK (changing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sections, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sections, "load-failed", G_CALLBACK (load_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sections, "notify::loading", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  galley_section_list_add_drop_target (self);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  update_page (self);
}

/**
 * galley_section_list_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_section_list_get_workspace (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return self->workspace;
}

/**
 * galley_section_list_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_section_list_set_workspace (GalleySectionList *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  if (g_set_object (&self->workspace, workspace))
    {
      update_source (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
    }
}

/**
 * galley_section_list_get_post:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the post that is open
 */
GalleyPost *
galley_section_list_get_post (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return self->post;
}

/**
 * galley_section_list_set_post:
 * @self: the widget
 * @post: (nullable): the post that is open
 */
void
galley_section_list_set_post (GalleySectionList *self, GalleyPost *post)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  if (g_set_object (&self->post, post))
    {
      update_source (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POST]);
    }
}

/**
 * galley_section_list_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_section_list_get_history (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return self->history;
}

/**
 * galley_section_list_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_section_list_set_history (GalleySectionList *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  if (g_set_object (&self->history, history))
    {
      galley_section_commands_set_history (self->commands, history);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}

/**
 * galley_section_list_get_sections:
 * @self: the widget
 *
 * Returns: (transfer none): all sections ([class@Section]) of the post in their order; the same model for the life of the widget
 */
GListModel *
galley_section_list_get_sections (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return G_LIST_MODEL (self->sections);
}

/**
 * galley_section_list_get_checked:
 * @self: the widget
 *
 * Returns: (transfer none): the sections whose boxes are checked, in their order; the same model for the life of the widget
 */
GListModel *
galley_section_list_get_checked (GalleySectionList *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_LIST (self), NULL);

  return G_LIST_MODEL (self->checked);
}

/**
 * galley_section_list_select:
 * @self: the widget
 * @section_id: the id of a section of the post
 *
 * Selects a section's row and brings it into view, as soon as the list is there.
 */
void
galley_section_list_select (GalleySectionList *self, int section_id)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  self->wanted_id = section_id;
  show_wanted (self);
}

/**
 * galley_section_list_split:
 * @self: the widget
 * @section: a section of the post, all of whose text is saved
 * @field: the text that is split
 * @at: after how many characters
 *
 * Splits a section in two.
 */
void
galley_section_list_split (GalleySectionList *self, GalleySection *section, GalleySectionField field, int at)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));

  galley_section_commands_split (self->commands, section, field, at);
}

/**
 * galley_section_list_merge:
 * @self: the widget
 * @section: a section of the post; all of its text and of the next one's is saved
 *
 * Joins the next section to a section.
 */
void
galley_section_list_merge (GalleySectionList *self, GalleySection *section)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));

  galley_section_commands_merge (self->commands, section);
}

/**
 * galley_section_list_set_narrow:
 * @self: the widget
 * @narrow: whether there is no room for an editor beside the list
 *
 * Says whether a single click goes to the editor.
 */
void
galley_section_list_set_narrow (GalleySectionList *self, gboolean narrow)
{
  g_return_if_fail (GALLEY_IS_SECTION_LIST (self));

  self->is_narrow = narrow;
}
