/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyJournalFolder:
 *
 * The folder of one process's unsaved text of one database, locked as long as it is held.  Its functions wait for the disk, and are
 * for a thread.
 */
typedef struct _GalleyJournalFolder GalleyJournalFolder;

GalleyJournalFolder *galley_journal_folder_create (const char *root, const char *database, GError **error);
GPtrArray           *galley_journal_folder_find_abandoned (const char *root, const char *database, GError **error);
GalleyJournalFolder *galley_journal_folder_ref (GalleyJournalFolder *self);
void                 galley_journal_folder_unref (GalleyJournalFolder *self);
const char          *galley_journal_folder_get_path (GalleyJournalFolder *self);
char               **galley_journal_folder_list (GalleyJournalFolder *self, GError **error);
GBytes              *galley_journal_folder_read (GalleyJournalFolder *self, const char *name, GError **error);
gboolean             galley_journal_folder_write (GalleyJournalFolder *self, const char *name, GBytes *content, GError **error);
gboolean             galley_journal_folder_remove (GalleyJournalFolder *self, const char *name, GError **error);
char                *galley_journal_folder_set_aside (GalleyJournalFolder *self, const char *name, GError **error);
gboolean             galley_journal_folder_is_there (GalleyJournalFolder *self);
void                 galley_journal_folder_tidy (GalleyJournalFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyJournalFolder, galley_journal_folder_unref)

G_END_DECLS
