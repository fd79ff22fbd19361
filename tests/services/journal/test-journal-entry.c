/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-journal-entry"

#include "galley-journal-entry.h"

#include <string.h>

#include "galley-error.h"

#define DATABASE "8f14e45f-ceea-467f-a9e3-0b1b5c1f7c55"

static GalleyJournalEntry *
make_entry (const char *text,
            const char *base,
            const char *sent)
{
  GalleyJournalEntry *entry = galley_journal_entry_new ("section", 12, "draft");

  entry->post_id = 3;
  entry->base_version = 7;
  entry->text = g_ref_string_new (text);
  entry->base = g_ref_string_new (base);
  entry->sent = sent ? g_ref_string_new (sent) : NULL;
  entry->cursor = 5;
  entry->written = G_GINT64_CONSTANT (1700000000123456);

  return entry;
}

static void
assert_round_trip (const char *text,
                   const char *base,
                   const char *sent)
{
  g_autoptr (GalleyJournalEntry) entry = make_entry (text, base, sent);
  g_autoptr (GBytes) bytes = galley_journal_entry_to_bytes (entry, DATABASE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyJournalEntry) read = galley_journal_entry_from_bytes (bytes, DATABASE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read->key, ==, "section-12-draft");
  g_assert_cmpstr (read->table, ==, "section");
  g_assert_cmpint (read->id, ==, 12);
  g_assert_cmpstr (read->field, ==, "draft");
  g_assert_cmpint (read->post_id, ==, 3);
  g_assert_cmpint (read->base_version, ==, 7);
  g_assert_cmpuint (read->cursor, ==, 5);
  g_assert_cmpint (read->written, ==, entry->written);
  g_assert_cmpstr (read->text, ==, text);
  g_assert_cmpstr (read->base, ==, base);
  g_assert_cmpstr (read->sent, ==, sent);
}

static void
test_round_trip (void)
{
  assert_round_trip ("", "", NULL);
  assert_round_trip ("a text", "", NULL);
  assert_round_trip ("", "a base", "");
  assert_round_trip ("the same", "the same", "the same");
  assert_round_trip ("one and two three", "one two three", "one an two three");
  assert_round_trip ("aaaa", "aaaaaaaa", "aa");
  assert_round_trip ("größe\n\nzwei", "grüße\n\ndrei", NULL);
  /* A difference may begin and end within a character. */
  assert_round_trip ("ä", "ö", "ü");
}

/* What was typed last is all that the base costs. */
static void
test_small (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleyJournalEntry) entry = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "word%u ", i);
  {
    g_autofree char *base = g_strndup (text->str, text->len - 6);

    entry = make_entry (text->str, base, base);
  }
  bytes = galley_journal_entry_to_bytes (entry, DATABASE);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, text->len + 1024);
}

static GError *
read_error (const char *data,
            gsize       length,
            const char *database)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  GError *error = NULL;

  g_assert_null (galley_journal_entry_from_bytes (bytes, database, &error));
  return error;
}

static void
test_damaged (void)
{
  g_autoptr (GalleyJournalEntry) entry = make_entry ("a text", "a base", "another");
  g_autoptr (GBytes) bytes = galley_journal_entry_to_bytes (entry, DATABASE);
  gsize            length;
  const char      *data = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = g_memdup2 (data, length);

  /* Whatever byte is another one, and wherever it ends. */
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) changed = NULL;
      g_autoptr (GError) cut = read_error (data, i, DATABASE);

      copy[i] ^= 0x20;
      changed = read_error (copy, length, DATABASE);
      copy[i] ^= 0x20;
      g_assert_error (changed, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      g_assert_error (cut, GALLEY_ERROR, GALLEY_ERROR_INVALID);
    }
}

static void
test_other_database (void)
{
  g_autoptr (GalleyJournalEntry) entry = make_entry ("a text", "a base", NULL);
  g_autoptr (GBytes) bytes = galley_journal_entry_to_bytes (entry, DATABASE);
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) error = read_error (data, length, "another");

  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

static void
test_newer (void)
{
  const char *newer = "galley-journal 2 whatever comes after version one\n";
  g_autoptr (GError) error = read_error (newer, strlen (newer), DATABASE);

  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED);
}

/* A header that is signed, and yet says what cannot be. */
static void
assert_refused (const char *content)
{
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autofree char *file = g_strconcat ("galley-journal 1 ", checksum, "\n", content, NULL);
  g_autoptr (GError) error = read_error (file, strlen (file), DATABASE);

  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

#define HEADER "database " DATABASE "\ntable section\nid 1\nfield draft\n"

static void
test_nonsense (void)
{
  assert_refused ("");
  assert_refused ("\n");
  assert_refused ("database " DATABASE "\n\n");
  assert_refused (HEADER "text 5\nbase 0 0 0\n\nabc");
  assert_refused (HEADER "text 3\nbase 0 0 0\n\nabcd");
  assert_refused (HEADER "text 3\nbase 4 0 0\n\nabc");
  assert_refused (HEADER "text 3\nbase 2 0 2\n\nabc");
  assert_refused (HEADER "text 3\nbase 9999999999999999999 0 0\n\nabc");
  assert_refused (HEADER "text -3\nbase 0 0 0\n\nabc");
  assert_refused (HEADER "text 3\nbase 0 0\n\nabc");
  assert_refused (HEADER "table post\ntext 3\nbase 0 0 0\n\nabc");
  assert_refused (HEADER "what 3\ntext 3\nbase 0 0 0\n\nabc");
  assert_refused (HEADER "text 3\nbase 0 0 0\n\na\xff"
                         "c");
  assert_refused (HEADER "text 3\nbase 0 0 0\n\nab");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/journal-entry/round-trip", test_round_trip);
  g_test_add_func ("/journal-entry/small", test_small);
  g_test_add_func ("/journal-entry/damaged", test_damaged);
  g_test_add_func ("/journal-entry/other-database", test_other_database);
  g_test_add_func ("/journal-entry/newer", test_newer);
  g_test_add_func ("/journal-entry/nonsense", test_nonsense);

  return g_test_run ();
}
