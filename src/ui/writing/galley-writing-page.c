/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-writing-page"

#include "galley-config.h"

#include "galley-writing-page.h"

#include <glib/gi18n-lib.h>

#include "galley-section-model.h"
#include "galley-toast.h"

#include "galley-template.h"

struct _GalleyWritingPage
{
  GtkWidget parent_instance;

  GalleyWorkspace     *workspace; /* (owned) (nullable) */
  GalleyPost          *post;      /* (owned) (nullable) */
  GalleyHistory       *history;   /* (owned) (nullable) */
  AdwLeaflet          *leaflet;
  GalleySectionList   *section_list;
  GalleySectionEditor *editor;

  int      wanted_section; /* a place that is shown when its section is open, 0 for none */
  char    *wanted_field;   /* (owned) (nullable) */
  int      wanted_offset;
  gboolean wanted_hit;     /* whether it is where something was found */
  int      wanted_element; /* that is shown instead of a field, 0 for none */
};

G_DEFINE_FINAL_TYPE (GalleyWritingPage, galley_writing_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_POST,
  PROP_HISTORY,
} GalleyWritingPageProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

/* A place that was asked for is shown once its section is the open one; opening another section is a change of mind. */
static void
show_wanted_place (GalleyWritingPage *self)
{
  GalleySection *section = galley_section_editor_get_section (self->editor);

  if (self->wanted_section == 0 || section == NULL)
    return;

  if (galley_record_get_id (GALLEY_RECORD (section)) == self->wanted_section)
    {
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->editor));
      if (self->wanted_element > 0)
        galley_section_editor_show_element (self->editor, self->wanted_element);
      else if (self->wanted_hit)
        galley_section_editor_show_hit (self->editor, self->wanted_field, self->wanted_offset);
      else
        galley_section_editor_show_place (self->editor, self->wanted_field, self->wanted_offset);
    }
  self->wanted_section = 0;
}

/* The menu of the editor does not offer what cannot be done with its section. */
static void
update_actions (GalleyWritingPage *self)
{
  GListModel    *sections;
  GalleySection *section;
  guint          position = 0;
  gboolean       listed;

  /* The list of sections empties when the page ends. */
  if (self->section_list == NULL || self->editor == NULL)
    return;

  sections = galley_section_list_get_sections (self->section_list);
  section = galley_section_editor_get_section (self->editor);
  listed = section != NULL && galley_section_model_find (GALLEY_SECTION_MODEL (sections), section, &position);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "writing.split", listed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "writing.merge", listed && position + 1 < g_list_model_get_n_items (sections));
}

static void
section_selected_cb (GalleyWritingPage *self,
                     GalleySection     *section)
{
  galley_section_editor_set_section (self->editor, section);
  update_actions (self);
  show_wanted_place (self);
}

static void
folded_cb (GalleyWritingPage *self)
{
  galley_section_list_set_narrow (self->section_list, adw_leaflet_get_folded (self->leaflet));
}

static void
section_activated_cb (GalleyWritingPage *self,
                      GalleySection     *section)
{
  g_autofree char *field = NULL;

  galley_section_editor_set_section (self->editor, section);
  update_actions (self);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->editor));
  field = galley_section_editor_get_place (self->editor, NULL);
  if (field != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  else
    galley_section_editor_show_place (self->editor, NULL, 0); /* as soon as the text has come */
}

/* Where the cursor is in the editor says where a section is split; before all of its text there is nothing to leave in it. */
static void
split_requested_cb (GalleyWritingPage *self,
                    GalleySection     *section)
{
  GalleySectionField field;
  int                offset = 0;
  g_autofree char   *name = galley_section_editor_get_place (self->editor, &offset);

  if (galley_section_editor_get_section (self->editor) == section && galley_section_field_from_string (name, &field) &&
      (field == GALLEY_SECTION_DRAFT || field == GALLEY_SECTION_POLISHED) && offset > 0)
    galley_section_list_split (self->section_list, section, field, offset);
  else
    galley_toast_show (GTK_WIDGET (self), _("Put the cursor where the section is to be split, in its draft or polished text"));
}

static void
merge_requested_cb (GalleyWritingPage *self,
                    GalleySection     *section)
{
  galley_section_list_merge (self->section_list, section);
}

static void
split_here_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  GalleyWritingPage *self = GALLEY_WRITING_PAGE (widget);

  split_requested_cb (self, galley_section_editor_get_section (self->editor));
}

static void
merge_with_next_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  GalleyWritingPage *self = GALLEY_WRITING_PAGE (widget);

  merge_requested_cb (self, galley_section_editor_get_section (self->editor));
}

/* The commands of the list are there in all of the page. */
static void
forward_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (GALLEY_WRITING_PAGE (widget)->section_list), action, parameter);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  const char *parameter_type;
  const char *action;

  for (guint i = 0; (action = galley_section_list_get_action (i, &parameter_type)) != NULL; i++)
    gtk_widget_class_install_action (widget_class, action, parameter_type, forward_cb);
  gtk_widget_class_install_action (widget_class, "writing.split", NULL, split_here_cb);
  gtk_widget_class_install_action (widget_class, "writing.merge", NULL, merge_with_next_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "section.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "section.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "section.move-down", NULL);
}

static void
galley_writing_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GalleyWritingPage *self = GALLEY_WRITING_PAGE (object);

  switch ((GalleyWritingPageProperty)property_id)
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
galley_writing_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GalleyWritingPage *self = GALLEY_WRITING_PAGE (object);

  switch ((GalleyWritingPageProperty)property_id)
    {
    case PROP_WORKSPACE:
      galley_writing_page_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_POST:
      galley_writing_page_set_post (self, g_value_get_object (value));
      break;
    case PROP_HISTORY:
      galley_writing_page_set_history (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_writing_page_dispose (GObject *object)
{
  GalleyWritingPage *self = GALLEY_WRITING_PAGE (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->post);
  g_clear_object (&self->history);
  g_clear_pointer (&self->wanted_field, g_free);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_WRITING_PAGE);
  G_OBJECT_CLASS (galley_writing_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyWritingPage:workspace: (getter get_workspace) (setter set_workspace)
   *
   * The database that is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  /**
   * GalleyWritingPage:post: (getter get_post) (setter set_post)
   *
   * The post that is open.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GALLEY_TYPE_POST, flags);
  /**
   * GalleyWritingPage:history: (getter get_history) (setter set_history)
   *
   * What can be taken back.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GALLEY_TYPE_HISTORY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_writing_page_class_init (GalleyWritingPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_writing_page_get_property;
  object_class->set_property = galley_writing_page_set_property;
  object_class->dispose = galley_writing_page_dispose;
  install_properties (object_class);

  g_type_ensure (GALLEY_TYPE_SECTION_LIST);
  g_type_ensure (GALLEY_TYPE_SECTION_EDITOR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-writing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyWritingPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, GalleyWritingPage, section_list);
  gtk_widget_class_bind_template_child (widget_class, GalleyWritingPage, editor);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_requested_cb);
  install_actions (widget_class);
}

static void
add_shortcut (GtkEventController *controller,
              guint               key,
              GdkModifierType     modifiers,
              const char         *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_named_action_new (action)));
}

/* A text takes any Return for a line break, whatever is held down with it: these keys are looked for before it. */
static void
add_shortcuts (GalleyWritingPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  /* The menu tells the last one. */
  add_shortcut (controller, GDK_KEY_KP_Enter, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "writing.split");
  add_shortcut (controller, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "writing.split");
  add_shortcut (controller, GDK_KEY_Return, GDK_CONTROL_MASK, "win.run");
  add_shortcut (controller, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.run");
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
galley_writing_page_init (GalleyWritingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_object_bind_property (self->editor, "focus-mode", self->section_list, "visible", G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (galley_section_list_get_sections (self->section_list), "items-changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  add_shortcuts (self);
  update_actions (self);
}

/**
 * galley_writing_page_get_workspace:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the database that is open
 */
GalleyWorkspace *
galley_writing_page_get_workspace (GalleyWritingPage *self)
{
  g_return_val_if_fail (GALLEY_IS_WRITING_PAGE (self), NULL);

  return self->workspace;
}

/**
 * galley_writing_page_set_workspace:
 * @self: the widget
 * @workspace: (nullable): the database that is open
 */
void
galley_writing_page_set_workspace (GalleyWritingPage *self, GalleyWorkspace *workspace)
{
  g_return_if_fail (GALLEY_IS_WRITING_PAGE (self));

  if (g_set_object (&self->workspace, workspace))
    {
      g_object_set (self->section_list, "workspace", workspace, NULL);
      g_object_set (self->editor, "workspace", workspace, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
    }
}

/**
 * galley_writing_page_get_post:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the post that is open
 */
GalleyPost *
galley_writing_page_get_post (GalleyWritingPage *self)
{
  g_return_val_if_fail (GALLEY_IS_WRITING_PAGE (self), NULL);

  return self->post;
}

/**
 * galley_writing_page_set_post:
 * @self: the widget
 * @post: (nullable): the post that is open
 */
void
galley_writing_page_set_post (GalleyWritingPage *self, GalleyPost *post)
{
  g_return_if_fail (GALLEY_IS_WRITING_PAGE (self));

  if (g_set_object (&self->post, post))
    {
      galley_section_editor_set_section (self->editor, NULL);
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->section_list));
      g_object_set (self->section_list, "post", post, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POST]);
    }
}

/**
 * galley_writing_page_get_history:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): what can be taken back
 */
GalleyHistory *
galley_writing_page_get_history (GalleyWritingPage *self)
{
  g_return_val_if_fail (GALLEY_IS_WRITING_PAGE (self), NULL);

  return self->history;
}

/**
 * galley_writing_page_set_history:
 * @self: the widget
 * @history: (nullable): what can be taken back
 */
void
galley_writing_page_set_history (GalleyWritingPage *self, GalleyHistory *history)
{
  g_return_if_fail (GALLEY_IS_WRITING_PAGE (self));

  if (g_set_object (&self->history, history))
    {
      g_object_set (self->section_list, "history", history, NULL);
      g_object_set (self->editor, "history", history, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
    }
}

/**
 * galley_writing_page_get_section_list:
 * @self: the widget
 *
 * Returns: (transfer none): the list of sections
 */
GalleySectionList *
galley_writing_page_get_section_list (GalleyWritingPage *self)
{
  g_return_val_if_fail (GALLEY_IS_WRITING_PAGE (self), NULL);

  return self->section_list;
}

/**
 * galley_writing_page_get_editor:
 * @self: the widget
 *
 * Returns: (transfer none): the editor
 */
GalleySectionEditor *
galley_writing_page_get_editor (GalleyWritingPage *self)
{
  g_return_val_if_fail (GALLEY_IS_WRITING_PAGE (self), NULL);

  return self->editor;
}

/**
 * galley_writing_page_can_go_back:
 * @self: the widget
 *
 * Returns: whether the editor is in front of the list of sections
 */
gboolean
galley_writing_page_can_go_back (GalleyWritingPage *self)
{
  g_return_val_if_fail (GALLEY_IS_WRITING_PAGE (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet) && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->editor);
}

/**
 * galley_writing_page_go_back:
 * @self: the widget
 *
 * Goes from the editor to the list of sections.
 */
void
galley_writing_page_go_back (GalleyWritingPage *self)
{
  g_return_if_fail (GALLEY_IS_WRITING_PAGE (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->section_list));
}

static void
want_place (GalleyWritingPage *self,
            int                section_id,
            const char        *field,
            int                offset,
            gboolean           hit,
            int                element_id)
{
  GalleySection *section = galley_section_editor_get_section (self->editor);

  self->wanted_section = section_id;
  g_free (self->wanted_field);
  self->wanted_field = g_strdup (field);
  self->wanted_offset = offset;
  self->wanted_hit = hit;
  self->wanted_element = element_id;
  if (section != NULL && galley_record_get_id (GALLEY_RECORD (section)) == section_id)
    show_wanted_place (self);
  galley_section_list_select (self->section_list, section_id);
}

/**
 * galley_writing_page_show_place:
 * @self: the widget
 * @section_id: a section of the post
 * @field: (nullable): the name of a field ([func@SectionField.get_name])
 * @offset: a character in it
 *
 * Opens a section and puts the cursor somewhere in it, as soon as the sections are there.
 */
void
galley_writing_page_show_place (GalleyWritingPage *self, int section_id, const char *field, int offset)
{
  g_return_if_fail (GALLEY_IS_WRITING_PAGE (self));

  want_place (self, section_id, field, offset, FALSE, 0);
}

/**
 * galley_writing_page_show_hit:
 * @self: the widget
 * @section_id: a section of the post
 * @field: (nullable): the name of a field ([func@SectionField.get_name])
 * @offset: a character in it
 *
 * As galley_writing_page_show_place(), where something was found: what begins there catches the eye.
 */
void
galley_writing_page_show_hit (GalleyWritingPage *self, int section_id, const char *field, int offset)
{
  g_return_if_fail (GALLEY_IS_WRITING_PAGE (self));

  want_place (self, section_id, field, offset, TRUE, 0);
}

/**
 * galley_writing_page_show_element:
 * @self: the widget
 * @section_id: a section of the post
 * @element_id: an element of the section
 *
 * Opens a section and puts the keyboard on one of its elements, as soon as they are there.
 */
void
galley_writing_page_show_element (GalleyWritingPage *self, int section_id, int element_id)
{
  g_return_if_fail (GALLEY_IS_WRITING_PAGE (self));
  g_return_if_fail (element_id > 0);

  want_place (self, section_id, NULL, 0, TRUE, element_id);
}
