/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-growth"

#include "galley-growth.h"

#define LEAST "galley-growth-least"
#define IDLE  "galley-growth-idle"

static gboolean
grow_cb (gpointer user_data)
{
  GtkScrolledWindow *scroller = user_data;
  GtkAdjustment     *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  int                least = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (scroller), LEAST));
  int                most = gtk_scrolled_window_get_max_content_height (scroller);
  int                wanted = (int)gtk_adjustment_get_upper (adjustment);

  g_object_steal_data (G_OBJECT (scroller), IDLE);
  gtk_scrolled_window_set_min_content_height (scroller, CLAMP (wanted, least, most));
  return G_SOURCE_REMOVE;
}

static void
remove_idle (gpointer idle)
{
  g_source_remove (GPOINTER_TO_UINT (idle));
}

/* Not at once: sizes are being given just now. */
static void
changed_cb (GtkScrolledWindow *scroller)
{
  guint idle;

  if (g_object_get_data (G_OBJECT (scroller), IDLE) != NULL)
    return;

  idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, grow_cb, scroller, NULL);
  g_object_set_data_full (G_OBJECT (scroller), IDLE, GUINT_TO_POINTER (idle), remove_idle);
}

/**
 * galley_growth_watch:
 * @scroller: a scrolled window around a text, whose least and most height of the content are set
 *
 * Has a text take as much room as it needs, between these two.  To ask for its natural height is not enough in a #GtkListBox, which gives
 * its rows the least height that they can have.
 */
void
galley_growth_watch (GtkScrolledWindow *scroller)
{
  int least;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  least = gtk_scrolled_window_get_min_content_height (scroller);
  g_object_set_data (G_OBJECT (scroller), LEAST, GINT_TO_POINTER (MAX (least, 0)));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "notify::upper", G_CALLBACK (changed_cb), scroller,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_growth_begin_again:
 * @scroller: a scrolled window that is watched, whose text is another one now
 *
 * Gives back room that the text may not need any more: what it needs is only told where there is less.
 */
void
galley_growth_begin_again (GtkScrolledWindow *scroller)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  if (gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    gtk_scrolled_window_set_min_content_height (scroller, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (scroller), LEAST)));
}
