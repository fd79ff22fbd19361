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
#include "galley-merge.h"

/* In milliseconds. */
#define TICK    150
#define PAUSE   600
#define LONGEST 4500
#define RETRY   1000

static void save_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void write_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void save (GalleyDraft *self);
static void run_tick (GalleyDraft *self);

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

static void
set_parked (GalleyDraft *self,
            gboolean     parked)
{
  if (self->parked == parked)
    return;

  self->parked = parked;
  g_object_notify (G_OBJECT (self), "parked");
}

static GalleyJournalEntry *
make_entry (GalleyDraft *self)
{
  GalleyJournalEntry *entry = galley_journal_entry_new (galley_draft_target_get_table (self->target),
                                                        galley_draft_target_get_id (self->target),
                                                        galley_draft_target_get_field (self->target));

  entry->post_id = galley_draft_target_get_post_id (self->target);
  entry->base_version = self->base_version;
  galley_draft_text_hold (&entry->text, self->text);
  galley_draft_text_hold (&entry->base, self->base);
  if (!galley_draft_text_equal (self->sent, self->text))
    galley_draft_text_hold (&entry->sent, self->sent);
  entry->cursor = self->cursor;
  entry->written = g_get_real_time ();

  return entry;
}

/* What goes along with the journal's work on one text. */
typedef struct
{
  GalleyDraft *draft; /* (owned) */
  char        *text;  /* (owned) a GRefString */
  guint        base;  /* which, as they were counted */
} Writing;

static void
write_entry (GalleyDraft *self)
{
  g_autoptr (GalleyJournalEntry) entry = make_entry (self);
  Writing *writing = g_new0 (Writing, 1);

  writing->draft = g_object_ref (self);
  galley_draft_text_hold (&writing->text, self->text);
  writing->base = self->n_bases;
  self->in_journal = TRUE;
  self->n_writing++;
  galley_draft_text_hold (&self->given, self->text);
  self->is_written = FALSE;
  galley_journal_write_async (self->journal, entry, write_done_cb, writing);
}

static void
write_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Writing *writing = user_data;
  g_autoptr (GalleyDraft) self = writing->draft;
  /* Why it could not be written, the journal itself tells. */
  gboolean written = galley_journal_write_finish (GALLEY_JOURNAL (source), result, NULL);

  self->n_writing--;
  if (galley_draft_text_equal (writing->text, self->given))
    self->is_written = written;
  if (writing->base == self->n_bases)
    galley_draft_text_hold (&self->journaled, writing->text);
  g_ref_string_release (writing->text);
  g_free (writing);
  run_tick (self);
}

/* Brings the journal to what it should be. */
static void
update_journal (GalleyDraft *self)
{
  if (galley_draft_is_clean (self) && !self->saving && self->theirs == NULL)
    {
      if (self->in_journal)
        galley_journal_remove (self->journal, galley_draft_target_get_key (self->target));
      self->in_journal = FALSE;
      galley_draft_text_hold (&self->given, NULL);
    }
  else if (!galley_draft_text_equal (self->given, self->text))
    write_entry (self);
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
  run_tick (self);

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

static void
run_tick (GalleyDraft *self)
{
  galley_draft_take_text (self);
  update_journal (self);
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

/* @base is how the database has @confirmed; both are GRefStrings. */
static void
confirm (GalleyDraft *self,
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

/* Somebody else has changed the text: @theirs is a GRefString. */
static void
take_theirs (GalleyDraft *self,
             char        *theirs,
             int          version)
{
  g_autoptr (GalleyMerge) merge = NULL;
  char *merged;

  galley_draft_take_text (self);
  /* It is what the text was based on, and only the row's version is another, or it is this writer's own, whose arrival was not heard of. */
  if (galley_draft_text_equal (theirs, self->base) || is_own (self, theirs))
    merged = g_ref_string_acquire (self->text);
  else if (version < MAX (self->base_version, self->left_version))
    {
      /* The database was put back to an earlier state.  What is missing there nobody took out, so nothing can be merged. */
      set_theirs (self, theirs, version);
      return;
    }
  else
    {
      g_autofree char *text = NULL;

      merge = galley_merge_new (self->base, self->text, theirs);
      if (galley_merge_get_n_conflicts (merge) > 0)
        {
          set_theirs (self, theirs, version);
          return;
        }
      text = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);
      merged = g_ref_string_new (text);
    }

  if (self->theirs != NULL)
    set_theirs (self, NULL, 0);
  confirm (self, theirs, theirs, version);
  galley_draft_change_text (self, merged);
  g_ref_string_release (merged);
  self->hasty = TRUE;
}

/* The record may have changed while there was no time for it. */
static void
follow_record (GalleyDraft *self)
{
  GalleyRecord *record = galley_draft_target_get_record (self->target);
  const char   *stored = galley_draft_target_get_text (self->target);
  int           version = galley_draft_target_get_version (self->target);
  char         *theirs;

  if (record == NULL || self->saving)
    return;
  set_parked (self, galley_record_get_gone (record));
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
  theirs = g_ref_string_new (stored);
  if (self->theirs != NULL)
    take_theirs (self, theirs, version);
  else
    {
      confirm (self, theirs, theirs, version);
      galley_draft_change_text (self, theirs);
    }
  g_ref_string_release (theirs);
  run_tick (self);
}

static void
target_changed_cb (GalleyDraftTarget *target,
                   gpointer           user_data)
{
  follow_record (user_data);
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
      run_tick (self);
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
    take_theirs (self, stored, version);
  else
    {
      char *sent = g_ref_string_acquire (self->sent);

      confirm (self, sent, galley_draft_text_equal (stored, sent) ? sent : stored, version);
      g_ref_string_release (sent);
      set_parked (self, outcome == GALLEY_SAVE_OUTCOME_PARKED);
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
  follow_record (self);
  run_tick (self);
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
  run_tick (self);
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
  run_tick (self);
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
  confirm (self, theirs, theirs, self->their_version);
  g_ref_string_release (theirs);
  set_theirs (self, NULL, 0);
  galley_draft_set_text (self, text);
  self->hasty = TRUE;
  run_tick (self);
}
