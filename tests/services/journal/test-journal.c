/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-journal"

#include "galley-journal.h"

#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "call.h"
#include "galley-error.h"

#define DATABASE "8f14e45f-ceea-467f-a9e3-0b1b5c1f7c55"

typedef struct
{
  char          *folder;  /* (owned) */
  GalleyJournal *journal; /* (owned) (nullable) */
} Fixture;

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      remove_folder (path);
    }
  g_remove (folder);
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("journal-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->journal = galley_journal_new (fixture->folder, DATABASE);
  galley_journal_set_pause (fixture->journal, 1);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  if (fixture->journal != NULL)
    g_assert_finalize_object (fixture->journal);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GalleyJournalEntry *
make_entry (int         id,
            const char *text)
{
  GalleyJournalEntry *entry = galley_journal_entry_new ("section", id, "draft");

  entry->text = g_ref_string_new (text);
  entry->base = g_ref_string_new ("base");
  entry->written = g_get_real_time ();

  return entry;
}

static void
ask_to_write (GalleyJournal *journal,
              int            id,
              const char    *text,
              GAsyncResult **result)
{
  g_autoptr (GalleyJournalEntry) entry = make_entry (id, text);

  galley_journal_write_async (journal, entry, galley_test_result_cb, result);
}

static void
write_text (GalleyJournal *journal,
            int            id,
            const char    *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ask_to_write (journal, id, text, &result);
  galley_journal_write_finish (journal, galley_test_await (&result), &error);
  g_assert_no_error (error);
}

static GPtrArray *
recover (GalleyJournal *journal)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *leftovers = CALL (galley_journal_recover, journal, &error);

  g_assert_no_error (error);
  return leftovers;
}

/* Ends a journal as a crash does: its folder stays. */
static void
crash (Fixture *fixture)
{
  galley_test_until (!galley_journal_get_busy (fixture->journal));
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));
}

/* What another journal finds, as TEXT TEXT …, the oldest first; nothing is removed. */
static char *
find (Fixture *fixture)
{
  g_autoptr (GalleyJournal) other = galley_journal_new (fixture->folder, DATABASE);
  g_autoptr (GPtrArray) leftovers = recover (other);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < leftovers->len; i++)
    {
      GalleyJournalLeftover *leftover = g_ptr_array_index (leftovers, i);

      g_string_append_printf (texts, "%s ", leftover->entry ? leftover->entry->text : leftover->error->message);
    }

  return g_strdup (texts->str);
}

static void
assert_found (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *found = find (fixture);

  g_assert_cmpstr (found, ==, expected);
}

static char *
dup_process_folder (Fixture *fixture)
{
  g_autofree char *database = g_build_filename (fixture->folder, DATABASE, NULL);
  g_autoptr (GDir) dir = g_dir_open (database, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strlen (name) == strlen (DATABASE))
      return g_build_filename (database, name, NULL);

  return NULL;
}

static void
test_write (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  struct stat      about;

  write_text (fixture->journal, 1, "one");
  write_text (fixture->journal, 2, "two");
  write_text (fixture->journal, 1, "three");
  g_assert_null (galley_journal_get_error (fixture->journal));

  folder = dup_process_folder (fixture);
  g_assert_cmpint (g_stat (folder, &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0777, ==, 0700);
  path = g_build_filename (folder, "section-1-draft", NULL);
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0777, ==, 0600);

  crash (fixture);
  assert_found (fixture, "two three ");
}

/* Whatever is asked for at once, the last text is the one that is there. */
static void
test_last_wins (Fixture      *fixture,
                gconstpointer user_data)
{
  GAsyncResult *results[100] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *text = g_strdup_printf ("text%u", i);

      ask_to_write (fixture->journal, 1, text, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (galley_journal_write_finish (fixture->journal, galley_test_await (&results[i]), &error));
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  crash (fixture);
  assert_found (fixture, "text99 ");
}

static void
test_remove (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  write_text (fixture->journal, 1, "one");
  write_text (fixture->journal, 2, "two");
  galley_journal_remove (fixture->journal, "section-1-draft");
  /* In this order. */
  galley_journal_remove (fixture->journal, "section-2-draft");
  ask_to_write (fixture->journal, 2, "again", &result);
  galley_test_await (&result);
  g_clear_object (&result);
  crash (fixture);
  assert_found (fixture, "again ");
}

/* Where nothing is unsaved, nothing stays. */
static void
test_clean_end (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autofree char *folder = NULL;

  write_text (fixture->journal, 1, "one");
  folder = dup_process_folder (fixture);
  galley_journal_remove (fixture->journal, "section-1-draft");
  crash (fixture);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Nobody takes what a living process holds, and two do not take the same. */
static void
test_living (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GalleyJournal) second = galley_journal_new (fixture->folder, DATABASE);
  g_autoptr (GalleyJournal) third = galley_journal_new (fixture->folder, DATABASE);
  g_autoptr (GalleyJournal) other_database = galley_journal_new (fixture->folder, "another");
  GPtrArray *found;
  GPtrArray *others;

  write_text (fixture->journal, 1, "mine");
  write_text (second, 1, "theirs");
  assert_found (fixture, "");

  crash (fixture);
  others = recover (other_database);
  g_assert_cmpuint (others->len, ==, 0);
  g_ptr_array_unref (others);
  found = recover (second);
  g_assert_cmpuint (found->len, ==, 1);
  others = recover (third);
  g_assert_cmpuint (others->len, ==, 0);
  g_ptr_array_unref (others);

  /* What was found and not removed can be found again. */
  g_ptr_array_unref (found);
  found = recover (third);
  g_assert_cmpuint (found->len, ==, 1);
  galley_journal_discard (third, g_ptr_array_steal_index (found, 0));
  galley_test_until (!galley_journal_get_busy (third));
  g_ptr_array_unref (found);
  assert_found (fixture, "");
}

/* A file that was being written when the process went is none. */
static void
test_torn (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autofree char *folder = NULL;
  g_autofree char *torn = NULL;

  write_text (fixture->journal, 1, "whole");
  folder = dup_process_folder (fixture);
  torn = g_build_filename (folder, "section-1-draft~", NULL);
  g_assert_true (g_file_set_contents (torn, "galley-journal 1", -1, NULL));
  crash (fixture);
  assert_found (fixture, "whole ");
}

/* A damaged file is set aside, told of, and never deleted. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GPtrArray) leftovers = NULL;
  g_autoptr (GalleyJournal) other = galley_journal_new (fixture->folder, DATABASE);
  GalleyJournalLeftover *leftover;

  write_text (fixture->journal, 1, "whole");
  write_text (fixture->journal, 2, "broken");
  folder = dup_process_folder (fixture);
  path = g_build_filename (folder, "section-2-draft", NULL);
  g_assert_true (g_file_set_contents (path, "not what it was", -1, NULL));
  crash (fixture);

  leftovers = recover (other);
  g_assert_cmpuint (leftovers->len, ==, 2);
  leftover = g_ptr_array_index (leftovers, 0);
  g_assert_null (leftover->entry);
  g_assert_error (leftover->error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_assert_nonnull (strstr (leftover->path, "/damaged/"));
  g_assert_true (g_file_get_contents (leftover->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "not what it was");
  leftover = g_ptr_array_index (leftovers, 1);
  g_assert_cmpstr (leftover->entry->text, ==, "whole");
}

/* What a newer version wrote waits for one. */
static void
test_newer (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *found = NULL;

  write_text (fixture->journal, 1, "whole");
  folder = dup_process_folder (fixture);
  path = g_build_filename (folder, "section-1-draft", NULL);
  g_assert_true (g_file_set_contents (path, "galley-journal 99 x\n", -1, NULL));
  crash (fixture);
  found = find (fixture);
  g_assert_nonnull (strstr (found, "newer"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Somebody tidies up while the program runs. */
static void
test_folder_removed (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autofree char *database = g_build_filename (fixture->folder, DATABASE, NULL);

  write_text (fixture->journal, 1, "one");
  remove_folder (database);
  write_text (fixture->journal, 1, "two");
  crash (fixture);
  assert_found (fixture, "two ");
}

static void
assert_fails (Fixture    *fixture,
              const char *text,
              GalleyError code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ask_to_write (fixture->journal, 1, text, &result);
  g_assert_false (galley_journal_write_finish (fixture->journal, galley_test_await (&result), &error));
  g_assert_error (error, GALLEY_ERROR, (int)code);
  g_assert_nonnull (galley_journal_get_error (fixture->journal));
}

/* A file may not grow as the text wants; what was there before stays, and when it may, it is written without being asked again. */
static void
test_no_room (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autofree char *long_text = g_strnfill (100000, 'x');
  struct rlimit    before;
  struct rlimit    tight;

  signal (SIGXFSZ, SIG_IGN);
  write_text (fixture->journal, 1, "before");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 8192;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  assert_fails (fixture, long_text, GALLEY_ERROR_DISK_FULL);
  galley_test_assert_message (galley_journal_get_error (fixture->journal), "Make room");
  setrlimit (RLIMIT_FSIZE, &before);

  galley_test_until (galley_journal_get_error (fixture->journal) == NULL);
  crash (fixture);
  {
    g_autofree char *expected = g_strconcat (long_text, " ", NULL);

    assert_found (fixture, expected);
  }
}

/* The same on a real file system that is full, where one can be mounted. */
static void
test_full_disk (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autofree char *text = g_strnfill (40000, 'x');
  g_autofree char *ballast = g_build_filename (fixture->folder, "ballast", NULL);
  g_autofree char *filling = g_strnfill (200000, 'b');

  if (mount ("tmpfs", fixture->folder, "tmpfs", 0, "size=256k,mode=0700") != 0)
    {
      g_test_skip ("nothing can be mounted here");
      return;
    }

  write_text (fixture->journal, 1, text);
  g_assert_true (g_file_set_contents (ballast, filling, -1, NULL));
  text[0] = 'y';
  assert_fails (fixture, text, GALLEY_ERROR_DISK_FULL);
  g_assert_cmpint (g_remove (ballast), ==, 0);
  galley_test_until (galley_journal_get_error (fixture->journal) == NULL);
  crash (fixture);
  {
    g_autofree char *expected = g_strconcat (text, " ", NULL);

    assert_found (fixture, expected);
  }
  g_assert_cmpint (umount2 (fixture->folder, MNT_DETACH), ==, 0);
}

/* There is no folder, and cannot be. */
static void
test_no_folder (Fixture      *fixture,
                gconstpointer user_data)
{
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_assert_true (g_file_set_contents (fixture->folder, "a file", -1, NULL));
  assert_fails (fixture, "text", GALLEY_ERROR_FAILED);
  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  galley_test_until (galley_journal_get_error (fixture->journal) == NULL);
  crash (fixture);
  assert_found (fixture, "text ");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/journal/write", test_write);
  ADD ("/journal/last-wins", test_last_wins);
  ADD ("/journal/remove", test_remove);
  ADD ("/journal/clean-end", test_clean_end);
  ADD ("/journal/living", test_living);
  ADD ("/journal/torn", test_torn);
  ADD ("/journal/damaged", test_damaged);
  ADD ("/journal/newer", test_newer);
  ADD ("/journal/folder-removed", test_folder_removed);
  ADD ("/journal/no-room", test_no_room);
  ADD ("/journal/full-disk", test_full_disk);
  ADD ("/journal/no-folder", test_no_folder);

  return g_test_run ();
}
