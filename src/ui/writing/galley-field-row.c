/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-field-row"

#include "galley-config.h"

#include "galley-field-row.h"

#include "galley-conflict-view.h"
#include "galley-template.h"

struct _GalleyFieldRow
{
  GtkWidget parent_instance;

  GalleyTextBuffer *buffer;         /* (owned) (nullable) */
  GSignalGroup     *buffer_signals; /* (owned) */
  GSignalGroup     *draft_signals;  /* (owned) */

  GtkWidget          *label;
  GtkWidget          *hint;
  GtkWidget          *conflict_image;
  GtkStack           *stack;
  GalleyTextView     *view;
  GalleyConflictView *conflict_view; /* (nullable) before there is a conflict */
};

G_DEFINE_FINAL_TYPE (GalleyFieldRow, galley_field_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BUFFER = 1,
  PROP_LABEL,
  PROP_HINT,
} GalleyFieldRowProperty;

static GParamSpec *properties[PROP_HINT + 1];

static void
galley_field_row_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GalleyFieldRow *self = GALLEY_FIELD_ROW (object);

  switch ((GalleyFieldRowProperty)property_id)
    {
    case PROP_BUFFER:
      g_value_set_object (value, self->buffer);
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    case PROP_HINT:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->hint)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_label (GalleyFieldRow *self,
           const char     *label)
{
  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_hint (GalleyFieldRow *self,
          const char     *hint)
{
  gtk_label_set_label (GTK_LABEL (self->hint), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
}

static void
galley_field_row_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GalleyFieldRow *self = GALLEY_FIELD_ROW (object);

  switch ((GalleyFieldRowProperty)property_id)
    {
    case PROP_BUFFER:
      galley_field_row_set_buffer (self, g_value_get_object (value));
      break;
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      set_hint (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_field_row_dispose (GObject *object)
{
  GalleyFieldRow *self = GALLEY_FIELD_ROW (object);

  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->buffer);
  self->conflict_view = NULL;
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_FIELD_ROW);
  G_OBJECT_CLASS (galley_field_row_parent_class)->dispose (object);
}

/* Conflicts are rare, and three more texts take longer to make than all else here. */
static void
show_conflict (GalleyFieldRow *self,
               GalleyDraft    *draft)
{
  if (self->conflict_view == NULL && draft == NULL)
    return;

  if (self->conflict_view == NULL)
    {
      self->conflict_view = g_object_new (GALLEY_TYPE_CONFLICT_VIEW, "height-request", 420, NULL);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->conflict_view), "conflict");
    }
  galley_conflict_view_set_draft (self->conflict_view, draft);
}

static void
update_state (GalleyFieldRow *self)
{
  GalleyDraft *draft = self->buffer != NULL ? galley_text_buffer_get_draft (self->buffer) : NULL;
  gboolean     conflict = draft != NULL && galley_draft_get_state (draft) == GALLEY_DRAFT_CONFLICT;

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), draft != NULL && !conflict && !galley_draft_get_parked (draft));
  show_conflict (self, conflict ? draft : NULL);
  gtk_stack_set_visible_child_name (self->stack, conflict ? "conflict" : "text");
  gtk_widget_set_visible (self->conflict_image, conflict);
}

static void
follow_draft (GalleyFieldRow *self)
{
  g_signal_group_set_target (self->draft_signals, self->buffer != NULL ? galley_text_buffer_get_draft (self->buffer) : NULL);
  update_state (self);
}

static gboolean
galley_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GALLEY_FIELD_ROW (widget)->view));
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyFieldRow:buffer: (getter get_buffer) (setter set_buffer)
   *
   * The text.
   */
  properties[PROP_BUFFER] = g_param_spec_object ("buffer", NULL, NULL, GALLEY_TYPE_TEXT_BUFFER, flags);
  /**
   * GalleyFieldRow:label:
   *
   * What the text is.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  /**
   * GalleyFieldRow:hint:
   *
   * What the text is good for.
   */
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_field_row_class_init (GalleyFieldRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_field_row_get_property;
  object_class->set_property = galley_field_row_set_property;
  object_class->dispose = galley_field_row_dispose;
  widget_class->grab_focus = galley_field_row_grab_focus;
  install_properties (object_class);

  g_type_ensure (GALLEY_TYPE_TEXT_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyFieldRow, label);
  gtk_widget_class_bind_template_child (widget_class, GalleyFieldRow, hint);
  gtk_widget_class_bind_template_child (widget_class, GalleyFieldRow, conflict_image);
  gtk_widget_class_bind_template_child (widget_class, GalleyFieldRow, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyFieldRow, view);
}

static void
galley_field_row_init (GalleyFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->buffer_signals = g_signal_group_new (GALLEY_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::draft", G_CALLBACK (follow_draft), self);
  self->draft_signals = g_signal_group_new (GALLEY_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "notify::state", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::parked", G_CALLBACK (update_state), self);
}

/**
 * galley_field_row_get_buffer:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the text
 */
GalleyTextBuffer *
galley_field_row_get_buffer (GalleyFieldRow *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ROW (self), NULL);

  return self->buffer;
}

/**
 * galley_field_row_set_buffer:
 * @self: a row
 * @buffer: (nullable): a text
 */
void
galley_field_row_set_buffer (GalleyFieldRow   *self,
                             GalleyTextBuffer *buffer)
{
  g_return_if_fail (GALLEY_IS_FIELD_ROW (self));
  g_return_if_fail (buffer == NULL || GALLEY_IS_TEXT_BUFFER (buffer));

  if (!g_set_object (&self->buffer, buffer))
    return;

  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (buffer));
  g_signal_group_set_target (self->buffer_signals, buffer);
  follow_draft (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUFFER]);
}

/**
 * galley_field_row_get_view:
 * @self: a row
 *
 * Returns: (transfer none): where the text is written
 */
GalleyTextView *
galley_field_row_get_view (GalleyFieldRow *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ROW (self), NULL);

  return self->view;
}
