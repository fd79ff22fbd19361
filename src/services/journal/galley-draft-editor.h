/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "galley-diff.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DRAFT_EDITOR (galley_draft_editor_get_type ())

/**
 * GalleyDraftEditor:
 *
 * What shows a draft and has it written in: the owner of a text buffer.
 */
G_DECLARE_INTERFACE (GalleyDraftEditor, galley_draft_editor, GALLEY, DRAFT_EDITOR, GObject)

/**
 * GalleyDraftEditorInterface:
 * @dup_text: gives the text as it is now (transfer full)
 * @get_cursor: tells where the cursor is, in characters
 * @apply: changes the text: for each span that was removed or added, and nothing else, so that the cursor, marks and the steps that can be
 *   undone stay where they are.  The old text of the comparison is what @dup_text gave last.  It must not call
 *   galley_draft_changed().
 *
 * What an editor can do.
 */
struct _GalleyDraftEditorInterface
{
  GTypeInterface parent_interface;

  char *(*dup_text) (GalleyDraftEditor *self);
  guint (*get_cursor) (GalleyDraftEditor *self);
  void (*apply) (GalleyDraftEditor *self, GalleyDiff *diff);
};

char *galley_draft_editor_dup_text (GalleyDraftEditor *self);
guint galley_draft_editor_get_cursor (GalleyDraftEditor *self);
void  galley_draft_editor_apply (GalleyDraftEditor *self, GalleyDiff *diff);

G_END_DECLS
