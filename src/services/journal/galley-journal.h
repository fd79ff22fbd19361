/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-journal-leftover.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_JOURNAL (galley_journal_get_type ())

/**
 * GalleyJournal:
 *
 * The unsaved text of one database on this machine's disk.  Nothing waits for the disk but a thread.
 */
G_DECLARE_FINAL_TYPE (GalleyJournal, galley_journal, GALLEY, JOURNAL, GObject)

GalleyJournal *galley_journal_new (const char *root, const char *database);
void           galley_journal_write_async (GalleyJournal *self, GalleyJournalEntry *entry, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_journal_write_finish (GalleyJournal *self, GAsyncResult *result, GError **error);
void           galley_journal_remove (GalleyJournal *self, const char *key);
void           galley_journal_recover_async (GalleyJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *galley_journal_recover_finish (GalleyJournal *self, GAsyncResult *result, GError **error);
void           galley_journal_discard (GalleyJournal *self, GalleyJournalLeftover *leftover);
gboolean       galley_journal_get_busy (GalleyJournal *self);
const GError  *galley_journal_get_error (GalleyJournal *self);
void           galley_journal_set_pause (GalleyJournal *self, guint milliseconds);

G_END_DECLS
