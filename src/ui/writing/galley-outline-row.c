/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-row"

#include "galley-config.h"

#include "galley-outline-row.h"

#include <glib/gi18n-lib.h>

#include "galley-template.h"

struct _GalleyOutlineRow
{
  GtkWidget parent_instance;

  GtkImage       *icon;
  GtkInscription *heading;
  GtkLabel       *action;
};

G_DEFINE_FINAL_TYPE (GalleyOutlineRow, galley_outline_row, GTK_TYPE_WIDGET)

static const char *const icons[] = {
  [GALLEY_OUTLINE_ACTION_KEPT] = "object-select-symbolic",
  [GALLEY_OUTLINE_ACTION_RENAMED] = "document-edit-symbolic",
  [GALLEY_OUTLINE_ACTION_MOVED] = "view-sort-descending-symbolic",
  [GALLEY_OUTLINE_ACTION_ADDED] = "list-add-symbolic",
  [GALLEY_OUTLINE_ACTION_PARKED] = "user-trash-symbolic",
  [GALLEY_OUTLINE_ACTION_RESTORED] = "edit-undo-symbolic",
};

static char *
describe_action (GalleyOutlineChange *change)
{
  switch (galley_outline_change_get_action (change))
    {
    case GALLEY_OUTLINE_ACTION_RENAMED:
      return g_strdup_printf (_("was “%s”"), galley_outline_change_get_old_heading (change));
    case GALLEY_OUTLINE_ACTION_MOVED:
      /* Translators: the places of a section before and after, numbers */
      return g_strdup_printf (_("moves from %d to %d"), galley_outline_change_get_old_place (change),
                                 galley_outline_change_get_place (change));
    case GALLEY_OUTLINE_ACTION_ADDED:
      return g_strdup (_("is new"));
    case GALLEY_OUTLINE_ACTION_PARKED:
      return g_strdup (_("goes to the trash"));
    case GALLEY_OUTLINE_ACTION_RESTORED:
      return g_strdup (_("comes back from the trash"));
    case GALLEY_OUTLINE_ACTION_KEPT:
    default:
      return g_strdup (_("stays"));
    }
}

static char *
describe (GalleyOutlineChange *change)
{
  const char      *details = galley_outline_change_get_details (change);
  g_autofree char *action = describe_action (change);

  if (details == NULL)
    return g_steal_pointer (&action);
  if (g_str_equal (details, "status"))
    /* Translators: what becomes of a section */
    return g_strdup_printf (_("%s · another status"), action);
  if (g_str_equal (details, "description"))
    /* Translators: what becomes of a section */
    return g_strdup_printf (_("%s · another description"), action);
  /* Translators: what becomes of a section */
  return g_strdup_printf (_("%s · another description and status"), action);
}

static void
galley_outline_row_dispose (GObject *object)
{
  galley_template_dispose (GTK_WIDGET (object), GALLEY_TYPE_OUTLINE_ROW);
  G_OBJECT_CLASS (galley_outline_row_parent_class)->dispose (object);
}

/* Unlike labels, inscriptions do not know of it by themselves. */
static void
align (GalleyOutlineRow *self)
{
  float xalign = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 1 : 0;

  gtk_inscription_set_xalign (self->heading, xalign);
}

static void
galley_outline_row_direction_changed (GtkWidget       *widget,
                                      GtkTextDirection previous_direction)
{
  align (GALLEY_OUTLINE_ROW (widget));
  GTK_WIDGET_CLASS (galley_outline_row_parent_class)->direction_changed (widget, previous_direction);
}

static void
galley_outline_row_class_init (GalleyOutlineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_outline_row_dispose;

  widget_class->direction_changed = galley_outline_row_direction_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-outline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineRow, heading);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineRow, action);
}

static void
galley_outline_row_init (GalleyOutlineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  align (self);
}

/**
 * galley_outline_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
galley_outline_row_new (void)
{
  return g_object_new (GALLEY_TYPE_OUTLINE_ROW, NULL);
}

/**
 * galley_outline_row_set_change:
 * @self: a row in a list
 * @change: what would become of a section
 *
 * Shows one line of a plan.
 */
void
galley_outline_row_set_change (GalleyOutlineRow    *self,
                               GalleyOutlineChange *change)
{
  GtkWidget       *item;
  g_autofree char *action = NULL;
  g_autofree char *name = NULL;
  gboolean         is_kept;

  g_return_if_fail (GALLEY_IS_OUTLINE_ROW (self));
  g_return_if_fail (GALLEY_IS_OUTLINE_CHANGE (change));

  action = describe (change);
  is_kept = galley_outline_change_get_action (change) == GALLEY_OUTLINE_ACTION_KEPT;
  gtk_image_set_from_icon_name (self->icon, icons[galley_outline_change_get_action (change)]);
  gtk_inscription_set_text (self->heading, galley_outline_change_get_heading (change));
  gtk_label_set_label (self->action, action);
  gtk_widget_set_opacity (GTK_WIDGET (self), is_kept ? 0.6 : 1);

  item = gtk_widget_get_parent (GTK_WIDGET (self));
  name = g_strdup_printf ("%s, %s", galley_outline_change_get_heading (change), action);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
