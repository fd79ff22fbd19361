/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-drafts-private.h"

G_BEGIN_DECLS

/* What the files of the registry of drafts share, and nobody else: its members, and flushing (galley-drafts-flushing.c). */

struct _GalleyDrafts
{
  GObject parent_instance;

  GalleyContext *context;   /* (owned) */
  char          *folder;    /* (owned) (nullable) of the journal */
  GalleyJournal *journal;   /* (owned) (nullable) there once the database has told which it is */
  GHashTable    *drafts;    /* (owned) key → draft (unowned) */
  GHashTable    *unsaved;   /* (owned) (element-type GalleyDraft) a set: held until they are saved */
  GPtrArray     *leftovers; /* (owned) (element-type GalleyJournalLeftover) found, and not safe elsewhere */
  GPtrArray     *flushes;   /* (owned) (element-type GTask) who waits until nothing more happens */

  GalleyDraftState state;
  char            *message; /* (owned) (nullable) */
};

void galley_drafts_take_journal (GalleyDrafts *self, GalleyJournal *journal);
void galley_drafts_end_flushes (GalleyDrafts *self);

G_END_DECLS
