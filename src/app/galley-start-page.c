/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-start-page"

#include "galley-config.h"

#include "galley-start-page.h"

struct _GalleyStartPage
{
  AdwBin parent_instance;

  GalleyOpening *opening; /* (owned) (nullable) */

  AdwStatusPage *status;
  GtkWidget     *spinner;
  GtkWidget     *try_again;
  GtkWidget     *set_up;
  GtkWidget     *preferences;
};

G_DEFINE_FINAL_TYPE (GalleyStartPage, galley_start_page, ADW_TYPE_BIN)

static const char *
get_icon (GalleyOpeningState state)
{
  switch (state)
    {
    case GALLEY_OPENING_FAILED:
      return "network-error-symbolic";
    case GALLEY_OPENING_NEEDS_SETUP:
      return "drive-harddisk-symbolic";
    case GALLEY_OPENING_CLOSED:
    case GALLEY_OPENING_WORKING:
    case GALLEY_OPENING_READY:
    default:
      return GALLEY_APP_ID;
    }
}

static void
update (GalleyStartPage *self)
{
  GalleyOpeningState state = galley_opening_get_state (self->opening);
  const char        *title = galley_opening_get_title (self->opening);
  const char        *message = galley_opening_get_message (self->opening);
  g_autofree char   *description = g_markup_escape_text (message != NULL ? message : "", -1);

  adw_status_page_set_icon_name (self->status, get_icon (state));
  adw_status_page_set_title (self->status, title != NULL ? title : "");
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->spinner, state == GALLEY_OPENING_WORKING);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), state == GALLEY_OPENING_WORKING);
  gtk_widget_set_visible (self->try_again, state == GALLEY_OPENING_FAILED);
  gtk_widget_set_visible (self->set_up, state == GALLEY_OPENING_NEEDS_SETUP);
  gtk_widget_set_visible (self->preferences, state == GALLEY_OPENING_FAILED || state == GALLEY_OPENING_NEEDS_SETUP);
}

static void
try_again_cb (GalleyStartPage *self,
              GtkButton       *button)
{
  galley_opening_start (self->opening);
}

static void
set_up_cb (GalleyStartPage *self,
           GtkButton       *button)
{
  galley_opening_set_up (self->opening);
}

static void
galley_start_page_dispose (GObject *object)
{
  GalleyStartPage *self = GALLEY_START_PAGE (object);

  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_data (self->opening, self);
  g_clear_object (&self->opening);
  G_OBJECT_CLASS (galley_start_page_parent_class)->dispose (object);
}

static void
galley_start_page_class_init (GalleyStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_start_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/app/galley-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyStartPage, status);
  gtk_widget_class_bind_template_child (widget_class, GalleyStartPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, GalleyStartPage, try_again);
  gtk_widget_class_bind_template_child (widget_class, GalleyStartPage, set_up);
  gtk_widget_class_bind_template_child (widget_class, GalleyStartPage, preferences);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
}

static void
galley_start_page_init (GalleyStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_start_page_set_opening:
 * @self: the page
 * @opening: (nullable): the database that is being opened
 *
 * Shows how a database is being opened.
 */
void
galley_start_page_set_opening (GalleyStartPage *self,
                               GalleyOpening   *opening)
{
  g_return_if_fail (GALLEY_IS_START_PAGE (self));

  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_data (self->opening, self);
  g_set_object (&self->opening, opening);
  if (opening == NULL)
    return;

  g_signal_connect_object (opening, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
