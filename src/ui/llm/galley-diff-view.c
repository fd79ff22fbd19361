/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-diff-view"

#include "galley-config.h"

#include "galley-diff-view.h"

#include <glib/gi18n.h>

#include "galley-diff.h"
#include "galley-growth.h"

struct _GalleyDiffView
{
  AdwBin parent_instance;

  GalleyDiff *diff;     /* (owned) (nullable) */
  gboolean   *accepted; /* (owned) (nullable) by the number of the change */

  GtkScrolledWindow *scroller;
  GtkTextView       *view;
  GtkTextBuffer     *buffer; /* of the view */
  GtkTextTag        *removed;
  GtkTextTag        *added;
  GtkTextTag        *kept;     /* what would be removed, and is not taken */
  GtkTextTag        *left_out; /* what would be added, and is not taken */
};

G_DEFINE_FINAL_TYPE (GalleyDiffView, galley_diff_view, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHOSEN,
} GalleyDiffViewSignal;

static guint signals[SIGNAL_CHOSEN + 1];

static void
galley_diff_view_dispose (GObject *object)
{
  GalleyDiffView *self = GALLEY_DIFF_VIEW (object);

  g_clear_pointer (&self->diff, galley_diff_free);
  g_clear_pointer (&self->accepted, g_free);
  G_OBJECT_CLASS (galley_diff_view_parent_class)->dispose (object);
}

static const char *
get_span_text (GalleyDiffView       *self,
               const GalleyDiffSpan *span,
               gsize                *length)
{
  const GalleyTextRange *range = span->kind == GALLEY_DIFF_REMOVED ? &span->old_range : &span->new_range;
  const char            *text = span->kind == GALLEY_DIFF_REMOVED ? galley_diff_get_old_text (self->diff) : galley_diff_get_new_text (self->diff);

  *length = range->length;
  return text + range->start;
}

static GtkTextTag *
choose_tag (GalleyDiffView       *self,
            const GalleyDiffSpan *span)
{
  gboolean accepted = span->change < 0 || self->accepted[span->change];

  if (span->kind == GALLEY_DIFF_REMOVED)
    return accepted ? self->removed : self->kept;
  return accepted ? self->added : self->left_out;
}

static void
insert_span (GalleyDiffView       *self,
             const GalleyDiffSpan *span)
{
  GtkTextIter end;
  gsize       length;
  const char *text = get_span_text (self, span, &length);

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (span->kind == GALLEY_DIFF_EQUAL)
    gtk_text_buffer_insert (self->buffer, &end, text, (int)length);
  else
    gtk_text_buffer_insert_with_tags (self->buffer, &end, text, (int)length, choose_tag (self, span), NULL);
}

static void
fill (GalleyDiffView *self)
{
  gtk_text_buffer_set_text (self->buffer, "", 0);
  for (guint i = 0; self->diff != NULL && i < galley_diff_get_n_spans (self->diff); i++)
    insert_span (self, galley_diff_get_span (self->diff, i));
}

static gsize
count_characters (const GalleyDiffSpan *span)
{
  return span->kind == GALLEY_DIFF_REMOVED ? span->old_range.n_characters : span->new_range.n_characters;
}

/* Which change a character of what is shown belongs to; -1 for none. */
static int
find_change (GalleyDiffView *self,
             int             offset)
{
  gsize start = 0;

  for (guint i = 0; self->diff != NULL && i < galley_diff_get_n_spans (self->diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (self->diff, i);
      gsize                 end = start + count_characters (span);

      if ((gsize)offset >= start && (gsize)offset < end)
        return span->change;
      start = end;
    }
  return -1;
}

static void
tag_span (GalleyDiffView       *self,
          gsize                 start,
          const GalleyDiffSpan *span)
{
  GtkTextIter first, last;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &first, (int)start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &last, (int)(start + count_characters (span)));
  gtk_text_buffer_remove_all_tags (self->buffer, &first, &last);
  gtk_text_buffer_apply_tag (self->buffer, choose_tag (self, span), &first, &last);
}

static void
tag_change (GalleyDiffView *self,
            int             change)
{
  gsize start = 0;

  for (guint i = 0; i < galley_diff_get_n_spans (self->diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (self->diff, i);

      if (span->change == change)
        tag_span (self, start, span);
      start += count_characters (span);
    }
}

static void
toggle_change (GalleyDiffView *self,
               int             offset)
{
  int change = find_change (self, offset);

  if (change < 0)
    return;

  self->accepted[change] = !self->accepted[change];
  tag_change (self, change);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
clicked_cb (GalleyDiffView  *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  GtkTextIter iter;
  int         buffer_x, buffer_y;

  if (gtk_text_buffer_get_has_selection (self->buffer))
    return;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);
  if (gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
    toggle_change (self, gtk_text_iter_get_offset (&iter));
}

static void
toggle_at_cursor_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  GalleyDiffView *self = GALLEY_DIFF_VIEW (widget);
  GtkTextIter     iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  toggle_change (self, gtk_text_iter_get_offset (&iter));
}

static void
style_changed_cb (GalleyDiffView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  g_object_set (self->removed, "foreground", dark ? "#ff938c" : "#a51d2d", "background", dark ? "#4c1f22" : "#fbe1e1", NULL);
  g_object_set (self->added, "foreground", dark ? "#8ff0a4" : "#1a5f3c", "background", dark ? "#143d28" : "#daf3e3", NULL);
  g_object_set (self->kept, "background", dark ? "#3d3846" : "#ebebed", NULL);
  g_object_set (self->left_out, "foreground", dark ? "#9a9996" : "#6a696f", NULL);
}

/* What is added is underlined and what is removed struck through, since colours alone say nothing to many eyes. */
static void
make_tags (GalleyDiffView *self)
{
  self->removed = gtk_text_buffer_create_tag (self->buffer, NULL, "strikethrough", TRUE, NULL);
  self->added = gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  self->kept = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->left_out = gtk_text_buffer_create_tag (self->buffer, NULL, "strikethrough", TRUE, "style", PANGO_STYLE_ITALIC,
                                               "scale", 0.9, NULL);
}

static void
galley_diff_view_class_init (GalleyDiffViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_diff_view_dispose;

  /**
   * GalleyDiffView::chosen:
   * @self: the object
   *
   * A change was left out, or taken again.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", GALLEY_TYPE_DIFF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-diff-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyDiffView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyDiffView, view);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_install_action (widget_class, "diff.toggle", NULL, toggle_at_cursor_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "diff.toggle", NULL);
}

static void
galley_diff_view_init (GalleyDiffView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->view);
  galley_growth_watch (self->scroller);
  make_tags (self);
  style_changed_cb (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_diff_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing yet
 */
GtkWidget *
galley_diff_view_new (void)
{
  return g_object_new (GALLEY_TYPE_DIFF_VIEW, NULL);
}

/**
 * galley_diff_view_set_texts:
 * @self: the view
 * @old_text: what is there
 * @new_text: what is proposed
 *
 * Compares two texts.  All changes are taken at first.
 */
void
galley_diff_view_set_texts (GalleyDiffView *self,
                            const char     *old_text,
                            const char     *new_text)
{
  guint n_changes;

  g_return_if_fail (GALLEY_IS_DIFF_VIEW (self));
  g_return_if_fail (old_text != NULL && new_text != NULL);

  g_clear_pointer (&self->diff, galley_diff_free);
  g_free (self->accepted);
  self->diff = galley_diff_new (old_text, new_text, GALLEY_DIFF_READABLE);
  n_changes = galley_diff_get_n_changes (self->diff);
  self->accepted = g_new (gboolean, n_changes + 1);
  for (guint i = 0; i < n_changes; i++)
    self->accepted[i] = TRUE;
  fill (self);
  galley_growth_begin_again (self->scroller);
}

/**
 * galley_diff_view_get_result:
 * @self: a view that has texts
 *
 * Returns: (transfer full): the old text with the changes that are taken
 */
char *
galley_diff_view_get_result (GalleyDiffView *self)
{
  g_return_val_if_fail (GALLEY_IS_DIFF_VIEW (self), NULL);
  g_return_val_if_fail (self->diff != NULL, NULL);

  return galley_diff_apply (self->diff, self->accepted);
}

/**
 * galley_diff_view_get_n_changes:
 * @self: the view
 *
 * Returns: how many changes there are
 */
guint
galley_diff_view_get_n_changes (GalleyDiffView *self)
{
  g_return_val_if_fail (GALLEY_IS_DIFF_VIEW (self), 0);

  return self->diff != NULL ? galley_diff_get_n_changes (self->diff) : 0;
}

/**
 * galley_diff_view_get_n_accepted:
 * @self: the view
 *
 * Returns: how many of the changes are taken
 */
guint
galley_diff_view_get_n_accepted (GalleyDiffView *self)
{
  guint n_accepted = 0;

  g_return_val_if_fail (GALLEY_IS_DIFF_VIEW (self), 0);

  for (guint i = 0; i < galley_diff_view_get_n_changes (self); i++)
    n_accepted += self->accepted[i] ? 1 : 0;
  return n_accepted;
}

/**
 * galley_diff_view_is_of:
 * @self: the view
 * @old_text: what is there
 *
 * Returns: whether what is shown was compared with this text
 */
gboolean
galley_diff_view_is_of (GalleyDiffView *self,
                        const char     *old_text)
{
  g_return_val_if_fail (GALLEY_IS_DIFF_VIEW (self), FALSE);

  return self->diff != NULL && g_strcmp0 (galley_diff_get_old_text (self->diff), old_text) == 0;
}
