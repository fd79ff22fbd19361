/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-toast"

#include "galley-config.h"

#include "galley-toast.h"

#include <glib/gi18n-lib.h>

/* The one of the window, unless a dialog has its own.  Titles are markup at this version, and texts are a person's. */
/* The toast of an overlay that offers to take something back. */
#define UNDO_TOAST "galley-undo-toast"

static void
undo_dismissed_cb (AdwToast *toast,
                   gpointer  overlay)
{
  if (g_object_get_data (overlay, UNDO_TOAST) == toast)
    g_object_set_data (overlay, UNDO_TOAST, NULL);
}

static void
dismiss_undo_cb (gpointer overlay)
{
  AdwToast *toast = g_object_get_data (overlay, UNDO_TOAST);

  if (toast != NULL)
    adw_toast_dismiss (toast);
  g_object_unref (overlay);
}

static AdwToast *
add_toast (GtkWidget  *from,
           const char *text,
           const char *button,
           const char *action)
{
  GtkWidget       *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast        *toast;

  if (overlay == NULL)
    {
      g_message ("%s", text);
      return NULL;
    }

  toast = adw_toast_new (title);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  return toast;
}

/**
 * galley_toast_show:
 * @from: a widget in the window that is concerned
 * @text: what to say, plain text
 *
 * Says something in passing.  Without a window to say it in it is logged.
 */
void
galley_toast_show (GtkWidget  *from,
                   const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  add_toast (from, text, NULL, NULL);
}

/**
 * galley_toast_show_error:
 * @from: a widget in the window that is concerned
 * @what: what could not be done: “The section could not be moved”
 * @error: why; a cancelled operation is not spoken of
 *
 * Says that something failed, and why.
 */
void
galley_toast_show_error (GtkWidget    *from,
                         const char   *what,
                         const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (what != NULL && error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Translators: what failed, and why */
  text = g_strdup_printf (_ ("%s: %s"), what, error->message);
  add_toast (from, text, NULL, NULL);
}

/**
 * galley_toast_show_undo:
 * @from: a widget in the window that is concerned
 * @text: what was done, plain text: “Section deleted”
 *
 * Says what was done, and offers to take it back (action `win.undo`), in place of what was offered before.
 */
void
galley_toast_show_undo (GtkWidget  *from,
                        const char *text)
{
  GtkWidget *overlay;
  AdwToast  *before, *toast;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  before = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), UNDO_TOAST) : NULL;
  if (before != NULL)
    adw_toast_dismiss (before);

  toast = add_toast (from, text, _ ("_Undo"), "win.undo");
  if (toast == NULL)
    return;
  g_object_set_data (G_OBJECT (overlay), UNDO_TOAST, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (undo_dismissed_cb), overlay, 0);
}

/**
 * galley_toast_dismiss_undo:
 * @from: a widget in the window that is concerned
 *
 * Takes the offer to take something back away, soon: something was taken back, and the offer would be for another step by now.
 */
void
galley_toast_dismiss_undo (GtkWidget *from)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (from));

  overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  /* Not now: a toast whose button was pressed dismisses itself. */
  if (overlay != NULL)
    g_idle_add_once (dismiss_undo_cb, g_object_ref (overlay));
}
