/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-journal-entry"

#include "fuzz.h"

#include <string.h>

#include "galley-journal-entry.h"

#define DATABASE "8f14e45f-ceea-467f-a9e3-0b1b5c1f7c55"

/* What could be read is written so that it is read again the same. */
static void
write_again (GalleyJournalEntry *entry)
{
  g_autoptr (GBytes) bytes = galley_journal_entry_to_bytes (entry, DATABASE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyJournalEntry) again = galley_journal_entry_from_bytes (bytes, DATABASE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again->key, ==, entry->key);
  g_assert_cmpstr (again->text, ==, entry->text);
  g_assert_cmpstr (again->base, ==, entry->base);
  g_assert_cmpstr (again->sent, ==, entry->sent);
}

static void
read_entry (const char *data,
            gsize       size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyJournalEntry) entry = galley_journal_entry_from_bytes (bytes, DATABASE, &error);

  g_assert_true ((entry == NULL) == (error != NULL));
  if (entry != NULL)
    write_again (entry);
}

/* As it is, where nearly everything ends at the checksum, and with a checksum that fits. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  g_autoptr (GString) file = g_string_new (NULL);

  read_entry ((const char *)data, size);
  g_string_printf (file, "galley-journal 1 %s\n", checksum);
  g_string_append_len (file, (const char *)data, size);
  read_entry (file->str, file->len);
  return 0;
}
