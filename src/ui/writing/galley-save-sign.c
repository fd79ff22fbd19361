/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-save-sign"

#include "galley-config.h"

#include "galley-save-sign.h"

#include <glib/gi18n-lib.h>

struct _GalleySaveSign
{
  GtkWidget parent_instance;

  GSignalGroup    *signals; /* (owned) of the texts */
  GDateTime       *saved;   /* (owned) (nullable) when they were seen to be saved */
  GalleyDraftState state;   /* that is shown */

  GtkWidget *image;
  GtkWidget *squeezer; /* has the label where there is room for all of it */
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (GalleySaveSign, galley_save_sign, GTK_TYPE_WIDGET)

/* How a state is shown. */
typedef struct
{
  const char *icon;
  const char *label;
  const char *style; /* of the icon and the words; %NULL for quiet */
  const char *tooltip;
} Look;

static const Look looks[] = {
  [GALLEY_DRAFT_SAVED] = { "object-select-symbolic", N_ ("Saved"), NULL, N_ ("Everything is in the database") },
                           [GALLEY_DRAFT_UNSAVED] = { "content-loading-symbolic", N_ ("Saving…"), NULL, N_ ("On this computer's disk, and in a moment in the database") },
                                                      [GALLEY_DRAFT_SAVING] = { "content-loading-symbolic", N_ ("Saving…"), NULL, N_ ("On this computer's disk, and in a moment in the database") },
                                                                                [GALLEY_DRAFT_UNREACHABLE] = { "network-offline-symbolic", N_ ("Not Reachable"), "warning", N_ ("The database cannot be reached.  Your words are kept on this computer and saved as soon as it is back.") },
                                                                                                               [GALLEY_DRAFT_CONFLICT] = { "dialog-warning-symbolic", N_ ("Two Versions"), "warning", N_ ("Somebody else changed the same words.  Both versions are kept until you choose.") },
                                                                                                                                           [GALLEY_DRAFT_FAILED] = { "dialog-error-symbolic", N_ ("Not Saved"), "error", N_ ("The database refused it.  Your words are kept on this computer.") },
                                                                                                                                           };

static void
galley_save_sign_dispose (GObject *object)
{
  GalleySaveSign *self = GALLEY_SAVE_SIGN (object);

  g_clear_object (&self->signals);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->squeezer, gtk_widget_unparent);
  g_clear_pointer (&self->saved, g_date_time_unref);
  G_OBJECT_CLASS (galley_save_sign_parent_class)->dispose (object);
}

static void
set_style (GalleySaveSign *self,
           const char     *style)
{
  static const char *const styles[] = { "warning", "error", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), style != NULL ? style : "dim-label");
}

static char *
dup_tooltip (GalleySaveSign *self,
             const Look     *look,
             const char     *message)
{
  if (message != NULL && *message != '\0')
    return g_strdup_printf ("%s\n%s", _ (look->tooltip), message);
  if (self->state == GALLEY_DRAFT_SAVED && self->saved != NULL)
    {
      g_autofree char *when = g_date_time_format (self->saved, "%X");

      /* Translators: the time of day when the text was saved */
      return g_strdup_printf (_ ("Saved at %s"), when);
    }
  return g_strdup (_ (look->tooltip));
}

static void
update (GalleySaveSign *self)
{
  g_autoptr (GalleySectionTexts) texts = g_signal_group_dup_target (self->signals);
  GalleyDraftState state = texts != NULL ? galley_section_texts_get_state (texts) : GALLEY_DRAFT_SAVED;
  const Look      *look = &looks[state];
  g_autofree char *tooltip = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), texts != NULL && galley_section_texts_get_loaded (texts));
  if (state == GALLEY_DRAFT_SAVED && self->state != GALLEY_DRAFT_SAVED)
    {
      g_clear_pointer (&self->saved, g_date_time_unref);
      self->saved = g_date_time_new_now_local ();
    }
  self->state = state;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), look->icon);
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), _ (look->label)) != 0)
    gtk_label_set_label (GTK_LABEL (self->label), _ (look->label));
  set_style (self, look->style);
  tooltip = dup_tooltip (self, look, texts != NULL ? galley_section_texts_get_message (texts) : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
}

static void
galley_save_sign_class_init (GalleySaveSignClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_save_sign_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "savesign");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
galley_save_sign_init (GalleySaveSign *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  self->squeezer = g_object_new (ADW_TYPE_SQUEEZER, "allow-none", TRUE, "homogeneous", FALSE, NULL);
  gtk_widget_set_parent (self->squeezer, GTK_WIDGET (self));
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  adw_squeezer_add (ADW_SQUEEZER (self->squeezer), self->label);

  self->signals = g_signal_group_new (GALLEY_TYPE_SECTION_TEXTS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * galley_save_sign_set_texts:
 * @self: a sign
 * @texts: (nullable): the texts that it speaks of
 */
void
galley_save_sign_set_texts (GalleySaveSign     *self,
                            GalleySectionTexts *texts)
{
  g_return_if_fail (GALLEY_IS_SAVE_SIGN (self));
  g_return_if_fail (texts == NULL || GALLEY_IS_SECTION_TEXTS (texts));

  self->state = GALLEY_DRAFT_SAVED;
  g_clear_pointer (&self->saved, g_date_time_unref);
  g_signal_group_set_target (self->signals, texts);
  update (self);
}
