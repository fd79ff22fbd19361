/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of a keystroke:
 *
 *     key ─▶ galley_draft_changed(): a flag and a clock, nothing else
 *              │ 150 ms
 *              ▼
 *            tick: the text is taken from the editor ─▶ journal (a thread writes it to the disk)
 *              │ a pause of 600 ms, or 4.5 s of steady typing
 *              ▼
 *            save, if the journal has had the text ─▶ saved: the journal's entry goes
 *                                                  ─▶ changed by somebody else: merged by words and saved again, or a conflict
 *                                                  ─▶ not reachable: tried again
 *                                                  ─▶ refused: told, and tried again when something is typed
 *
 * Texts are GRefStrings: what is with the journal's thread, on its way to the database and shown in an editor is mostly one and the same. */

#define G_LOG_DOMAIN "galley-draft-saving"

#include "galley-draft-members-private.h"

#include "galley-error.h"

/* In milliseconds. */
#define TICK    150
#define PAUSE   600
#define LONGEST 4500
#define RETRY   1000

static void save_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void save (GalleyDraft *self);

/* Whether the reason is that the server cannot be got at now. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_BUSY) || error->domain == G_IO_ERROR;
}

static GalleyDraftState
find_state (GalleyDraft *self)
{
  GalleyDatabase *database = galley_draft_target_get_database (self->target);

  if (self->theirs != NULL)
    return GALLEY_DRAFT_CONFLICT;
  if (galley_draft_is_clean (self) && !galley_draft_is_touched (self) && !self->saving)
    return GALLEY_DRAFT_SAVED;
  if (self->error != NULL && !is_passing (self->error))
    return GALLEY_DRAFT_FAILED;
  if (self->error != NULL || galley_database_get_state (database) != GALLEY_DATABASE_CONNECTED)
    return GALLEY_DRAFT_UNREACHABLE;

  return self->saving ? GALLEY_DRAFT_SAVING : GALLEY_DRAFT_UNSAVED;
}

/**
 * galley_draft_update_state:
 * @self: a draft
 *
 * Finds out where the words are, and tells when that is somewhere else than before.
 */
void
galley_draft_update_state (GalleyDraft *self)
{
  GalleyDraftState state = find_state (self);

  if (state == self->state)
    return;

  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
  g_object_notify (G_OBJECT (self), "message");
}

static gboolean
is_time_to_save (GalleyDraft *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->closed || self->saving || self->theirs != NULL || galley_draft_is_clean (self) || now < self->retry_at)
    return FALSE;
  /* Text goes to the journal before anything else. */
  if (self->journaled == NULL || galley_draft_text_equal (self->journaled, self->confirmed))
    return FALSE;

  return self->hasty || now - self->last_change >= PAUSE * 1000 || now - self->first_unsaved >= LONGEST * 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  GalleyDraft *self = user_data;

  self->tick = 0;
  galley_draft_run_tick (self);

  return G_SOURCE_REMOVE;
}

/* Whether there is something that only the clock brings on. */
static gboolean
needs_tick (GalleyDraft *self)
{
  if (galley_draft_is_touched (self))
    return TRUE;

  return !galley_draft_is_clean (self) && !self->saving && self->theirs == NULL && self->retry_at != G_MAXINT64;
}

/**
 * galley_draft_start_tick:
 * @self: a draft
 *
 * Has the text journaled, and saved when it is time, in a moment.
 */
void
galley_draft_start_tick (GalleyDraft *self)
{
  if (self->tick == 0 && !self->closed)
    self->tick = g_timeout_add_full (G_PRIORITY_HIGH_IDLE, TICK, tick_cb, g_object_ref (self), g_object_unref);
}

/**
 * galley_draft_run_tick:
 * @self: a draft
 *
 * Does what it is time for: takes the text, journals it, saves it.
 */
void
galley_draft_run_tick (GalleyDraft *self)
{
  galley_draft_take_text (self);
  galley_draft_update_journal (self);
  if (galley_draft_is_clean (self))
    {
      self->first_unsaved = 0;
      self->hasty = FALSE;
    }
  if (is_time_to_save (self))
    save (self);
  if (needs_tick (self))
    galley_draft_start_tick (self);
  galley_draft_update_state (self);
  g_signal_emit_by_name (self, "progress");
}

/**
 * galley_draft_note_change:
 * @self: a draft
 *
 * Notes that something was typed, or came from somewhere else, and has to be journaled and saved.
 */
void
galley_draft_note_change (GalleyDraft *self)
{
  self->last_change = g_get_monotonic_time ();
  if (self->first_unsaved == 0)
    self->first_unsaved = self->last_change;
  /* What was refused may be in order now. */
  if (self->retry_at == G_MAXINT64)
    self->retry_at = 0;
  galley_draft_start_tick (self);
  galley_draft_update_state (self);
}

static void
save (GalleyDraft *self)
{
  self->saving = TRUE;
  self->hasty = !galley_draft_text_equal (self->journaled, self->text) && self->hasty;
  if (self->sent != NULL)
    g_ptr_array_add (self->lost, g_steal_pointer (&self->sent));
  galley_draft_text_hold (&self->sent, self->journaled);
  galley_draft_target_save_async (self->target, self->sent, self->base_version, self->base, NULL, save_done_cb, g_object_ref (self));
}

static void
target_changed_cb (GalleyDraftTarget *target,
                   gpointer           user_data)
{
  galley_draft_follow_record (user_data);
}

static void
database_notify_cb (GObject    *database,
                    GParamSpec *pspec,
                    gpointer    user_data)
{
  GalleyDraft *self = user_data;

  /* Not before it is known what became of it: that the link is there again brings the answer to what is under way. */
  if (galley_database_get_state (GALLEY_DATABASE (database)) == GALLEY_DATABASE_CONNECTED && self->error != NULL)
    {
      self->retry_at = 0;
      self->hasty = TRUE;
      galley_draft_run_tick (self);
    }
  galley_draft_update_state (self);
  g_signal_emit_by_name (self, "progress");
}

static void
take_outcome (GalleyDraft      *self,
              GalleySaveOutcome outcome,
              int               version,
              const char       *value)
{
  char *stored = g_ref_string_new (value);

  g_clear_error (&self->error);
  self->retry_at = 0;
  if (outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    galley_draft_take_theirs (self, stored, version);
  else
    {
      char *sent = g_ref_string_acquire (self->sent);

      galley_draft_confirm (self, sent, galley_draft_text_equal (stored, sent) ? sent : stored, version);
      g_ref_string_release (sent);
      galley_draft_set_parked (self, outcome == GALLEY_SAVE_OUTCOME_PARKED);
    }
  g_ref_string_release (stored);
}

static void
take_failure (GalleyDraft *self,
              GError      *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (is_passing (error) || g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL))
    self->retry_at = g_get_monotonic_time () + RETRY * 1000;
  else
    self->retry_at = G_MAXINT64;
  g_object_notify (G_OBJECT (self), "message");
}

static void
save_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyDraft) self = user_data;
  g_autofree char  *value = NULL;
  GError           *error = NULL;
  GalleySaveOutcome outcome;
  int               version;

  self->saving = FALSE;
  if (galley_draft_target_save_finish (GALLEY_DRAFT_TARGET (source), result, &outcome, &version, &value, &error))
    take_outcome (self, outcome, version, value);
  else
    take_failure (self, error);
  galley_draft_follow_record (self);
  galley_draft_run_tick (self);
}

/**
 * galley_draft_watch:
 * @self: a draft
 *
 * Listens to what happens to the stored text and to the database.
 */
void
galley_draft_watch (GalleyDraft *self)
{
  g_signal_connect_object (self->target, "changed", G_CALLBACK (target_changed_cb), self, 0);
  g_signal_connect_object (galley_draft_target_get_database (self->target), "notify::state", G_CALLBACK (database_notify_cb), self, 0);
}

/**
 * galley_draft_recover:
 * @self: a draft that is saved
 * @entry: what was unsaved
 *
 * Takes up what was written when a program ended, and saves it as if it had just been written.
 */
void
galley_draft_recover (GalleyDraft        *self,
                      GalleyJournalEntry *entry)
{
  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (entry != NULL);

  galley_draft_text_hold (&self->base, entry->base);
  galley_draft_text_hold (&self->confirmed, entry->base);
  if (entry->sent != NULL)
    g_ptr_array_add (self->lost, g_ref_string_acquire (entry->sent));
  /* The number of a version says nothing after a database was put back to what it was; the text does. */
  self->base_version = 0;
  self->left_version = entry->base_version;
  self->cursor = entry->cursor;
  galley_draft_change_text (self, entry->text);
  galley_draft_note_change (self);
  self->hasty = TRUE;
  galley_draft_run_tick (self);
}

/**
 * galley_draft_flush:
 * @self: a draft
 *
 * Journals what was typed, and saves it, without waiting for a pause.
 */
void
galley_draft_flush (GalleyDraft *self)
{
  g_return_if_fail (GALLEY_IS_DRAFT (self));

  self->retry_at = 0;
  self->hasty = TRUE;
  galley_draft_run_tick (self);
}

/**
 * galley_draft_is_settled:
 * @self: a draft
 *
 * Tells whether nothing more happens by itself to what was typed.
 *
 * Returns: %FALSE while it is being journaled or saved, or about to be
 */
gboolean
galley_draft_is_settled (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), TRUE);

  if (self->n_writing > 0 || galley_draft_is_touched (self))
    return FALSE;

  return self->state != GALLEY_DRAFT_UNSAVED && self->state != GALLEY_DRAFT_SAVING;
}

/**
 * galley_draft_is_safe:
 * @self: a draft
 *
 * Tells whether the program could end now without a word being lost.
 *
 * Returns: whether the database or the disk has the text
 */
gboolean
galley_draft_is_safe (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), TRUE);

  if (galley_draft_is_touched (self))
    return FALSE;

  return galley_draft_is_clean (self) || (self->is_written && galley_draft_text_equal (self->given, self->text));
}

/**
 * galley_draft_close:
 * @self: a draft
 *
 * Ends saving: what is unsaved stays in the journal.
 */
void
galley_draft_close (GalleyDraft *self)
{
  g_return_if_fail (GALLEY_IS_DRAFT (self));

  self->closed = TRUE;
  /* The clock may be the last to hold the draft. */
  g_clear_handle_id (&self->tick, g_source_remove);
}
