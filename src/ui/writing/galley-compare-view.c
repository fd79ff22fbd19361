/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-compare-view"

#include "galley-config.h"

#include "galley-compare-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "galley-diff.h"

/* What a pane needs for lines that can be read. */
#define LEAST_PANE_WIDTH 280

/* How long a pause in typing is until the texts are compared again, in milliseconds. */
#define PAUSE 200

#define TAG "galley-difference"

typedef struct
{
  GtkWidget       *box;
  GtkWidget       *title;
  GtkWidget       *scroller;
  GalleyTextView  *view;
  GtkSourceBuffer *buffer;  /* (owned) (nullable) */
  GSignalGroup    *signals; /* (owned) */
} Pane;

struct _GalleyCompareView
{
  GtkWidget parent_instance;

  Pane          panes[2]; /* the old text, the new text */
  GtkWidget    *separator;
  GalleyDiff   *diff;        /* (owned) (nullable) what was compared last */
  GCancellable *cancellable; /* (owned) (nullable) while the texts are compared */
  guint         pause;       /* the source that waits for a pause, or 0 */
  gboolean      following;   /* while one pane is scrolled because the other one was */
};

G_DEFINE_FINAL_TYPE (GalleyCompareView, galley_compare_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_N_CHANGES = 1,
} GalleyCompareViewProperty;

static GParamSpec *properties[PROP_N_CHANGES + 1];

/* Texts on their way to the thread that compares them. */
typedef struct
{
  char *texts[2]; /* (owned) */
} Job;

static void
free_job (Job *job)
{
  g_free (job->texts[0]);
  g_free (job->texts[1]);
  g_free (job);
}

static void
galley_compare_view_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch ((GalleyCompareViewProperty)property_id)
    {
    case PROP_N_CHANGES:
      g_value_set_int (value, galley_compare_view_get_n_changes (GALLEY_COMPARE_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static gboolean
is_side_by_side (int width)
{
  return width >= 2 * LEAST_PANE_WIDTH;
}

static void
galley_compare_view_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  GalleyCompareView *self = GALLEY_COMPARE_VIEW (widget);
  gboolean           add = orientation == GTK_ORIENTATION_VERTICAL;

  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    {
      int pane_minimum;
      int pane_natural;

      gtk_widget_measure (self->panes[i].box, orientation, -1, &pane_minimum, &pane_natural, NULL, NULL);
      *minimum = add ? *minimum + pane_minimum : MAX (*minimum, pane_minimum);
      *natural = add ? *natural + pane_natural : *natural + MAX (pane_natural, LEAST_PANE_WIDTH);
    }
}

static void
galley_compare_view_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  GalleyCompareView *self = GALLEY_COMPARE_VIEW (widget);
  gboolean           beside = is_side_by_side (width);
  gboolean           mirrored = beside && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int                first = beside ? (width - 1) / 2 : (height - 1) / 2;
  GtkAllocation      start = { 0, 0, beside ? first : width, beside ? height : first };
  GtkAllocation      line = { beside ? first : 0, beside ? 0 : first, beside ? 1 : width, beside ? height : 1 };
  GtkAllocation      end = { beside ? first + 1 : 0, beside ? 0 : first + 1, beside ? width - first - 1 : width, beside ? height : height - first - 1 };

  gtk_widget_size_allocate (self->panes[mirrored ? 1 : 0].box, &start, -1);
  gtk_widget_size_allocate (self->separator, &line, -1);
  gtk_widget_size_allocate (self->panes[mirrored ? 0 : 1].box, &end, -1);
}

static void
unmark (GtkSourceBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (buffer)), TAG);
  GtkTextIter start;
  GtkTextIter end;

  if (tag == NULL)
    return;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (buffer), tag, &start, &end);
}

static void
forget_comparison (GalleyCompareView *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->diff, galley_diff_free);
}

static void
galley_compare_view_dispose (GObject *object)
{
  GalleyCompareView *self = GALLEY_COMPARE_VIEW (object);

  forget_comparison (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    {
      Pane *pane = &self->panes[i];

      if (pane->buffer != NULL)
        unmark (pane->buffer);
      g_clear_object (&pane->buffer);
      g_clear_object (&pane->signals);
      g_clear_pointer (&pane->box, gtk_widget_unparent);
    }
  g_clear_pointer (&self->separator, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_compare_view_parent_class)->dispose (object);
}

/* Red and green of the desktop's palette, pale enough for text on them; who cannot tell them apart sees what is struck out. */
static GtkTextTag *
ensure_tag (GtkSourceBuffer *buffer,
            gboolean         added)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean         dark = adw_style_manager_get_dark (style);
  GtkTextTag      *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (buffer)), TAG);

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), TAG, NULL);
  if (added)
    g_object_set (tag, "background", dark ? "#1d4d36" : "#cdf0dc", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  else
    g_object_set (tag, "background", dark ? "#5c2228" : "#fbd9d7", "strikethrough", adw_style_manager_get_high_contrast (style), NULL);
  return tag;
}

static void
mark_pane (GalleyCompareView *self,
           gboolean           added)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->panes[added].buffer);
  GtkTextTag    *tag = ensure_tag (self->panes[added].buffer, added);

  unmark (self->panes[added].buffer);
  for (guint i = 0; i < galley_diff_get_n_spans (self->diff); i++)
    {
      const GalleyDiffSpan  *span = galley_diff_get_span (self->diff, i);
      const GalleyTextRange *range = added ? &span->new_range : &span->old_range;
      GtkTextIter            start;
      GtkTextIter            end;

      if (span->kind != (added ? GALLEY_DIFF_ADDED : GALLEY_DIFF_REMOVED))
        continue;
      gtk_text_buffer_get_iter_at_offset (buffer, &start, range->first_character);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, range->first_character + range->n_characters);
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    }
}

static void
compare_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, galley_diff_new (job->texts[0], job->texts[1], GALLEY_DIFF_READABLE), (GDestroyNotify)galley_diff_free);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GalleyCompareView) self = user_data;
  GalleyDiff *diff = g_task_propagate_pointer (G_TASK (result), NULL);

  /* What was cancelled is another text by now. */
  if (diff == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->diff, galley_diff_free);
  self->diff = diff;
  mark_pane (self, FALSE);
  mark_pane (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHANGES]);
}

static char *
dup_text (GtkSourceBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (buffer), &start, &end, TRUE);
}

static void
compare (GalleyCompareView *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->panes[0].buffer == NULL || self->panes[1].buffer == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    job->texts[i] = dup_text (self->panes[i].buffer);
  /* No source: the thread might be the last to let go of the widget. */
  task = g_task_new (NULL, self->cancellable, compared_cb, g_object_ref (self));
  g_task_set_source_tag (task, compare);
  g_task_set_task_data (task, job, (GDestroyNotify)free_job);
  g_task_run_in_thread (task, compare_in_thread);
}

static gboolean
pause_cb (gpointer data)
{
  GalleyCompareView *self = data;

  self->pause = 0;
  compare (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GalleyCompareView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
}

/* Where a place of one text is in the other one. */
static gsize
map_offset (GalleyDiff *diff,
            gsize       offset,
            gboolean    from_new)
{
  for (guint i = 0; i < galley_diff_get_n_spans (diff); i++)
    {
      const GalleyDiffSpan  *span = galley_diff_get_span (diff, i);
      const GalleyTextRange *from = from_new ? &span->new_range : &span->old_range;
      const GalleyTextRange *to = from_new ? &span->old_range : &span->new_range;

      if (offset < from->first_character + from->n_characters)
        return to->first_character + (span->kind == GALLEY_DIFF_EQUAL ? offset - from->first_character : 0);
    }
  return G_MAXINT;
}

/* The place at the top of the one is brought to the top of the other, as far into its line. */
static void
follow (GalleyCompareView *self,
        guint              leader)
{
  GtkTextView   *from = GTK_TEXT_VIEW (self->panes[leader].view);
  GtkTextView   *to = GTK_TEXT_VIEW (self->panes[!leader].view);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (to));
  GdkRectangle   visible;
  GdkRectangle   from_line;
  GdkRectangle   to_line;
  GtkTextIter    iter;
  gsize          offset;

  gtk_text_view_get_visible_rect (from, &visible);
  gtk_text_view_get_iter_at_location (from, &iter, 0, visible.y);
  gtk_text_view_get_iter_location (from, &iter, &from_line);
  offset = map_offset (self->diff, gtk_text_iter_get_offset (&iter), leader == 1);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (to), &iter, MIN (offset, G_MAXINT));
  gtk_text_view_get_iter_location (to, &iter, &to_line);
  gtk_adjustment_set_value (adjustment, to_line.y + visible.y - from_line.y + gtk_text_view_get_top_margin (to));
}

static void
scrolled_cb (GtkAdjustment     *adjustment,
             GalleyCompareView *self)
{
  guint leader = adjustment == gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->panes[1].view));

  if (self->following || self->diff == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->following = TRUE;
  follow (self, leader);
  self->following = FALSE;
}

static void
build_pane (GalleyCompareView *self,
            Pane              *pane)
{
  pane->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (pane->box, GTK_WIDGET (self));
  pane->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "margin-start", 18, "margin-end", 18, "margin-top", 6, "margin-bottom", 6,
                              "ellipsize", PANGO_ELLIPSIZE_END, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (pane->title, "caption-heading");
  gtk_box_append (GTK_BOX (pane->box), pane->title);

  pane->view = g_object_new (GALLEY_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "left-margin", 18, "right-margin", 18,
                             "top-margin", 6, "bottom-margin", 36, "editable", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (pane->view), "galley-text");
  pane->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", pane->view, "vexpand", TRUE, "hexpand", TRUE,
                                 "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  gtk_box_append (GTK_BOX (pane->box), pane->scroller);
  g_signal_connect (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (pane->view)), "value-changed", G_CALLBACK (scrolled_cb), self);

  pane->signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (pane->signals, "changed", G_CALLBACK (changed_cb), self);
}

static void
galley_compare_view_class_init (GalleyCompareViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_compare_view_get_property;
  object_class->dispose = galley_compare_view_dispose;
  widget_class->measure = galley_compare_view_measure;
  widget_class->size_allocate = galley_compare_view_size_allocate;

  /**
   * GalleyCompareView:n-changes: (getter get_n_changes)
   *
   * In how many places the texts differ; -1 as long as that is not known.
   */
  properties[PROP_N_CHANGES] = g_param_spec_int ("n-changes", NULL, NULL, -1, G_MAXINT, -1, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "compareview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
galley_compare_view_init (GalleyCompareView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  build_pane (self, &self->panes[0]);
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
  build_pane (self, &self->panes[1]);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_compare_view_new:
 *
 * Returns: a view without texts
 */
GtkWidget *
galley_compare_view_new (void)
{
  return g_object_new (GALLEY_TYPE_COMPARE_VIEW, NULL);
}

/**
 * galley_compare_view_set_titles:
 * @self: a view
 * @old_title: what the first text is
 * @new_title: what the second text is
 *
 * Says what is compared, for eyes and for screen readers.
 */
void
galley_compare_view_set_titles (GalleyCompareView *self,
                                const char        *old_title,
                                const char        *new_title)
{
  const char *titles[2] = { old_title, new_title };

  g_return_if_fail (GALLEY_IS_COMPARE_VIEW (self));
  g_return_if_fail (old_title != NULL && new_title != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    {
      gtk_label_set_label (GTK_LABEL (self->panes[i].title), titles[i]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->panes[i].view), GTK_ACCESSIBLE_PROPERTY_LABEL, titles[i], -1);
    }
}

/**
 * galley_compare_view_set_editable:
 * @self: a view
 * @editable: whether the texts can be written in
 */
void
galley_compare_view_set_editable (GalleyCompareView *self,
                                  gboolean           editable)
{
  g_return_if_fail (GALLEY_IS_COMPARE_VIEW (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    gtk_text_view_set_editable (GTK_TEXT_VIEW (self->panes[i].view), editable);
}

/**
 * galley_compare_view_set_buffers:
 * @self: a view
 * @old_buffer: (nullable): the first text
 * @new_buffer: (nullable): the second text
 *
 * Compares two texts.  While they are shown, what differs is marked in the buffers themselves.
 */
void
galley_compare_view_set_buffers (GalleyCompareView *self,
                                 GtkSourceBuffer   *old_buffer,
                                 GtkSourceBuffer   *new_buffer)
{
  GtkSourceBuffer *buffers[2] = { old_buffer, new_buffer };

  g_return_if_fail (GALLEY_IS_COMPARE_VIEW (self));

  if (self->panes[0].buffer == old_buffer && self->panes[1].buffer == new_buffer)
    return;

  forget_comparison (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    {
      Pane *pane = &self->panes[i];

      if (pane->buffer != NULL)
        unmark (pane->buffer);
      g_set_object (&pane->buffer, buffers[i]);
      g_signal_group_set_target (pane->signals, buffers[i]);
      gtk_text_view_set_buffer (GTK_TEXT_VIEW (pane->view), GTK_TEXT_BUFFER (buffers[i]));
    }
  compare (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHANGES]);
}

/**
 * galley_compare_view_get_old_view:
 * @self: a view
 *
 * Returns: (transfer none): where the first text is shown
 */
GalleyTextView *
galley_compare_view_get_old_view (GalleyCompareView *self)
{
  g_return_val_if_fail (GALLEY_IS_COMPARE_VIEW (self), NULL);

  return self->panes[0].view;
}

/**
 * galley_compare_view_get_new_view:
 * @self: a view
 *
 * Returns: (transfer none): where the second text is shown
 */
GalleyTextView *
galley_compare_view_get_new_view (GalleyCompareView *self)
{
  g_return_val_if_fail (GALLEY_IS_COMPARE_VIEW (self), NULL);

  return self->panes[1].view;
}

/**
 * galley_compare_view_get_n_changes:
 * @self: a view
 *
 * Returns: in how many places the texts differ; -1 as long as that is not known
 */
int
galley_compare_view_get_n_changes (GalleyCompareView *self)
{
  g_return_val_if_fail (GALLEY_IS_COMPARE_VIEW (self), -1);

  return self->diff != NULL ? (int)galley_diff_get_n_changes (self->diff) : -1;
}

/* Some lines above are seen as well, so that one knows where one is. */
static void
show_place (Pane *pane,
            gsize offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pane->buffer);
  GtkTextIter    place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, (int)MIN (offset, G_MAXINT));
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (pane->view), gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.3);
}

/**
 * galley_compare_view_show_first_change:
 * @self: a view, which has compared its texts
 *
 * Brings the first place where the texts differ into view.
 */
void
galley_compare_view_show_first_change (GalleyCompareView *self)
{
  g_return_if_fail (GALLEY_IS_COMPARE_VIEW (self));

  for (guint i = 0; self->diff != NULL && i < galley_diff_get_n_spans (self->diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (self->diff, i);

      if (span->kind == GALLEY_DIFF_EQUAL)
        continue;
      show_place (&self->panes[0], span->old_range.first_character);
      show_place (&self->panes[1], span->new_range.first_character);
      return;
    }
}
