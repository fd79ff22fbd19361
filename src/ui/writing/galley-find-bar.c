/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-find-bar"

#include "galley-config.h"

#include "galley-find-bar.h"

#include <glib/gi18n-lib.h>

#include "galley-template.h"
#include "galley-toast.h"

struct _GalleyFindBar
{
  GtkWidget parent_instance;

  GtkSourceSearchSettings *settings;       /* (owned) */
  GtkSourceSearchContext  *context;        /* (owned) (nullable) of the buffer that is searched */
  GalleyTextView          *view;           /* (unowned) (nullable) */
  GSignalGroup            *view_signals;   /* (owned) */
  GSignalGroup            *buffer_signals; /* (owned) */
  GCancellable            *cancellable;    /* (owned) (nullable) while the next match is looked for */
  gboolean                 taking;         /* while what is looked for is what is selected, so that there is nothing to find */
  int                      origin;         /* where the search began, so that what is typed is always looked for from there */

  GtkWidget *revealer;
  GtkWidget *entry;
  GtkWidget *count;
  GtkWidget *replace_row;
  GtkWidget *replacement;

  GtkMenuButton *options_button;
};

G_DEFINE_FINAL_TYPE (GalleyFindBar, galley_find_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_VIEW = 1,
  PROP_OPEN,
  PROP_CASE_SENSITIVE,
  PROP_WHOLE_WORDS,
  PROP_REGEX,
} GalleyFindBarProperty;

static GParamSpec *properties[PROP_REGEX + 1];

static void
galley_find_bar_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (object);

  switch ((GalleyFindBarProperty)property_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, galley_find_bar_get_open (self));
      break;
    case PROP_CASE_SENSITIVE:
      g_value_set_boolean (value, gtk_source_search_settings_get_case_sensitive (self->settings));
      break;
    case PROP_WHOLE_WORDS:
      g_value_set_boolean (value, gtk_source_search_settings_get_at_word_boundaries (self->settings));
      break;
    case PROP_REGEX:
      g_value_set_boolean (value, gtk_source_search_settings_get_regex_enabled (self->settings));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_find_bar_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (object);

  switch ((GalleyFindBarProperty)property_id)
    {
    case PROP_VIEW:
      galley_find_bar_set_view (self, g_value_get_object (value));
      break;
    case PROP_CASE_SENSITIVE:
      gtk_source_search_settings_set_case_sensitive (self->settings, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WHOLE_WORDS:
      gtk_source_search_settings_set_at_word_boundaries (self->settings, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_REGEX:
      gtk_source_search_settings_set_regex_enabled (self->settings, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_OPEN:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_find_bar_dispose (GObject *object)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->view_signals);
  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->view);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_FIND_BAR);
  G_OBJECT_CLASS (galley_find_bar_parent_class)->dispose (object);
}

static void
galley_find_bar_finalize (GObject *object)
{
  g_clear_object (&GALLEY_FIND_BAR (object)->settings);
  G_OBJECT_CLASS (galley_find_bar_parent_class)->finalize (object);
}

static GtkTextBuffer *
get_buffer (GalleyFindBar *self)
{
  return self->view != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)) : NULL;
}

static gboolean
can_replace (GalleyFindBar *self)
{
  return self->view != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));
}

/* “3 of 12”; -1 is the search context's word for “not known yet”, 0 of a position for “the selection is none”. */
static void
update_count (GalleyFindBar *self)
{
  g_autofree char *text = NULL;
  GtkTextIter      start;
  GtkTextIter      end;
  int              n_matches;
  int              position = 0;

  if (self->context == NULL || gtk_source_search_settings_get_search_text (self->settings) == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->count), "");
      return;
    }

  n_matches = gtk_source_search_context_get_occurrences_count (self->context);
  if (n_matches > 0 && gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    position = gtk_source_search_context_get_occurrence_position (self->context, &start, &end);

  if (gtk_source_search_context_get_regex_error (self->context) != NULL)
    text = g_strdup (_ ("Not a valid expression"));
  else if (n_matches == 0)
    text = g_strdup (_ ("No matches"));
  else if (n_matches > 0 && position > 0)
    /* Translators: which of the matches is selected: “3 of 12” */
    text = g_strdup_printf (_ ("%d of %d"), position, n_matches);
  else if (n_matches > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d match", "%d matches", n_matches), n_matches);
  if (text != NULL)
    gtk_label_set_label (GTK_LABEL (self->count), text);

  if (n_matches == 0)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
select_match (GalleyFindBar     *self,
              const GtkTextIter *start,
              const GtkTextIter *end)
{
  galley_text_view_show_range (self->view, gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end));
  update_count (self);
}

/* What was looked for last; another search, or another text, makes it void. */
static void
take_match (GalleyFindBar          *self,
            GtkSourceSearchContext *context,
            gboolean                found,
            const GtkTextIter      *start,
            const GtkTextIter      *end,
            const GError           *error)
{
  if (self->context != context || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (found)
    select_match (self, start, end);
  else
    update_count (self);
}

static void
found_forward_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GtkSourceSearchContext *context = GTK_SOURCE_SEARCH_CONTEXT (source);
  g_autoptr (GalleyFindBar) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkTextIter start;
  GtkTextIter end;
  gboolean    found = gtk_source_search_context_forward_finish (context, result, &start, &end, NULL, &error);

  take_match (self, context, found, &start, &end, error);
}

static void
found_backward_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GtkSourceSearchContext *context = GTK_SOURCE_SEARCH_CONTEXT (source);
  g_autoptr (GalleyFindBar) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkTextIter start;
  GtkTextIter end;
  gboolean    found = gtk_source_search_context_backward_finish (context, result, &start, &end, NULL, &error);

  take_match (self, context, found, &start, &end, error);
}

static GCancellable *
restart (GalleyFindBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static void
remember_origin (GalleyFindBar *self)
{
  GtkTextIter start;
  GtkTextIter end;

  if (self->view == NULL)
    return;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  self->origin = gtk_text_iter_get_offset (&start);
}

/* At once, and not after a pause as search entries like it: Enter must look for what is typed, however quickly it follows. */
static void
search_changed_cb (GalleyFindBar  *self,
                   GtkSearchEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  GtkTextIter origin;

  gtk_source_search_settings_set_search_text (self->settings, *text != '\0' ? text : NULL);
  if (self->context == NULL || *text == '\0' || self->taking)
    {
      update_count (self);
      gtk_widget_remove_css_class (self->entry, "error");
      return;
    }

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &origin, self->origin);
  gtk_source_search_context_forward_async (self->context, &origin, restart (self), found_forward_cb, g_object_ref (self));
}

static void
find_next_cb (GalleyFindBar *self)
{
  galley_find_bar_go (self, TRUE);
}

static void
find_previous_cb (GalleyFindBar *self)
{
  galley_find_bar_go (self, FALSE);
}

static void
replace_cb (GalleyFindBar *self)
{
  g_autoptr (GError) error = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (self->context == NULL || !can_replace (self))
    return;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  if (gtk_source_search_context_get_occurrence_position (self->context, &start, &end) > 0 &&
      !gtk_source_search_context_replace (self->context, &start, &end, gtk_editable_get_text (GTK_EDITABLE (self->replacement)), -1, &error) && error != NULL)
    galley_toast_show_error (GTK_WIDGET (self), _ ("It could not be replaced"), error);
  else
    galley_find_bar_go (self, TRUE);
}

static void
replace_all (GalleyFindBar *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint            n_replaced;

  if (self->context == NULL || !can_replace (self))
    return;

  n_replaced = gtk_source_search_context_replace_all (self->context, gtk_editable_get_text (GTK_EDITABLE (self->replacement)), -1, &error);
  if (error != NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("It could not be replaced"), error);
      return;
    }

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u match replaced", "%u matches replaced", n_replaced), n_replaced);
  galley_toast_show (GTK_WIDGET (self), text);
}

/* Who has said how to search goes on to say what for. */
static void
options_closed_cb (GalleyFindBar *self)
{
  if (galley_find_bar_get_open (self))
    gtk_widget_grab_focus (self->entry);
}

static void
action_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (widget);

  if (g_str_equal (action, "find.next"))
    galley_find_bar_go (self, TRUE);
  else if (g_str_equal (action, "find.previous"))
    galley_find_bar_go (self, FALSE);
  else if (g_str_equal (action, "find.replace"))
    replace_cb (self);
  else if (g_str_equal (action, "find.replace-all"))
    replace_all (self);
  else
    galley_find_bar_close (self);
}

static void
follow_buffer (GalleyFindBar *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  gboolean       open = galley_find_bar_get_open (self);

  if (self->context != NULL && GTK_TEXT_BUFFER (gtk_source_search_context_get_buffer (self->context)) == buffer)
    return;

  g_cancellable_cancel (self->cancellable);
  g_signal_group_set_target (self->buffer_signals, NULL);
  if (self->context != NULL)
    gtk_source_search_context_set_highlight (self->context, FALSE);
  g_clear_object (&self->context);
  if (buffer != NULL && open)
    {
      self->context = gtk_source_search_context_new (GTK_SOURCE_BUFFER (buffer), self->settings);
      g_signal_connect_object (self->context, "notify::occurrences-count", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->context, "notify::regex-error", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
      g_signal_group_set_target (self->buffer_signals, buffer);
    }
  update_count (self);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyFindBar:view: (getter get_view) (setter set_view)
   *
   * Where is searched.
   */
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GALLEY_TYPE_TEXT_VIEW, flags);
  /**
   * GalleyFindBar:open: (getter get_open)
   *
   * Whether a search is under way.
   */
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyFindBar:case-sensitive:
   *
   * Whether capital letters are other letters.
   */
  properties[PROP_CASE_SENSITIVE] = g_param_spec_boolean ("case-sensitive", NULL, NULL, FALSE, flags);
  /**
   * GalleyFindBar:whole-words:
   *
   * Whether parts of words are no matches.
   */
  properties[PROP_WHOLE_WORDS] = g_param_spec_boolean ("whole-words", NULL, NULL, FALSE, flags);
  /**
   * GalleyFindBar:regex:
   *
   * Whether a regular expression is looked for.
   */
  properties[PROP_REGEX] = g_param_spec_boolean ("regex", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, options_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, replace_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, replacement);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, galley_find_bar_close);
}

static void
galley_find_bar_class_init (GalleyFindBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_find_bar_get_property;
  object_class->set_property = galley_find_bar_set_property;
  object_class->dispose = galley_find_bar_dispose;
  object_class->finalize = galley_find_bar_finalize;
  install_properties (object_class);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "find.next", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "find.replace", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "find.replace-all", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "find.close", NULL, action_cb);
  gtk_widget_class_install_property_action (widget_class, "find.case-sensitive", "case-sensitive");
  gtk_widget_class_install_property_action (widget_class, "find.whole-words", "whole-words");
  gtk_widget_class_install_property_action (widget_class, "find.regex", "regex");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "find.close", NULL);
}

static void
galley_find_bar_init (GalleyFindBar *self)
{
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_menu_button_get_popover (self->options_button), "closed", G_CALLBACK (options_closed_cb), self, G_CONNECT_SWAPPED);

  self->view_signals = g_signal_group_new (GALLEY_TYPE_TEXT_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "notify::buffer", G_CALLBACK (follow_buffer), self);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::has-selection", G_CALLBACK (update_count), self);
}

/**
 * galley_find_bar_get_view:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): where is searched
 */
GalleyTextView *
galley_find_bar_get_view (GalleyFindBar *self)
{
  g_return_val_if_fail (GALLEY_IS_FIND_BAR (self), NULL);

  return self->view;
}

/**
 * galley_find_bar_set_view:
 * @self: a bar
 * @view: (nullable): where to search
 */
void
galley_find_bar_set_view (GalleyFindBar  *self,
                          GalleyTextView *view)
{
  g_return_if_fail (GALLEY_IS_FIND_BAR (self));

  if (!g_set_weak_pointer (&self->view, view))
    return;

  g_signal_group_set_target (self->view_signals, view);
  follow_buffer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

/**
 * galley_find_bar_get_open:
 * @self: a bar
 *
 * Returns: whether it is to be seen
 */
gboolean
galley_find_bar_get_open (GalleyFindBar *self)
{
  g_return_val_if_fail (GALLEY_IS_FIND_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

/* A word or a few that are selected are what is looked for; a longer selection is not. */
static void
take_selection (GalleyFindBar *self)
{
  g_autofree char *text = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  if (self->view == NULL || !gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end) || gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end))
    return;

  text = gtk_text_iter_get_slice (&start, &end);
  self->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->taking = FALSE;
}

/**
 * galley_find_bar_open:
 * @self: a bar with a view
 * @replace: whether to show what it takes to replace
 *
 * Begins a search with what is selected.
 */
void
galley_find_bar_open (GalleyFindBar *self,
                      gboolean       replace)
{
  g_return_if_fail (GALLEY_IS_FIND_BAR (self));

  gtk_widget_set_visible (self->replace_row, replace && can_replace (self));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  remember_origin (self);
  follow_buffer (self);
  take_selection (self);
  gtk_widget_grab_focus (self->entry);
  /* What is typed takes the place of what was looked for before. */
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

/**
 * galley_find_bar_close:
 * @self: a bar
 *
 * Ends the search and gives the keyboard back to the text.
 */
void
galley_find_bar_close (GalleyFindBar *self)
{
  g_return_if_fail (GALLEY_IS_FIND_BAR (self));

  if (!galley_find_bar_get_open (self))
    return;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  g_cancellable_cancel (self->cancellable);
  g_signal_group_set_target (self->buffer_signals, NULL);
  g_clear_object (&self->context);
  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

/**
 * galley_find_bar_go:
 * @self: a bar
 * @forward: whether to look towards the end
 *
 * Selects the next match, from the other end when there is no more; opens the bar when it is closed.
 */
void
galley_find_bar_go (GalleyFindBar *self,
                    gboolean       forward)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (GALLEY_IS_FIND_BAR (self));

  if (self->context == NULL || gtk_source_search_settings_get_search_text (self->settings) == NULL)
    {
      galley_find_bar_open (self, FALSE);
      return;
    }

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  self->origin = gtk_text_iter_get_offset (&start);
  if (forward)
    gtk_source_search_context_forward_async (self->context, &end, restart (self), found_forward_cb, g_object_ref (self));
  else
    gtk_source_search_context_backward_async (self->context, &start, restart (self), found_backward_cb, g_object_ref (self));
}
