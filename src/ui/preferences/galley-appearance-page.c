/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-appearance-page"

#include "galley-config.h"

#include "galley-appearance-page.h"

#include <glib/gi18n.h>

struct _GalleyAppearancePage
{
  AdwPreferencesPage parent_instance;

  GSettings   *settings; /* (owned) */
  AdwComboRow *color_scheme;
  GtkWidget   *font;
  GtkWidget   *reset_font;
  GtkWidget   *line_width;
  GtkWidget   *focus_paragraph;
  GtkWidget   *spell_check;
};

G_DEFINE_FINAL_TYPE (GalleyAppearancePage, galley_appearance_page, ADW_TYPE_PREFERENCES_PAGE)

/* The rows of the list have the order of the values. */
static gboolean
map_to_row (GValue   *value,
            GVariant *variant,
            gpointer  user_data)
{
  GSettings *settings = user_data;

  g_value_set_uint (value, (guint)g_settings_get_enum (settings, "color-scheme"));
  return TRUE;
}

static GVariant *
map_from_row (const GValue       *value,
              const GVariantType *type,
              gpointer            user_data)
{
  static const char *const schemes[] = { "follow", "light", "dark" };
  guint                    row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[row]) : NULL;
}

/* Without a font of one's own it is the desktop's for documents. */
static gboolean
map_to_font (GValue   *value,
             GVariant *variant,
             gpointer  user_data)
{
  const char      *font = g_variant_get_string (variant, NULL);
  g_autofree char *desktop = NULL;

  if (*font != '\0')
    {
      g_value_set_string (value, font);
      return TRUE;
    }
  g_object_get (gtk_settings_get_default (), "gtk-font-name", &desktop, NULL);
  g_value_set_string (value, desktop);
  return TRUE;
}

static gboolean
map_to_is_set (GValue   *value,
               GVariant *variant,
               gpointer  user_data)
{
  g_value_set_boolean (value, *g_variant_get_string (variant, NULL) != '\0');
  return TRUE;
}

static void
font_set_cb (GalleyAppearancePage *self)
{
  g_autofree char *font = gtk_font_chooser_get_font (GTK_FONT_CHOOSER (self->font));

  g_settings_set_string (self->settings, "editor-font", font);
}

static void
reset_font_cb (GalleyAppearancePage *self)
{
  g_settings_reset (self->settings, "editor-font");
}

static void
galley_appearance_page_finalize (GObject *object)
{
  g_clear_object (&GALLEY_APPEARANCE_PAGE (object)->settings);
  G_OBJECT_CLASS (galley_appearance_page_parent_class)->finalize (object);
}

static void
galley_appearance_page_class_init (GalleyAppearancePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_appearance_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/preferences/galley-appearance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyAppearancePage, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, GalleyAppearancePage, font);
  gtk_widget_class_bind_template_child (widget_class, GalleyAppearancePage, reset_font);
  gtk_widget_class_bind_template_child (widget_class, GalleyAppearancePage, line_width);
  gtk_widget_class_bind_template_child (widget_class, GalleyAppearancePage, focus_paragraph);
  gtk_widget_class_bind_template_child (widget_class, GalleyAppearancePage, spell_check);
  gtk_widget_class_bind_template_callback (widget_class, reset_font_cb);
}

static void
galley_appearance_page_init (GalleyAppearancePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GALLEY_APP_ID);
  g_settings_bind_with_mapping (self->settings, "color-scheme", self->color_scheme, "selected", G_SETTINGS_BIND_DEFAULT,
                                map_to_row, map_from_row, self->settings, NULL);
  /* The font button is a frame around the button that has the keyboard. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->font)), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Font"), -1);
  g_settings_bind_with_mapping (self->settings, "editor-font", self->font, "font", G_SETTINGS_BIND_GET, map_to_font, NULL, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "editor-font", self->reset_font, "visible", G_SETTINGS_BIND_GET, map_to_is_set,
                                NULL, NULL, NULL);
  g_signal_connect_object (self->font, "font-set", G_CALLBACK (font_set_cb), self, G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "editor-line-width", self->line_width, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "focus-paragraph", self->focus_paragraph, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "spell-check", self->spell_check, "active", G_SETTINGS_BIND_DEFAULT);
}
