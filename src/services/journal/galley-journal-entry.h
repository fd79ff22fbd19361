/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an entry is of, beside texts of a section or a post: an element that is edited, and lines that become elements of a section. */
#define GALLEY_JOURNAL_TABLE_ELEMENT      "element"
#define GALLEY_JOURNAL_TABLE_NEW_ELEMENTS "new-elements"

/**
 * GalleyJournalEntry:
 * @key: (owned): which text of which row it is, `TABLE-ID-FIELD`: the name of its file
 * @table: (owned): `section`, `post`, `element` or `new-elements`
 * @id: the row's id; of new elements that of their section
 * @field: (owned): the field's name
 * @post_id: the post that it belongs to
 * @base_version: the version of the row that the text is based on; 0 when it is not known
 * @text: (owned): a `GRefString`, the unsaved text
 * @base: (owned): a `GRefString`, the stored text that it is based on
 * @sent: (owned) (nullable): a `GRefString`, a text that was on its way to the database when this was written
 * @cursor: where the cursor was, in characters
 * @written: when it was written, in microseconds since 1970
 *
 * Unsaved text with what is needed to save it after a crash.  It does not change once it was handed to somebody, so that threads may share
 * it.
 */
typedef struct
{
  char  *key;
  char  *table;
  int    id;
  char  *field;
  int    post_id;
  int    base_version;
  char  *text;
  char  *base;
  char  *sent;
  guint  cursor;
  gint64 written;
} GalleyJournalEntry;

GalleyJournalEntry *galley_journal_entry_new (const char *table, int id, const char *field);
GalleyJournalEntry *galley_journal_entry_ref (GalleyJournalEntry *self);
void                galley_journal_entry_unref (GalleyJournalEntry *self);
GBytes             *galley_journal_entry_to_bytes (GalleyJournalEntry *self, const char *database);
GalleyJournalEntry *galley_journal_entry_from_bytes (GBytes *bytes, const char *database, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyJournalEntry, galley_journal_entry_unref)

G_END_DECLS
