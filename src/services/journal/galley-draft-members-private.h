/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-draft-private.h"

G_BEGIN_DECLS

/* What the files of a draft share, and nobody else: its members, its editors (galley-draft-views.c), journaling
 * (galley-draft-journaling.c), merging (galley-draft-merging.c) and saving (galley-draft-saving.c). */

/**
 * GalleyDraftView:
 * @editor: (unowned): an editor, which detaches itself
 * @shown: (owned): a `GRefString`, the text that it has, unless something was typed since
 * @touched: whether something was
 *
 * An editor that shows a draft.
 */
typedef struct
{
  GalleyDraftEditor *editor;
  char              *shown;
  gboolean           touched;
} GalleyDraftView;

struct _GalleyDraft
{
  GObject parent_instance;

  GalleyDraftTarget *target;  /* (owned) */
  GalleyJournal     *journal; /* (owned) */
  GPtrArray         *views;   /* (owned) (element-type GalleyDraftView) */

  /* Texts, each (owned) a GRefString */
  char *text;      /* as it was taken from the editors last */
  char *confirmed; /* the one that the database has confirmed */
  char *base;      /* how the database has it; another text only where it tidies up what it is given */
  char *sent;      /* (nullable) on its way to the database, or was when the connection was lost */
  char *given;     /* (nullable) the one that the journal was given last */
  char *journaled; /* (nullable) the last one that the journal wrote, or could not write, with the present base */
  char *theirs;    /* (nullable) in a conflict, the other writer's */

  GPtrArray *lost; /* (owned) GRefStrings that were sent, and of which nobody knows whether they arrived */

  int      base_version;
  int      left_version; /* what recovered text was based on, until the database has confirmed some text */
  int      their_version;
  guint    cursor;
  gboolean in_journal; /* whether there is, or may be, an entry */
  gboolean is_written; /* whether @given is on the disk */
  guint    n_writing;  /* how many texts are with the journal */
  guint    n_bases;    /* counts the bases there were: what was journaled with another one is not to be saved */
  gboolean saving;
  gboolean hasty;    /* whether to save without waiting for a pause */
  gboolean applying; /* whether an editor changes because it was told to */
  gboolean closed;
  gboolean parked;
  GError  *error; /* (owned) (nullable) why the last save was none */

  gint64 last_change;   /* monotonic, in microseconds */
  gint64 first_unsaved; /* the same; 0 when nothing is unsaved */
  gint64 retry_at;      /* the same; not to be saved before */
  guint  tick;          /* source id */

  GalleyDraftState state;
};

/* Editors and texts */
void     galley_draft_view_free (GalleyDraftView *view);
gboolean galley_draft_text_equal (const char *one, const char *other);
void     galley_draft_text_hold (char **place, char *text);
gboolean galley_draft_is_touched (GalleyDraft *self);
gboolean galley_draft_is_clean (GalleyDraft *self);
void     galley_draft_take_text (GalleyDraft *self);
void     galley_draft_change_text (GalleyDraft *self, char *text);

/* Journaling */
void galley_draft_update_journal (GalleyDraft *self);

/* Merging */
void galley_draft_set_parked (GalleyDraft *self, gboolean parked);
void galley_draft_confirm (GalleyDraft *self, char *confirmed, char *base, int version);
void galley_draft_take_theirs (GalleyDraft *self, char *theirs, int version);
void galley_draft_follow_record (GalleyDraft *self);

/* Saving */
void galley_draft_watch (GalleyDraft *self);
void galley_draft_start_tick (GalleyDraft *self);
void galley_draft_run_tick (GalleyDraft *self);
void galley_draft_note_change (GalleyDraft *self);
void galley_draft_update_state (GalleyDraft *self);

G_END_DECLS
