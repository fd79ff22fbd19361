/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-conflict-view"

#include "galley-config.h"

#include "galley-conflict-view.h"

#include <glib/gi18n-lib.h>

#include "galley-compare-view.h"
#include "galley-merge.h"
#include "galley-template.h"
#include "galley-text-buffer.h"
#include "galley-text-style.h"

struct _GalleyConflictView
{
  GtkWidget parent_instance;

  GalleyDraft      *draft;  /* (owned) (nullable) */
  GalleyTextBuffer *theirs; /* (owned) */
  GalleyTextBuffer *mine;   /* (owned) */
  GalleyTextBuffer *merged; /* (owned) */

  AdwClamp          *clamp;
  GalleyCompareView *compare_view;
  GalleyTextView    *merged_view;
  GtkToggleButton   *merge_button;
  GtkWidget         *mine_button;
};

G_DEFINE_FINAL_TYPE (GalleyConflictView, galley_conflict_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_DRAFT = 1,
} GalleyConflictViewProperty;

static GParamSpec *properties[PROP_DRAFT + 1];

static void
galley_conflict_view_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch ((GalleyConflictViewProperty)property_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, GALLEY_CONFLICT_VIEW (object)->draft);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_conflict_view_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch ((GalleyConflictViewProperty)property_id)
    {
    case PROP_DRAFT:
      galley_conflict_view_set_draft (GALLEY_CONFLICT_VIEW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_conflict_view_dispose (GObject *object)
{
  GalleyConflictView *self = GALLEY_CONFLICT_VIEW (object);

  galley_conflict_view_set_draft (self, NULL);
  g_clear_object (&self->theirs);
  g_clear_object (&self->mine);
  g_clear_object (&self->merged);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_CONFLICT_VIEW);
  G_OBJECT_CLASS (galley_conflict_view_parent_class)->dispose (object);
}

static gboolean
is_open (GalleyConflictView *self)
{
  return self->draft != NULL && galley_draft_get_state (self->draft) == GALLEY_DRAFT_CONFLICT;
}

static void
set_text (GalleyTextBuffer *buffer,
          const char       *text)
{
  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (buffer));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (buffer));
}

/* The other writer may go on writing meanwhile; what was merged by hand so far is not thrown away for that. */
static void
show_versions (GalleyConflictView *self)
{
  if (!is_open (self))
    return;

  set_text (self->theirs, galley_draft_get_theirs (self->draft));
  set_text (self->mine, galley_draft_get_mine (self->draft));
  if (!gtk_toggle_button_get_active (self->merge_button))
    {
      g_autoptr (GalleyMerge) merge = galley_merge_new (galley_draft_get_base (self->draft), galley_draft_get_mine (self->draft), galley_draft_get_theirs (self->draft));
      g_autofree char *text = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);

      set_text (self->merged, text);
    }
}

static void
resolve (GalleyConflictView *self,
         const char         *text)
{
  /* The text is the draft's own, and goes with the conflict. */
  g_autofree char *chosen = g_strdup (text);

  gtk_toggle_button_set_active (self->merge_button, FALSE);
  galley_draft_resolve (self->draft, chosen);
}

static void
keep_mine_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GalleyConflictView *self = GALLEY_CONFLICT_VIEW (widget);

  if (is_open (self))
    resolve (self, galley_draft_get_mine (self->draft));
}

static void
take_theirs_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GalleyConflictView *self = GALLEY_CONFLICT_VIEW (widget);

  if (is_open (self))
    resolve (self, galley_draft_get_theirs (self->draft));
}

static void
save_merged_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GalleyConflictView *self = GALLEY_CONFLICT_VIEW (widget);
  g_autofree char    *text = NULL;

  if (!is_open (self))
    return;

  text = galley_text_buffer_dup_text (self->merged);
  resolve (self, text);
}

/* What there is to choose between may be far down in a long text. */
static void
compared_cb (GalleyConflictView *self)
{
  if (galley_compare_view_get_n_changes (self->compare_view) > 0)
    galley_compare_view_show_first_change (self->compare_view);
}

static void
merge_toggled_cb (GalleyConflictView *self)
{
  if (gtk_toggle_button_get_active (self->merge_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->merged_view));
}

static gboolean
galley_conflict_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GALLEY_CONFLICT_VIEW (widget)->mine_button);
}

static void
galley_conflict_view_class_init (GalleyConflictViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_conflict_view_get_property;
  object_class->set_property = galley_conflict_view_set_property;
  object_class->dispose = galley_conflict_view_dispose;
  widget_class->grab_focus = galley_conflict_view_grab_focus;

  /**
   * GalleyConflictView:draft: (getter get_draft) (setter set_draft)
   *
   * The text that has two versions.
   */
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, GALLEY_TYPE_DRAFT, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (GALLEY_TYPE_COMPARE_VIEW);
  g_type_ensure (GALLEY_TYPE_TEXT_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-conflict-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyConflictView, clamp);
  gtk_widget_class_bind_template_child (widget_class, GalleyConflictView, compare_view);
  gtk_widget_class_bind_template_child (widget_class, GalleyConflictView, merged_view);
  gtk_widget_class_bind_template_child (widget_class, GalleyConflictView, merge_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyConflictView, mine_button);
  gtk_widget_class_bind_template_callback (widget_class, merge_toggled_cb);
  gtk_widget_class_install_action (widget_class, "conflict.keep-mine", NULL, keep_mine_cb);
  gtk_widget_class_install_action (widget_class, "conflict.take-theirs", NULL, take_theirs_cb);
  gtk_widget_class_install_action (widget_class, "conflict.save-merged", NULL, save_merged_cb);
}

static GalleyTextBuffer *
make_buffer (void)
{
  GalleyTextBuffer *buffer = galley_text_buffer_new (TRUE);

  galley_text_style_follow (GTK_SOURCE_BUFFER (buffer));
  return buffer;
}

static void
galley_conflict_view_init (GalleyConflictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->theirs = make_buffer ();
  self->mine = make_buffer ();
  self->merged = make_buffer ();
  /* Translators: in a conflict, what the other writer wrote and what this one wrote */
  galley_compare_view_set_titles (self->compare_view, _ ("Theirs"), _ ("Mine"));
  galley_compare_view_set_buffers (self->compare_view, GTK_SOURCE_BUFFER (self->theirs), GTK_SOURCE_BUFFER (self->mine));
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->merged_view), GTK_TEXT_BUFFER (self->merged));
  g_signal_connect_object (self->compare_view, "notify::n-changes", G_CALLBACK (compared_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_conflict_view_get_draft:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the text that has two versions
 */
GalleyDraft *
galley_conflict_view_get_draft (GalleyConflictView *self)
{
  g_return_val_if_fail (GALLEY_IS_CONFLICT_VIEW (self), NULL);

  return self->draft;
}

/**
 * galley_conflict_view_set_draft:
 * @self: a view
 * @draft: (nullable): the text that has two versions
 */
void
galley_conflict_view_set_draft (GalleyConflictView *self,
                                GalleyDraft        *draft)
{
  g_return_if_fail (GALLEY_IS_CONFLICT_VIEW (self));

  if (self->draft == draft)
    return;

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_set_object (&self->draft, draft);
  if (draft != NULL)
    {
      g_signal_connect_object (draft, "notify::theirs", G_CALLBACK (show_versions), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (draft, "notify::mine", G_CALLBACK (show_versions), self, G_CONNECT_SWAPPED);
      gtk_toggle_button_set_active (self->merge_button, FALSE);
      show_versions (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

/**
 * galley_conflict_view_set_column_width:
 * @self: a view
 * @width: in pixels
 *
 * Keeps what is said about the versions to the column that the text has otherwise.
 */
void
galley_conflict_view_set_column_width (GalleyConflictView *self,
                                       int                 width)
{
  g_return_if_fail (GALLEY_IS_CONFLICT_VIEW (self));

  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
}
