/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-trash-row"

#include "galley-config.h"

#include "galley-trash-row.h"

#include <glib/gi18n-lib.h>

#include "galley-relative-time.h"
#include "galley-template.h"
#include "galley-text.h"

struct _GalleyTrashRow
{
  GtkWidget parent_instance;

  GtkInscription *heading;
  GtkInscription *details;
};

G_DEFINE_FINAL_TYPE (GalleyTrashRow, galley_trash_row, GTK_TYPE_WIDGET)

static void
galley_trash_row_dispose (GObject *object)
{
  galley_template_dispose (GTK_WIDGET (object), GALLEY_TYPE_TRASH_ROW);
  G_OBJECT_CLASS (galley_trash_row_parent_class)->dispose (object);
}

/* Unlike labels, inscriptions do not know of it by themselves. */
static void
align (GalleyTrashRow *self)
{
  float xalign = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 1 : 0;

  gtk_inscription_set_xalign (self->heading, xalign);
  gtk_inscription_set_xalign (self->details, xalign);
}

static void
galley_trash_row_direction_changed (GtkWidget       *widget,
                                    GtkTextDirection previous_direction)
{
  align (GALLEY_TRASH_ROW (widget));
  GTK_WIDGET_CLASS (galley_trash_row_parent_class)->direction_changed (widget, previous_direction);
}

static void
galley_trash_row_class_init (GalleyTrashRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_trash_row_dispose;

  widget_class->direction_changed = galley_trash_row_direction_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-trash-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashRow, heading);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashRow, details);
}

static void
galley_trash_row_init (GalleyTrashRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  align (self);
}

static char *
describe (GalleyParkedSection *section)
{
  guint      n_words = galley_text_count_words (galley_parked_section_get_text (section));
  int        n_elements = galley_parked_section_get_n_elements (section);
  GDateTime *parked = galley_parked_section_get_parked (section);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = parked != NULL ? galley_relative_time_format (parked, now) : g_strdup ("");
  g_autofree char *words = g_strdup_printf (ngettext ("%'u word", "%'u words", n_words), n_words);
  g_autofree char *elements = g_strdup_printf (ngettext ("%d element", "%d elements", n_elements), n_elements);

  return g_strjoin (" · ", time, words, n_elements > 0 ? elements : NULL, NULL);
}

/**
 * galley_trash_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
galley_trash_row_new (void)
{
  return g_object_new (GALLEY_TYPE_TRASH_ROW, NULL);
}

/**
 * galley_trash_row_set_section:
 * @self: a row in a list
 * @section: a section in the trash
 *
 * Shows a section.
 */
void
galley_trash_row_set_section (GalleyTrashRow      *self,
                              GalleyParkedSection *section)
{
  GtkWidget       *item;
  const char      *heading;
  g_autofree char *details = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GALLEY_IS_TRASH_ROW (self));
  g_return_if_fail (GALLEY_IS_PARKED_SECTION (section));

  heading = galley_parked_section_get_heading (section);
  heading = galley_text_is_blank (heading) ? _("Untitled Section") : heading;
  details = describe (section);
  gtk_inscription_set_text (self->heading, heading);
  gtk_inscription_set_text (self->details, details);

  item = gtk_widget_get_parent (GTK_WIDGET (self));
  name = g_strdup_printf ("%s, %s", heading, details);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
