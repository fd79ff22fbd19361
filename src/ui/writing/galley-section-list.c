/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-list"

#include "galley-config.h"

#include "galley-section-list.h"

#include <glib/gi18n-lib.h>

#include "galley-section-list-private.h"
#include "galley-template.h"

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
 * galley_section_list_update_page:
 * @self: the widget
 *
 * Shows the list, or that there is nothing in it.
 */
void
galley_section_list_update_page (GalleySectionList *self)
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
  galley_section_list_update_page (self);
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

  galley_section_list_add_rows (self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  galley_section_list_follow (self);
  g_signal_connect_object (self->sections, "notify::loading", G_CALLBACK (galley_section_list_update_page), self, G_CONNECT_SWAPPED);
  galley_section_list_add_drop_target (self);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  galley_section_list_update_page (self);
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

  if (self->history == history)
    return;

  galley_section_list_follow_history (self, history);
  g_set_object (&self->history, history);
  galley_section_commands_set_history (self->commands, history);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
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
  galley_section_list_show_wanted (self);
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
