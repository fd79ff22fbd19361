/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file of the journal looks like.  It begins with lines that a person can read, too:
 *
 *     galley-journal 1 SHA-256 of all that follows this line
 *     database 8f14e45f-ceea-467f-a9e3-0b1b5c1f7c55
 *     table section
 *     …
 *     text 1234                     its length in bytes
 *     base 1000 3 200               beginning and end that it has in common with the text, and between them what follows
 *                                   after the text
 *
 * and after an empty line come the text, then the middles of the base and of the text that was on its way.  These two differ from the
 * text by what was typed last, so keeping them costs next to nothing. */

#define G_LOG_DOMAIN "galley-journal-entry"

#include "galley-config.h"

#include "galley-journal-entry.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

#define MAGIC           "galley-journal "
#define VERSION         1
#define CHECKSUM_LENGTH 64

/**
 * galley_journal_entry_new:
 * @table: `section`, `post`, `element` or `new-elements`
 * @id: the row's id
 * @field: the field's name
 *
 * Makes an entry, to be filled in before it is handed on.
 *
 * Returns: (transfer full): the entry
 */
GalleyJournalEntry *
galley_journal_entry_new (const char *table,
                          int         id,
                          const char *field)
{
  GalleyJournalEntry *self = g_atomic_rc_box_new0 (GalleyJournalEntry);

  self->key = g_strdup_printf ("%s-%d-%s", table, id, field);
  self->table = g_strdup (table);
  self->id = id;
  self->field = g_strdup (field);

  return self;
}

/**
 * galley_journal_entry_ref:
 * @self: an entry
 *
 * Holds an entry.
 *
 * Returns: (transfer full): @self
 */
GalleyJournalEntry *
galley_journal_entry_ref (GalleyJournalEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_entry (gpointer data)
{
  GalleyJournalEntry *self = data;

  g_free (self->key);
  g_free (self->table);
  g_free (self->field);
  g_clear_pointer (&self->text, g_ref_string_release);
  g_clear_pointer (&self->base, g_ref_string_release);
  g_clear_pointer (&self->sent, g_ref_string_release);
}

/**
 * galley_journal_entry_unref:
 * @self: (transfer full): an entry
 *
 * Lets go of an entry.
 */
void
galley_journal_entry_unref (GalleyJournalEntry *self)
{
  g_atomic_rc_box_release_full (self, clear_entry);
}

/* How a text is told by another one: a common beginning, something between, a common end. */
typedef struct
{
  gsize beginning;
  gsize middle;
  gsize end;
} Difference;

static Difference
measure_difference (const char *text,
                    gsize       text_length,
                    const char *other)
{
  gsize      other_length = strlen (other);
  gsize      most = MIN (text_length, other_length);
  Difference difference = { 0 };

  while (difference.beginning < most && text[difference.beginning] == other[difference.beginning])
    difference.beginning++;
  most -= difference.beginning;
  while (difference.end < most && text[text_length - difference.end - 1] == other[other_length - difference.end - 1])
    difference.end++;
  difference.middle = other_length - difference.beginning - difference.end;

  return difference;
}

static void
append_difference (GString    *file,
                   const char *name,
                   Difference  difference)
{
  g_string_append_printf (file, "%s %zu %zu %zu\n", name, difference.beginning, difference.middle, difference.end);
}

/**
 * galley_journal_entry_to_bytes:
 * @self: an entry
 * @database: the identity of its database
 *
 * Writes an entry down as the content of a file.
 *
 * Returns: (transfer full): the content
 */
GBytes *
galley_journal_entry_to_bytes (GalleyJournalEntry *self,
                               const char         *database)
{
  gsize            text_length = strlen (self->text);
  Difference       base = measure_difference (self->text, text_length, self->base);
  Difference       sent = { 0 };
  GString         *file = g_string_sized_new (text_length + base.middle + 1024);
  g_autofree char *checksum = NULL;

  g_string_append_printf (file, "database %s\ntable %s\nid %d\nfield %s\npost %d\nbase-version %d\ncursor %u\nwritten %" G_GINT64_FORMAT "\n",
                          database, self->table, self->id, self->field, self->post_id, self->base_version, self->cursor, self->written);
  g_string_append_printf (file, "text %zu\n", text_length);
  append_difference (file, "base", base);
  if (self->sent != NULL)
    {
      sent = measure_difference (self->text, text_length, self->sent);
      append_difference (file, "sent", sent);
    }
  g_string_append_c (file, '\n');
  g_string_append_len (file, self->text, text_length);
  g_string_append_len (file, self->base + base.beginning, base.middle);
  if (self->sent != NULL)
    g_string_append_len (file, self->sent + sent.beginning, sent.middle);

  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->str, file->len);
  g_string_prepend_c (file, '\n');
  g_string_prepend (file, checksum);
  g_string_prepend (file, MAGIC G_STRINGIFY (VERSION) " ");

  return g_string_free_to_bytes (file);
}

/* Reading: what is left of the file, and what the header said. */
typedef struct
{
  const char *at;
  const char *end;
  char       *database; /* (owned) (nullable) */
  char       *table;    /* (owned) (nullable) */
  char       *field;    /* (owned) (nullable) */
  gint64      id;
  gint64      post_id;
  gint64      base_version;
  gint64      cursor;
  gint64      written;
  gsize       text_length;
  Difference  base;
  Difference  sent;
  gboolean    has_sent;
} Reader;

static void
reader_clear (Reader *reader)
{
  g_free (reader->database);
  g_free (reader->table);
  g_free (reader->field);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("The file is damaged"));

  return FALSE;
}

/* The next line, without its end; NULL at the end of the file. */
static char *
read_line (Reader *reader)
{
  const char *start = reader->at;
  const char *line_end = memchr (start, '\n', reader->end - start);

  if (line_end == NULL)
    return NULL;

  reader->at = line_end + 1;
  return g_strndup (start, line_end - start);
}

static gboolean
read_number (const char *word,
             gint64      most,
             gint64     *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 0, most, &value, NULL))
    return FALSE;

  *number = value;
  return TRUE;
}

static gboolean
read_difference (const char *words,
                 Difference *difference)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", 4);
  gint64 numbers[3];

  if (g_strv_length (parts) != G_N_ELEMENTS (numbers))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!read_number (parts[i], G_MAXINT, &numbers[i]))
      return FALSE;

  *difference = (Difference){ numbers[0], numbers[1], numbers[2] };
  return TRUE;
}

static gboolean
read_text (const char *value,
           char      **text)
{
  if (*text != NULL || *value == '\0')
    return FALSE;

  *text = g_strdup (value);
  return TRUE;
}

static gboolean
read_header_line (Reader     *reader,
                  const char *name,
                  const char *value)
{
  gint64 length;

  if (g_str_equal (name, "database"))
    return read_text (value, &reader->database);
  if (g_str_equal (name, "table"))
    return read_text (value, &reader->table);
  if (g_str_equal (name, "field"))
    return read_text (value, &reader->field);
  if (g_str_equal (name, "id"))
    return read_number (value, G_MAXINT, &reader->id);
  if (g_str_equal (name, "post"))
    return read_number (value, G_MAXINT, &reader->post_id);
  if (g_str_equal (name, "base-version"))
    return read_number (value, G_MAXINT, &reader->base_version);
  if (g_str_equal (name, "cursor"))
    return read_number (value, G_MAXINT, &reader->cursor);
  if (g_str_equal (name, "written"))
    return read_number (value, G_MAXINT64, &reader->written);
  if (g_str_equal (name, "base"))
    return read_difference (value, &reader->base);
  if (g_str_equal (name, "sent"))
    return reader->has_sent = read_difference (value, &reader->sent);
  if (g_str_equal (name, "text") && read_number (value, G_MAXINT, &length))
    {
      reader->text_length = length;
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_header (Reader  *reader,
             GError **error)
{
  for (;;)
    {
      g_autofree char *line = read_line (reader);
      char            *blank = line ? strchr (line, ' ') : NULL;

      if (line != NULL && *line == '\0')
        return reader->database && reader->table && reader->field && reader->id > 0 ? TRUE : refuse (error);
      if (blank == NULL)
        return refuse (error);
      *blank = '\0';
      if (!read_header_line (reader, line, blank + 1))
        return refuse (error);
    }
}

/* The first line: that it is a file of this kind, and whole. */
static gboolean
check_whole (Reader  *reader,
             GError **error)
{
  g_autofree char *line = read_line (reader);
  g_autofree char *checksum = NULL;
  g_auto (GStrv) words = NULL;
  gint64 version;

  if (line == NULL || !g_str_has_prefix (line, MAGIC))
    return refuse (error);
  words = g_strsplit (line, " ", -1);
  if (g_strv_length (words) < 2 || !read_number (words[1], G_MAXINT, &version))
    return refuse (error);
  if (version > VERSION)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("The file was made by a newer version of Galley. Update Galley"));
      return FALSE;
    }

  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)reader->at, reader->end - reader->at);
  return words[2] != NULL && strlen (words[2]) == CHECKSUM_LENGTH && g_str_equal (words[2], checksum) ? TRUE : refuse (error);
}

static gboolean
fits (Reader    *reader,
      Difference difference)
{
  return difference.beginning <= reader->text_length && difference.end <= reader->text_length - difference.beginning;
}

/* A text out of the parts that it has in common with @text and of its own, which the reader takes. */
static char *
put_together (Reader     *reader,
              const char *text,
              Difference  difference)
{
  g_autoptr (GString) other = g_string_sized_new (difference.beginning + difference.middle + difference.end);

  g_string_append_len (other, text, difference.beginning);
  g_string_append_len (other, reader->at, difference.middle);
  g_string_append_len (other, text + reader->text_length - difference.end, difference.end);
  reader->at += difference.middle;

  return g_ref_string_new_len (other->str, other->len);
}

static gboolean
read_texts (Reader             *reader,
            GalleyJournalEntry *entry,
            GError            **error)
{
  gsize length = reader->text_length + reader->base.middle + reader->sent.middle;

  if (length != (gsize)(reader->end - reader->at) || !fits (reader, reader->base) || !fits (reader, reader->sent))
    return refuse (error);

  entry->text = g_ref_string_new_len (reader->at, reader->text_length);
  reader->at += reader->text_length;
  entry->base = put_together (reader, entry->text, reader->base);
  if (reader->has_sent)
    entry->sent = put_together (reader, entry->text, reader->sent);

  if (!g_utf8_validate_len (entry->text, reader->text_length, NULL) || !g_utf8_validate (entry->base, -1, NULL) ||
      (entry->sent != NULL && !g_utf8_validate (entry->sent, -1, NULL)))
    return refuse (error);

  return TRUE;
}

/**
 * galley_journal_entry_from_bytes:
 * @bytes: the content of a file
 * @database: the identity of the database that it has to belong to
 * @error: where to put %GALLEY_ERROR_INVALID, when it is damaged or belongs to another database, or %GALLEY_ERROR_UNSUPPORTED, when a newer
 *   version of Galley wrote it
 *
 * Reads an entry.
 *
 * Returns: (transfer full) (nullable): the entry, %NULL with @error set
 */
GalleyJournalEntry *
galley_journal_entry_from_bytes (GBytes     *bytes,
                                 const char *database,
                                 GError    **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (GalleyJournalEntry) entry = NULL;
  gsize length;

  reader.at = g_bytes_get_data (bytes, &length);
  if (length == 0)
    {
      refuse (error);
      return NULL;
    }
  reader.end = reader.at + length;
  if (!check_whole (&reader, error) || !read_header (&reader, error))
    return NULL;
  if (!g_str_equal (reader.database, database))
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("The file belongs to another database"));
      return NULL;
    }

  entry = galley_journal_entry_new (reader.table, reader.id, reader.field);
  entry->post_id = reader.post_id;
  entry->base_version = reader.base_version;
  entry->cursor = reader.cursor;
  entry->written = reader.written;
  if (!read_texts (&reader, entry, error))
    return NULL;

  return g_steal_pointer (&entry);
}
