/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-draft-journaling"

#include "galley-draft-members-private.h"

/* How the text of a draft comes into the journal, and out of it when it is saved. */

static void write_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);

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
  galley_draft_run_tick (self);
}

/**
 * galley_draft_update_journal:
 * @self: a draft
 *
 * Brings the journal to what it should be.
 */
void
galley_draft_update_journal (GalleyDraft *self)
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
