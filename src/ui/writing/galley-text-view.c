/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-text-view"

#include "galley-config.h"

#include "galley-text-view.h"

#include <string.h>

#include "galley-markdown-editing.h"
#include "galley-text-buffer.h"

/* How much of the other paragraphs is seen when they step back: enough to be read by who looks there. */
#define DIMMED 0.5f

/* The tag of a word that was looked for. */
#define HIT_TAG "galley-hit"

struct _GalleyTextView
{
  GtkSourceView parent_instance;

  GSignalGroup *buffer_signals; /* (owned) */
  gboolean      single_line;
  gboolean      dim;
  gboolean      shows_hit; /* a word is marked until the cursor moves */
  guint         scrolling; /* the tick callback that scrolls as soon as there is a page; 0 for none */
};

G_DEFINE_FINAL_TYPE (GalleyTextView, galley_text_view, GTK_SOURCE_TYPE_VIEW)

typedef enum
{
  PROP_SINGLE_LINE = 1,
  PROP_DIM,
} GalleyTextViewProperty;

static GParamSpec *properties[PROP_DIM + 1];

enum
{
  RESTYLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
galley_text_view_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (object);

  switch ((GalleyTextViewProperty)property_id)
    {
    case PROP_SINGLE_LINE:
      g_value_set_boolean (value, self->single_line);
      break;
    case PROP_DIM:
      g_value_set_boolean (value, self->dim);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_text_view_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (object);

  switch ((GalleyTextViewProperty)property_id)
    {
    case PROP_SINGLE_LINE:
      galley_text_view_set_single_line (self, g_value_get_boolean (value));
      break;
    case PROP_DIM:
      galley_text_view_set_dim (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_text_view_dispose (GObject *object)
{
  g_clear_object (&GALLEY_TEXT_VIEW (object)->buffer_signals);
  G_OBJECT_CLASS (galley_text_view_parent_class)->dispose (object);
}

static GtkTextBuffer *
get_buffer (GalleyTextView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static gboolean
is_markdown (GalleyTextView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  return GALLEY_IS_TEXT_BUFFER (buffer) && galley_text_buffer_get_markdown (GALLEY_TEXT_BUFFER (buffer));
}

static void
galley_text_view_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (galley_text_view_parent_class)->css_changed (widget, change);
  g_signal_emit (widget, signals[RESTYLED], 0);
}

/* Where the paragraph that has the cursor begins and ends, in the coordinates of the buffer. */
static void
get_current_paragraph (GalleyTextView *self,
                       int            *top,
                       int            *bottom)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter    cursor;
  int            height;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (&cursor, 0);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &cursor, top, &height);
  *bottom = *top + height;
}

static gboolean
thaw_cb (gpointer adjustment)
{
  g_object_thaw_notify (G_OBJECT (adjustment));
  return G_SOURCE_REMOVE;
}

/* What is highlighted while it is drawn may get another size, and a scroll bar that heard of it now would be drawn, right after
 * this, without an allocation, of which GTK warns.  It hears of it before the next frame. */
static void
galley_text_view_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));

  if (adjustment != NULL)
    {
      g_object_freeze_notify (G_OBJECT (adjustment));
      g_idle_add_full (G_PRIORITY_HIGH, thaw_cb, g_object_ref (adjustment), g_object_unref);
    }
  GTK_WIDGET_CLASS (galley_text_view_parent_class)->snapshot (widget, snapshot);
}

/* What is drawn here is moved along with the text.  The paper over the other paragraphs is cheaper than giving them a colour: nothing is laid out anew. */
static void
galley_text_view_snapshot_layer (GtkTextView     *view,
                                 GtkTextViewLayer layer,
                                 GtkSnapshot     *snapshot)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (view);
  GdkRectangle    visible;
  GdkRGBA         paper;
  int             top;
  int             bottom;

  GTK_TEXT_VIEW_CLASS (galley_text_view_parent_class)->snapshot_layer (view, layer, snapshot);
  if (layer != GTK_TEXT_VIEW_LAYER_ABOVE_TEXT || !self->dim)
    return;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "view_bg_color", &paper))
    return;
  paper.alpha = 1.f - DIMMED;
  gtk_text_view_get_visible_rect (view, &visible);
  get_current_paragraph (self, &top, &bottom);
  if (top > visible.y)
    gtk_snapshot_append_color (snapshot, &paper, &GRAPHENE_RECT_INIT (visible.x, visible.y, visible.width, top - visible.y));
  if (bottom < visible.y + visible.height)
    gtk_snapshot_append_color (snapshot, &paper, &GRAPHENE_RECT_INIT (visible.x, bottom, visible.width, visible.y + visible.height - bottom));
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GtkTextBuffer *buffer = get_buffer (GALLEY_TEXT_VIEW (widget));

  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)) && gtk_text_buffer_get_can_undo (buffer))
    {
      gtk_text_buffer_undo (buffer);
      galley_text_view_keep_cursor_visible (GALLEY_TEXT_VIEW (widget));
    }
  else
    {
      gtk_widget_activate_action (widget, "win.undo", NULL);
    }
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GtkTextBuffer *buffer = get_buffer (GALLEY_TEXT_VIEW (widget));

  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)) && gtk_text_buffer_get_can_redo (buffer))
    {
      gtk_text_buffer_redo (buffer);
      galley_text_view_keep_cursor_visible (GALLEY_TEXT_VIEW (widget));
    }
  else
    {
      gtk_widget_activate_action (widget, "win.redo", NULL);
    }
}

static void
mark_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (widget);

  if (!is_markdown (self) || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    gtk_widget_error_bell (widget);
  else if (g_str_equal (action, "text-view.link"))
    galley_markdown_editing_make_link (get_buffer (self));
  else
    galley_markdown_editing_toggle (get_buffer (self), g_str_equal (action, "text-view.bold") ? "**" : "*");
}

static void
leave_single_line (GalleyTextView *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

/* Before the input method and the view: a list goes on in the next line, and a heading has one line only. */
static gboolean
key_pressed_cb (GalleyTextView        *self,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)) == 0;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return GDK_EVENT_PROPAGATE;

  if (self->single_line && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter))
    {
      leave_single_line (self);
      return GDK_EVENT_STOP;
    }
  if (!is_markdown (self) || gtk_text_buffer_get_has_selection (get_buffer (self)))
    return GDK_EVENT_PROPAGATE;
  if (plain && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && galley_markdown_editing_continue_list (get_buffer (self)))
    {
      galley_text_view_keep_cursor_visible (self);
      return GDK_EVENT_STOP;
    }
  if (plain && key == GDK_KEY_Tab && galley_markdown_editing_indent_item (get_buffer (self), TRUE))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_ISO_Left_Tab && (state & GDK_CONTROL_MASK) == 0 && galley_markdown_editing_indent_item (get_buffer (self), FALSE))
    return GDK_EVENT_STOP;

  return GDK_EVENT_PROPAGATE;
}

/* What is pasted or dropped into a single line gets blanks for its line breaks, before anybody sees it. */
static void
insert_text_cb (GalleyTextView *self,
                GtkTextIter    *position,
                char           *text,
                int             length,
                GtkTextBuffer  *buffer)
{
  g_autofree char *line = NULL;

  if (!self->single_line || length == 0 || (memchr (text, '\n', length) == NULL && memchr (text, '\r', length) == NULL))
    return;

  line = g_strndup (text, length);
  g_strdelimit (line, "\r\n", ' ');
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, position, line, -1);
}

static void
forget_hit (GalleyTextView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextTag    *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), HIT_TAG);
  GtkTextIter    start;
  GtkTextIter    end;

  self->shows_hit = FALSE;
  if (tag == NULL)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
}

static void
cursor_moved_cb (GalleyTextView *self)
{
  if (self->dim)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->shows_hit)
    forget_hit (self);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "text-view.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "text-view.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "text-view.bold", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "text-view.italic", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "text-view.link", NULL, mark_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "text-view.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "text-view.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "text-view.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "text-view.bold", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "text-view.italic", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "text-view.link", NULL);
}

static void
galley_text_view_class_init (GalleyTextViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_text_view_get_property;
  object_class->set_property = galley_text_view_set_property;
  object_class->dispose = galley_text_view_dispose;
  widget_class->css_changed = galley_text_view_css_changed;
  widget_class->snapshot = galley_text_view_snapshot;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = galley_text_view_snapshot_layer;

  /**
   * GalleyTextView:single-line: (getter get_single_line) (setter set_single_line)
   *
   * Whether the text is one line, which may be wrapped: Enter leaves it.
   */
  properties[PROP_SINGLE_LINE] = g_param_spec_boolean ("single-line", NULL, NULL, FALSE, flags);
  /**
   * GalleyTextView:dim: (getter get_dim) (setter set_dim)
   *
   * Whether all paragraphs but the current one step back.
   */
  properties[PROP_DIM] = g_param_spec_boolean ("dim", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleyTextView::restyled:
   * @self: the view
   *
   * The font may be another one.
   */
  signals[RESTYLED] = g_signal_new ("restyled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  install_actions (widget_class);
}

static void
galley_text_view_init (GalleyTextView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self);
  g_object_bind_property (self, "buffer", self->buffer_signals, "target", G_BINDING_SYNC_CREATE);
}

/**
 * galley_text_view_get_single_line:
 * @self: a view
 *
 * Returns: whether the text is one line
 */
gboolean
galley_text_view_get_single_line (GalleyTextView *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_VIEW (self), FALSE);

  return self->single_line;
}

/**
 * galley_text_view_set_single_line:
 * @self: a view
 * @single_line: whether the text is one line
 */
void
galley_text_view_set_single_line (GalleyTextView *self,
                                  gboolean        single_line)
{
  g_return_if_fail (GALLEY_IS_TEXT_VIEW (self));

  if (self->single_line == single_line)
    return;

  self->single_line = single_line;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINGLE_LINE]);
}

/**
 * galley_text_view_get_dim:
 * @self: a view
 *
 * Returns: whether all paragraphs but the current one step back
 */
gboolean
galley_text_view_get_dim (GalleyTextView *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_VIEW (self), FALSE);

  return self->dim;
}

/**
 * galley_text_view_set_dim:
 * @self: a view
 * @dim: whether all paragraphs but the current one step back
 */
void
galley_text_view_set_dim (GalleyTextView *self,
                          gboolean        dim)
{
  g_return_if_fail (GALLEY_IS_TEXT_VIEW (self));

  if (self->dim == dim)
    return;

  self->dim = dim;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIM]);
}

/**
 * galley_text_view_get_column_width:
 * @self: a view
 * @n_characters: how many characters a line may have
 *
 * Tells how wide a column of text is in the view's font.
 *
 * Returns: pixels
 */
int
galley_text_view_get_column_width (GalleyTextView *self,
                                   int             n_characters)
{
  PangoContext     *context;
  PangoFontMetrics *metrics;
  int               width;

  g_return_val_if_fail (GALLEY_IS_TEXT_VIEW (self), 0);

  context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  metrics = pango_context_get_metrics (context, NULL, NULL);
  width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics) * n_characters);
  pango_font_metrics_unref (metrics);
  return width;
}

/* To where the cursor is by now. */
static gboolean
scroll_when_there_is_room_cb (GtkWidget     *widget,
                              GdkFrameClock *clock,
                              gpointer       user_data)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (widget);

  if (gtk_widget_get_height (widget) <= 1)
    return G_SOURCE_CONTINUE;

  self->scrolling = 0;
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE, 0, 0);
  return G_SOURCE_REMOVE;
}

/* A view that was not laid out yet would scroll as in a page of no height, and keep the beginning of the text out of sight. */
static void
scroll_to_cursor (GalleyTextView *self)
{
  if (gtk_widget_get_height (GTK_WIDGET (self)) > 1)
    gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE, 0, 0);
  else if (self->scrolling == 0)
    self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_when_there_is_room_cb, NULL, NULL);
}

/**
 * galley_text_view_show_range:
 * @self: a view with a buffer
 * @start: a character
 * @end: a character, @start to put the cursor there only
 *
 * Selects a part of the text and brings it into view, with some of what is around it.
 */
void
galley_text_view_show_range (GalleyTextView *self,
                             int             start,
                             int             end)
{
  GtkTextBuffer *buffer;
  GtkTextIter    start_iter;
  GtkTextIter    end_iter;

  g_return_if_fail (GALLEY_IS_TEXT_VIEW (self));

  buffer = get_buffer (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &start_iter, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end_iter, end);
  gtk_text_buffer_select_range (buffer, &start_iter, &end_iter);
  scroll_to_cursor (self);
}

/**
 * galley_text_view_show_hit:
 * @self: a view with a buffer
 * @offset: a character
 *
 * Puts the cursor where something was found and brings it into view.  A word that begins there catches the eye until the cursor moves on;
 * it is not selected, so that the next key does not replace it.
 */
void
galley_text_view_show_hit (GalleyTextView *self,
                           int             offset)
{
  GtkTextBuffer *buffer;
  GtkTextTag    *tag;
  GtkTextIter    start;
  GtkTextIter    end;
  GdkRGBA        color;

  g_return_if_fail (GALLEY_IS_TEXT_VIEW (self));

  galley_text_view_show_range (self, offset, offset);
  buffer = get_buffer (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  end = start;
  if (!gtk_text_iter_starts_word (&start) || !gtk_text_iter_forward_word_end (&end) || !gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color", &color))
    return;

  tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), HIT_TAG);
  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, HIT_TAG, NULL);
  color.alpha = 0.3f;
  g_object_set (tag, "background-rgba", &color, NULL);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  self->shows_hit = TRUE;
}

/**
 * galley_text_view_keep_cursor_visible:
 * @self: a view with a buffer
 *
 * Scrolls as little as brings the cursor into view.
 */
void
galley_text_view_keep_cursor_visible (GalleyTextView *self)
{
  g_return_if_fail (GALLEY_IS_TEXT_VIEW (self));

  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (get_buffer (self)));
}
