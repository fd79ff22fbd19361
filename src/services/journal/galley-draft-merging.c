/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-draft-merging"

#include "galley-draft-members-private.h"

#include "galley-merge.h"

/* What becomes of a draft when somebody else has changed the text. */

/**
 * galley_draft_set_parked:
 * @self: a draft
 * @parked: whether its row is in the trash
 *
 * Says whether the row is in the trash.
 */
void
galley_draft_set_parked (GalleyDraft *self,
                         gboolean     parked)
{
  if (self->parked == parked)
    return;

  self->parked = parked;
  g_object_notify (G_OBJECT (self), "parked");
}

/**
 * galley_draft_confirm:
 * @self: a draft
 * @confirmed: a `GRefString`, what was given to the database or came from it
 * @base: a `GRefString`, how the database has @confirmed
 * @version: the version of the row
 *
 * Says what the database has.
 */
void
galley_draft_confirm (GalleyDraft *self,
                      char        *confirmed,
                      char        *base,
                      int          version)
{
  galley_draft_text_hold (&self->confirmed, confirmed);
  galley_draft_text_hold (&self->base, base);
  self->base_version = version;
  self->left_version = 0;
  galley_draft_text_hold (&self->sent, NULL);
  g_ptr_array_set_size (self->lost, 0);
  /* The entry, if there has to be one, must tell of the new base. */
  self->n_bases++;
  galley_draft_text_hold (&self->given, NULL);
  galley_draft_text_hold (&self->journaled, NULL);
  self->first_unsaved = galley_draft_is_clean (self) ? 0 : g_get_monotonic_time ();
}

static void
set_theirs (GalleyDraft *self,
            char        *theirs,
            int          version)
{
  galley_draft_text_hold (&self->theirs, theirs);
  self->their_version = version;
  g_object_notify (G_OBJECT (self), "mine");
  g_object_notify (G_OBJECT (self), "theirs");
  g_object_notify (G_OBJECT (self), "base");
}

/* Whether a text is one that this writer sent and did not hear of again. */
static gboolean
is_own (GalleyDraft *self,
        const char  *text)
{
  for (guint i = 0; i < self->lost->len; i++)
    if (galley_draft_text_equal (g_ptr_array_index (self->lost, i), text))
      return TRUE;

  return FALSE;
}

/* What the text is to be when somebody else has made it @theirs, a GRefString as well; NULL when only the writer can say that. */
static char *
merge_text (GalleyDraft *self,
            char        *theirs,
            int          version)
{
  g_autoptr (GalleyMerge) merge = NULL;
  g_autofree char *text = NULL;

  /* It is what the text was based on, and only the row's version is another, or it is this writer's own, whose arrival was not heard of. */
  if (galley_draft_text_equal (theirs, self->base) || is_own (self, theirs))
    return g_ref_string_acquire (self->text);
  /* The database was put back to an earlier state.  What is missing there nobody took out, so nothing can be merged. */
  if (version < MAX (self->base_version, self->left_version))
    return NULL;

  merge = galley_merge_new (self->base, self->text, theirs);
  if (galley_merge_get_n_conflicts (merge) > 0)
    return NULL;

  text = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);

  return g_ref_string_new (text);
}

/**
 * galley_draft_take_theirs:
 * @self: a draft
 * @theirs: a `GRefString`, what somebody else has made of the text
 * @version: the version of the row
 *
 * Merges another writer's text with this one's, or has a conflict when they have changed the same.
 */
void
galley_draft_take_theirs (GalleyDraft *self,
                          char        *theirs,
                          int          version)
{
  char *merged;

  galley_draft_take_text (self);
  merged = merge_text (self, theirs, version);
  if (merged == NULL)
    {
      set_theirs (self, theirs, version);
      return;
    }

  if (self->theirs != NULL)
    set_theirs (self, NULL, 0);
  galley_draft_confirm (self, theirs, theirs, version);
  galley_draft_change_text (self, merged);
  g_ref_string_release (merged);
  self->hasty = TRUE;
}

static void
take_stored (GalleyDraft *self,
             const char  *stored,
             int          version)
{
  char *theirs = g_ref_string_new (stored);

  if (self->theirs != NULL)
    galley_draft_take_theirs (self, theirs, version);
  else
    {
      galley_draft_confirm (self, theirs, theirs, version);
      galley_draft_change_text (self, theirs);
    }
  g_ref_string_release (theirs);
}

/**
 * galley_draft_follow_record:
 * @self: a draft
 *
 * Takes over what the record has; it may have changed while there was no time for it.
 */
void
galley_draft_follow_record (GalleyDraft *self)
{
  GalleyRecord *record = galley_draft_target_get_record (self->target);
  const char   *stored = galley_draft_target_get_text (self->target);
  int           version = galley_draft_target_get_version (self->target);

  if (record == NULL || self->saving)
    return;
  galley_draft_set_parked (self, galley_record_get_gone (record));
  if (self->parked || version < self->base_version)
    return;
  if (galley_draft_text_equal (stored, self->base))
    {
      self->base_version = version;
      return;
    }

  /* What was typed here meanwhile is merged when it is saved. */
  galley_draft_take_text (self);
  if (!galley_draft_is_clean (self) && self->theirs == NULL)
    return;
  take_stored (self, stored, version);
  galley_draft_run_tick (self);
}

/**
 * galley_draft_resolve:
 * @self: a draft in a conflict
 * @text: what it is to be
 *
 * Ends a conflict: @text is saved in the place of the other writer's.
 */
void
galley_draft_resolve (GalleyDraft *self,
                      const char  *text)
{
  char *theirs;

  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (self->theirs != NULL);

  theirs = g_ref_string_acquire (self->theirs);
  galley_draft_confirm (self, theirs, theirs, self->their_version);
  g_ref_string_release (theirs);
  set_theirs (self, NULL, 0);
  galley_draft_set_text (self, text);
  self->hasty = TRUE;
  galley_draft_run_tick (self);
}
