/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-recovery"

#include "galley-drafts.h"

#include <string.h>

#include <glib/gstdio.h>

#include "call.h"
#include "draft-fixture.h"
#include "galley-error.h"
#include "galley-journal.h"

static void
assert_stored (DraftFixture *fixture,
               const char   *expected)
{
  g_autofree char *stored = draft_fixture_read (fixture, "draft");

  g_assert_cmpstr (stored, ==, expected);
}

/* What a program leaves that was ended: a text and what it was based on, in a journal of its own. */
static void
leave_version (DraftFixture *fixture,
               int           base_version,
               const char   *base,
               const char   *sent,
               const char   *text)
{
  g_autofree char *identity = fixture_sql (fixture->database, "SELECT id FROM galley.identity");
  g_autoptr (GalleyJournal) journal = galley_journal_new (fixture->folder, identity);
  g_autoptr (GalleyJournalEntry) entry = galley_journal_entry_new ("section", fixture->section_id, "draft");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  entry->post_id = fixture->post_id;
  entry->base_version = base_version;
  entry->text = g_ref_string_new (text);
  entry->base = g_ref_string_new (base);
  entry->sent = sent ? g_ref_string_new (sent) : NULL;
  entry->cursor = 4;
  entry->written = g_get_real_time ();
  galley_journal_write_async (journal, entry, galley_test_result_cb, &result);
  galley_journal_write_finish (journal, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

static void
leave (DraftFixture *fixture,
       const char   *base,
       const char   *sent,
       const char   *text)
{
  leave_version (fixture, 1, base, sent, text);
}

static void
assert_recovered (GListModel      *recovered,
                  guint            index,
                  const char      *text,
                  GalleyDraftState state)
{
  g_autoptr (GalleyRecovered) item = g_list_model_get_item (recovered, index);

  g_assert_nonnull (item);
  g_assert_cmpstr (galley_recovered_get_text (item), ==, text);
  g_assert_cmpint (galley_recovered_get_state (item), ==, state);
  g_assert_cmpint (galley_recovered_get_message (item) == NULL, ==, state == GALLEY_DRAFT_SAVED);
}

static void
test_nothing (DraftFixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = draft_fixture_recover (fixture->drafts);

  g_assert_cmpuint (g_list_model_get_n_items (recovered), ==, 0);
}

static void
test_saved (DraftFixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;
  g_autoptr (GalleyRecovered) item = NULL;

  leave (fixture, "", NULL, "left behind");
  recovered = draft_fixture_recover (fixture->drafts);
  g_assert_cmpuint (g_list_model_get_n_items (recovered), ==, 1);
  assert_recovered (recovered, 0, "left behind", GALLEY_DRAFT_SAVED);
  item = g_list_model_get_item (recovered, 0);
  g_assert_cmpint (galley_recovered_get_post_id (item), ==, fixture->post_id);
  g_assert_cmpint (galley_recovered_get_section_id (item), ==, fixture->section_id);
  g_assert_cmpstr (galley_recovered_get_field (item), ==, "draft");
  g_assert_cmpint (galley_recovered_get_cursor (item), ==, 4);
  g_assert_nonnull (galley_recovered_get_written (item));
  assert_stored (fixture, "left behind");
  galley_test_until (draft_fixture_count_files (fixture) == 0);
}

/* The editor is open already: the text comes into it. */
static void
test_into_editor (DraftFixture *fixture,
                  gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);
  g_autoptr (GListModel) recovered = NULL;

  leave (fixture, "", NULL, "left behind");
  recovered = draft_fixture_recover (fixture->drafts);
  g_assert_cmpstr (test_editor_get_text (editor), ==, "left behind");
  test_editor_close (editor);
}

/* The program ended between the commit and hearing of it. */
static void
test_committed (DraftFixture *fixture,
                gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;

  draft_fixture_write (fixture, "draft", "one two");
  leave (fixture, "", NULL, "one two");
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "one two", GALLEY_DRAFT_SAVED);
  assert_stored (fixture, "one two");
}

/* The same, and something was typed after what was committed: that it was one's own must not make a conflict of it. */
static void
test_committed_and_typed (DraftFixture *fixture,
                          gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;

  draft_fixture_write (fixture, "draft", "one two");
  leave (fixture, "one", "one two", "one two three");
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "one two three", GALLEY_DRAFT_SAVED);
  assert_stored (fixture, "one two three");
}

static void
test_merged (DraftFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;

  draft_fixture_write (fixture, "draft", "the quick fox and their dog");
  leave (fixture, "the quick fox and the dog", NULL, "my slow fox and the dog");
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "my slow fox and the dog", GALLEY_DRAFT_SAVED);
  assert_stored (fixture, "my slow fox and their dog");
}

/* Both stay: the database has theirs, the journal mine, until somebody decides, even at the start after the next. */
/* A database that was put back to an earlier state lacks what was written since; nobody took it out. */
static void
test_older (DraftFixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;

  draft_fixture_write (fixture, "draft", "Before.");
  leave_version (fixture, 1000, "Before. Meanwhile.", NULL, "Before. Meanwhile. After.");
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "Before. Meanwhile. After.", GALLEY_DRAFT_CONFLICT);
  assert_stored (fixture, "Before.");
}

static void
test_conflict (DraftFixture *fixture,
               gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;
  g_autoptr (GListModel) again = NULL;
  g_autoptr (GalleyDraft) draft = NULL;

  draft_fixture_write (fixture, "draft", "the lazy fox");
  leave (fixture, "the quick fox", NULL, "the slow fox");
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "the slow fox", GALLEY_DRAFT_CONFLICT);
  galley_test_until (draft_fixture_count_files (fixture) == 1);

  draft_fixture_close (&fixture->context, &fixture->drafts);
  again = draft_fixture_recover (fixture->other_drafts);
  assert_recovered (again, 0, "the slow fox", GALLEY_DRAFT_CONFLICT);
  assert_stored (fixture, "the lazy fox");

  draft = draft_fixture_get (fixture->other_drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  galley_draft_resolve (draft, galley_draft_get_mine (draft));
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "the slow fox");
  galley_test_until (draft_fixture_count_files (fixture) == 0);
}

/* Two programs left something of one text: the second waits while the first has a conflict. */
static void
test_two (DraftFixture *fixture,
          gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;
  g_autoptr (GListModel) again = NULL;
  g_autoptr (GalleyDraft) draft = NULL;

  draft_fixture_write (fixture, "draft", "the lazy fox");
  leave (fixture, "the quick fox", NULL, "the slow fox");
  leave (fixture, "the lazy fox", NULL, "the lazy fox jumps");
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "the slow fox", GALLEY_DRAFT_CONFLICT);
  assert_recovered (recovered, 1, "the lazy fox jumps", GALLEY_DRAFT_UNSAVED);
  galley_test_until (draft_fixture_count_files (fixture) == 2);

  draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  galley_draft_resolve (draft, "the slow fox");
  draft_fixture_await_saved (draft);
  again = draft_fixture_recover (fixture->drafts);
  g_assert_cmpuint (g_list_model_get_n_items (again), ==, 1);
  assert_recovered (again, 0, "the lazy fox jumps", GALLEY_DRAFT_SAVED);
  assert_stored (fixture, "the slow fox jumps");
}

static void
test_parked (DraftFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *parked = NULL;

  leave (fixture, "", NULL, "for the trash");
  nothing = fixture_sql (fixture->database, "SELECT galley.section_park(%d)", fixture->section_id);
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "for the trash", GALLEY_DRAFT_SAVED);
  parked = fixture_sql (fixture->database, "SELECT section ->> 'draft' FROM galley.parked_section WHERE section_id = %d",
                        fixture->section_id);
  g_assert_cmpstr (parked, ==, "for the trash");
}

/* A section that is nowhere: its text stays where it is. */
static void
test_missing (DraftFixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;
  int section_id = fixture->section_id;

  fixture->section_id = 4711;
  leave (fixture, "", NULL, "homeless");
  fixture->section_id = section_id;
  recovered = draft_fixture_recover (fixture->drafts);
  assert_recovered (recovered, 0, "homeless", GALLEY_DRAFT_FAILED);
  galley_test_until (draft_fixture_count_files (fixture) == 1);
}

static void
test_damaged (DraftFixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (GListModel) recovered = NULL;
  g_autoptr (GalleyRecovered) item = NULL;
  g_autofree char *identity = fixture_sql (fixture->database, "SELECT id FROM galley.identity");
  g_autofree char *folder = g_build_filename (fixture->folder, identity, "somebody", NULL);
  g_autofree char *path = g_build_filename (folder, "section-1-draft", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "galley-journal 1 x\n", -1, NULL));
  recovered = draft_fixture_recover (fixture->drafts);
  item = g_list_model_get_item (recovered, 0);
  g_assert_cmpint (galley_recovered_get_state (item), ==, GALLEY_DRAFT_FAILED);
  g_assert_null (galley_recovered_get_text (item));
  g_assert_nonnull (galley_recovered_get_message (item));
  g_assert_true (g_file_test (galley_recovered_get_path (item), G_FILE_TEST_EXISTS));
}

/* A program that writes until it is killed. */
typedef struct
{
  GSubprocess      *process;   /* (owned) */
  GDataInputStream *lines;     /* (owned) what it says */
  guint             last_safe; /* how many words are safe by now */
} Writer;

static void
start_writer (Writer       *writer,
              DraftFixture *fixture,
              gboolean      saves)
{
  g_autofree char *section = g_strdup_printf ("%d", fixture->section_id);
  const char      *argv[] = { DRAFT_WRITER, fixture->conninfo, fixture->folder, section, saves ? "1" : "0", NULL };
  g_autoptr (GError) error = NULL;

  writer->process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  writer->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer->process));
  writer->last_safe = 0;
}

/* Lets it write until words were safe @n_safe times more, and then @n_typed words more. */
static void
let_write (Writer *writer,
           guint   n_safe,
           guint   n_typed)
{
  while (n_safe > 0 || n_typed > 0)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line (writer->lines, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (g_str_has_prefix (line, "safe "))
        {
          writer->last_safe = strtoul (line + strlen ("safe "), NULL, 10);
          n_safe -= n_safe > 0;
        }
      else if (n_safe == 0)
        n_typed--;
    }
}

static void
kill_writer (Writer *writer)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (writer->process);
  g_subprocess_wait (writer->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&writer->lines);
  g_clear_object (&writer->process);
}

/* The text is what was typed, without a gap, at least as far as it was safe. */
static void
assert_words (DraftFixture *fixture,
              guint         last_safe)
{
  g_autofree char *stored = draft_fixture_read (fixture, "draft");
  g_auto (GStrv) words = g_strsplit (stored, " ", -1);
  guint n_words = 0;

  for (; words[n_words] != NULL && *words[n_words] != '\0'; n_words++)
    {
      g_autofree char *expected = g_strdup_printf ("word%u", n_words + 1);

      g_assert_cmpstr (words[n_words], ==, expected);
    }
  g_assert_cmpuint (n_words, >=, last_safe);
}

/* All of it can be saved. */
static void
recover_all (DraftFixture *fixture,
             guint         most)
{
  g_autoptr (GListModel) recovered = draft_fixture_recover (fixture->drafts);

  g_assert_cmpuint (g_list_model_get_n_items (recovered), <=, most);
  for (guint i = 0; i < g_list_model_get_n_items (recovered); i++)
    {
      g_autoptr (GalleyRecovered) item = g_list_model_get_item (recovered, i);

      g_assert_cmpint (galley_recovered_get_section_id (item), ==, fixture->section_id);
      g_assert_cmpint (galley_recovered_get_state (item), ==, GALLEY_DRAFT_SAVED);
    }
}

static void
test_killed (DraftFixture *fixture,
             gconstpointer user_data)
{
  gboolean saves = GPOINTER_TO_INT (user_data);

  for (guint i = 0; i < 12; i++)
    {
      Writer           writer;
      g_autofree char *empty = fixture_sql (fixture->database, "UPDATE post_section SET draft = NULL WHERE id = %d", fixture->section_id);

      start_writer (&writer, fixture, saves);
      let_write (&writer, 1 + i % 3, g_test_rand_int_range (0, 12));
      kill_writer (&writer);
      recover_all (fixture, 1);
      assert_words (fixture, writer.last_safe);
      galley_test_until (draft_fixture_count_files (fixture) == 0);
    }
}

/* Of two programs one is killed: what it left is taken, and the other one goes on as if nothing had happened. */
static void
test_one_of_two (DraftFixture *fixture,
                 gconstpointer user_data)
{
  Writer living;
  Writer dying;
  int    first_section = fixture->section_id;
  g_autoptr (GError) error = NULL;

  start_writer (&living, fixture, FALSE);
  let_write (&living, 1, 0);

  fixture->section_id = CALL (galley_section_store_add, galley_context_get_section_store (fixture->context), &error, fixture->post_id,
                              "Another section", 0);
  g_assert_no_error (error);
  start_writer (&dying, fixture, FALSE);
  let_write (&dying, 1, 3);
  kill_writer (&dying);
  recover_all (fixture, 1);
  assert_words (fixture, dying.last_safe);

  fixture->section_id = first_section;
  let_write (&living, 2, 3);
  kill_writer (&living);
  recover_all (fixture, 1);
  assert_words (fixture, living.last_safe);
  galley_test_until (draft_fixture_count_files (fixture) == 0);
}

#define ADD(path, data, function) g_test_add (path, DraftFixture, data, draft_fixture_set_up, function, draft_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/recovery/nothing", NULL, test_nothing);
  ADD ("/recovery/saved", NULL, test_saved);
  ADD ("/recovery/into-editor", NULL, test_into_editor);
  ADD ("/recovery/committed", NULL, test_committed);
  ADD ("/recovery/committed-and-typed", NULL, test_committed_and_typed);
  ADD ("/recovery/merged", NULL, test_merged);
  ADD ("/recovery/older", NULL, test_older);
  ADD ("/recovery/conflict", NULL, test_conflict);
  ADD ("/recovery/two", NULL, test_two);
  ADD ("/recovery/parked", NULL, test_parked);
  ADD ("/recovery/missing", NULL, test_missing);
  ADD ("/recovery/damaged", NULL, test_damaged);
  ADD ("/recovery/killed-while-typing", GINT_TO_POINTER (FALSE), test_killed);
  ADD ("/recovery/killed-while-saving", GINT_TO_POINTER (TRUE), test_killed);
  ADD ("/recovery/one-of-two", NULL, test_one_of_two);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
