/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-journal-entry.h"
#include "galley-journal-folder.h"

G_BEGIN_DECLS

/**
 * GalleyJournalLeftover:
 * @folder: (owned): the folder it is in, which nobody else takes as long as this is there
 * @name: (owned): the file's name in it
 * @path: (owned): where the file is
 * @entry: (owned) (nullable): what it says; %NULL when it cannot be read
 * @error: (owned) (nullable): why it cannot be read
 *
 * A text that a process left in the journal.
 */
typedef struct
{
  GalleyJournalFolder *folder;
  char                *name;
  char                *path;
  GalleyJournalEntry  *entry;
  GError              *error;
} GalleyJournalLeftover;

GPtrArray *galley_journal_leftover_find (const char *root, const char *database, GError **error);
void       galley_journal_leftover_free (GalleyJournalLeftover *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyJournalLeftover, galley_journal_leftover_free)

G_END_DECLS
