/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-row"

#include "galley-config.h"

#include "galley-section-row.h"

#include <glib/gi18n-lib.h>

#include "galley-template.h"
#include "galley-text.h"

/* As much of the first line as any row has room for. */
#define FIRST_LINE_LENGTH 160

struct _GalleySectionRow
{
  GtkWidget parent_instance;

  GalleySection  *section; /* (owned) (nullable) */
  GtkWidget      *entry;   /* (unowned) (nullable) a child while the heading is edited */
  GtkCheckButton *check;
  GtkWidget      *heading_box;
  GtkInscription *heading;
  GtkWidget      *image_sign;
  GtkButton      *status;
  GtkInscription *first_line;
  GtkInscription *counts;
  const char     *status_class; /* (unowned) (nullable) static */
};

G_DEFINE_FINAL_TYPE (GalleySectionRow, galley_section_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SELECTED = 1,
} GalleySectionRowProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

typedef enum
{
  SIGNAL_CHECKED,
  SIGNAL_RENAMED,
  SIGNAL_STATUS_CLICKED,
} GalleySectionRowSignal;

static guint signals[SIGNAL_STATUS_CLICKED + 1];

static const struct
{
  const char *status;
  const char *label;
  const char *css_class;
} known_statuses[] = {
  { "draft", N_("Draft"), "draft" },
    { "in_progress", N_("In Progress"), "in-progress" },
      { "complete", N_("Complete"), "complete" },
    };

static const char *
find_status_class (const char *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_statuses); i++)
    if (g_strcmp0 (status, known_statuses[i].status) == 0)
      return known_statuses[i].css_class;

  return NULL;
}

static void
append_count (GString *text,
              char    *count) /* (transfer full) */
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, count);
  g_free (count);
}

static char *
describe_words (GalleySection *section)
{
  guint n_words = galley_section_count_words (section);
  int   target = galley_section_get_target (section);

  if (target > 0)
    /* Translators: how many words there are, and how many there are to be */
    return g_strdup_printf (ngettext ("%'u of %'d word", "%'u of %'d words", target), n_words, target);

  return g_strdup_printf (ngettext ("%'u word", "%'u words", n_words), n_words);
}

static char *
describe_counts (GalleySection *section)
{
  GString *text = g_string_new (NULL);
  int      n_facts = galley_section_get_n_elements (section, GALLEY_ELEMENT_TYPE_FACT);
  int      n_ideas = galley_section_get_n_elements (section, GALLEY_ELEMENT_TYPE_IDEA);
  int      n_themes = galley_section_get_n_elements (section, GALLEY_ELEMENT_TYPE_THEME);

  append_count (text, describe_words (section));
  if (n_facts > 0)
    append_count (text, g_strdup_printf (ngettext ("%d fact", "%d facts", n_facts), n_facts));
  if (n_ideas > 0)
    append_count (text, g_strdup_printf (ngettext ("%d idea", "%d ideas", n_ideas), n_ideas));
  if (n_themes > 0)
    append_count (text, g_strdup_printf (ngettext ("%d theme", "%d themes", n_themes), n_themes));

  return g_string_free (text, FALSE);
}

static void
show_status (GalleySectionRow *self,
             const char       *status)
{
  g_autofree char *label = galley_section_row_dup_status_label (status);
  const char      *css_class = find_status_class (status);

  if (g_strcmp0 (gtk_button_get_label (self->status), label) != 0)
    gtk_button_set_label (self->status, label);
  if (self->status_class == css_class)
    return;

  if (self->status_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), self->status_class);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), css_class);
  self->status_class = css_class;
}

static void
show_first_line (GalleySectionRow *self)
{
  const char      *text = galley_section_get_text (self->section);
  g_autofree char *line = galley_text_is_blank (text) ? NULL : galley_text_first_line (text, FIRST_LINE_LENGTH);

  gtk_inscription_set_text (self->first_line, line != NULL ? line : _("No text yet"));
  if (line != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->first_line), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->first_line), "dim-label");
}

static const char *
get_heading (GalleySectionRow *self)
{
  const char *heading = galley_section_get_heading (self->section);

  return galley_text_is_blank (heading) ? _("Untitled Section") : heading;
}

/* The row of the list has the name; it begins with the heading. */
static void
show_name (GalleySectionRow *self,
           const char       *counts)
{
  GtkWidget       *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (item == NULL)
    return;

  name = g_strdup_printf ("%s, %s, %s", get_heading (self), gtk_button_get_label (self->status), counts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_section (GalleySectionRow *self)
{
  g_autofree char *counts = describe_counts (self->section);

  gtk_inscription_set_text (self->heading, get_heading (self));
  gtk_inscription_set_text (self->counts, counts);
  show_first_line (self);
  show_status (self, galley_section_get_field (self->section, GALLEY_SECTION_STATUS));
  gtk_widget_set_visible (self->image_sign, galley_section_get_image_id (self->section) > 0 ||
                                              galley_section_get_field (self->section, GALLEY_SECTION_GENERATED_IMAGE_URL) != NULL);
  show_name (self, counts);
}

static void
end_rename (GalleySectionRow *self)
{
  GtkWidget *entry = g_steal_pointer (&self->entry);

  if (entry == NULL)
    return;

  gtk_box_remove (GTK_BOX (self->heading_box), entry);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), TRUE);
}

static void
commit_rename (GalleySectionRow *self)
{
  g_autofree char *heading = NULL;

  if (self->entry == NULL)
    return;

  heading = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  end_rename (self);
  if (*heading != '\0' && g_strcmp0 (heading, galley_section_get_heading (self->section)) != 0)
    g_signal_emit (self, signals[SIGNAL_RENAMED], 0, heading);
}

static void
entry_activated_cb (GalleySectionRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  commit_rename (self);
  gtk_widget_grab_focus (item);
}

static gboolean
entry_key_pressed_cb (GtkEventControllerKey *controller,
                      guint                  keyval,
                      guint                  keycode,
                      GdkModifierType        state,
                      GalleySectionRow      *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (keyval != GDK_KEY_Escape)
    return FALSE;

  end_rename (self);
  gtk_widget_grab_focus (item);
  return TRUE;
}

static GtkWidget *
make_entry (GalleySectionRow *self)
{
  GtkWidget          *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), galley_section_get_heading (self->section));
  gtk_entry_set_max_length (GTK_ENTRY (entry), 1000);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New Heading"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_pressed_cb), self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (commit_rename), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_add_controller (entry, focus);

  return entry;
}

static void
check_toggled_cb (GalleySectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0, gtk_check_button_get_active (self->check));
}

static void
status_clicked_cb (GalleySectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_STATUS_CLICKED], 0, self->status);
}

static void
galley_section_row_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((GalleySectionRowProperty)property_id)
    {
    case PROP_SELECTED:
      g_value_set_boolean (value, gtk_check_button_get_active (GALLEY_SECTION_ROW (object)->check));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_row_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch ((GalleySectionRowProperty)property_id)
    {
    case PROP_SELECTED:
      galley_section_row_set_selected (GALLEY_SECTION_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_section_row_dispose (GObject *object)
{
  GalleySectionRow *self = GALLEY_SECTION_ROW (object);

  self->entry = NULL;
  if (self->section != NULL)
    g_signal_handlers_disconnect_by_data (self->section, self);
  g_clear_object (&self->section);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_SECTION_ROW);
  G_OBJECT_CLASS (galley_section_row_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  /**
   * GalleySectionRow::checked:
   * @self: the row
   * @checked: whether the box is checked now
   *
   * A person checked the box of the row or unchecked it.
   */
  signals[SIGNAL_CHECKED] = g_signal_new ("checked", GALLEY_TYPE_SECTION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  /**
   * GalleySectionRow::renamed:
   * @self: the row
   * @heading: the new heading
   *
   * A person gave the section another heading.
   */
  signals[SIGNAL_RENAMED] = g_signal_new ("renamed", GALLEY_TYPE_SECTION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * GalleySectionRow::status-clicked:
   * @self: the row
   * @button: the button that shows the status
   *
   * A person wants to see the statuses there are.
   */
  signals[SIGNAL_STATUS_CLICKED] = g_signal_new ("status-clicked", GALLEY_TYPE_SECTION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
}

/* Unlike labels, inscriptions do not know of it by themselves. */
static void
align (GalleySectionRow *self)
{
  float xalign = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 1 : 0;

  gtk_inscription_set_xalign (self->heading, xalign);
  gtk_inscription_set_xalign (self->first_line, xalign);
  gtk_inscription_set_xalign (self->counts, xalign);
}

static void
galley_section_row_direction_changed (GtkWidget       *widget,
                                      GtkTextDirection previous_direction)
{
  align (GALLEY_SECTION_ROW (widget));
  GTK_WIDGET_CLASS (galley_section_row_parent_class)->direction_changed (widget, previous_direction);
}

/* GTK asks the display server where the pointer is whenever a text is set as a tooltip, and there are hundreds of rows. */
static gboolean
query_image_cb (GtkWidget  *image,
                int         x,
                int         y,
                gboolean    by_keyboard,
                GtkTooltip *tooltip,
                gpointer    user_data)
{
  gtk_tooltip_set_text (tooltip, _ ("Has an image"));
  return TRUE;
}

static void
galley_section_row_class_init (GalleySectionRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_section_row_get_property;
  object_class->set_property = galley_section_row_set_property;
  object_class->dispose = galley_section_row_dispose;

  /**
   * GalleySectionRow:selected: (setter set_selected)
   *
   * Whether the row's box is checked.
   */
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals ();

  widget_class->direction_changed = galley_section_row_direction_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-section-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySectionRow, check);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionRow, heading_box);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionRow, heading);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionRow, image_sign);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionRow, status);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionRow, first_line);
  gtk_widget_class_bind_template_child (widget_class, GalleySectionRow, counts);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_image_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_clicked_cb);
}

static void
galley_section_row_init (GalleySectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  align (self);
}

/**
 * galley_section_row_new:
 *
 * Returns: (transfer floating): a row that shows no section yet
 */
GtkWidget *
galley_section_row_new (void)
{
  return g_object_new (GALLEY_TYPE_SECTION_ROW, NULL);
}

/**
 * galley_section_row_set_section:
 * @self: a row
 * @section: (nullable): the section to show
 *
 * Shows a section, and follows its changes.
 */
void
galley_section_row_set_section (GalleySectionRow *self,
                                GalleySection    *section)
{
  g_return_if_fail (GALLEY_IS_SECTION_ROW (self));

  if (self->section == section)
    return;

  end_rename (self);
  if (self->section != NULL)
    g_signal_handlers_disconnect_by_data (self->section, self);
  g_set_object (&self->section, section);
  if (section == NULL)
    return;

  g_signal_connect_object (section, "notify", G_CALLBACK (show_section), self, G_CONNECT_SWAPPED);
  show_section (self);
}

/**
 * galley_section_row_get_section:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the section that is shown
 */
GalleySection *
galley_section_row_get_section (GalleySectionRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_ROW (self), NULL);

  return self->section;
}

/**
 * galley_section_row_set_selected:
 * @self: a row
 * @selected: whether its section is selected
 *
 * Checks the box of the row.
 */
void
galley_section_row_set_selected (GalleySectionRow *self,
                                 gboolean          selected)
{
  g_return_if_fail (GALLEY_IS_SECTION_ROW (self));

  if (gtk_check_button_get_active (self->check) == selected)
    return;

  g_signal_handlers_block_by_func (self->check, check_toggled_cb, self);
  gtk_check_button_set_active (self->check, selected);
  g_signal_handlers_unblock_by_func (self->check, check_toggled_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * galley_section_row_start_rename:
 * @self: a row with a section
 *
 * Puts an entry in the place of the heading, with all of it selected.
 */
void
galley_section_row_start_rename (GalleySectionRow *self)
{
  g_return_if_fail (GALLEY_IS_SECTION_ROW (self));
  g_return_if_fail (self->section != NULL);

  if (self->entry != NULL)
    return;

  self->entry = make_entry (self);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), FALSE);
  gtk_box_prepend (GTK_BOX (self->heading_box), self->entry);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * galley_section_row_get_renaming:
 * @self: a row
 *
 * Returns: whether the heading is being edited
 */
gboolean
galley_section_row_get_renaming (GalleySectionRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_ROW (self), FALSE);

  return self->entry != NULL;
}

/**
 * galley_section_row_dup_status_label:
 * @status: (nullable): a status of a section
 *
 * Returns: (transfer full): the status as a person would say it; a word of the person's own as it is
 */
char *
galley_section_row_dup_status_label (const char *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_statuses); i++)
    if (g_strcmp0 (status, known_statuses[i].status) == 0)
      return g_strdup (_(known_statuses[i].label));

  return g_strdup (galley_text_is_blank (status) ? _("Draft") : status);
}
