/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-text-editor"

#include "galley-config.h"

#include "galley-text-editor.h"

#include "galley-conflict-view.h"
#include "galley-find-bar.h"
#include "galley-template.h"

/* The mark in a buffer that says which line was at the top when it was shown last. */
#define TOP_MARK "galley-top"

struct _GalleyTextEditor
{
  GtkWidget parent_instance;

  GalleyTextBuffer *buffer;         /* (owned) (nullable) */
  GSignalGroup     *buffer_signals; /* (owned) */
  GSignalGroup     *draft_signals;  /* (owned) */
  int               line_width;     /* in characters */

  GtkStack           *stack;
  GalleyFindBar      *find_bar;
  GalleyTextView     *view;
  GtkScrolledWindow  *scroller;
  AdwClampScrollable *clamp;
  AdwClamp           *placeholder_clamp;
  GtkWidget          *placeholder;
  GalleyConflictView *conflict_view; /* (nullable) before there is a conflict */
};

G_DEFINE_FINAL_TYPE (GalleyTextEditor, galley_text_editor, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BUFFER = 1,
  PROP_LABEL,
  PROP_PLACEHOLDER,
} GalleyTextEditorProperty;

static GParamSpec *properties[PROP_PLACEHOLDER + 1];

static void
galley_text_editor_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GalleyTextEditor *self = GALLEY_TEXT_EDITOR (object);

  switch ((GalleyTextEditorProperty)property_id)
    {
    case PROP_BUFFER:
      g_value_set_object (value, self->buffer);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->placeholder)));
      break;
    case PROP_LABEL:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_text_editor_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GalleyTextEditor *self = GALLEY_TEXT_EDITOR (object);

  switch ((GalleyTextEditorProperty)property_id)
    {
    case PROP_BUFFER:
      galley_text_editor_set_buffer (self, g_value_get_object (value));
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
      break;
    case PROP_PLACEHOLDER:
      gtk_label_set_label (GTK_LABEL (self->placeholder), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_text_editor_dispose (GObject *object)
{
  GalleyTextEditor *self = GALLEY_TEXT_EDITOR (object);

  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->buffer);
  self->conflict_view = NULL;
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_TEXT_EDITOR);
  G_OBJECT_CLASS (galley_text_editor_parent_class)->dispose (object);
}

static void
update_clamp (GalleyTextEditor *self)
{
  int margins = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self->view)) + gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self->view));
  int width = galley_text_view_get_column_width (self->view, self->line_width) + margins;

  if (adw_clamp_scrollable_get_maximum_size (self->clamp) == width)
    return;

  /* Half-way measures between narrow and wide would change the column while a window is made wider. */
  adw_clamp_scrollable_set_maximum_size (self->clamp, width);
  adw_clamp_scrollable_set_tightening_threshold (self->clamp, width);
  adw_clamp_set_maximum_size (self->placeholder_clamp, width);
  adw_clamp_set_tightening_threshold (self->placeholder_clamp, width);
  if (self->conflict_view != NULL)
    galley_conflict_view_set_column_width (self->conflict_view, width);
}

static GalleyDraft *
get_draft (GalleyTextEditor *self)
{
  return self->buffer != NULL ? galley_text_buffer_get_draft (self->buffer) : NULL;
}

static void
update_placeholder (GalleyTextEditor *self)
{
  gtk_widget_set_visible (self->placeholder, get_draft (self) != NULL && gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)) == 0);
}

/* Conflicts are rare, and three more texts take longer to make than all else here. */
static void
show_conflict (GalleyTextEditor *self,
               GalleyDraft      *draft)
{
  if (self->conflict_view == NULL && draft == NULL)
    return;

  if (self->conflict_view == NULL)
    {
      self->conflict_view = g_object_new (GALLEY_TYPE_CONFLICT_VIEW, NULL);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->conflict_view), "conflict");
      galley_conflict_view_set_column_width (self->conflict_view, adw_clamp_scrollable_get_maximum_size (self->clamp));
    }
  galley_conflict_view_set_draft (self->conflict_view, draft);
}

/* A text can be written in as soon as it is there, unless there are two of it or it is in the trash. */
static void
update_state (GalleyTextEditor *self)
{
  GalleyDraft *draft = get_draft (self);
  gboolean     conflict = draft != NULL && galley_draft_get_state (draft) == GALLEY_DRAFT_CONFLICT;
  gboolean     had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), draft != NULL && !conflict && !galley_draft_get_parked (draft));
  show_conflict (self, conflict ? draft : NULL);
  gtk_stack_set_visible_child_name (self->stack, conflict ? "conflict" : "text");
  if (had_focus)
    gtk_widget_grab_focus (conflict ? GTK_WIDGET (self->conflict_view) : GTK_WIDGET (self->view));
  update_placeholder (self);
}

static void
follow_draft (GalleyTextEditor *self)
{
  g_signal_group_set_target (self->draft_signals, get_draft (self));
  update_state (self);
}

static gboolean
galley_text_editor_grab_focus (GtkWidget *widget)
{
  GalleyTextEditor *self = GALLEY_TEXT_EDITOR (widget);
  gboolean          conflict = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "conflict");

  return gtk_widget_grab_focus (conflict ? GTK_WIDGET (self->conflict_view) : GTK_WIDGET (self->view));
}

/* Beside the column there is paper as well: who clicks there means the text. */
static void
pressed_cb (GalleyTextEditor *self,
            int               n_press,
            double            x,
            double            y,
            GtkGestureClick  *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyTextEditor:buffer: (getter get_buffer) (setter set_buffer)
   *
   * The text.
   */
  properties[PROP_BUFFER] = g_param_spec_object ("buffer", NULL, NULL, GALLEY_TYPE_TEXT_BUFFER, flags);
  /**
   * GalleyTextEditor:label:
   *
   * What the text is, for screen readers.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyTextEditor:placeholder:
   *
   * What stands on the paper as long as it is empty.
   */
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_text_editor_class_init (GalleyTextEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_text_editor_get_property;
  object_class->set_property = galley_text_editor_set_property;
  object_class->dispose = galley_text_editor_dispose;
  widget_class->grab_focus = galley_text_editor_grab_focus;
  install_properties (object_class);

  g_type_ensure (GALLEY_TYPE_FIND_BAR);
  g_type_ensure (GALLEY_TYPE_TEXT_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "texteditor");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-text-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyTextEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyTextEditor, find_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyTextEditor, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyTextEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyTextEditor, clamp);
  gtk_widget_class_bind_template_child (widget_class, GalleyTextEditor, placeholder_clamp);
  gtk_widget_class_bind_template_child (widget_class, GalleyTextEditor, placeholder);
}

/* The bar is there also where there is nothing to scroll, and is not seen there. */
static void
update_bar (GalleyTextEditor *self,
            GtkAdjustment    *adjustment)
{
  if (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment))
    gtk_widget_remove_css_class (GTK_WIDGET (self->scroller), "still");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->scroller), "still");
}

static void
galley_text_editor_init (GalleyTextEditor *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  self->line_width = 72;
  self->buffer_signals = g_signal_group_new (GALLEY_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::draft", G_CALLBACK (follow_draft), self);
  g_signal_group_connect_swapped (self->buffer_signals, "changed", G_CALLBACK (update_placeholder), self);
  self->draft_signals = g_signal_group_new (GALLEY_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "notify::state", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::parked", G_CALLBACK (update_state), self);
  g_signal_connect_object (self->view, "restyled", G_CALLBACK (update_clamp), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->clamp), GTK_EVENT_CONTROLLER (click));
}

/**
 * galley_text_editor_get_buffer:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the text
 */
GalleyTextBuffer *
galley_text_editor_get_buffer (GalleyTextEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_EDITOR (self), NULL);

  return self->buffer;
}

/* A line is remembered, not a number of pixels: it may be somewhere else when the text is shown again, in another window. */
static void
remember_top (GalleyTextEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextMark   *mark = gtk_text_buffer_get_mark (buffer, TOP_MARK);
  GdkRectangle   visible;
  GtkTextIter    top;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  if (visible.height <= 1)
    return;

  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &top, 0, visible.y);
  if (mark != NULL)
    gtk_text_buffer_move_mark (buffer, mark, &top);
  else
    gtk_text_buffer_create_mark (buffer, TOP_MARK, &top, TRUE);
}

static void
go_to_top (GalleyTextEditor *self)
{
  GtkTextMark *mark = gtk_text_buffer_get_mark (GTK_TEXT_BUFFER (self->buffer), TOP_MARK);
  GtkTextIter  top;

  if (mark == NULL)
    return;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &top, mark);
  if (!gtk_text_iter_is_start (&top))
    gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), mark, 0, TRUE, 0, 0);
}

/**
 * galley_text_editor_set_buffer:
 * @self: an editor
 * @buffer: (nullable): a text; %NULL for empty paper
 *
 * Shows a text where it was left.
 */
void
galley_text_editor_set_buffer (GalleyTextEditor *self,
                               GalleyTextBuffer *buffer)
{
  g_return_if_fail (GALLEY_IS_TEXT_EDITOR (self));
  g_return_if_fail (buffer == NULL || GALLEY_IS_TEXT_BUFFER (buffer));

  if (self->buffer == buffer)
    return;

  if (self->buffer != NULL)
    remember_top (self);
  g_set_object (&self->buffer, buffer);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (buffer));
  g_signal_group_set_target (self->buffer_signals, buffer);
  follow_draft (self);
  if (buffer != NULL)
    go_to_top (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUFFER]);
}

/**
 * galley_text_editor_get_view:
 * @self: an editor
 *
 * Returns: (transfer none): where the text is written
 */
GalleyTextView *
galley_text_editor_get_view (GalleyTextEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_EDITOR (self), NULL);

  return self->view;
}

/**
 * galley_text_editor_set_line_width:
 * @self: an editor
 * @n_characters: how many characters a line has at most
 */
void
galley_text_editor_set_line_width (GalleyTextEditor *self,
                                   int               n_characters)
{
  g_return_if_fail (GALLEY_IS_TEXT_EDITOR (self));

  self->line_width = n_characters;
  update_clamp (self);
}

/**
 * galley_text_editor_find:
 * @self: an editor
 * @replace: whether to replace as well
 *
 * Begins a search in the text.
 */
void
galley_text_editor_find (GalleyTextEditor *self,
                         gboolean          replace)
{
  g_return_if_fail (GALLEY_IS_TEXT_EDITOR (self));

  galley_find_bar_open (self->find_bar, replace);
}

/**
 * galley_text_editor_find_next:
 * @self: an editor
 * @forward: whether to look towards the end
 *
 * Goes to the next match of the search.
 */
void
galley_text_editor_find_next (GalleyTextEditor *self,
                              gboolean          forward)
{
  g_return_if_fail (GALLEY_IS_TEXT_EDITOR (self));

  galley_find_bar_go (self->find_bar, forward);
}

/**
 * galley_text_editor_close_find:
 * @self: an editor
 *
 * Ends the search.
 *
 * Returns: whether there was one
 */
gboolean
galley_text_editor_close_find (GalleyTextEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_EDITOR (self), FALSE);

  if (!galley_find_bar_get_open (self->find_bar))
    return FALSE;

  galley_find_bar_close (self->find_bar);
  return TRUE;
}
