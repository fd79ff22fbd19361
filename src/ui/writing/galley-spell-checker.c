/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-spell-checker"

#include "galley-config.h"

#include "galley-spell-checker.h"

#include <glib/gi18n-lib.h>

#define TAG "galley-misspelled"

/* How long a pause in typing or scrolling is, in milliseconds. */
#define PAUSE 250

/* A word that is longer is none, and is not looked up. */
#define LONGEST_WORD 60

struct _GalleySpellChecker
{
  GObject parent_instance;

  GalleyTextView     *view;           /* (unowned) (nullable) */
  GalleyDictionary   *dictionary;     /* (owned) (nullable) none while nothing is checked */
  GSignalGroup       *buffer_signals; /* (owned) */
  GSimpleActionGroup *actions;        /* (owned) */
  GMenu              *menu;           /* (owned) of the word at the cursor */
  GCancellable       *cancellable;    /* (owned) (nullable) while words are looked up */
  GCancellable       *suggesting;     /* (owned) (nullable) while suggestions are made */
  char               *word;           /* (owned) (nullable) that the menu is for */
  guint               pause;          /* the source that waits for a pause, or 0 */
};

G_DEFINE_FINAL_TYPE (GalleySpellChecker, galley_spell_checker, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (GalleySpellChecker *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static GtkTextTag *
ensure_tag (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG);

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, TAG, "underline", PANGO_UNDERLINE_ERROR, NULL);
  return tag;
}

static void
forget_work (GalleySpellChecker *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->suggesting);
  g_clear_object (&self->suggesting);
}

static void
galley_spell_checker_dispose (GObject *object)
{
  GalleySpellChecker *self = GALLEY_SPELL_CHECKER (object);

  forget_work (self);
  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->dictionary);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  g_clear_pointer (&self->word, g_free);
  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (galley_spell_checker_parent_class)->dispose (object);
}

static void
galley_spell_checker_class_init (GalleySpellCheckerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_spell_checker_dispose;
}

/* What is written in another language than words: numbers, names with digits, addresses, code. */
static gboolean
can_be_checked (GtkTextBuffer     *buffer,
                const GtkTextIter *start,
                const char        *word)
{
  if (g_utf8_strlen (word, -1) > LONGEST_WORD)
    return FALSE;
  if (GTK_SOURCE_IS_BUFFER (buffer) && gtk_source_buffer_iter_has_context_class (GTK_SOURCE_BUFFER (buffer), start, "no-spell-check"))
    return FALSE;

  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_isdigit (g_utf8_get_char (word)) || *word == '_')
      return FALSE;
  return TRUE;
}

/* A word is not wrong as long as somebody is still writing it. */
static gboolean
is_being_written (GtkTextBuffer     *buffer,
                  const GtkTextIter *end)
{
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_equal (&cursor, end);
}

static void
mark_word (GtkTextBuffer     *buffer,
           GtkTextTag        *tag,
           const GtkTextIter *start,
           const GtkTextIter *end,
           gboolean           bad)
{
  GtkTextIter last = *end;

  gtk_text_iter_backward_char (&last);
  if (bad && (!gtk_text_iter_has_tag (start, tag) || !gtk_text_iter_has_tag (&last, tag)))
    gtk_text_buffer_apply_tag (buffer, tag, start, end);
  else if (!bad && (gtk_text_iter_has_tag (start, tag) || gtk_text_iter_has_tag (&last, tag)))
    gtk_text_buffer_remove_tag (buffer, tag, start, end);
}

static void
check_word (GalleySpellChecker *self,
            GtkTextTag         *tag,
            const GtkTextIter  *start,
            const GtkTextIter  *end,
            GHashTable         *unknown)
{
  GtkTextBuffer   *buffer = get_buffer (self);
  g_autofree char *word = gtk_text_iter_get_slice (start, end);
  GalleySpelling   spelling = can_be_checked (buffer, start, word) ? galley_dictionary_lookup (self->dictionary, word) : GALLEY_SPELLING_GOOD;

  if (spelling == GALLEY_SPELLING_UNKNOWN)
    g_hash_table_add (unknown, g_steal_pointer (&word));
  else
    mark_word (buffer, tag, start, end, spelling == GALLEY_SPELLING_BAD && !is_being_written (buffer, end));
}

static void
get_visible_range (GalleySpellChecker *self,
                   GtkTextIter        *start,
                   GtkTextIter        *end)
{
  GdkRectangle visible;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), start, visible.x, visible.y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), end, visible.x + visible.width, visible.y + visible.height);
  if (gtk_text_iter_inside_word (start) && !gtk_text_iter_starts_word (start))
    gtk_text_iter_backward_word_start (start);
  if (gtk_text_iter_inside_word (end))
    gtk_text_iter_forward_word_end (end);
}

static void check (GalleySpellChecker *self);

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleySpellChecker) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_dictionary_check_finish (GALLEY_DICTIONARY (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s", error->message);
      return;
    }

  g_clear_object (&self->cancellable);
  check (self);
}

static void
look_up (GalleySpellChecker *self,
         GHashTable         *unknown)
{
  guint               n;
  g_autofree gpointer words = g_hash_table_get_keys_as_array (unknown, &n);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (n == 0)
    return;

  self->cancellable = g_cancellable_new ();
  galley_dictionary_check_async (self->dictionary, words, self->cancellable, checked_cb, g_object_ref (self));
}

/* Marks what is to be seen, by what is known; what is not known is looked up, and then this is done again. */
static void
check (GalleySpellChecker *self)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkTextTag *tag;
  GtkTextIter place;
  GtkTextIter end;

  if (self->dictionary == NULL || self->view == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return;

  tag = ensure_tag (get_buffer (self));
  get_visible_range (self, &place, &end);
  while (gtk_text_iter_compare (&place, &end) < 0)
    {
      GtkTextIter word_start;

      if (!gtk_text_iter_forward_word_end (&place))
        break;
      word_start = place;
      gtk_text_iter_backward_word_start (&word_start);
      check_word (self, tag, &word_start, &place, unknown);
    }
  look_up (self, unknown);
}

static gboolean
get_word_at_cursor (GalleySpellChecker *self,
                    GtkTextIter        *start,
                    GtkTextIter        *end)
{
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), start, gtk_text_buffer_get_insert (get_buffer (self)));
  if (!gtk_text_iter_inside_word (start) && !gtk_text_iter_ends_word (start))
    return FALSE;

  if (!gtk_text_iter_starts_word (start))
    gtk_text_iter_backward_word_start (start);
  *end = *start;
  return gtk_text_iter_forward_word_end (end);
}

static void
fill_menu (GalleySpellChecker *self,
           char              **suggestions)
{
  g_autoptr (GMenu) corrections = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  g_menu_remove_all (self->menu);
  for (guint i = 0; suggestions != NULL && suggestions[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (suggestions[i], NULL);

      g_menu_item_set_action_and_target (item, "spelling.correct", "s", suggestions[i]);
      g_menu_append_item (corrections, item);
    }
  g_menu_append (others, _ ("_Add to Dictionary"), "spelling.add");
  g_menu_append (others, _ ("_Ignore"), "spelling.ignore");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (corrections));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (others));
}

static void
suggested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleySpellChecker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) suggestions = galley_dictionary_suggest_finish (GALLEY_DICTIONARY (source), result, &error);

  if (suggestions == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s", error->message);
      return;
    }

  g_clear_object (&self->suggesting);
  fill_menu (self, suggestions);
}

/* Has the menu offer something for the word at the cursor, if it is a bad one; suggestions come a moment later. */
static void
update_menu (GalleySpellChecker *self)
{
  GtkTextIter      start;
  GtkTextIter      end;
  g_autofree char *word = NULL;

  if (self->dictionary != NULL && get_word_at_cursor (self, &start, &end) && gtk_text_iter_has_tag (&start, ensure_tag (get_buffer (self))))
    word = gtk_text_iter_get_slice (&start, &end);
  if (g_strcmp0 (word, self->word) == 0)
    return;

  g_cancellable_cancel (self->suggesting);
  g_clear_object (&self->suggesting);
  g_menu_remove_all (self->menu);
  g_free (self->word);
  self->word = g_steal_pointer (&word);
  if (self->word == NULL)
    return;

  fill_menu (self, NULL);
  self->suggesting = g_cancellable_new ();
  galley_dictionary_suggest_async (self->dictionary, self->word, self->suggesting, suggested_cb, g_object_ref (self));
}

static gboolean
pause_cb (gpointer data)
{
  GalleySpellChecker *self = data;

  self->pause = 0;
  check (self);
  update_menu (self);
  return G_SOURCE_REMOVE;
}

static void
check_later (GalleySpellChecker *self)
{
  if (self->dictionary == NULL)
    return;

  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
}

static void
follow_adjustment (GalleySpellChecker *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (check_later), self, G_CONNECT_SWAPPED);
}

/* The menu is for the word that was clicked, so the cursor goes there first. */
static void
pressed_cb (GalleySpellChecker *self,
            int                 n_press,
            double              x,
            double              y,
            GtkGestureClick    *gesture)
{
  GtkTextIter place;
  int         buffer_x;
  int         buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);
  if (self->dictionary == NULL || gtk_text_buffer_get_has_selection (get_buffer (self)))
    return;

  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &place, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (get_buffer (self), &place);
  update_menu (self);
}

static void
correct_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GalleySpellChecker *self = user_data;
  GtkTextBuffer      *buffer = get_buffer (self);
  GtkTextIter         start;
  GtkTextIter         end;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)) || !get_word_at_cursor (self, &start, &end))
    return;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
accept_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GalleySpellChecker *self = user_data;

  if (self->word == NULL || self->dictionary == NULL)
    return;

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "add"))
    galley_dictionary_add (self->dictionary, self->word);
  else
    galley_dictionary_ignore (self->dictionary, self->word);
  check (self);
  update_menu (self);
}

static void
galley_spell_checker_init (GalleySpellChecker *self)
{
  static const GActionEntry entries[] = {
    { "correct", correct_cb, "s", NULL, NULL, { 0 } },
    { "add", accept_cb, NULL, NULL, NULL, { 0 } },
    { "ignore", accept_cb, NULL, NULL, NULL, { 0 } },
  };

  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "changed", G_CALLBACK (check_later), self);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::cursor-position", G_CALLBACK (check_later), self);
}

/**
 * galley_spell_checker_new:
 * @view: a view, which outlives the checker or takes it along
 *
 * Returns: (transfer full): a checker without a dictionary, which leaves the text alone
 */
GalleySpellChecker *
galley_spell_checker_new (GalleyTextView *view)
{
  GalleySpellChecker *self;
  GtkGesture         *click;

  g_return_val_if_fail (GALLEY_IS_TEXT_VIEW (view), NULL);

  self = g_object_new (GALLEY_TYPE_SPELL_CHECKER, NULL);
  g_set_weak_pointer (&self->view, view);
  gtk_widget_insert_action_group (GTK_WIDGET (view), "spelling", G_ACTION_GROUP (self->actions));
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (view), G_MENU_MODEL (self->menu));
  g_object_bind_property (view, "buffer", self->buffer_signals, "target", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (view, "notify::buffer", G_CALLBACK (check_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (follow_adjustment), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "map", G_CALLBACK (check_later), self, G_CONNECT_SWAPPED);
  follow_adjustment (self);

  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  return self;
}

static void
unmark_all (GalleySpellChecker *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, ensure_tag (buffer), &start, &end);
}

/**
 * galley_spell_checker_set_dictionary:
 * @self: a checker
 * @dictionary: (nullable): where to look words up; %NULL to leave the text alone
 */
void
galley_spell_checker_set_dictionary (GalleySpellChecker *self,
                                     GalleyDictionary   *dictionary)
{
  g_return_if_fail (GALLEY_IS_SPELL_CHECKER (self));

  if (!g_set_object (&self->dictionary, dictionary))
    return;

  forget_work (self);
  if (self->view == NULL)
    return;
  unmark_all (self);
  update_menu (self);
  check_later (self);
}
