/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editors of a draft: what was typed is taken from them, and what comes from somewhere else is shown in them. */

#define G_LOG_DOMAIN "galley-draft-views"

#include "galley-draft-members-private.h"

#include <string.h>

#include "galley-merge.h"

/**
 * galley_draft_view_free:
 * @view: (transfer full): a view
 *
 * Forgets an editor.
 */
void
galley_draft_view_free (GalleyDraftView *view)
{
  g_ref_string_release (view->shown);
  g_free (view);
}

static GalleyDraftView *
find_view (GalleyDraft       *self,
           GalleyDraftEditor *editor)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      GalleyDraftView *view = g_ptr_array_index (self->views, i);

      if (view->editor == editor)
        return view;
    }

  return NULL;
}

/**
 * galley_draft_text_equal:
 * @one: (nullable): a text
 * @other: (nullable): a text
 *
 * Compares two texts, of which most are one and the same.
 *
 * Returns: whether they are equal; %NULL is equal to %NULL alone
 */
gboolean
galley_draft_text_equal (const char *one,
                         const char *other)
{
  return one == other || (one != NULL && other != NULL && strcmp (one, other) == 0);
}

/**
 * galley_draft_text_hold:
 * @place: (inout) (nullable): where a `GRefString`, or %NULL, is held
 * @text: (nullable): a `GRefString`
 *
 * Makes @place hold a text in the place of the one that it has.
 */
void
galley_draft_text_hold (char **place,
                        char  *text)
{
  char *old = *place;

  *place = text ? g_ref_string_acquire (text) : NULL;
  if (old != NULL)
    g_ref_string_release (old);
}

/**
 * galley_draft_is_touched:
 * @self: a draft
 *
 * Tells whether something was typed that was not taken from the editor yet.
 *
 * Returns: whether it was
 */
gboolean
galley_draft_is_touched (GalleyDraft *self)
{
  for (guint i = 0; i < self->views->len; i++)
    if (((GalleyDraftView *)g_ptr_array_index (self->views, i))->touched)
      return TRUE;

  return FALSE;
}

/**
 * galley_draft_is_clean:
 * @self: a draft
 *
 * Tells whether the database has confirmed what was taken from the editors.
 *
 * Returns: whether it has
 */
gboolean
galley_draft_is_clean (GalleyDraft *self)
{
  return galley_draft_text_equal (self->text, self->confirmed);
}

static void
show_in_view (GalleyDraft     *self,
              GalleyDraftView *view)
{
  g_autoptr (GalleyDiff) diff = NULL;

  if (view->touched || galley_draft_text_equal (view->shown, self->text))
    return;

  diff = galley_diff_new (view->shown, self->text, GALLEY_DIFF_EXACT);
  self->applying = TRUE;
  galley_draft_editor_apply (view->editor, diff);
  self->applying = FALSE;
  galley_draft_text_hold (&view->shown, self->text);
}

/**
 * galley_draft_change_text:
 * @self: a draft
 * @text: a `GRefString`
 *
 * Makes @text the draft's, and has all editors show it where nothing was typed since they were asked last.
 */
void
galley_draft_change_text (GalleyDraft *self,
                          char        *text)
{
  if (!galley_draft_text_equal (text, self->text))
    {
      galley_draft_text_hold (&self->text, text);
      g_object_notify (G_OBJECT (self), "text");
    }
  for (guint i = 0; i < self->views->len; i++)
    show_in_view (self, g_ptr_array_index (self->views, i));
}

static char *
merge_views (const char *before,
             const char *one,
             const char *other)
{
  g_autoptr (GalleyMerge) merge = galley_merge_new (before, one, other);
  g_autofree char *text = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);

  return g_ref_string_new (text);
}

/**
 * galley_draft_take_text:
 * @self: a draft
 *
 * Takes from the editors what was typed.  What was typed in two of them since they were asked last is merged.
 */
void
galley_draft_take_text (GalleyDraft *self)
{
  char *text = g_ref_string_acquire (self->text);

  if (galley_draft_is_touched (self))
    for (guint i = 0; i < self->views->len; i++)
      {
        GalleyDraftView *view = g_ptr_array_index (self->views, i);
        g_autofree char *typed = view->touched ? galley_draft_editor_dup_text (view->editor) : NULL;
        char            *merged;

        if (typed == NULL)
          continue;
        self->cursor = galley_draft_editor_get_cursor (view->editor);
        view->touched = FALSE;
        g_ref_string_release (view->shown);
        view->shown = g_ref_string_new (typed);
        if (galley_draft_text_equal (text, self->text))
          merged = g_ref_string_acquire (view->shown);
        else
          merged = merge_views (self->text, text, typed);
        g_ref_string_release (text);
        text = merged;
      }
  galley_draft_change_text (self, text);
  g_ref_string_release (text);
}

/**
 * galley_draft_attach:
 * @self: a draft
 * @editor: an editor, which must detach itself before it goes
 *
 * Has an editor show the draft: it is told at once what to change, and from then on when others change the text.
 */
void
galley_draft_attach (GalleyDraft       *self,
                     GalleyDraftEditor *editor)
{
  g_autofree char *shown = NULL;
  GalleyDraftView *view;

  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (GALLEY_IS_DRAFT_EDITOR (editor));
  g_return_if_fail (find_view (self, editor) == NULL);

  galley_draft_take_text (self);
  shown = galley_draft_editor_dup_text (editor);
  view = g_new0 (GalleyDraftView, 1);
  view->editor = editor;
  view->shown = g_ref_string_new (shown);
  g_ptr_array_add (self->views, view);
  show_in_view (self, view);
}

/**
 * galley_draft_detach:
 * @self: a draft
 * @editor: an editor that shows it
 *
 * Lets an editor go.  What was typed in it stays with the draft, which saves it.
 */
void
galley_draft_detach (GalleyDraft       *self,
                     GalleyDraftEditor *editor)
{
  GalleyDraftView *view;

  g_return_if_fail (GALLEY_IS_DRAFT (self));

  view = find_view (self, editor);
  g_return_if_fail (view != NULL);

  galley_draft_take_text (self);
  g_ptr_array_remove (self->views, view);
  if (!galley_draft_is_clean (self))
    galley_draft_start_tick (self);
  galley_draft_update_state (self);
}

/**
 * galley_draft_changed:
 * @self: a draft
 * @editor: an editor that shows it
 *
 * Tells that something was typed.  It costs next to nothing, however long the text is: the text itself is asked for a moment later.
 */
void
galley_draft_changed (GalleyDraft       *self,
                      GalleyDraftEditor *editor)
{
  GalleyDraftView *view;

  g_return_if_fail (GALLEY_IS_DRAFT (self));

  if (self->applying)
    return;

  view = find_view (self, editor);
  g_return_if_fail (view != NULL);

  view->touched = TRUE;
  galley_draft_note_change (self);
}

/**
 * galley_draft_set_text:
 * @self: a draft
 * @text: valid UTF-8
 *
 * Changes the text from within the program.  Editors show it, and it is saved like what is typed.
 */
void
galley_draft_set_text (GalleyDraft *self,
                       const char  *text)
{
  char *held;

  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (text != NULL);

  galley_draft_take_text (self);
  held = g_ref_string_new (text);
  galley_draft_change_text (self, held);
  g_ref_string_release (held);
  galley_draft_note_change (self);
}
