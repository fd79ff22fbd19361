/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-draft-editor"

#include "galley-draft-editor.h"

G_DEFINE_INTERFACE (GalleyDraftEditor, galley_draft_editor, G_TYPE_OBJECT)

static void
galley_draft_editor_default_init (GalleyDraftEditorInterface *iface)
{
}

/**
 * galley_draft_editor_dup_text:
 * @self: an editor
 *
 * Takes the text from the editor as it is now.
 *
 * Returns: (transfer full): the text
 */
char *
galley_draft_editor_dup_text (GalleyDraftEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_EDITOR (self), NULL);

  return GALLEY_DRAFT_EDITOR_GET_IFACE (self)->dup_text (self);
}

/**
 * galley_draft_editor_get_cursor:
 * @self: an editor
 *
 * Asks where the cursor is.
 *
 * Returns: how many characters are before it
 */
guint
galley_draft_editor_get_cursor (GalleyDraftEditor *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_EDITOR (self), 0);

  return GALLEY_DRAFT_EDITOR_GET_IFACE (self)->get_cursor (self);
}

/**
 * galley_draft_editor_apply:
 * @self: an editor
 * @diff: what is to be changed, of the text that the editor has
 *
 * Has the editor show another text, by changing nothing but what is different.
 */
void
galley_draft_editor_apply (GalleyDraftEditor *self,
                           GalleyDiff        *diff)
{
  g_return_if_fail (GALLEY_IS_DRAFT_EDITOR (self));
  g_return_if_fail (diff != NULL);

  GALLEY_DRAFT_EDITOR_GET_IFACE (self)->apply (self, diff);
}
