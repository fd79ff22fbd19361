/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-text-buffer"

#include "galley-config.h"

#include "galley-text-buffer.h"

#include "galley-diff.h"
#include "galley-text.h"

/* A run of characters without a blank is rarely longer; where one is, a count may be off by one until the next load. */
#define LONGEST_RUN 2000

struct _GalleyTextBuffer
{
  GtkSourceBuffer parent_instance;

  GalleyDraft *draft; /* (owned) (nullable) */
  guint        n_words;
  gboolean     markdown;
  gboolean     quiet; /* while what others changed is put in, which is no news for the draft */
};

typedef enum
{
  PROP_DRAFT = 1,
  PROP_MARKDOWN,
  PROP_N_WORDS,
} GalleyTextBufferProperty;

static GParamSpec *properties[PROP_N_WORDS + 1];

static void draft_editor_interface_init (GalleyDraftEditorInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyTextBuffer, galley_text_buffer, GTK_SOURCE_TYPE_BUFFER, G_IMPLEMENT_INTERFACE (GALLEY_TYPE_DRAFT_EDITOR, draft_editor_interface_init))

static void
galley_text_buffer_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GalleyTextBuffer *self = GALLEY_TEXT_BUFFER (object);

  switch ((GalleyTextBufferProperty)property_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;
    case PROP_MARKDOWN:
      g_value_set_boolean (value, self->markdown);
      break;
    case PROP_N_WORDS:
      g_value_set_uint (value, self->n_words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_text_buffer_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GalleyTextBuffer *self = GALLEY_TEXT_BUFFER (object);

  switch ((GalleyTextBufferProperty)property_id)
    {
    case PROP_DRAFT:
      galley_text_buffer_set_draft (self, g_value_get_object (value));
      break;
    case PROP_MARKDOWN:
      self->markdown = g_value_get_boolean (value);
      break;
    case PROP_N_WORDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_text_buffer_dispose (GObject *object)
{
  galley_text_buffer_set_draft (GALLEY_TEXT_BUFFER (object), NULL);
  G_OBJECT_CLASS (galley_text_buffer_parent_class)->dispose (object);
}

/* In Chinese and Japanese every character is a word, so a word ends before it whatever stands there. */
static gboolean
is_word_by_itself (gunichar character)
{
  GUnicodeScript script;

  if (character < 0x2e80)
    return FALSE;

  script = g_unichar_get_script (character);
  return (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA) && g_unichar_isalpha (character);
}

/* Widens a range to places where words begin and end for certain: what is counted outside of it does not depend on what is inside. */
static void
widen_to_words (GtkTextIter *start,
                GtkTextIter *end)
{
  for (int i = 0; i < LONGEST_RUN && gtk_text_iter_backward_char (start); i++)
    {
      gunichar character = gtk_text_iter_get_char (start);

      if (g_unichar_isspace (character) || is_word_by_itself (character))
        break;
    }
  for (int i = 0; i < LONGEST_RUN && !gtk_text_iter_is_end (end); i++)
    {
      gunichar character = gtk_text_iter_get_char (end);

      if (g_unichar_isspace (character) || is_word_by_itself (character))
        break;
      gtk_text_iter_forward_char (end);
    }
}

static guint
count_words (const GtkTextIter *start,
             const GtkTextIter *end)
{
  g_autofree char *text = gtk_text_iter_get_slice (start, end);

  return galley_text_count_words (text);
}

/* Takes what was counted before a change out, and what is there now in. */
static void
update_n_words (GalleyTextBuffer *self,
                guint             before,
                int               first,
                int               last)
{
  GtkTextIter start;
  GtkTextIter end;
  guint       after;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, first);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &end, last);
  after = count_words (&start, &end);
  if (after == before)
    return;

  self->n_words = self->n_words + after > before ? self->n_words + after - before : 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WORDS]);
}

static void
galley_text_buffer_insert_text (GtkTextBuffer *buffer,
                                GtkTextIter   *position,
                                const char    *text,
                                int            length)
{
  GtkTextIter start = *position;
  GtkTextIter end = *position;
  int         n_characters = g_utf8_strlen (text, length);
  int         first;
  int         last;
  guint       before;

  widen_to_words (&start, &end);
  first = gtk_text_iter_get_offset (&start);
  last = gtk_text_iter_get_offset (&end);
  before = count_words (&start, &end);
  GTK_TEXT_BUFFER_CLASS (galley_text_buffer_parent_class)->insert_text (buffer, position, text, length);
  update_n_words (GALLEY_TEXT_BUFFER (buffer), before, first, last + n_characters);
}

static void
galley_text_buffer_delete_range (GtkTextBuffer *buffer,
                                 GtkTextIter   *start,
                                 GtkTextIter   *end)
{
  GtkTextIter window_start = *start;
  GtkTextIter window_end = *end;
  int         n_characters = gtk_text_iter_get_offset (end) - gtk_text_iter_get_offset (start);
  int         first;
  int         last;
  guint       before;

  widen_to_words (&window_start, &window_end);
  first = gtk_text_iter_get_offset (&window_start);
  last = gtk_text_iter_get_offset (&window_end);
  before = count_words (&window_start, &window_end);
  GTK_TEXT_BUFFER_CLASS (galley_text_buffer_parent_class)->delete_range (buffer, start, end);
  update_n_words (GALLEY_TEXT_BUFFER (buffer), before, first, last - n_characters);
}

static void
galley_text_buffer_changed (GtkTextBuffer *buffer)
{
  GalleyTextBuffer *self = GALLEY_TEXT_BUFFER (buffer);

  GTK_TEXT_BUFFER_CLASS (galley_text_buffer_parent_class)->changed (buffer);
  if (self->draft != NULL && !self->quiet)
    galley_draft_changed (self->draft, GALLEY_DRAFT_EDITOR (self));
}

static char *
dup_text_for_draft (GalleyDraftEditor *editor)
{
  return galley_text_buffer_dup_text (GALLEY_TEXT_BUFFER (editor));
}

static guint
get_cursor_for_draft (GalleyDraftEditor *editor)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (editor);
  GtkTextIter    cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_offset (&cursor);
}

static void
apply_span (GtkTextBuffer        *buffer,
            GalleyDiff           *diff,
            const GalleyDiffSpan *span)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, span->old_range.first_character);
  if (span->kind == GALLEY_DIFF_REMOVED)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &end, span->old_range.first_character + span->old_range.n_characters);
      gtk_text_buffer_delete (buffer, &start, &end);
    }
  else if (span->kind == GALLEY_DIFF_ADDED)
    {
      gtk_text_buffer_insert (buffer, &start, galley_diff_get_new_text (diff) + span->new_range.start, span->new_range.length);
    }
}

/* From the end to the beginning, so that the places of the old text hold for what is still to be done; a step of its own to undo. */
static void
apply_diff (GalleyTextBuffer *self,
            GalleyDiff       *diff)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  gtk_text_buffer_begin_user_action (buffer);
  for (guint i = galley_diff_get_n_spans (diff); i > 0; i--)
    apply_span (buffer, diff, galley_diff_get_span (diff, i - 1));
  gtk_text_buffer_end_user_action (buffer);
}

static void
apply_for_draft (GalleyDraftEditor *editor,
                 GalleyDiff        *diff)
{
  GalleyTextBuffer *self = GALLEY_TEXT_BUFFER (editor);

  self->quiet = TRUE;
  apply_diff (self, diff);
  self->quiet = FALSE;
}

static void
draft_editor_interface_init (GalleyDraftEditorInterface *interface)
{
  interface->dup_text = dup_text_for_draft;
  interface->get_cursor = get_cursor_for_draft;
  interface->apply = apply_for_draft;
}

static void
galley_text_buffer_class_init (GalleyTextBufferClass *klass)
{
  GObjectClass       *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->get_property = galley_text_buffer_get_property;
  object_class->set_property = galley_text_buffer_set_property;
  object_class->dispose = galley_text_buffer_dispose;
  buffer_class->insert_text = galley_text_buffer_insert_text;
  buffer_class->delete_range = galley_text_buffer_delete_range;
  buffer_class->changed = galley_text_buffer_changed;

  /**
   * GalleyTextBuffer:draft: (getter get_draft) (setter set_draft)
   *
   * Where the text is kept.
   */
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, GALLEY_TYPE_DRAFT, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyTextBuffer:markdown: (getter get_markdown)
   *
   * Whether the text is Markdown, which is shown and edited as such.
   */
  properties[PROP_MARKDOWN] = g_param_spec_boolean ("markdown", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyTextBuffer:n-words: (getter get_n_words)
   *
   * How many words the text has.
   */
  properties[PROP_N_WORDS] = g_param_spec_uint ("n-words", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_text_buffer_init (GalleyTextBuffer *self)
{
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (self), FALSE);
  gtk_source_buffer_set_implicit_trailing_newline (GTK_SOURCE_BUFFER (self), FALSE);
  gtk_text_buffer_set_max_undo_levels (GTK_TEXT_BUFFER (self), 0);
}

/**
 * galley_text_buffer_new:
 * @markdown: whether the text is Markdown
 *
 * Makes a buffer that is empty and kept nowhere yet.
 *
 * Returns: (transfer full): a buffer
 */
GalleyTextBuffer *
galley_text_buffer_new (gboolean markdown)
{
  GalleyTextBuffer *self = g_object_new (GALLEY_TYPE_TEXT_BUFFER, "markdown", markdown, NULL);

  if (markdown)
    gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self), gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "markdown"));
  return self;
}

/**
 * galley_text_buffer_get_draft:
 * @self: a buffer
 *
 * Returns: (transfer none) (nullable): where the text is kept
 */
GalleyDraft *
galley_text_buffer_get_draft (GalleyTextBuffer *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_BUFFER (self), NULL);

  return self->draft;
}

/* Shows what is stored, which is where taking back ends. */
static void
load_text (GalleyTextBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const char    *text = galley_draft_get_text (self->draft);
  GtkTextIter    start;

  self->quiet = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  self->quiet = FALSE;
}

/**
 * galley_text_buffer_set_draft:
 * @self: a buffer
 * @draft: (nullable): where the text is kept
 *
 * Shows a draft and has it written in.  What could be undone is forgotten.
 */
void
galley_text_buffer_set_draft (GalleyTextBuffer *self,
                              GalleyDraft      *draft)
{
  g_return_if_fail (GALLEY_IS_TEXT_BUFFER (self));
  g_return_if_fail (draft == NULL || GALLEY_IS_DRAFT (draft));

  if (self->draft == draft)
    return;

  if (self->draft != NULL)
    galley_draft_detach (self->draft, GALLEY_DRAFT_EDITOR (self));
  g_set_object (&self->draft, draft);
  if (draft != NULL)
    {
      load_text (self);
      galley_draft_attach (draft, GALLEY_DRAFT_EDITOR (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

/**
 * galley_text_buffer_get_markdown:
 * @self: a buffer
 *
 * Returns: whether the text is Markdown
 */
gboolean
galley_text_buffer_get_markdown (GalleyTextBuffer *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_BUFFER (self), FALSE);

  return self->markdown;
}

/**
 * galley_text_buffer_get_n_words:
 * @self: a buffer
 *
 * Returns: how many words the text has
 */
guint
galley_text_buffer_get_n_words (GalleyTextBuffer *self)
{
  g_return_val_if_fail (GALLEY_IS_TEXT_BUFFER (self), 0);

  return self->n_words;
}

/**
 * galley_text_buffer_dup_text:
 * @self: a buffer
 *
 * Returns: (transfer full): the whole text
 */
char *
galley_text_buffer_dup_text (GalleyTextBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (GALLEY_IS_TEXT_BUFFER (self), NULL);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self), &start, &end, TRUE);
}

/**
 * galley_text_buffer_replace_text:
 * @self: a buffer
 * @text: another text
 *
 * Puts another text in place of the one that is there, as one step to undo.  What is the same in both is not touched, so that
 * the cursor stays where it was.
 */
void
galley_text_buffer_replace_text (GalleyTextBuffer *self,
                                 const char       *text)
{
  g_autofree char *old_text = NULL;
  g_autoptr (GalleyDiff) diff = NULL;

  g_return_if_fail (GALLEY_IS_TEXT_BUFFER (self));
  g_return_if_fail (text != NULL);

  old_text = galley_text_buffer_dup_text (self);
  diff = galley_diff_new (old_text, text, GALLEY_DIFF_EXACT);
  if (galley_diff_get_n_changes (diff) > 0)
    apply_diff (self, diff);
}
