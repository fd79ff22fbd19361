/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-editor"

#include "test-editor.h"

struct _TestEditor
{
  GObject parent_instance;

  GalleyDraft *draft;   /* (owned) (nullable) */
  GString     *text;    /* (owned) */
  gsize        cursor;  /* in bytes */
  guint        n_taken; /* how often the text was asked for */
};

static void implement_editor (GalleyDraftEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestEditor, test_editor, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GALLEY_TYPE_DRAFT_EDITOR, implement_editor))

static char *
test_editor_dup_text (GalleyDraftEditor *editor)
{
  TestEditor *self = TEST_EDITOR (editor);

  self->n_taken++;
  return g_strdup (self->text->str);
}

static guint
get_cursor_character (GalleyDraftEditor *editor)
{
  TestEditor *self = TEST_EDITOR (editor);

  return g_utf8_strlen (self->text->str, self->cursor);
}

/* Moves the cursor as a text buffer does: it stays with the character that it is before. */
static void
change_text (TestEditor *self,
             gsize       at,
             gsize       n_removed,
             const char *added,
             gsize       n_added)
{
  g_string_erase (self->text, at, n_removed);
  g_string_insert_len (self->text, at, added, n_added);
  if (self->cursor >= at + n_removed)
    self->cursor += n_added - n_removed;
  else if (self->cursor > at)
    self->cursor = at;
}

static void
test_editor_apply (GalleyDraftEditor *editor,
                   GalleyDiff        *diff)
{
  TestEditor *self = TEST_EDITOR (editor);

  g_assert_cmpstr (self->text->str, ==, galley_diff_get_old_text (diff));

  for (guint i = 0; i < galley_diff_get_n_spans (diff); i++)
    {
      const GalleyDiffSpan *span = galley_diff_get_span (diff, i);

      if (span->kind == GALLEY_DIFF_REMOVED)
        change_text (self, span->new_range.start, span->old_range.length, "", 0);
      else if (span->kind == GALLEY_DIFF_ADDED)
        change_text (self, span->new_range.start, 0, galley_diff_get_new_text (diff) + span->new_range.start, span->new_range.length);
    }
  g_assert_cmpstr (self->text->str, ==, galley_diff_get_new_text (diff));
  /* A text buffer says so of any change; it must make no difference. */
  galley_draft_changed (self->draft, editor);
}

static void
implement_editor (GalleyDraftEditorInterface *iface)
{
  iface->dup_text = test_editor_dup_text;
  iface->get_cursor = get_cursor_character;
  iface->apply = test_editor_apply;
}

static void
test_editor_finalize (GObject *object)
{
  TestEditor *self = TEST_EDITOR (object);

  g_assert_null (self->draft);
  g_string_free (self->text, TRUE);

  G_OBJECT_CLASS (test_editor_parent_class)->finalize (object);
}

static void
test_editor_class_init (TestEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_editor_finalize;
}

static void
test_editor_init (TestEditor *self)
{
  self->text = g_string_new (NULL);
}

/* Makes an editor that shows a draft. */
TestEditor *
test_editor_new (GalleyDraft *draft)
{
  TestEditor *self = g_object_new (TEST_TYPE_EDITOR, NULL);

  self->draft = g_object_ref (draft);
  galley_draft_attach (draft, GALLEY_DRAFT_EDITOR (self));
  self->n_taken = 0;

  return self;
}

/* Ends it. */
void
test_editor_close (TestEditor *self)
{
  galley_draft_detach (self->draft, GALLEY_DRAFT_EDITOR (self));
  g_clear_object (&self->draft);
  g_object_unref (self);
}

/* Types at the end. */
void
test_editor_type (TestEditor *self,
                  const char *text)
{
  test_editor_type_at (self, self->text->len, text);
}

/* Types somewhere; the cursor is after it. */
void
test_editor_type_at (TestEditor *self,
                     gsize       at,
                     const char *text)
{
  g_string_insert (self->text, at, text);
  self->cursor = at + strlen (text);
  galley_draft_changed (self->draft, GALLEY_DRAFT_EDITOR (self));
}

/* Types another text. */
void
test_editor_set_text (TestEditor *self,
                      const char *text)
{
  g_string_assign (self->text, text);
  self->cursor = self->text->len;
  galley_draft_changed (self->draft, GALLEY_DRAFT_EDITOR (self));
}

void
test_editor_set_cursor (TestEditor *self,
                        gsize       at)
{
  self->cursor = at;
}

gsize
test_editor_get_cursor (TestEditor *self)
{
  return self->cursor;
}

const char *
test_editor_get_text (TestEditor *self)
{
  return self->text->str;
}

guint
test_editor_get_n_taken (TestEditor *self)
{
  return self->n_taken;
}
