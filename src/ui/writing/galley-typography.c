/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-typography"

#include "galley-config.h"

#include "galley-typography.h"

/* Text that is read for hours is a little larger than what stands on buttons. */
#define DEFAULT_SIZE 12.5
#define ZOOM_STEP    10
#define LEAST_ZOOM   50
#define MOST_ZOOM    400

struct _GalleyTypography
{
  GObject parent_instance;

  GSettings      *settings; /* (owned) */
  GtkCssProvider *provider; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GalleyTypography, galley_typography, G_TYPE_OBJECT)

typedef enum
{
  PROP_LINE_WIDTH = 1,
  PROP_ZOOM,
} GalleyTypographyProperty;

static GParamSpec *properties[PROP_ZOOM + 1];

static void
galley_typography_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GalleyTypography *self = GALLEY_TYPOGRAPHY (object);

  switch ((GalleyTypographyProperty)property_id)
    {
    case PROP_LINE_WIDTH:
      g_value_set_int (value, galley_typography_get_line_width (self));
      break;
    case PROP_ZOOM:
      g_value_set_int (value, galley_typography_get_zoom (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_typography_dispose (GObject *object)
{
  GalleyTypography *self = GALLEY_TYPOGRAPHY (object);

  if (self->provider != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->provider));
  g_clear_object (&self->provider);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (galley_typography_parent_class)->dispose (object);
}

/* The desktop's font unless a person chose one. */
static PangoFontDescription *
dup_font (GalleyTypography *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "editor-font");
  g_autofree char *desktop_name = NULL;

  if (*name != '\0')
    return pango_font_description_from_string (name);

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &desktop_name, NULL);
  return pango_font_description_from_string (desktop_name != NULL ? desktop_name : "Sans");
}

static double
get_size (GalleyTypography           *self,
          const PangoFontDescription *font)
{
  g_autofree char *name = g_settings_get_string (self->settings, "editor-font");
  double           size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  if (*name == '\0' || size < 1)
    size = DEFAULT_SIZE;
  return size * galley_typography_get_zoom (self) / 100;
}

static void
append_family (GString                    *css,
               const PangoFontDescription *font)
{
  const char *family = pango_font_description_get_family (font);

  if (family == NULL)
    return;

  g_string_append (css, "font-family: \"");
  for (; *family != '\0'; family++)
    {
      if (*family == '"' || *family == '\\')
        g_string_append_c (css, '\\');
      if (!g_ascii_iscntrl (*family))
        g_string_append_c (css, *family);
    }
  g_string_append (css, "\"; ");
}

static void
update_css (GalleyTypography *self)
{
  PangoFontDescription *font = dup_font (self);
  g_autoptr (GString) css = g_string_new ("textview.galley-text, label.galley-placeholder { ");
  char size[G_ASCII_DTOSTR_BUF_SIZE];

  append_family (css, font);
  if ((pango_font_description_get_set_fields (font) & PANGO_FONT_MASK_WEIGHT) != 0)
    g_string_append_printf (css, "font-weight: %d; ", pango_font_description_get_weight (font));
  if (pango_font_description_get_style (font) != PANGO_STYLE_NORMAL)
    g_string_append (css, "font-style: italic; ");
  g_string_append_printf (css, "font-size: %spt; line-height: 1.5; }", g_ascii_formatd (size, sizeof size, "%.2f", get_size (self, font)));
  gtk_css_provider_load_from_data (self->provider, css->str, css->len);
  pango_font_description_free (font);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
notify_line_width (GalleyTypography *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE_WIDTH]);
}

static void
galley_typography_class_init (GalleyTypographyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_typography_get_property;
  object_class->dispose = galley_typography_dispose;

  /**
   * GalleyTypography:line-width: (getter get_line_width)
   *
   * How many characters a line has at most.
   */
  properties[PROP_LINE_WIDTH] = g_param_spec_int ("line-width", NULL, NULL, 0, G_MAXINT, 72, flags);
  /**
   * GalleyTypography:zoom: (getter get_zoom)
   *
   * How large the text is, in percent.
   */
  properties[PROP_ZOOM] = g_param_spec_int ("zoom", NULL, NULL, 0, G_MAXINT, 100, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_typography_init (GalleyTypography *self)
{
  self->provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-font-name", G_CALLBACK (update_css), self, G_CONNECT_SWAPPED);
}

/**
 * galley_typography_new:
 * @settings: Galley's settings: `editor-font`, `editor-line-width`, `editor-zoom`
 *
 * Returns: (transfer full): the looks of texts
 */
GalleyTypography *
galley_typography_new (GSettings *settings)
{
  GalleyTypography *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GALLEY_TYPE_TYPOGRAPHY, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::editor-font", G_CALLBACK (update_css), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::editor-zoom", G_CALLBACK (update_css), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::editor-line-width", G_CALLBACK (notify_line_width), self, G_CONNECT_SWAPPED);
  update_css (self);
  return self;
}

/**
 * galley_typography_get_line_width:
 * @self: the looks of texts
 *
 * Returns: how many characters a line has at most
 */
int
galley_typography_get_line_width (GalleyTypography *self)
{
  g_return_val_if_fail (GALLEY_IS_TYPOGRAPHY (self), 0);

  return g_settings_get_int (self->settings, "editor-line-width");
}

/**
 * galley_typography_get_zoom:
 * @self: the looks of texts
 *
 * Returns: how large the text is, in percent
 */
int
galley_typography_get_zoom (GalleyTypography *self)
{
  g_return_val_if_fail (GALLEY_IS_TYPOGRAPHY (self), 0);

  return g_settings_get_int (self->settings, "editor-zoom");
}

/**
 * galley_typography_zoom:
 * @self: the looks of texts
 * @steps: how many steps larger, or smaller when negative; 0 for the normal size
 *
 * Makes texts larger or smaller, in every window.
 */
void
galley_typography_zoom (GalleyTypography *self,
                        int               steps)
{
  int zoom;

  g_return_if_fail (GALLEY_IS_TYPOGRAPHY (self));

  zoom = steps == 0 ? 100 : galley_typography_get_zoom (self) + steps * ZOOM_STEP;
  g_settings_set_int (self->settings, "editor-zoom", CLAMP (zoom, LEAST_ZOOM, MOST_ZOOM));
}
