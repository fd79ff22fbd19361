/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-drafts-fetching"

#include "galley-drafts-members-private.h"

/* Getting the draft of a text, which is fetched when nobody has it. */

static void target_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes @target over. */
static void
get_draft (GalleyDrafts       *self,
           GalleyDraftTarget  *target,
           gpointer            tag,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  GTask       *task = g_task_new (self, cancellable, callback, user_data);
  GalleyDraft *draft = galley_drafts_lookup (self, galley_draft_target_get_key (target));

  g_task_set_source_tag (task, tag);
  if (draft == NULL)
    galley_draft_target_load_async (target, cancellable, target_loaded_cb, task);
  else
    {
      g_task_return_pointer (task, g_object_ref (draft), g_object_unref);
      g_object_unref (task);
    }
  g_object_unref (target);
}

static void
target_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDraftTarget *target = GALLEY_DRAFT_TARGET (source);
  GError            *error = NULL;

  if (galley_draft_target_load_finish (target, result, &error))
    g_task_return_pointer (task, galley_drafts_add (g_task_get_source_object (task), target), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * galley_drafts_get_section_async:
 * @self: drafts that are open
 * @section_id: a section
 * @field: which of its texts
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Gets the draft of a section's text.
 */
void
galley_drafts_get_section_async (GalleyDrafts       *self,
                                 int                 section_id,
                                 GalleySectionField  field,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  get_draft (self, galley_draft_target_new_section (galley_context_get_section_store (self->context), section_id, field),
             galley_drafts_get_section_async, cancellable, callback, user_data);
}

/**
 * galley_drafts_get_section_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_get_section_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_get_section_async().
 *
 * Returns: (transfer full) (nullable): the draft, the same one for everybody; %NULL with @error set
 */
GalleyDraft *
galley_drafts_get_section_finish (GalleyDrafts *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_get_section_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_drafts_get_post_async:
 * @self: drafts that are open
 * @post_id: a post
 * @field: which of its texts
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Gets the draft of a post's text.
 */
void
galley_drafts_get_post_async (GalleyDrafts       *self,
                              int                 post_id,
                              GalleyPostField     field,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  get_draft (self, galley_draft_target_new_post (galley_context_get_post_store (self->context), post_id, field),
             galley_drafts_get_post_async, cancellable, callback, user_data);
}

/**
 * galley_drafts_get_post_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_get_post_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_get_post_async().
 *
 * Returns: (transfer full) (nullable): the draft, the same one for everybody; %NULL with @error set
 */
GalleyDraft *
galley_drafts_get_post_finish (GalleyDrafts *self,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_get_post_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
